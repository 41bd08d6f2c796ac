"""How fast the gradients are that flatgen writes, against those of an expert and of other tools.

    pip install -e ".[benchmark]"
    python benchmarks/gradients.py                          # all programs: a minute or two
    python benchmarks/gradients.py --only batch_norm --only neuron --rounds 51

A program is two files in ``programs/``: ``NAME.py`` holds the forward function ``loss``;
``NAME_by_hand.py`` its gradient as somebody who knows numpy would write it (``hand``), the point
that it is taken at (``inputs``), and by what (``WRT``). What is compared with ``hand``:

    flatgen     the gradient that flatgen writes
    no shapes   the same where the forward says nothing of shapes
    autograd    HIPS autograd on the forward
    JAX         jax.jit(jax.grad(...)), compiled before, with jax.numpy in place of numpy
    torch       torch.autograd, with torch in place of numpy

All run in one process on one thread with 64-bit floats, and agree with ``hand``, or else this ends
with an error. They take turns; the table shows the median of the ratios of times, round by round:
2.00 takes twice as long as by hand. Where a tool has no number, the reason is below the table; its
mean is of the programs that it can do, which the last line counts.
"""

from __future__ import annotations

import argparse
import ast
import ctypes
import gc
import importlib
import os
import runpy
import time
from collections.abc import Callable
from contextlib import suppress
from math import exp, inf, log
from operator import truediv
from pathlib import Path
from statistics import median
from typing import Any

# Read when the libraries are imported.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
os.environ.update(VECLIB_MAXIMUM_THREADS="1", XLA_FLAGS="--xla_cpu_multi_thread_eigen=false")
os.environ.update(JAX_ENABLE_X64="1", JAX_PLATFORMS="cpu")

import numpy as np

import flatgen

Gradient = Callable[[], Any]  # runs the gradient, and waits until it is there
Make = Callable[["Program"], Gradient | None]

PROGRAMS = Path(__file__).parent / "programs"
NAMES = ["neuron", "black_scholes", "small_network", "small_rosenbrock"]
NAMES += ["logistic_regression", "softmax_classifier", "two_layer_network", "batch_norm"]
NAMES += ["layer_norm", "attention_head", "gaussian_mixture", "pca_loss", "ridge_by_solve"]
NAMES += ["convolution_by_einsum", "rbf_regression"]
TURN = 0.01  # seconds that a turn takes at least
CONSTANT = ("int", "bool", "str")  # annotations that are no shapes


