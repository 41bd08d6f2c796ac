"""New names keep clear of a function's own, of those outside of functions, and of what is inlined: of no others."""

from __future__ import annotations

import numpy as np
import pytest
from numeric import execute

from flatgen import FlatgenError, generate

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


@pytest.mark.parametrize(
    ("other", "line"),
    [
        ("", 'x ** (C["p"] - 1)'),
        ('def g():\n    C["p"] = 0\n', "one less; 0 at 0 ** 0"),
        ("C.update(p=0)\n", "one less; 0 at 0 ** 0"),
    ],
)
def test_what_is_in_a_dict_is_known_if_nothing_changes_it(other: str, line: str) -> None:
    text = f'C = {{"p": 3}}\n{other}def f(x: float):\n    return x ** C["p"]\n'
    assert line in generate(text, functions=["f"])


def test_keys_that_constants_have_not() -> None:
    with pytest.raises(FlatgenError, match='C has no key "q"'):
        generate('C = {"p": 3}\ndef f(x: float):\n    return x ** C["q"]\n')


@pytest.mark.parametrize(("mode", "added"), [("vjp", "grad_out"), ("jvp", "dot_x"), ("hvp", "v_x")])
def test_parameters_are_called_the_same_whatever_else_the_file_has(mode: str, added: str) -> None:
    """Callers give them by keyword: what another function is called doesn't change that."""
    source = "def f(x, w=2.0):\n    s0 = x * w\n    return s0 * x\n"
    others = "s1 = grad_out = dot_x = v_x = 3.0\ndef out(grad_s0):\n    return dot_x + v_x\n"
    alone = generate(source, functions=["f"], mode=mode)
    assert added in alone
    assert generate(source + others, functions=["f"], mode=mode) == alone
    read = generate(
        f"{added} = 3.0\n{source.replace('w=2.0', '')}".replace("x * w", f"x * {added}"),
        functions=["f"],
        mode=mode,
    )
    assert f"{added}_1" in read
