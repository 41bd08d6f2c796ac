"""Indices that name no entry in common, and those that may: zeros stay where one of them is read."""

from __future__ import annotations

import numpy as np
import pytest
from gradients import check

# Two writes into an array of four, and whether the places are known to be apart.
PAIRS = {
    ("0", "1"): True,
    ("-1", "-2"): True,
    ("0", "-1"): False,
    (":2", "2:"): True,
    (":2", "1:"): False,
    (":-1", "-1"): True,
    ("1:-1", "0"): True,
    ("1:-1", "-1"): True,
    ("1:-1", "-2"): False,
    ("::2", "1::2"): False,
    (":k", "k:"): True,
    (":k", "k - 1:"): False,
    ("k", "k + 1"): False,  # k may be -1
    ("m", "~m"): True,
    ("m", "np.logical_not(m)"): True,
    ("m", "0"): False,
}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_writes(one: str, other: str) -> None:
    source = f"""
        def f(x, k: int):
            m = x > 0
            z = np.zeros(len(x))
            z[{one}] = np.sin(x[{one}])
            z[{other}] = x[{other}] ** 2
            return np.sum(z ** 3)
        """
    text = check(source, {"x": np.array([0.4, -0.6, 1.1, 0.7]), "k": 2}, wrt=["x"])
    assert ("overwritten" not in text) == PAIRS[one, other]
