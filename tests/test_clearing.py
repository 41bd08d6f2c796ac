"""Gradients of arrays that are filled round by round: what is read once isn't set to 0, and the upstream not copied.

Their numbers, and those of arrays of which places are written twice, are held in test_blocks.py.
"""

from __future__ import annotations

import numpy as np
import pytest
from block_programs import PROGRAMS
from gradients import check, text_of
from numeric import execute

ONCE = (
    *("filled_place_by_place", "filled_in_two_loops", "filled_by_rows", "filled_backwards"),
    *("filled_anew_in_each_round", "filled_with_the_one_before", "filled_with_one_far_off"),
)
OFTEN = [name for name in PROGRAMS if name.startswith("filled_") and name not in ONCE]


@pytest.mark.parametrize("name", ONCE)
def test_what_is_read_once(name: str) -> None:
    source, point = PROGRAMS[name]
    assert "overwritten" not in check(source, point, wrt=["x", "w"])


@pytest.mark.parametrize("name", OFTEN)
def test_what_is_written_again(name: str) -> None:
    source, point = PROGRAMS[name]
    assert "overwritten" in check(source, point, wrt=["x", "w"])


def test_an_upstream_that_is_only_read() -> None:
    """It is no copy, and may hold whole numbers."""
    source = """
        def f(x):
            y = np.zeros(len(x))
            for i in range(len(x)):
                y[i] = x[i] ** 2
            return y
        """
    text = text_of(source, mode="vjp")
    assert "grad_y * 1.0" not in text
    upstream = np.array([1, 0, 2])
    got = execute(text)["vjp_f"](np.array([1.0, 2.0, 3.0]), upstream)
    assert got.tolist() == [2.0, 0.0, 12.0]
    assert upstream.tolist() == [1, 0, 2]


def test_an_upstream_that_is_written_into() -> None:
    source = """
        def f(x):
            y = np.zeros(len(x))
            for i in range(len(x)):
                y[i // 2] = x[i] ** 2
            return y
        """
    upstream = np.array([3, 1, 2])
    got = execute(text_of(source, mode="vjp"))["vjp_f"](np.array([1.0, 2.0, 3.0]), upstream)
    assert got.tolist() == [0.0, 12.0, 6.0]
    assert upstream.tolist() == [3, 1, 2]


WRITTEN = {
    "a row that is read before": "s = z[0] ** 2\nz[1] = s\nz[0] = z[2] * s",
    "a part of what was there": "z[0] = z[1] * z[2]\ns = z[1:]\nz[2] = np.sum(s) + z[0]",
    "what is read as a whole, too": "s = z * 3\nz[0] = s[1] ** 2\nz = z + s",
    "a view by a new axis": "s = z[None]\nz = z + s[0]\nz[1] = z[0] * z[2]",
}


@pytest.mark.parametrize("mode", ["grad", "hvp"])
@pytest.mark.parametrize("x", [np.array([0.5, -1.0, 2.0]), np.cos(np.arange(6.0)).reshape(3, 2)])
@pytest.mark.parametrize("how", WRITTEN)
def test_arrays_that_are_changed_where_they_are(how: str, x: np.ndarray, mode: str) -> None:
    """Without shapes a row may be a number or a view of an array that a later line changes."""
    lines = "\n".join("    " + line for line in ["z = x * 2", *WRITTEN[how].split("\n")])
    source = f"def f(x):\n{lines}\n    return np.sum(z**2)"
    for shapes in ({}, {"x": "N" if x.ndim == 1 else "N,D"}):
        check(source, {"x": x}, shapes=shapes)
        if mode == "hvp":
            product = execute(text_of(source, mode="hvp", shapes=shapes))["hvp_f"]
            gradient = execute(text_of(source, shapes=shapes))["grad_f"]
            along = np.sin(np.arange(x.size) + 1.0).reshape(x.shape)
            wanted = (gradient(x + 1e-6 * along) - gradient(x - 1e-6 * along)) / 2e-6
            assert product(x, along) == pytest.approx(wanted, 1e-4, 1e-4)
