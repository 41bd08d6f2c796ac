"""Types and aliasing: what goes in stays as it is, and what comes out is of its kind and one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from array_programs import PROGRAMS, Program
from gradients import check, gradient_of, text_of, tuple_of
from numeric import agree, execute, forward_function, numeric_gradient, quietly

EVERY = pytest.mark.parametrize("program", PROGRAMS, ids=[program.name for program in PROGRAMS])


@cache
def text(name: str, known: bool) -> str:
    program = next(p for p in PROGRAMS if p.name == name)
    return text_of(program.source, shapes=program.shapes if known else {})


def gradients(program: Program, known: bool) -> Callable[..., dict[str, Any]]:
    """Return what gives the gradients by name, with shapes known or unknown."""
    function = execute(text(program.name, known))["grad_f"]

    def named(**point: Any) -> dict[str, Any]:
        return dict(zip(program.shapes, tuple_of(quietly(lambda: function(**point)))))

    return named


@EVERY
def test_numbers(program: Program) -> None:
    """The gradients are those of finite differences, whether shapes are known or not."""
    point = program.point()
    forward = forward_function(program.source, "f", True)
    both = [gradients(program, known)(**point) for known in (False, True)]
    for name in program.shapes:
        wanted, error = numeric_gradient(forward, point, name)
        assert error < 1e-5
        for got in both:
            assert agree(got[name], wanted), f"{name}: {got[name]}, not {wanted}"


@EVERY
def test_one_gradient_and_the_value(program: Program) -> None:
    """By one input alone, with the forward's value, the gradient is the same."""
    point = program.point()
    value = forward_function(program.source, "f", True)(**program.point())
    wanted = gradients(program, True)(**point)
    for name in program.shapes:
        made = text_of(program.source, shapes=program.shapes, wrt=[name], value=True)
        got_value, got = quietly(lambda made=made: execute(made)["value_and_grad_f"](**point))
        assert np.allclose(got_value, value, rtol=1e-13)
        assert np.allclose(got, wanted[name], rtol=1e-12), name


@EVERY
@pytest.mark.parametrize("known", [False, True], ids=["unknown", "known"])
def test_float32_stays(program: Program, known: bool) -> None:
    """Half the size in, half the size out, and numbers of the right size."""
    point, small = program.point(), program.point(dtype=np.float32)
    value = forward_function(program.source, "f", True)(**small)
    exact, got = gradients(program, known)(**point), gradients(program, known)(**small)
    for name, dims in program.shapes.items():
        assert agree(got[name], exact[name], 1e-3), name
        if dims and np.asarray(value).dtype == np.float32:  # else numpy's own promotion
            assert got[name].dtype == np.float32, f"{name}\n{text(program.name, known)}"


@pytest.mark.parametrize("form", ["Float32", "Float"])
def test_float32_annotated(form: str) -> None:
    source = f"""
        def f(x: {form}[np.ndarray, "N D"], w: {form}[np.ndarray, "D"], u: {form}[np.ndarray, "N"]):
            h = np.maximum(x @ w, 0)
            return np.mean(np.tanh(h) * u) + np.sum(w[1:]) + np.max(x) + np.sum(np.sort(w) ** 2)
        """
    rng = np.random.default_rng(0)
    point = [rng.normal(size=shape).astype(np.float32) for shape in [(4, 3), 3, 4]]
    assert [g.dtype for g in gradient_of(source)(*point)] == 3 * [np.float32]


