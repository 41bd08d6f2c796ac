"""Programs whose tangents are smaller than what they are of, before branches that run or don't."""

from __future__ import annotations

from typing import Any

import numpy as np

X, B = np.array([0.4, -0.7, 1.1]), np.array([0.9, 0.3, -0.5])
HEAD = """
        import numpy as np
        T = np.arange(4.0)
        M = np.arange(6.0).reshape(2, 3)
"""
TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "of_a_constant": (
        """
        def f(mu, sig, flag: bool):
            z = T - mu
            if flag:
                z = np.log(1 + z ** 2) * sig
            return z.sum()
        """,
        {"mu": 0.5, "sig": 1.2},
    ),
    "broadcast": (
        """
        def f(b, flag: bool):
            z = M + b
            if flag:
                z = z * 2
            return z.sum()
        """,
        {"b": B},
    ),
    "of_an_entry": (
        """
        def f(b, flag: bool):
            st = {'z': M + b}
            if flag:
                st['z'] = st['z'] ** 2
            return st['z'].sum()
        """,
        {"b": B},
    ),
    "the_best_of_rounds": (
        """
        def f(b, flag: bool):
            best = None
            for i in range(1 + 2 * flag):
                y = M * i + b
                if best is None or y.sum() > best.sum():
                    best = y
            return best.sum()
        """,
        {"b": B},
    ),
    "of_a_helper": (
        """
        def f(a, flag: bool):
            y = T + a

            def g(v):
                if flag:
                    return v * 2
                return v
            return g(y).sum() + g(g(T - a)).sum()
        """,
        {"a": 0.7},
    ),
    "handed_out": (
        """
        def f(x, flag: bool):
            y = T + x[0]
            z = y * 1.5
            if flag:
                z = y
            return z
        """,
        {"x": X},
    ),
    "of_zeros": (
        """
        def f(a, b, flag: bool):
            c = np.zeros(3)
            c += a
            if flag:
                c *= b
            return c.sum()
        """,
        {"a": X, "b": B},
    ),
    "by_a_rule_of_shapes": (
        """
        def f(t0, flag: bool):
            t = np.linspace(0, 1, 5) - t0
            if flag:
                t = t + 0.5
            return np.trapezoid(t)
        """,
        {"t0": 0.3},
    ),
}
SMALLER: dict[str, tuple[str, dict[str, Any]]] = {
    f"{name}, {flag}": (HEAD + text, {**inputs, "flag": flag})
    for name, (text, inputs) in TEXTS.items()
    for flag in (True, False)
}
