"""What a branch isn't run for, or a loop has no rounds for, has no gradient: whatever slope is behind it.

As in ``test_behind_routers.py``, of branches and loops: the gradient is that of the way that the run takes.
"""

from __future__ import annotations

from inspect import signature
from typing import Any

import numpy as np
import pytest
from gradients import module
from numeric import execute, quietly

from flatgen import generate

ZERO, W = np.zeros(3), np.array([1.0, 2.0, 3.0])
RECTIFIED = np.array([-1.0, 0.0, 4.0])
BEHIND: dict[str, tuple[str, dict[str, Any], Any]] = {  # a forward, a point, the gradient of x
    "a length that is asked": (
        """
        def f(x):
            r = np.sqrt(np.sum(x ** 2))
            if r > 0:
                x = x / r
            return x @ W
        """,
        {"x": ZERO},
        W,
    ),
    "a length that is asked, returned early": (
        """
        def f(x):
            r = np.sqrt(x @ x)
            if r < 1e-8:
                return np.sum(x * W)
            return np.sum(np.sin(r) / r * x * W)
        """,
        {"x": ZERO},
        W,
    ),
    "on numbers": (
        """
        import math
        def f(x):
            r = math.sqrt(x)
            return math.log(r) if r > 0 else 2 * x
        """,
        {"x": 0.0},
        2.0,
    ),
    "numpy's numbers": (
        """
        def f(x: float):
            r = np.sqrt(x)
            if r > 0:
                y = np.log(r)
            else:
                y = 2 * x
            return y
        """,
        {"x": 0.0},
        2.0,
    ),
    "an array": (
        """
        def f(x):
            r, s = np.log(x), 1 / x
            if x[2] > 0:
                return np.sum(x * W)
            return np.sum(r * s)
        """,
        {"x": np.array([0.0, 0.0, 1.0])},
        W,
    ),
    "no rounds": (
        """
        def f(x, n: int = 0):
            r = np.sqrt(x)
            y = x @ W
            for i in range(n):
                y = y + r[i]
            return y
        """,
        {"x": ZERO},
        W,
    ),
    "for a next round that isn't there": (
        """
        def f(x, n: int = 2):
            y, r = x @ W, np.sum(x)
            for i in range(n):
                y = y * (r + 1)
                r = np.sqrt(np.sum(x * x))
            return y
        """,
        {"x": ZERO},
        W,
    ),
    "a branch behind a router": (
        """
        def f(x, c: bool = True):
            if c:
                r = np.sqrt(x)
            else:
                r = x
            return np.sum(np.maximum(r, 0.5) + x * W)
        """,
        {"x": ZERO},
        W,
    ),
    "a round behind a router": (
        """
        def f(x, n: int = 2):
            r = x
            for i in range(n):
                r = np.maximum(np.sqrt(r), 0.5)
            return np.sum(x * W) + np.sum(r)
        """,
        {"x": ZERO},
        W,
    ),
    "a router behind a branch": (
        """
        def f(x, c: bool = True):
            y = np.maximum(x, 0)
            if c:
                y = np.sqrt(y)
            return np.sum(y)
        """,
        {"x": RECTIFIED[::2]},
        np.array([0.0, 0.25]),
    ),
    "a router behind rounds": (
        """
        def f(x, n: int = 1):
            y = np.maximum(x, 0)
            for i in range(n):
                y = np.sqrt(y)
            return np.sum(y)
        """,
        {"x": RECTIFIED[::2]},
        np.array([0.0, 0.25]),
    ),
    "a router before its pole, in a round": (
        """
        def f(x, n: int = 2):
            y = 0.0
            for i in range(n):
                y = y + np.sqrt(np.maximum(x, 0))
            return np.sum(y)
        """,
        {"x": RECTIFIED[::2]},
        np.array([0.0, 0.5]),
    ),
    "what is on a list, masked where it is read": (
        """
        def f(x, n: int = 2):
            rs = []
            for i in range(n):
                rs.append(np.sqrt(x))
            return np.sum(np.where(x > 0.5, rs[0], x) * W)
        """,
        {"x": ZERO},
        W,
    ),
    "what is on a list, and not read": (
        """
        def f(x, n: int = 2):
            rs = [x]
            for i in range(n):
                rs.append(np.sqrt(x))
            return rs[0] @ W
        """,
        {"x": ZERO},
        W,
    ),
    "a mask in a round": (
        """
        def f(x, n: int = 2):
            s = 0.0
            for i in range(n):
                r = np.sqrt(x)
                s = s + np.sum(np.where(x > 0.5, r, x) * W) / n
            return s
        """,
        {"x": ZERO},
        W,
    ),
}


MODES = {"grad": "", "vjp": "grad_", "hvp": "v_"}  # and how the parameters of the mode begin


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", BEHIND)
def test_behind_a_block(name: str, mode: str) -> None:
    """Curvature along nothing is nothing: no NaN comes of what isn't read."""
    source, point, wanted = BEHIND[name]
    text = generate(module(source) + f"W = np.array({W.tolist()})\n", mode=mode, functions=["f"])
    function = execute(text)[f"{mode}_f"]
    extra = {"vjp": 1.0, "hvp": 0.0 * point["x"]}
    named = [p for p in signature(function).parameters if MODES[mode] and p.startswith(MODES[mode])]
    found = quietly(lambda: function(**point, **dict.fromkeys(named, extra.get(mode))))
    assert found == pytest.approx(0.0 * wanted if mode == "hvp" else wanted), text


@pytest.mark.parametrize("name", sorted({*BEHIND} - {"for a next round that isn't there"}))
def test_tangents_behind_a_block(name: str) -> None:
    """What is read in no round has a tangent, which may be none, but isn't read either."""
    source, point, wanted = BEHIND[name]
    text = generate(module(source) + f"W = np.array({W.tolist()})\n", mode="jvp", functions=["f"])
    jvp = execute(text)["jvp_f"]
    found = quietly(lambda: jvp(**point, dot_x=1.0 + 0.0 * point["x"]))
    assert found == pytest.approx(np.sum(wanted)), text
