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


def test_parts_of_complex_constants_are_real() -> None:
    """By their text: an absolute value, a part, an angle."""
    source = """\
import numpy as np
A = np.ones(3) + 2j
C = np.abs(A)
D = A.real
E = np.angle(A * 2)
def f(x):
    return np.sum(C * D * E * x)
"""
    gradient = execute(flatgen.generate(source))["grad_f"](X)
    np.testing.assert_allclose(gradient, slope(execute(source)["f"], X), atol=1e-4)


def test_frequencies_are_real() -> None:
    source = """\
import numpy as np
K = 2 * np.pi * np.fft.fftfreq(3)
def f(x):
    return np.sum(K * x)
"""
    assert "np.real" not in flatgen.generate(source)


class Wave:
    """Its methods are differentiated when the class is made: what an object has, each call tells."""

    def __init__(self, w: Any) -> None:
        self.w, self.ws, self.by = w, [w, 2.0], {"a": w}

    def scaled(self, x: Any) -> Any:
        return x * self.w

    @flatgen.differentiable
    def own(self, x: Any) -> Any:
        return np.abs(np.sum(x * self.w) + 1) ** 2

    @flatgen.differentiable
    def by_a_method(self, x: Any) -> Any:
        return np.abs(np.sum(self.scaled(x)) * self.by["a"] + self.ws[0]) ** 2

    def plain(self, x: Any) -> Any:
        return np.abs(np.sum(x * self.ws[0]) + 1) ** 2


@pytest.mark.parametrize("name", ["own", "by_a_method", "plain"])
def test_methods_of_objects_that_have_complex_numbers(name: str) -> None:
    decorated: Any = getattr(Wave, name)
    grad: Any = decorated.grad if name != "plain" else flatgen.grad(decorated, wrt="x")
    jvp: Any = decorated.jvp if name != "plain" else flatgen.jvp(decorated, wrt="x")
    for w in (2.0, np.exp(0.5j), np.array(3.0), np.exp(1.5j)):
        one = Wave(w)
        wanted = slope(getattr(one, name), X)
        assert grad(one, X).dtype == float
        np.testing.assert_allclose(grad(one, X), wanted, rtol=1e-4, atol=1e-4)
        np.testing.assert_allclose(jvp(one, X, V), wanted @ V, rtol=1e-4)
        if name != "plain":
            np.testing.assert_allclose(getattr(one, name).grad(X), wanted, rtol=1e-4, atol=1e-4)


def below(bound: str) -> tuple[Any, Any]:
    """Return a decorated function, and its gradient, in a module that binds a constant below it."""
    import linecache

    source = f"""\
import flatgen
import numpy as np
@flatgen.differentiable
def f(x):
    return np.abs(np.sum(x * BELOW) + 1) ** 2
{bound}
"""
    name = f"<below {bound}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    module: dict[str, Any] = {"__name__": "below"}
    exec(compile(source, name, "exec"), module)
    return module["f"], module["f"].grad


@pytest.mark.parametrize(
    ("bound", "asked"),
    [
        ("BELOW = np.exp(0.5j)", False),
        ("BELOW = 2.0", False),
        ("W = np.ones(3)\nBELOW = W[:3] * 2", False),
        ("BELOW = np.array([1, 2j, 3])", False),
        ("BELOW = [1j, 2.0, 3.0]", False),
        ("def made(): return 3.0\nBELOW = made()", True),
        ("def made(): return np.exp(0.5j)\nBELOW = made()", True),
    ],
)
def test_constants_below_a_decorated_function(bound: str, asked: bool) -> None:
    f, grad = below(bound)
    assert ("BELOW has to be of real numbers" in grad.source) == (asked and "0.5j" not in bound)
    np.testing.assert_allclose(grad(X), slope(f, X), rtol=1e-4, atol=1e-4)


def test_constants_below_that_are_no_real_numbers() -> None:
    odd = "class Odd:\n    __array_ufunc__ = None\n    def __rmul__(self, x): return x ** 3\n"
    _, grad = below(f"{odd}BELOW = Odd()")
    with pytest.raises(AssertionError, match="BELOW has to be of real numbers"):
        grad(X)
