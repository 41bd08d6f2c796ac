"""How long flatgen takes, and how much memory, against Python's own work of the same kind.

    pip install .    # not -e: its hook takes as long to load as Python itself
    python benchmarks/generate.py           # all sizes: some minutes
    python benchmarks/generate.py 10000     # sizes up to 10,000

It prints ratios only: what is compared runs in turns in one run, and medians are taken.

First start-up, on the neuron of the notes: ``python -m flatgen neuron.py`` against
``python -c pass`` and against ``python -m black -q -`` on flatgen's own output.

Then ``flatgen.generate`` on functions of 10 to 100,000 operations against ``ast.parse`` and
``ast.unparse`` of its output: the ratio of times and of peak memory (above that of a small
run), and by how much flatgen's own grew since the size before (operations: by 10). The families:

    mixed    one operation a line, of twelve kinds, on the last line's value and a recent one
    unread   the same on any two recent values, so that about half of the lines lead nowhere
    nested   eight operations a line, in brackets
    shared   one input is read in every line, so that its gradient is a sum of as many parts

For Linux and macOS. A recursion limit that is hit ends it with the error.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, PIPE, run

import flatgen

NEURON = """\
def f(w0, x0, w1, x1, w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
"""
TURNS = {10: 31, 100: 31, 1000: 15, 10_000: 7, 100_000: 3}  # by size
STARTS = 21
KINDS = ["{a} + {b}", "{a} - {b}", "{a} * {b}", "{a} / {b}", "-{a}", "{a} ** 2", "{a} * 0.5"]
KINDS += [f"math.{name}({{a}})" for name in ("sin", "exp", "log", "sqrt", "tanh")]


def mixed(operations: int, recent: int = 1) -> str:
    pick = random.Random(operations).choice
    names = ["x", "y", "z", "w"]
    lines = []
    for i in range(operations):
        kind, a, b = pick(KINDS), pick(names[-recent:]), pick(names[-8:])
        lines.append(f"t{i} = {kind.format(a=a, b=b)}")
        names.append(f"t{i}")
    return function([*lines, f"return {names[-1]}"])


def unread(operations: int) -> str:
    return mixed(operations, recent=8)


def nested(operations: int) -> str:
    pick = random.Random(operations).choice
    names = ["x", "y", "z", "w"]
    lines = []
    for i in range(max(1, operations // 8)):
        a, b, c = names[-1], pick(names[-8:]), pick(names[-8:])
        lines.append(f"t{i} = math.sin({a} * {b} + math.exp({c} / 2.0)) - {a} * ({b} + {c})")
        names.append(f"t{i}")
    return function([*lines, f"return {names[-1]}"])


def shared(operations: int) -> str:
    last = "y"
    lines = []
    for i in range(operations):
        lines.append(f"t{i} = {last} {'*+-/'[i % 4]} x")
        last = f"t{i}"
    return function([*lines, f"return {last}"])


def function(lines: list[str]) -> str:
    return "import math\n\n\ndef f(x, y, z, w):\n" + "".join(f"    {line}\n" for line in lines)


FAMILIES = {f.__name__: f for f in (mixed, unread, nested, shared)}


def reference(text: str) -> str:
    """Do what any tool does that reads Python and writes it."""
    return ast.unparse(ast.parse(text))


def seconds(work: Callable[[str], str], text: str) -> float:
    gc.collect()
    start = time.perf_counter()
    work(text)
    return time.perf_counter() - start


def times(family: str, size: int, output: Path) -> list[float]:
    """Return the median time of flatgen, and that of its ratio to the reference."""
    source, text = FAMILIES[family](size), output.read_text()
    reference(flatgen.generate(FAMILIES[family](100)))  # loads everything
    both = (flatgen.generate, source), (reference, text)
    turns = [[seconds(*one) for one in both] for _ in range(TURNS[size])]
    return [median(ours for ours, _ in turns), median(ours / theirs for ours, theirs in turns)]


def memory(family: str, size: int, output: Path) -> list[float]:
    """Return flatgen's peak memory above a small run's, and that; write its output."""
    text = FAMILIES[family](size)
    reference(flatgen.generate(FAMILIES[family](100)))  # loads everything
    before = peak()
    output.write_text(flatgen.generate(text))
    return [peak() - before, before]


def reference_memory(family: str, size: int, output: Path) -> list[float]:
    text = output.read_text()
    reference(flatgen.generate(FAMILIES[family](100)))  # loads everything
    before = peak()
    reference(text)
    return [peak() - before, before]


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


WORK = {f.__name__: f for f in (times, memory, reference_memory)}


def worker(work: str, family: str, size: int, output: Path) -> list[float]:
    """Run one of ``WORK`` in a new process."""
    command = [sys.executable, __file__, work, family, str(size), str(output)]
    return list(json.loads(run(command, check=True, stdout=PIPE).stdout))


def start_up(folder: Path) -> None:
    (folder / "neuron.py").write_text(NEURON)
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder)}
    text = flatgen.generate(NEURON).encode()
    commands = "-m flatgen neuron.py", "-c pass", "-m black -q -"
    taken: dict[str, list[float]] = {command: [] for command in commands}
    for turn in range(STARTS + 1):
        for command in commands:
            line = [sys.executable, *command.split()]
            start = time.perf_counter()
            run(line, input=text, stdout=DEVNULL, check=True, cwd=folder, env=env)
            taken[command] += [time.perf_counter() - start] if turn else []  # the first compiles
    print("start-up: flatgen neuron.py                ratio   aim")
    for other, aim in zip(commands[1:], ("4", "0.33"), strict=True):
        ratio = median(a / b for a, b in zip(taken[commands[0]], taken[other], strict=True))
        print(f"  against python {other:22} {ratio:10.2f}   at most {aim}")


def sizes(folder: Path, largest: int) -> None:
    print("\nflatgen.generate against ast.parse + ast.unparse of its output")
    print("family  operations   time  grown   memory  grown   aim")
    for family in FAMILIES:
        old_time = old_memory = 0.0
        for size in (size for size in TURNS if size <= largest):
            output = folder / f"{family}_{size}.py"
            ours, base = worker("memory", family, size, output)
            theirs, _ = worker("reference_memory", family, size, output)
            measurable = min(ours, theirs) > base / 10  # else it's lost in what Python itself takes
            taken, ratio = worker("times", family, size, output)
            cells = [
                f"{family:7}{size:11,}{ratio:7.2f}",
                f"x{taken / old_time:5.1f}" if old_time else "     -",
                f"{ours / theirs:7.2f}" if measurable else "      -",
                f"x{ours / old_memory:5.1f}" if old_memory else "     -",
                {10_000: "time at most 3", 100_000: "both grown at most x10"}.get(size, ""),
            ]
            print("  ".join(cells).rstrip(), flush=True)
            old_time, old_memory = taken, ours if measurable else 0.0


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in WORK:
        work, family, size, output = sys.argv[1:]
        print(json.dumps(WORK[work](family, int(size), Path(output))))
        return
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name))
        sizes(Path(name), int(sys.argv[1]) if sys.argv[1:] else max(TURNS))


if __name__ == "__main__":
    main()
