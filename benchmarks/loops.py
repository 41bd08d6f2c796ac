"""What gradients of loops cost: time and peak memory, against the forward's, as programs grow.

    pip install -e .
    python benchmarks/loops.py                      # all programs: some seconds
    python benchmarks/loops.py --only heat --only rnn

The programs are golden cases, the forwards of ``tests/cases``. The size of each doubles three times;
what is doubled is said beside it. A row shows the four ratios of times, then those of memory:
2.0 takes twice as long as the forward. Times are of the process alone, on one core, the least of
several turns. Memory is the peak of what is allocated during the call (tracemalloc), the result
included.

Where the rounds double, a ratio of times that stays says that the gradient is of the forward's order.
The ratio of memory grows with them wherever the backward has to read what a round computed: the
forward forgets it.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gradients import settle  # before numpy, which reads what this sets

# isort: split
import numpy as np

import flatgen

CASES = Path(__file__).parent.parent / "tests" / "cases"
TURN = 0.002  # seconds that a turn takes at least
TURNS = 5
SIZES = 4  # the first, and three times its double

rng = np.random.default_rng(0)


def drawn(*shape: int) -> Any:
    return rng.normal(size=shape)


def positive(n: int) -> Any:
    """Return a positive definite matrix."""
    return np.eye(n) + 0.1 * np.ones((n, n))


def heat(steps: int, length: int) -> list[Any]:
    return [drawn(length), 0.2, steps]


def jacobi(steps: int) -> list[Any]:
    return [drawn(100, 100), drawn(100, 100), steps]


def jacobi_1d(steps: int) -> list[Any]:
    return [drawn(2000), drawn(2000), 0.33, steps]


def rnn(steps: int) -> list[Any]:
    return [drawn(steps, 32), drawn(32), drawn(32, 32) / 8, drawn(32, 32) / 8]


def lstm(steps: int) -> list[Any]:
    x, w, u = drawn(steps, 8, 16), drawn(16, 64), drawn(16, 64)
    return [x, w / 8, u / 8, drawn(64), drawn(steps, 8, 16)]


def rk4(steps: int) -> list[Any]:
    return [np.array([0.3, 0.1]), 1.2, 0.3, 0.01, steps]


def cholesky(n: int) -> list[Any]:
    return [positive(n)]


def convolution(n: int) -> list[Any]:
    return [drawn(n, n), drawn(3, 3)]


def kalman(steps: int) -> list[Any]:
    near, transition = np.eye(4), 0.9 * np.eye(4) + 0.01
    return [drawn(steps, 4), drawn(4), positive(4), transition, near + 0.1, near, positive(4)]


def floyd_warshall(n: int) -> list[Any]:
    return [rng.uniform(1.0, 9.0, (n, n))]


def power_iteration(steps: int) -> list[Any]:
    return [positive(64) + drawn(64, 64) / 64, np.ones(64), steps]


def conjugate_gradients(steps: int) -> list[Any]:
    return [np.diag(np.arange(1.0, 201.0)), drawn(200), steps]


def leapfrog(steps: int) -> list[Any]:
    return [drawn(4, 2), drawn(4, 2), np.ones(4), 0.01, steps]


def time_warping(n: int) -> list[Any]:
    return [drawn(n), drawn(n)]


def elimination(n: int) -> list[Any]:
    return [positive(n), drawn(n)]


def attention(n: int) -> list[Any]:
    return [drawn(n, 16), drawn(n, 16), drawn(n, 16)]


def horner(n: int) -> list[Any]:
    return [drawn(n), 0.9]


def adam(steps: int) -> list[Any]:
    return [drawn(200), 0.01, steps]


def hidden_states(steps: int) -> list[Any]:
    return [rng.uniform(0.1, 1.0, (8, 8)), rng.uniform(0.1, 1.0, (steps, 8)), np.full(8, 0.125)]


def gauss_seidel(sweeps: int) -> list[Any]:
    return [positive(20), drawn(20), 1.2, sweeps]


def edit_distance(n: int) -> list[Any]:
    return [drawn(n), drawn(n), 0.4]


# The program: its case, what is doubled, the first size, the arguments at a size.
PROGRAMS: dict[str, tuple[str, str, int, Callable[[int], list[Any]]]] = {
    "heat": ("example_heat", "rounds", 10, lambda n: heat(n, 2000)),
    "heat_long": ("example_heat", "length", 2000, lambda n: heat(20, n)),
    "jacobi": ("loop_jacobi", "rounds", 5, jacobi),
    "jacobi_1d": ("loop_jacobi_two_arrays", "rounds", 10, jacobi_1d),
    "rnn": ("loop_rnn", "rounds", 10, rnn),
    "lstm": ("loop_lstm", "rounds", 5, lstm),
    "rk4": ("loop_rk4", "rounds", 10, rk4),
    "cholesky": ("loop_cholesky", "rows", 5, cholesky),
    "convolution": ("loop_convolution", "rows", 6, convolution),
    "kalman": ("loop_kalman", "rounds", 5, kalman),
    "floyd_warshall": ("loop_floyd_warshall", "rows", 5, floyd_warshall),
    "power_iteration": ("loop_power_iteration", "rounds", 10, power_iteration),
    "conj_gradients": ("loop_conjugate_gradients", "rounds", 10, conjugate_gradients),
    "time_warping": ("loop_time_warping", "length", 5, time_warping),
    "elimination": ("loop_elimination", "rows", 5, elimination),
    "numbers_only": ("loop_cholesky_of_numbers", "rows", 4, cholesky),
    "attention": ("loop_causal_attention", "length", 10, attention),
    "horner": ("loop_horner", "terms", 20, horner),
    "adam": ("loop_adam", "rounds", 10, adam),
    "hidden_states": ("loop_hidden_states", "rounds", 10, hidden_states),
    "gauss_seidel": ("loop_gauss_seidel", "rounds", 3, gauss_seidel),
    "edit_distance": ("loop_edit_distance", "length", 5, edit_distance),
    "leapfrog": ("loop_leapfrog", "rounds", 5, leapfrog),
}


def load(case: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return the forward of a case and the gradient that is generated now."""
    source = (CASES / f"{case}.py").read_text(encoding="utf-8").partition("# output\n")[0]
    # an annotation may name what isn't imported, and a function one that flatgen defines
    names: dict[str, Any] = {"__name__": "program"}
    for text in (flatgen.generate(source, filename=f"{case}.py"), source):
        exec(compile(f"from __future__ import annotations\n{text}", case, "exec"), names)
    (gradient,) = [name for name in names if name.startswith("grad_")]
    return names[gradient.removeprefix("grad_")], names[gradient]


