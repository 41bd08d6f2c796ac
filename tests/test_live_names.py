"""Names of the module and of closures that a function's own hide, and whose forms a method's are: as it runs."""

from __future__ import annotations

import linecache
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import flatgen

k = 3.0
grad_out = 2.0


def slope(f: Callable[..., Any], *at: float) -> Any:
    step = 1e-6
    return (f(at[0] + step, *at[1:]) - f(at[0] - step, *at[1:])) / (2 * step)


def spring(x: float) -> float:
    return k * x


def energy(x: float) -> float:
    k = 0.5
    return k * spring(x) ** 2


def of_its_own(x: float, k: float) -> float:
    return k * spring(x) ** 3


def scaled(x: float) -> float:
    return x**2 * grad_out


def factory(k: float) -> Callable[[float], float]:
    def closed(x: float) -> float:
        return k * spring(x) ** 2

    return closed


@pytest.mark.parametrize("f", [energy, of_its_own, scaled, factory(0.5)], ids=lambda f: f.__name__)
def test_what_a_name_of_the_functions_own_hides_is_read_anew(
    f: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = (2.0, 0.7)[: f.__code__.co_argcount]
    grad = flatgen.grad(f, wrt="x")
    again, along = flatgen.grad(grad, wrt="x"), flatgen.jvp(f, wrt="x")
    for value in (3.0, 7.0):
        monkeypatch.setitem(globals(), "k", value)
        monkeypatch.setitem(globals(), "grad_out", value)
        np.testing.assert_allclose(grad(*at), slope(f, *at), rtol=1e-6)
        np.testing.assert_allclose(again(*at), slope(grad, *at), rtol=1e-6)
        np.testing.assert_allclose(along(*at, dot_x=1.0), slope(f, *at), rtol=1e-6)


def test_cells_whose_names_are_taken_are_shared() -> None:
    def pair(grad_out: float) -> tuple[Any, Any]:
        def squared(x: float) -> float:
            return grad_out * x**2

        def put(value: float) -> None:
            nonlocal grad_out
            grad_out = value

        return squared, put

    squared, put = pair(2.0)

    def total(x: float) -> Any:
        return squared(x) * 3

    for f in (squared, total):
        grad = flatgen.grad(f)
        again = flatgen.grad(grad)
        for value in (2.0, 9.0):
            put(value)
            np.testing.assert_allclose(grad(2.0), slope(f, 2.0), rtol=1e-6)
            np.testing.assert_allclose(again(2.0), slope(grad, 2.0), rtol=1e-6)


def test_a_name_that_is_hidden_and_of_no_module_is_refused() -> None:
    text = """\
k = 3.0
def spring(x): return k * x
def energy(x):
    k = 0.5
    return k * spring(x)
"""
    linecache.cache["<of no module>"] = len(text), None, text.splitlines(True), "<of no module>"
    names: dict[str, Any] = {"__name__": "of_no_module"}
    exec(compile(text, "<of no module>", "exec"), names)
    with pytest.raises(flatgen.FlatgenError, match="k, outside of the function, has a name"):
        flatgen.grad(names["energy"])


class First:
    @flatgen.differentiable
    def loss(self, x: float) -> Any:
        return self.f(x) * x

    def f(self, x: float) -> Any:
        return x**2


class Second(First):
    def f(self, x: float) -> Any:
        return x**5


def test_forms_of_a_methods_gradient_are_by_the_objects_class() -> None:
    first, second = First(), Second()
    loss: Any = First.loss
    gradient = flatgen.grad(loss)
    for made in (flatgen.jvp(loss.grad), flatgen.jvp(gradient)):
        np.testing.assert_allclose(made(second, 2.0, dot_x=1.0), 480.0)
        np.testing.assert_allclose(made(first, 2.0, dot_x=1.0), 12.0)
    bound: Any = second.loss
    np.testing.assert_allclose(flatgen.grad(bound.grad)(2.0), 480.0)
    np.testing.assert_allclose(flatgen.grad(flatgen.grad(bound.grad))(2.0), 960.0)
    second.f = lambda x: x  # type: ignore[method-assign]
    with pytest.raises(flatgen.FlatgenError, match="f of its own"):
        flatgen.jvp(loss.grad)(second, 2.0, dot_x=1.0)


class Unusual:
    @flatgen.differentiable
    def product(this, x: float, y: float = 1.0) -> Any:
        return x**2 * y

    @staticmethod
    @flatgen.differentiable
    def cubed(x: float, y: float) -> Any:
        return x**3 * y


def test_methods_that_call_their_object_otherwise() -> None:
    one: Any = Unusual()
    assert one.product.grad(2.0, 3.0) == (12.0, 4.0)
    assert one.product.grad(x=2.0) == (4.0, 4.0)
    assert one.product.value_and_grad(2.0, 3.0) == (12.0, (12.0, 4.0))
    assert pickle.loads(pickle.dumps(one.product.grad))(2.0, 3.0) == (12.0, 4.0)
    assert one.cubed.grad(2.0, 3.0) == one.cubed.grad(2.0, 3.0) == (36.0, 8.0)


def test_functions_of_other_files_are_no_part_of_the_text() -> None:
    """The default of a gradient is asserted; what it is stands where it is."""
    gradient = flatgen.grad(with_default, wrt="w")
    along = flatgen.jvp(gradient, wrt="w")
    w = np.array([0.1, 0.2])
    np.testing.assert_allclose(along(w, dot_w=np.ones(2)), 2 * np.ones(2))
    assert "def halved" not in along.source  # type: ignore[attr-defined]


def halved(w: Any) -> Any:
    return np.sum((w - 1.0) ** 2)


def with_default(w: Any, loss: Any = halved) -> Any:
    return loss(w)


def slice(a: Any) -> int:
    return 0


def of_columns(x: Any, i: list[int]) -> Any:
    return np.sum((x[:, i] * 2) ** 2)


def test_a_function_that_is_called_slice_is_not_called() -> None:
    gradient = flatgen.grad(of_columns, wrt="x")(np.ones((2, 3)), [0, 1])
    np.testing.assert_allclose(gradient, [[8, 8, 0], [8, 8, 0]])


def test_helpers_call_pythons_functions_whatever_a_star_brings(tmp_path: Any) -> None:
    path = tmp_path / "with_a_star.py"
    path.write_text("from numpy import *\n\ndef f(x):\n    return sum(diagonal(x, 1) ** 2)\n")
    names: dict[str, Any] = {"__name__": "with_a_star"}
    exec(compile(path.read_text(), str(path), "exec"), names)
    gradient = flatgen.grad(names["f"])(np.arange(9.0).reshape(3, 3))
    np.testing.assert_allclose(gradient, [[0, 2, 0], [0, 0, 10], [0, 0, 0]])


class OfResults:
    def doubled(self, x: Any) -> Any:
        r = np.empty_like(x)
        np.multiply(x, 2.0, out=r)
        return np.sum(r**2)


def test_results_that_are_written_into_arrays_by_methods() -> None:
    np.testing.assert_allclose(flatgen.grad(OfResults().doubled)(np.ones(3)), np.full(3, 8.0))


def test_imports_that_only_a_checker_of_types_has(tmp_path: Any) -> None:
    path = tmp_path / "checked.py"
    path.write_text("""\
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import numpy as np
def f(x: np.ndarray, y: np.ndarray): return (x * y).sum()
""")
    names: dict[str, Any] = {"__name__": "checked"}
    exec(compile(path.read_text(), str(path), "exec"), names)
    gradients = flatgen.grad(names["f"])(np.ones((2, 3)), np.ones(3))
    np.testing.assert_allclose(gradients[1], np.full(3, 2.0))


def test_constants_of_what_is_no_module() -> None:
    """By its name another one would be read."""
    text = "k = 5.0\ndef act(x): return k * x**2\n"
    linecache.cache["<act>"] = len(text), None, text.splitlines(True), "<act>"
    names: dict[str, Any] = {"__name__": __name__}
    exec(compile(text, "<act>", "exec"), names)
    act = names["act"]

    def f(x: float) -> Any:
        return act(x)

    with pytest.raises(flatgen.FlatgenError, match="k, outside of the function"):
        flatgen.grad(f)


def test_distributions_that_another_module_imports(tmp_path: Any, monkeypatch: Any) -> None:
    stats = pytest.importorskip("scipy.stats")
    (tmp_path / "likelihoods.py").write_text("""\
import numpy as np
from scipy.stats import multivariate_normal as mvn, norm
def tail(x): return np.sum(norm.cdf(x))
def density(x): return mvn.logpdf(x, np.zeros(3), np.eye(3))
""")
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "by_likelihoods.py"
    path.write_text(
        "from likelihoods import density, tail\ndef f(x): return tail(x) * density(x)\n"
    )
    names: dict[str, Any] = {"__name__": "by_likelihoods"}
    exec(compile(path.read_text(), str(path), "exec"), names)
    x = np.array([0.3, -0.4, 1.2])
    tail, density = np.sum(stats.norm.cdf(x)), names["f"](x) / np.sum(stats.norm.cdf(x))
    wanted = stats.norm.pdf(x) * density - tail * x
    np.testing.assert_allclose(flatgen.grad(names["f"])(x), wanted)
