"""Constants outside of functions that are complex, of modules, objects, closures: as it runs, and by their text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numeric import execute

import flatgen

X, V = np.array([1.0, 2.0, 3.0]), np.array([0.3, -0.4, 0.9])
C, Z = np.array([1 + 1j, 2.0, 3.0]), 2j
HELD: Any = {"c": C, "d": 2.0}
LISTED: list[Any] = [C, 1.0]
PAIR = (2.0, 1j)


def in_a_default(x: Any, w: Any = 2 + 1j, u: Any = 0.5 - 2j, ws: Any = (1.0, 2j)) -> Any:
    return np.sum(np.abs(x * w * u + ws[1]))


def of_its_own_name(x: Any, Z: Any = Z) -> Any:
    return np.abs(np.sum(x * Z) + 1) ** 2


def by_a_branch(x: Any) -> Any:
    w = C if x[0] > 0 else 1j
    return np.abs(np.sum(x * w) + 1) ** 2


def by_entries(x: Any) -> Any:
    return np.sum(x * x * LISTED[1]) * PAIR[0]


class Config:
    C = C


def of_an_array(x: Any) -> Any:
    return np.sum(np.abs(C * x))


def of_a_number(x: Any) -> Any:
    return np.abs(np.sum(x) * Z)


def real_part(x: Any) -> Any:
    return np.sum(np.real(C * x))


def of_a_product(x: Any) -> Any:
    return np.abs(C @ x) ** 2


def in_a_dict(x: Any) -> Any:
    return np.sum(np.abs(HELD["c"] * x)) * HELD["d"]


def on_a_list(x: Any) -> Any:
    return np.sum(np.abs(LISTED[0] * x))


def in_rounds(x: Any) -> Any:
    s = C
    for _ in range(2):
        s = s * x
    return np.sum(np.abs(s))


def as_a_default(x: Any, w: Any = C) -> Any:
    return np.sum(np.abs(w * x))


def of_a_class(x: Any) -> Any:
    return np.sum(np.abs(Config.C * x))


class Held:
    def __init__(self) -> None:
        self.C, self.config = C, Config()

    def its_own(self, x: Any) -> Any:
        return np.sum(np.abs(self.C * x))

    def of_another(self, x: Any) -> Any:
        return np.sum(np.abs(self.config.C * x))


def factory(c: Any) -> Callable[[Any], Any]:
    def closed(x: Any) -> Any:
        return np.sum(np.abs(c * x))

    return closed


closed = factory(C)


def of_another_function(x: Any) -> Any:
    return closed(x) * 2


BY_TEXT = [of_an_array, of_a_number, real_part, of_a_product, in_a_dict, on_a_list, in_rounds]
AS_IT_RUNS: list[Any] = [*BY_TEXT, as_a_default, of_a_class, Held().its_own, Held().of_another]
AS_IT_RUNS += [closed, of_another_function, in_a_default, of_its_own_name, by_a_branch]
AS_IT_RUNS += [by_entries]
SOURCE = """\
import numpy as np
C, Z = np.array([1 + 1j, 2.0, 3.0]), 2 * np.exp(0.5j * np.pi)
HELD = {"c": C, "d": 2.0}
LISTED = [C, 1.0]
"""


def slope(f: Callable[[Any], Any], x: Any, step: float = 1e-6) -> Any:
    return np.array([(f(x + step * e) - f(x - step * e)) / (2 * step) for e in np.eye(3)])


@pytest.mark.parametrize("f", AS_IT_RUNS, ids=lambda f: f.__name__)
def test_as_it_runs(f: Any) -> None:
    kept = {"wrt": "x"}
    grad, wanted = flatgen.grad(f, **kept), slope(f, X)  # type: ignore[arg-type]
    assert grad(X).dtype == float
    np.testing.assert_allclose(grad(X), wanted, atol=1e-5)
    along = flatgen.jvp(f, **kept)(X, dot_x=V)  # type: ignore[arg-type]
    np.testing.assert_allclose(along, wanted @ V, atol=1e-5)
    again = (grad(X + 1e-6 * V) - grad(X - 1e-6 * V)) / 2e-6
    hvp = flatgen.hvp(f, **kept)(X, v_x=V)  # type: ignore[arg-type]
    np.testing.assert_allclose(hvp, again, atol=1e-4)
    second = flatgen.jvp(grad, **kept)(X, dot_x=V)  # type: ignore[arg-type]
    np.testing.assert_allclose(second, again, atol=1e-4)
    assert second.dtype == float


@pytest.mark.parametrize("f", BY_TEXT, ids=lambda f: f.__name__)
def test_by_text(f: Any) -> None:
    import inspect

    source = SOURCE + inspect.getsource(f).replace(": Any", "").replace(" -> Any", "")
    made = execute(flatgen.generate(source, functions=[f.__name__]))
    wanted = slope(execute(source)[f.__name__], X)
    np.testing.assert_allclose(made[f"grad_{f.__name__}"](X), wanted, atol=1e-5)


def test_a_number_beside_numbers() -> None:
    source = "Z = complex(0, 2)\ndef f(x: float):\n    return abs(x * Z)\n"
    assert execute(flatgen.generate(source))["grad_f"](-3.0) == -2.0
    with pytest.raises(flatgen.FlatgenError, match="a complex number can't be differentiated"):
        flatgen.generate("Z = 2j\ndef f(x: float):\n    return abs(x * Z)\n")


@pytest.mark.parametrize(
    "made",
    [
        "cmath.rect(1.0, 0.5)",
        "rect(1.0, 0.5)",
        "np.roots([1, 2, 5])[0]",
        "np.emath.sqrt(-2.0)",
        "np.linalg.eigvals(np.array([[0.0, -1.0], [1.0, 0.0]]))[0]",
        "np.ones(1, 'c16')[0] * 1j",
        "np.fft.fft(np.arange(4.0))[1]",
    ],
)
def test_what_makes_complex_numbers(made: str) -> None:
    source = f"""\
import cmath
from cmath import rect
import numpy as np
W = {made}
def f(x):
    return np.sum(np.real(W * x * x * W))
"""
    gradient = execute(flatgen.generate(source))["grad_f"](X)
    assert gradient.dtype == float
    np.testing.assert_allclose(gradient, slope(execute(source)["f"], X), atol=1e-4)


def test_frequencies_are_real() -> None:
    source = """\
import numpy as np
K = 2 * np.pi * np.fft.fftfreq(3)
def f(x):
    return np.sum(K * x)
"""
    assert "np.real" not in flatgen.generate(source)
