"""What isn't read has no gradient: an infinite slope where nothing is read makes no NaN.

Parts are read by slices, by index arrays and masks, and as triangles and diagonals; they are overwritten, or
chosen by constant masks. The wanted derivative is that of what is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from gradients import text_of
from numeric import execute, quietly

X = np.array([0.0, 1.0, 2.0])
ONES = np.ones(3)
POLES: dict[
    str, tuple[Callable[[Any], Any], Callable[[Any], Any]]
] = {  # first and second derivative
    "np.sqrt(x)": (lambda x: 0.5 / np.sqrt(x), lambda x: -0.25 * x**-1.5),
    "1 / x": (lambda x: -1 / x**2, lambda x: 2 / x**3),
    "(x ** -2)": (lambda x: -2 / x**3, lambda x: 6 / x**4),
    "np.log(x)": (lambda x: 1 / x, lambda x: -1 / x**2),
    "(x * np.log(x))": (lambda x: np.log(x) + 1, lambda x: 1 / x),
    "(x ** 0.3)": (lambda x: 0.3 * x**-0.7, lambda x: -0.21 * x**-1.7),
}
READ = {  # without the entry at 0
    "slice": "return np.sum(POLE[1:])",
    "numbers": "z = POLE\nreturn z[1] + z[-1]",
    "indices": "return np.sum(POLE[[1, 2]])",
    "repeats": "z = POLE\ni = np.array([1, 2])\nreturn np.sum(z[i])",
    "mask": "return np.sum(POLE[np.array([False, True, True])])",
    "take": "return np.sum(np.take(POLE, [1, 2]))",
    "compress": "return np.sum(np.compress([False, True, True], POLE))",
    "delete": "return np.sum(np.delete(POLE, 0))",
    "overwritten": "z = POLE\nz[0] = 1.0\nreturn np.sum(z)",
    "triangle": "return np.sum(np.triu(np.expand_dims(POLE, 0) * np.ones((3, 1)), 1)[:1])",
    "where": "return np.sum(np.where(np.array([False, True, True]), POLE, 0))",
}


@pytest.mark.parametrize("read", READ)
@pytest.mark.parametrize("pole", POLES)
@pytest.mark.parametrize("mode", ["grad", "jvp", "hvp"])
def test_what_is_not_read(pole: str, read: str, mode: str) -> None:
    first, second = (np.append(0.0, slope(X[1:])) for slope in POLES[pole])
    wanted: Any = {"grad": first, "jvp": np.sum(first), "hvp": second}[mode]
    source = READ[read].replace("POLE", pole)
    for shapes in ({}, {"x": "3"}):
        text = text_of(source, mode=mode, shapes=shapes)
        vectors = [] if mode == "grad" else [ONES]
        got = quietly(execute(text)[f"{mode}_f"], X.copy(), *vectors)
        assert got == pytest.approx(wanted), text


DISTANCES = "d = x[:, None] - x\nr = np.sqrt((d ** 2).sum(-1))\n"
PLACES = np.array([[0.0, 1.0], [2.0, 3.0], [1.0, -1.0]])
PAIRS = {  # what is read of the distances, and each pair's part and its derivative
    "r[np.triu_indices(3, 1)]": lambda r: np.ones_like(r),
    "(1 / r)[np.triu_indices(3, 1)]": lambda r: -1 / r**2,
    "np.triu(r ** -6 - r ** -3, 1)": lambda r: -6 / r**7 + 3 / r**4,
    "(r * np.log(r))[np.triu_indices(3, 1)]": lambda r: np.log(r) + 1,
    "0.5 * np.where(np.eye(3) == 1, 0, 1 / r)": lambda r: -1 / r**2,
    "r[~np.tri(3, dtype=bool)]": lambda r: np.ones_like(r),
    "np.triu(r, 1)": lambda r: np.ones_like(r),
    "0.5 * np.where(np.eye(3) == 1, 0, r)": lambda r: np.ones_like(r),
}


@pytest.mark.parametrize("read", PAIRS)
def test_distances_without_the_diagonal(read: str) -> None:
    wanted = np.zeros_like(PLACES)
    for i in range(3):
        for j in range(i):
            apart = PLACES[i] - PLACES[j]
            r = np.sqrt(np.sum(apart**2))
            wanted[i] += PAIRS[read](r) * apart / r
            wanted[j] -= PAIRS[read](r) * apart / r
    for shapes in ({}, {"x": "3,2"}):
        text = text_of(f"{DISTANCES}return np.sum({read})", shapes=shapes)
        assert quietly(execute(text)["grad_f"], PLACES) == pytest.approx(wanted), text


@pytest.mark.parametrize("op", ["np.sqrt(z)", "z ** 0.5", "np.arccosh(1 + z)"])
def test_what_was_overwritten_by_zero_has_no_tangent(op: str) -> None:
    text = text_of(f"z = x.copy()\nz[0] = 0\nreturn {op}", mode="jvp")
    got = quietly(execute(text)["jvp_f"], X + 1, ONES)
    assert got[0] == 0
    assert np.all(np.isfinite(got))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("np.sum(np.maximum(np.log(x), -5))", [0, -1, -0.25]),
        ("np.sum(np.clip(np.log(x), -3, None))", [0, -1, -0.25]),
        ("np.sum(np.clip(np.log(x), -3, 9))", [0, -1, -0.25]),
        ("np.max(np.sqrt(x))", [0, 0, -0.25 * 2**-1.5]),
    ],
)
def test_the_hessian_behind_a_router(source: str, wanted: list[float]) -> None:
    for shapes in ({}, {"x": "N"}):
        text = text_of(source, mode="hvp", shapes=shapes)
        assert quietly(execute(text)["hvp_f"], X, ONES) == pytest.approx(np.array(wanted)), text


@pytest.mark.parametrize("constant", ["np.fmax(np.sqrt(x), 0)", "np.fmax(np.log(x), -5) * x ** 0"])
def test_the_tangent_of_fmax(constant: str) -> None:
    text = text_of(constant, mode="jvp")
    assert quietly(execute(text)["jvp_f"], np.array([0.0, 1.0]), np.ones(2))[0] == 0, text


def test_what_is_also_read_as_a_whole_stays_as_it_was() -> None:
    """One of several uses hides nothing of what the others read."""
    for source in ("z = 1 / x\nreturn z[0] + np.sum(z)", "z = x / w\nreturn z[1:], z"):
        assert "np.where" not in text_of(source, mode="vjp")


@pytest.mark.parametrize("divisor", ["np.sum(x)", "np.sum(x, axis=0)", "3.0"])
def test_a_divisor_that_many_share(divisor: str) -> None:
    """Where it is 0, what is read has no gradient either."""
    for shapes in ({}, {"x": "N,D"}):
        assert "np.where" not in text_of(f"np.sum((x / {divisor})[1:])", shapes=shapes)


PARTS_BY_MASKS = {  # an array that is put together by masks, and its derivative
    "out = np.empty_like(x)\nout[m] = np.sqrt(x[m])\nout[~m] = x[~m] ** 2": lambda x: np.where(
        x > 0, 0.5 / np.sqrt(np.abs(x)), 2 * x
    ),
    "z = np.zeros_like(x)\nz[m] = x[m] ** 2\nout = np.where(x > 0, np.log(z), 0.0)": lambda x: (
        np.where(x > 0, 2 / x, 0)
    ),
}


@pytest.mark.parametrize("body", PARTS_BY_MASKS)
@pytest.mark.parametrize("shapes", [{}, {"x": "4"}])
def test_put_together_by_masks(body: str, shapes: dict[str, str]) -> None:
    """A mask is laid on an array before what was written into it by another mask takes its part."""
    x = np.array([-0.5, 1.5, 0.7, -2.0])
    wanted = PARTS_BY_MASKS[body](x)
    source = f"m = x > 0\n{body}\nreturn out"
    got = quietly(execute(text_of(source, shapes=shapes))["grad_f"], x)
    assert got == pytest.approx(wanted)
    along = quietly(execute(text_of(source, mode="jvp", shapes=shapes))["jvp_f"], x, np.ones(4))
    assert along == pytest.approx(wanted)
    execute(text_of(source, mode="hvp", shapes=shapes))