def turn(function: Callable[..., Any], arguments: list[Any], calls: int) -> float:
    start = time.process_time()
    for _ in range(calls):
        function(*arguments)
    return (time.process_time() - start) / calls


def seconds(functions: tuple[Callable[..., Any], ...], arguments: list[Any]) -> list[float]:
    """Return the least time of each function; they take turns."""
    calls = [1 + int(TURN / turn(function, arguments, 1)) for function in functions]
    best = [float("inf")] * len(functions)
    for _ in range(TURNS):
        for i, function in enumerate(functions):
            best[i] = min(best[i], turn(function, arguments, calls[i]))
    return best


def peak(function: Callable[..., Any], arguments: list[Any]) -> int:
    """Return the bytes that are allocated at once, at most."""
    tracemalloc.start()
    function(*arguments)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def row(title: str, doubled: str, times: list[str], memory: list[str], forward: str) -> str:
    cells = "".join(f"{cell:>7}" for cell in times) + "  |" + "".join(f"{c:>7}" for c in memory)
    return f"{title:17}{doubled:18}{cells}  |{forward:>12}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", metavar="NAME", choices=PROGRAMS, help="one")
    options = parser.parse_args()
    settle()
    blank = [""] * (SIZES - 1)
    print("gradient over forward, as the size doubles\n")
    print(row("program", "what doubles", ["time", *blank], ["memory", *blank], "last forward"))
    for name in options.only or PROGRAMS:
        case, doubled, first, arguments_at = PROGRAMS[name]
        functions = load(case)
        sizes = [first * 2**k for k in range(SIZES)]
        times, memory = [], []
        for size in sizes:
            arguments = arguments_at(size)
            forward, gradient = seconds(functions, arguments)
            times.append(f"{gradient / forward:.1f}")
            before, after = (peak(function, arguments) for function in functions)
            memory.append(f"{after / before:.1f}")
        span = f"{doubled} {sizes[0]}-{sizes[-1]}"
        print(row(name, span, times, memory, f"{forward * 1e3:.2f} ms"), flush=True)


if __name__ == "__main__":
    main()