@pytest.mark.skipif(np.__version__[:2] == "1.", reason="numpy 1 makes doubles of single numbers")
@pytest.mark.parametrize(
    "expression",
    [
        "np.any(x > 0) * np.sum(x)",
        "np.sum(x) * 2 * np.all(x > 0)",
        "np.sum(x * np.sum(x > 0.5))",
        "np.sum(np.abs(x * 1j + 1))",
        "np.sum(np.imag(np.exp(-1j * x)))",
        "np.sum(np.ldexp(x, 2))",
        "np.sum(np.ldexp(x, np.array([1, 2, 3])))",
        "np.sum(x) ** a",
        "np.prod(x) ** a",
        "np.linalg.norm(x) ** a",
        "np.sum(x**a)",
    ],
)
def test_a_number_takes_the_arrays_type(expression: str) -> None:
    """What starts from 1.0 isn't made double by numpy's own truths, whole numbers and constants."""
    x = np.array([0.3, 0.7, 1.2], np.float32)
    point = {"x": x, "a": 2.5} if "a)" in expression or expression[-1] == "a" else {"x": x}
    source = f"def f({', '.join(point)}): return {expression}"
    got = gradient_of(source)(**point)
    assert (got[0] if len(point) > 1 else got).dtype == np.float32
    check(source, point | {"x": x.astype(float)})


@EVERY
def test_whole_numbers(program: Program) -> None:
    """Integer arrays have floating gradients: those of the same numbers."""
    if program.name == "wave_step":
        pytest.skip("numpy itself cuts what is written into whole numbers")
    whole = {
        name: np.random.default_rng(5).integers(1, 4, np.shape(value)) if np.ndim(value) else value
        for name, value in program.point().items()
        if name in program.shapes
    } | program.fixed
    floats = {k: v * 1.0 if k in program.shapes and np.ndim(v) else v for k, v in whole.items()}
    for known in (False, True):
        got, wanted = gradients(program, known)(**whole), gradients(program, known)(**floats)
        for name in program.shapes:
            assert np.asarray(got[name]).dtype.kind == "f", name
            assert np.allclose(got[name], wanted[name], equal_nan=True), name


WRITTEN = [
    "h = x * y; h[y == 0] = -1.0; return np.mean(np.maximum(h, 0)) + np.mean(x[:, 0])",
    "h = x * y; h[0] = 2.0; return np.mean(h)",
    "h = x.copy(); h[0] = 1.0; return np.mean(h * y)",
    "h = np.zeros_like(x); h[:] = x * 2.0; return np.mean(h * y)",
    "h = np.full_like(x, 3.0); return np.mean(h) + np.mean(h[1:] * x[1:]) + np.mean(y)",
    "h = np.insert(x, 0, 1.0, axis=1); return np.mean(h) + np.mean(y)",
    "h = (x * 2.0).astype(np.int16); return np.mean(h * y) + np.mean(x)",
    "h = np.pad(x, 1, constant_values=1.0); return np.mean(h) + np.mean(y)",
]


@pytest.mark.parametrize("lines", WRITTEN)
@pytest.mark.parametrize("shapes", [{}, {"x": "N,D", "y": "N,D"}])
def test_floats_written_into_whole_numbers(lines: str, shapes: dict[str, str]) -> None:
    """An array of whole numbers stays one, whatever is written into it; its gradient does not."""
    source = "def f(x, y):\n    " + lines.replace("; ", "\n    ")
    gradient = gradient_of(source, shapes=shapes)
    x, y = np.array([[3, 5], [7, 2]]), np.array([[1, 0], [2, 3]])
    for got, wanted in zip(gradient(x, y), gradient(x * 1.0, y * 1.0)):
        assert got.dtype.kind == "f"
        assert np.array_equal(got, wanted)


LAYOUTS: dict[str, Callable[[Any], Any]] = {
    "Fortran order": lambda x: np.asfortranarray(x),
    "every other of a larger array": lambda x: np.repeat(x, 2, axis=-1)[..., ::2],
    "backwards": lambda x: np.flip(np.flip(x).copy()),
    "transposed": lambda x: x.T.copy().T,
    "read-only": lambda x: np.lib.stride_tricks.as_strided(x, x.shape, x.strides, writeable=False),
    "a part of a larger one": lambda x: np.pad(x, 1)[tuple([slice(1, -1)] * x.ndim)],
}