class Program:
    """The two files of a program, read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.source = (PROGRAMS / f"{name}.py").read_text()
        by_hand = runpy.run_path(str(PROGRAMS / f"{name}_by_hand.py"))
        self.inputs: dict[str, Any] = by_hand["inputs"](np.random.default_rng(0))
        self.wrt: tuple[str, ...] = by_hand["WRT"]
        self.positions = tuple(list(self.inputs).index(name) for name in self.wrt)
        hand, args = by_hand["hand"], tuple(self.inputs.values())
        self.hand: Gradient = lambda: hand(*args)

    def without_shapes(self) -> str:
        """Return the forward without the annotations of its parameters."""
        tree = ast.parse(self.source)
        for node in ast.walk(tree):
            if isinstance(node, ast.arg) and node.annotation:
                if ast.unparse(node.annotation) not in CONSTANT:
                    node.annotation = None
        return ast.unparse(tree)

    def forward(self, arrays: Any, special: Any) -> Callable[..., Any]:
        """Return ``loss`` with other modules in place of numpy and math, and of scipy.special."""
        names = execute(self.source)
        if "np" in names:
            names["np"] = arrays
        for node in ast.walk(ast.parse(self.source)):
            if isinstance(node, ast.ImportFrom) and node.module in ("math", "scipy.special"):
                for name in (alias.name for alias in node.names):
                    names[name] = getattr(arrays if hasattr(arrays, name) else special, name)
        return names["loss"]


def execute(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "program"}
    exec(compile(text, "<program>", "exec", dont_inherit=True), names)
    return names


def by_flatgen(program: Program, source: str | None = None) -> Gradient:
    options = {"filename": f"{program.name}.py", "functions": ["loss"], "wrt": list(program.wrt)}
    text = flatgen.generate(source or program.source, **options)
    gradient, args = execute(text)["grad_loss"], tuple(program.inputs.values())
    return lambda: gradient(*args)


def by_flatgen_without_shapes(program: Program) -> Gradient | None:
    source = program.without_shapes()
    same = ast.unparse(ast.parse(program.source)) == source
    return None if same else by_flatgen(program, source)


def by_autograd(program: Program) -> Gradient:
    import autograd.numpy
    import autograd.scipy.special

    forward = program.forward(autograd.numpy, autograd.scipy.special)
    gradient, args = autograd.grad(forward, program.positions), tuple(program.inputs.values())
    return lambda: gradient(*args)


def by_jax(program: Program) -> Gradient:
    import jax.numpy
    import jax.scipy.special

    forward = program.forward(jax.numpy, jax.scipy.special)
    gradient = jax.jit(jax.grad(forward, program.positions))
    args = tuple(jax.numpy.asarray(value) for value in program.inputs.values())
    return lambda: jax.block_until_ready(gradient(*args))


class Torch:
    """torch by numpy's names: most are its own, and ``axis`` and ``keepdims`` it takes."""

    of_numbers = ("maximum", "minimum", "exp", "log", "sqrt")  # torch's own take tensors only

    def __init__(self, torch: Any) -> None:
        self.torch = torch

    def __getattr__(self, name: str) -> Any:
        function = getattr(self.torch, {"max": "amax", "min": "amin"}.get(name, name))
        if name == "einsum":
            return lambda *args, optimize=True: function(*args)  # torch's always is
        if name not in self.of_numbers:
            return function
        return lambda *args: function(*map(self.torch.as_tensor, args))


def by_torch(program: Program) -> Gradient:
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    forward = program.forward(Torch(torch), torch.special)
    inputs = {name: torch.as_tensor(value) for name, value in program.inputs.items()}
    wanted = [inputs[name].requires_grad_() for name in program.wrt]
    args = tuple(inputs.values())
    return lambda: torch.autograd.grad(forward(*args), wanted)


RIVALS: dict[str, Make] = {
    "flatgen": by_flatgen,
    "no shapes": by_flatgen_without_shapes,
    "autograd": by_autograd,
    "JAX": by_jax,
    "torch": by_torch,
}
OPTIONAL = {"autograd": "autograd", "JAX": "jax", "torch": "torch"}  # the module of each


def installed(rival: str) -> bool:
    """Import a rival before anything is measured; tell whether it is there."""
    try:
        importlib.import_module(OPTIONAL.get(rival, "flatgen"))
    except ImportError:
        return False
    return True


def made(program: Program, rival: str) -> Gradient | str:
    """Return a rival's gradient, compiled and checked, or why it has none."""
    try:
        gradient = RIVALS[rival](program)
        if gradient is None:
            return "the forward says nothing of shapes"
        got = gradient()
    except flatgen.FlatgenError as refused:
        return "refused: " + refused.report().partition("\n")[0]
    except Exception as error:
        if rival not in OPTIONAL:  # what flatgen writes has to run
            raise
        return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
    compare(program, rival, got)
    return gradient


def compare(program: Program, rival: str, got: Any) -> None:
    """End the run unless a rival's gradients are those by hand, in shape and to rtol 1e-6."""
    got = got if isinstance(got, tuple) else (got,)
    for name, one, wanted in zip(program.wrt, got, program.hand(), strict=True):
        where = f"{program.name}: {rival}'s gradient by {name} is not that by hand"
        one, wanted = np.asarray(one, dtype=float), np.asarray(wanted, dtype=float)
        if one.shape != wanted.shape:
            raise SystemExit(f"{where}: shape {one.shape}, not {wanted.shape}")
        floor = 1e-9 * float(np.max(np.abs(wanted)))  # an entry near 0 is one of cancelling parts
        np.testing.assert_allclose(one, wanted, rtol=1e-6, atol=floor, err_msg=where)


