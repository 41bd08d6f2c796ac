"""How long a module of decorated functions takes to import.

    pip install .
    python benchmarks/imports.py         # 100 functions
    python benchmarks/imports.py 200

Each function has 20 lines. There are seven kinds of module: functions of numbers, all alike; functions of arrays in
the notes' way, one operation a line; functions of arrays with several in a line, drawn from what people write (some 54
operations in each), all alike and each another one; those of arrays with their shapes declared and without. Of each
is printed the processor time that its import takes in a new process, the least of several: of the whole, and of
each function beyond the first. numpy is loaded before.

For Linux and macOS.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
from pathlib import Path
from subprocess import PIPE, run

TURNS = 7
LINES = 20
HEAD = """\
import math
from typing import Annotated

import flatgen
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))
"""
MATRIX, SQUARE, ROW = "N D", "D D", "D"
PARAMETERS = {"x": MATRIX, "t": MATRIX, "w": SQUARE, "u": SQUARE, "b": ROW, "c": ROW}

NUMBERS = """\
s0 = x * w
s1 = s0 + b
h = math.tanh(s1)
s2 = h * u
s3 = s2 + c
m = s3**2
e = math.exp(-m)
z = e + 1.0
p = e / z
a = math.tanh(p)
q = a * p
r = q + a**2
d = math.log(1 + r * r)
g = d - 0.5
i = g / math.sqrt(g * g + 1e-5)
j = i * math.sin(i)
k = j + 0.5 * i
l = k * k
o = max(0.0, l - t)
return o * o / 2
"""

# What people write of a matrix h, a row for each sample: each piece makes another such matrix of it.
PIECES = [
    """\
mean = np.mean(h, axis=0)
spread = np.sqrt(np.var(h, axis=0) + 1e-5)
h = c * (h - mean) / spread + b
""",
    """\
s = h @ w + b
h = np.maximum(s, 0)
""",
    """\
s = h @ u + c
h = np.tanh(s)
""",
    """\
top = np.max(h, axis=1, keepdims=True)
e = np.exp(h - top)
p = e / np.sum(e, axis=1, keepdims=True)
h = p * t
""",
    """\
scores = h @ t.T / np.sqrt(h.shape[1])
weights = np.exp(scores - np.max(scores, axis=1, keepdims=True))
weights = weights / np.sum(weights, axis=1, keepdims=True)
h = weights @ h
""",
    """\
gate = 1 / (1 + np.exp(-(h @ w)))
new = np.tanh(h @ u)
h = gate * new + (1 - gate) * h
""",
    """\
step = h - t
far = np.abs(step) > 1.0
h = np.where(far, np.abs(step) - 0.5, 0.5 * step**2)
""",
    """\
norm = np.linalg.norm(h, axis=1, keepdims=True)
h = h / (norm + 1e-8)
""",
    """\
cov = h.T @ h / h.shape[0]
solved = np.linalg.solve(cov + np.eye(h.shape[1]), w)
h = h @ solved
""",
    """\
inside = np.clip(h, -3.0, 3.0)
h = inside * np.log1p(inside**2)
""",
    """\
phase = 2 * np.pi * h
h = np.sin(phase) * b + np.cos(phase) * c
""",
    """\
total = np.cumsum(h, axis=0)
h = total / (1 + np.sqrt(1 + total**2))
""",
    """\
squares = np.sum(h**2, axis=1)
dist = squares[:, None] + squares[None, :] - 2 * h @ h.T
kernel = np.exp(-0.5 * dist)
h = kernel @ t
""",
    """\
left = h[:, :-1]
right = h[:, 1:]
h = np.concatenate([h[:, :1], right - left], axis=1)
""",
    """\
price = np.exp(0.1 * h)
d1 = (np.log(price) + 0.5 * b**2) / (np.abs(b) + 0.1)
h = price * np.tanh(d1) - np.exp(-0.05) * np.tanh(d1 - b)
""",
    """\
z = np.einsum("nd,de->ne", h, w)
h = z * np.exp(-0.5 * z**2)
""",
]
# And in the notes' way, one operation a line.
FLAT_PIECES = [
    """\
s0 = h @ w
s1 = s0 + b
h = np.maximum(0, s1)
""",
    """\
