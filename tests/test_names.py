"""New names keep clear of a function's own, of those outside of functions, and of what is inlined: of no others."""

from __future__ import annotations

import numpy as np
import pytest
from numeric import execute

from flatgen import generate

F = "def f(a, b):\n    return a * b\n"


@pytest.mark.parametrize(
    "other",
    [
        "def g(x):\n    out = x * 2\n    return out",
        "def g(x, grad_out):\n    return x * grad_out",
        "def g(x):\n    def grad_out(y):\n        return y * 2\n    return grad_out(x)",
        "class G:\n    def g(self, x):\n        grad_out = x\n        return grad_out",
    ],
)
def test_locals_of_other_functions_reserve_nothing(other: str) -> None:
    alone = generate(F, functions=["f"], mode="vjp")
    assert generate(f"{F}\n{other}\n", functions=["f"], mode="vjp") == alone
    assert "def vjp_f(a, b, grad_out):" in alone


def test_what_is_inlined_clashes_with_nothing() -> None:
    text = "def g(x):\n    grad_out = x * x\n    return grad_out * x\n\ndef f(a, b):\n    return g(a) * b\n"
    made = execute(generate(text, mode="vjp"))
    assert made["vjp_f"](2.0, 3.0, 1.0) == (36.0, 8.0)
    assert made["vjp_f"](2.0, 3.0, 0.5) == (18.0, 4.0)


def test_what_is_outside_is_read() -> None:
    text = f"grad_out = 3.0\n\n{F.replace('a * b', 'a * b * grad_out')}"
    made = execute(generate(text, mode="vjp"))
    assert made["vjp_f"](2.0, np.float64(5.0), 1.0) == (15.0, 6.0)
