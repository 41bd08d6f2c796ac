"""Random programs with branches and loops, against central finite differences.

``pytest --long`` draws thousands of programs.
"""

from __future__ import annotations
import __future__

import re
import warnings
from typing import Any

import black
import numpy as np
import pytest
from hypothesis import HealthCheck, given, note, settings
from numeric import agree
from random_blocks import Program, block_programs

from flatgen import FlatgenError, generate

STEP = 2e-4
TOO_BIG = 1e5
NO_INPUT = "has no real input"  # its inputs are read by conditions and sizes alone
REFUSED = [  # what the generator knows that flatgen doesn't take
    "may share its array with",
    "whose array may have another name",
    "is on a list while this changes its array",
    "can't be broadcast together",
    "a conditional expression is not supported",  # in the right side of "or"
    "behind 'and' or 'or' is not supported",
]


def load(text: str) -> dict[str, Any]:
    """Run a file, whose annotations may name what isn't installed; return its names."""
    text = re.sub("^from jaxtyping .*$", "", text, flags=re.MULTILINE)
    namespace: dict[str, Any] = {"__name__": "loaded"}
    later = __future__.annotations.compiler_flag
    exec(compile(text, "<program>", "exec", flags=later, dont_inherit=True), namespace)
    return namespace


def draw_point(program: Program) -> dict[str, Any]:
    rng = np.random.default_rng(program.seed)
    point: dict[str, Any] = {}
    for name, shape in program.shapes.items():
        if shape is None:
            point[name] = int(rng.integers(0, 4))
        else:
            value = rng.uniform(0.3, 1.3, shape) * rng.choice([-1, 1], shape)
            point[name] = value if shape else float(value)
    return point


def copied(point: dict[str, Any]) -> dict[str, Any]:
    return {n: v.copy() if isinstance(v, np.ndarray) else v for n, v in point.items()}


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(np.array_equal(one[name], other[name]) for name in one)


def differences(function: Any, point: dict[str, Any], name: str) -> Any:
    """Return the gradient of the sum of a function's value; None at a kink, or where it is too big."""
    base = np.array(point[name], dtype=float)
    gradient = np.zeros_like(base)
    for index in np.ndindex(base.shape):

        def at(step: float, index: tuple[int, ...] = index) -> float:
            moved = base.copy()
            moved[index] += step
            given = moved if base.shape else float(moved)
            return float(np.sum(function(**copied(point | {name: given}))))

        middle = at(0.0)
        wide, narrow = [(at(h), at(-h), h) for h in (STEP, STEP / 2)]
        rough, fine = [(right - left) / (2 * h) for right, left, h in (wide, narrow)]
        # The sides' slopes differ by what shrinks with the step, but for a kink.
        bends = [(right - 2 * middle + left) / h for right, left, h in (wide, narrow)]
        best = (4 * fine - rough) / 3
        scale = 1 + abs(best)
        kink = abs(bends[1]) > 0.6 * abs(bends[0]) + 1e-6 * scale + 1e-9 * abs(middle)
        if kink or not abs(fine - rough) <= 1e-5 * scale or not scale < TOO_BIG:
            return None
        gradient[index] = best
    return gradient


def check(program: Program) -> str:
    """Check one program; return what became of it."""
    note(program.source)
    forward = load(program.source)["f"]
    point = draw_point(program)
    given = copied(point)
    try:
        with np.errstate(over="raise"):  # what runs out of numbers has no slope
            value = forward(**given)
    except (ArithmeticError, ValueError):
        return "no value"
    assert same(given, point), "the program writes into its arguments"
    if not np.all(np.abs(value) < TOO_BIG):
        return "no value"
    try:
        text = generate(program.source, functions=["f"])
    except FlatgenError as error:
        if all(NO_INPUT in fault.message for fault in error.faults):
            for name in [name for name in point if program.shapes[name] is not None]:
                slopes = differences(forward, point, name)
                assert slopes is None or not np.any(slopes), f"no gradient of {name}"
            return "flat"
        if not all(any(r in fault.message for r in REFUSED) for fault in error.faults):
            raise
        return "refused"
    note(text)
    assert text == generate(program.source, functions=["f"])
    assert black.format_str(text, mode=black.Mode()) == text
    gradient = load(text)["grad_f"]
    given = copied(point)
    got, again = [r if isinstance(r, tuple) else (r,) for r in (gradient(**given) for _ in "12")]
    assert same(given, point), "an argument is changed"
    real = [name for name in point if program.shapes[name] is not None]
    listed = re.findall(r"\bgrad_(\w+)", (gradient.__doc__ or "").partition("returns")[2])
    listed = [re.sub(r"_\d+$", "", name) for name in listed]
    names = [name for name in real if name in listed]
    assert len(got) == len(names)
    for name in set(real) - set(names):  # constants by their use: an array that only has a size
        slopes = differences(forward, point, name)
        assert slopes is None or not np.any(slopes), f"no gradient of {name}"
    for name, one, other in zip(names, got, again):
        assert np.shape(one) == np.shape(point[name]), f"shape of grad_{name}: {np.shape(one)}"
        assert np.asarray(one).dtype.kind == "f", f"grad_{name}: {one!r}"
        assert np.array_equal(one, other, equal_nan=True), f"grad_{name}: the second call"
    for name, one in zip(names, got):
        wanted = differences(forward, point, name)
        if wanted is None:
            return "kink"
        assert agree(one, wanted, 2e-5), f"d/d{name} at {point}: {one}, not {wanted}"
    return "right"


@pytest.mark.parametrize("arrays", [False, True], ids=["numbers", "arrays"])
def test_random_blocks(arrays: bool, request: pytest.FixtureRequest) -> None:
    """Gradients of random programs with branches and loops are those of finite differences."""
    long = request.config.getoption("--long")
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    counts: dict[str, int] = {}

    @settings(
        max_examples=2000 if long else 150,
        derandomize=not long,
        deadline=None,
        suppress_health_check=quiet,
        database=None,
    )
    @given(block_programs(arrays))
    def run(program: Program) -> None:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            became = check(program)
        counts[became] = counts.get(became, 0) + 1

    run()
    drawn = sum(counts.values())
    assert counts.get("refused", 0) <= drawn / 10, counts
    assert counts.get("right", 0) >= drawn / 2, counts
