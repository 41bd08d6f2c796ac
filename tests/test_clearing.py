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
    *("filled_place_by_place", "filled_in_two_loops", "filled_by_rows", "filled_from_the_end"),
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