@EVERY
@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_of_the_inputs(program: Program, layout: str) -> None:
    """Views, orders and read-only arrays give the same, and stay as they are, around them too."""
    point = program.point()
    turned = {k: LAYOUTS[layout](v) if np.ndim(v) else v for k, v in point.items()}
    bases = {k: np.copy(v.base) for k, v in turned.items() if getattr(v, "base", None) is not None}
    for known in (False, True):
        wanted, got = gradients(program, known)(**point), gradients(program, known)(**turned)
        for name in program.shapes:
            assert np.allclose(got[name], wanted[name], rtol=1e-9, atol=1e-12), name
            assert np.shape(got[name]) == np.shape(point[name])
    assert all(np.array_equal(turned[name], point[name]) for name in point)
    assert all(np.array_equal(turned[name].base, base) for name, base in bases.items())


def test_inputs_that_were_broadcast() -> None:
    """An array of one number seen many times is read-only, and its gradient an array in full."""
    for source in ("x * y", "x / y + x", "np.maximum(x, y)", "np.cumsum(x) * y", "np.sort(x) * y"):
        gradient = gradient_of(f"def f(x, y): return np.sum({source})")
        x, y = np.broadcast_to(2.0, (3,)), np.broadcast_to(np.array([3.0]), (3,))
        for got, wanted in zip(gradient(x, y), gradient(x.copy(), y.copy())):
            assert np.array_equal(got, wanted)
            assert got.shape == (3,)


@EVERY
def test_gradients_are_ones_own(program: Program) -> None:
    """They can be changed, which changes neither the inputs nor what the next call gives."""
    point = program.point()
    before = {name: np.copy(value) for name, value in point.items()}
    for known in (False, True):
        function = gradients(program, known)
        first = {name: np.copy(value) for name, value in function(**point).items()}
        second = function(**point)
        assert all(np.array_equal(second[name], first[name]) for name in first)
        for name, gradient in second.items():
            if np.ndim(gradient):
                assert gradient.flags.writeable, f"{name}\n{text(program.name, known)}"
                gradient += 100.0
        assert all(np.array_equal(before[name], point[name]) for name in point)
        third = function(**point)
        assert all(np.array_equal(third[name], first[name]) for name in first)


@pytest.mark.parametrize(
    "source",
    [
        "np.sum(x)",
        "np.sum(x + y)",
        "np.sum(x - y)",
        "np.sum(x * y)",
        "x @ y",
        "np.dot(x, y) + np.sum(x[:2])",
        "np.mean(x) + np.sum(y[::-1])",
        "np.sum(np.diag(x)) + np.sum(np.diag(y))",
        "np.sum(np.broadcast_to(x, (2, 3))) + np.sum(y.reshape(3, 1))",
        "np.sum(np.einsum('i,j->ij', x, y))",
        "np.sum(np.einsum('i->i', x)) + y[0]",
        "np.sum(np.stack([x, y])) + np.sum(np.concatenate([x, y]))",
        "np.sum(x.T) + np.sum(np.ravel(y))",
        "np.sum(np.where(x > y, x, y))",
        "np.sum(np.real(x)) + np.sum(np.asarray(y))",
        "np.sum(np.atleast_2d(x) + np.expand_dims(y, 0))",
        "np.sum(np.swapaxes(x[None], 0, 1)) + np.sum(np.squeeze(y[None]))",
    ],
)
def test_plain_gradients_are_ones_own(source: str) -> None:
    """Even where they are just the upstream, copied: no view of an input, nothing read-only."""
    for shapes in ({}, {"x": "N", "y": "N"}, {"x": "3", "y": "3"}):
        gradient = gradient_of(f"def f(x, y): return {source}", shapes=shapes)
        x, y = np.array([1.0, 2.0, 3.0]), np.array([3.0, 5.0, 4.0])
        found = list(gradient(x, y))
        wanted = [np.copy(g) for g in found]
        for one in found:
            assert one.flags.writeable
            assert not np.shares_memory(one, x)
            assert not np.shares_memory(one, y)
            one *= 7
        assert np.array_equal(x, [1.0, 2.0, 3.0])
        assert np.array_equal(y, [3.0, 5.0, 4.0])
        assert all(map(np.array_equal, gradient(x, y), wanted))