s0 = h @ u
s1 = s0 + c
h = np.tanh(s1)
""",
    """\
top = np.max(h, axis=1, keepdims=True)
s0 = h - top
e = np.exp(s0)
total = np.sum(e, axis=1, keepdims=True)
h = e / total
""",
    """\
mean = np.mean(h, axis=0)
s0 = h - mean
squares = s0**2
variance = np.mean(squares, axis=0)
spread = np.sqrt(variance + 1e-5)
s1 = s0 / spread
s2 = s1 * c
h = s2 + b
""",
    """\
s0 = h @ t.T
e = np.exp(-s0)
total = np.sum(e, axis=1)
weights = e / total[:, None]
h = weights @ h
""",
    """\
step = h - t
size = np.abs(step)
square = step**2
h = np.where(size > 1.0, size, square)
""",
    """\
total = np.cumsum(h, axis=0)
s0 = np.sin(total)
h = s0 * b
""",
    """\
gate = sigmoid(h)
s0 = gate * t
rest = 1 - gate
s1 = rest * h
h = s0 + s1
""",
    """\
squares = h**2
s0 = np.sum(squares, axis=1)
norm = np.sqrt(s0)
h = h / norm[:, None]
""",
]
ENDS = [
    "return np.mean((h - t) ** 2)\n",
    "return np.sum(np.logaddexp(0.0, -t * h)) / h.shape[0]\n",
    "return 0.5 * np.sum(h * h) + 0.01 * np.sum(np.abs(w))\n",
    "return -np.mean(np.sum(t * np.log(h**2 + 1e-6), axis=1))\n",
]


def drawn(number: int, all_pieces: list[str]) -> str:
    """Return the body of one function: pieces, one after another, and what is returned."""
    chosen = random.Random(number)
    lines: list[str] = ["h = x"]
    pieces: list[str] = []
    while len(lines) < LINES - 1:
        pieces = pieces or chosen.sample(all_pieces, len(all_pieces))
        lines += pieces.pop().splitlines()
    return "\n".join([*lines[: LINES + 1], chosen.choice(ENDS)])


def module(kind: str, count: int) -> str:
    """Return the text of a module of decorated functions."""
    one, declared = kind.partition(",")[0], kind.endswith("declared")
    shapes = {n: f'Annotated[np.ndarray, "{dims}"]' for n, dims in PARAMETERS.items()}
    parameters = ", ".join([f"{n}: {s}" if declared else n for n, s in shapes.items()])
    texts = [HEAD]
    for i in range(count):
        pieces = FLAT_PIECES if one == "flat" else PIECES
        body = NUMBERS if one == "numbers" else drawn(0 if one == "alike" else i, pieces)
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        texts.append(f"@flatgen.differentiable\ndef f{i}({parameters}):\n{lines}")
    return "\n\n".join(texts)


KINDS = ["numbers", "flat", "flat, declared"]
KINDS += ["alike", "alike, declared", "varied", "varied, declared"]


def importing(path: Path) -> float:
    """Return the processor time of an import."""
    import numpy  # noqa: F401

    sys.path.insert(0, str(path.parent))
    before = spent()
    __import__(path.stem)
    return spent() - before


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(kind: str, count: int, folder: Path) -> float:
    """Return the least time of several imports of a module, each in a new process."""
    path = folder / f"module_{KINDS.index(kind)}_{count}.py"
    path.write_text(module(kind, count))
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder)}
    command = [sys.executable, __file__, "import", str(path)]
    turns = [float(run(command, check=True, stdout=PIPE, env=env).stdout) for _ in range(TURNS)]
    return min(turns)


def main() -> None:
    if sys.argv[1:2] == ["import"]:
        print(importing(Path(sys.argv[2])))
        return
    count = int(sys.argv[1]) if sys.argv[1:] else 100
    print(f"import of {count} decorated functions of {LINES} lines: processor time")
    print("kind                seconds   of each (ms)   aim: under a second")
    with tempfile.TemporaryDirectory() as name:
        for kind in KINDS:
            whole, one = [measured(kind, number, Path(name)) for number in (count, 1)]
            print(f"{kind:18}{whole:9.2f}{1000 * (whole - one) / (count - 1):12.1f}", flush=True)


if __name__ == "__main__":
    main()