def seconds(gradient: Gradient, calls: int) -> float:
    """Return the time that one of a number of calls takes."""
    start = time.perf_counter()
    for _ in range(calls):
        gradient()
    return (time.perf_counter() - start) / calls


def calls_in(turn: float, gradient: Gradient) -> int:
    calls = 1
    while calls * seconds(gradient, calls) < turn:
        calls *= 2
    return calls


def measure(gradients: dict[str, Gradient], rounds: int) -> tuple[dict[str, float], float]:
    """Return the median ratio to ``hand`` of each other gradient, and ``hand``'s median time."""
    calls = {name: calls_in(TURN, gradient) for name, gradient in gradients.items()}
    taken: dict[str, list[float]] = {name: [] for name in gradients}
    order = list(gradients)
    for _ in range(rounds):
        order.append(order.pop(0))  # nobody always comes after the same one
        gc.collect()
        gc.disable()
        for name in order:
            taken[name].append(seconds(gradients[name], calls[name]))
        gc.enable()
    hand = taken.pop("hand")
    ratios = {name: median(map(truediv, times, hand)) for name, times in taken.items()}
    return ratios, median(hand)


def settle() -> None:
    """Stay on one core; let malloc keep what is freed.

    Where it gives memory back to the system, which is up to chance, the next array is paged in anew:
    the same gradient by hand was seen to take 4.5 times as long.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with suppress(AttributeError, OSError, TypeError):  # glibc has mallopt
        libc = ctypes.CDLL(None)
        libc.mallopt(-1, 2**30)  # M_TRIM_THRESHOLD
        libc.mallopt(-3, 2**25)  # M_MMAP_THRESHOLD


def row(title: str, cells: list[str], by_hand: str = "") -> str:
    return f"{title:22}{by_hand:>11}" + "".join(f"{cell:>11}" for cell in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", metavar="NAME", choices=NAMES, help="a program")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="default: 15")
    options = parser.parse_args()
    settle()
    rivals = [rival for rival in RIVALS if installed(rival)]
    gc.freeze()  # what the libraries hold needn't be looked through in every round
    found: dict[str, list[float]] = {rival: [] for rival in rivals}
    notes = [f"{rival} is not installed" for rival in RIVALS if rival not in rivals]

    print("time of a gradient, against the one by hand\n")
    print(row("program", rivals, "by hand"))
    for name in options.only or NAMES:
        program = Program(name)
        gradients, cells = {"hand": program.hand}, dict.fromkeys(rivals, "-")
        for rival in rivals:
            gradient = made(program, rival)
            if isinstance(gradient, str):
                cells[rival] = "refused" if gradient.startswith("refused") else "-"
                notes.append(f"{name}, {rival}: {gradient}")
            else:
                gradients[rival] = gradient
        ratios, hand = measure(gradients, options.rounds)
        for rival, ratio in ratios.items():
            cells[rival] = f"{ratio:.2f}"
            found[rival].append(ratio)
        print(row(name, list(cells.values()), f"{hand * 1e6:,.1f} µs"), flush=True)

    means = [exp(sum(map(log, r)) / len(r)) if r else inf for r in found.values()]
    print()
    print(row("geometric mean", [f"{mean:.2f}" if mean < inf else "-" for mean in means]))
    print(row("maximum", [f"{max(r):.2f}" if r else "-" for r in found.values()]))
    print(row("programs", [str(len(r)) for r in found.values()]))
    print("\n" + "\n".join(notes) if notes else "")


if __name__ == "__main__":
    main()