def test_one_array_for_two_parameters() -> None:
    source = """
        def f(x, y, w):
            a = x * y
            a[0] = y[1] * 2
            a += x
            b = np.maximum(a, y) @ w
            return np.sum(b * b) + x[0]
        """
    x, w = np.array([1.5, 0.5, 2.5]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
    for shapes in ({}, {"x": "N", "y": "N", "w": "N,K"}):
        gradient = gradient_of(source, shapes=shapes)
        once, twice = gradient(x, x.copy(), w), gradient(x, x, w)
        assert all(map(np.array_equal, once, twice))
        assert np.array_equal(x, [1.5, 0.5, 2.5])
        overlapping = np.array([1.5, 0.5, 2.5, 1.0])
        apart = gradient(overlapping[:3].copy(), overlapping[1:].copy(), w)
        assert all(map(np.array_equal, gradient(overlapping[:3], overlapping[1:], w), apart))


def test_a_second_name_for_an_input() -> None:
    """``y = x``, then a new value under one of the names."""
    source = """
        def f(x):
            y = x
            x = x * 2
            z = y.copy()
            z[1:] = x[1:] * y[:-1]
            y = y + z
            return np.sum(x * y * z)
        """
    for shapes in ({}, {"x": "N"}):
        check(source, {"x": np.array([1.5, 0.5, 2.5])}, shapes=shapes)


@pytest.mark.parametrize(
    "whole",
    [
        *("max(0, -1.5)", "min(0, 1.5)", "relu(-1.5)", "round(2.5)", "int(2.5)", "bool(2.5)"),
        *("math.floor(2.5)", "math.ceil(2.5)", "math.trunc(2.5)", "math.comb(5, 2)"),
        *("math.factorial(4)", "math.isqrt(17)", "math.gcd(4, 6)", "2**2", "sum([1, 2])"),
        *("np.sum(x > 0)", "np.argmax(x)", "len(x)", "np.sign(2)", "(0 if n < 3 else 1.5)"),
    ],
)
def test_a_whole_number_beside_one(whole: str) -> None:
    """What looks floating may be one of Python's whole numbers; the gradient of another one is floating."""
    source = f"""
import math
import numpy as np
def relu(x):
    return max(0, x)
def f(x, n):
    y = np.sin(x)
    return {whole} + n**2
"""
    text = text_of(source, functions=["f"], wrt=["n"])
    gradient = execute(text)["grad_f"](np.ones(2), 2)
    assert np.asarray(gradient).dtype.kind == "f", text
    assert gradient == 4


def test_what_is_assigned_last_where_an_inputs_name_is_anothers() -> None:
    """A function without return gives the input that it changes; that isn't one which gave its name away."""
    source = """
import numpy as np
def f(x, w):
    x = np.zeros(2)
    x[:] = 1.0
    x += w
    c = x * x
"""
    text = text_of(source, wrt=["w"])
    assert agree(execute(text)["grad_f"](np.ones(3), 2.0), 12.0), text


@pytest.mark.parametrize("mode", ["grad", "vjp", "jvp", "hvp"])
def test_a_value_that_is_called_as_a_gradient_is(mode: str) -> None:
    """No name of the text is given to two values, where one is returned and read by no line."""
    source = "import numpy as np\ndef f(x):\n    a = np.cumsum(x)\n    grad_x = np.ones(2)\n"
    text = text_of(source, mode=mode, value=True)
    function = execute(text)[f"value_and_{mode}_f"]
    given = {"grad": [], "vjp": [np.ones(2)]}.get(mode, [np.ones(3)])
    value, derivative = function(np.ones(3), *given)
    assert np.array_equal(value, np.ones(2)), text
    assert not np.any(derivative), text
