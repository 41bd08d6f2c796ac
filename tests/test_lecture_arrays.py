"""What the lecture says of vectors, matrices and their gradients, in its own words."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from gradients import body_of, check, gradient_of, text_of, tuple_of
from numeric import execute, quietly

LAYER = {"x": "N,D", "w": "D,M", "b": "M"}


def backward(source: str, **options: Any) -> list[str]:
    """Return the lines of the backward part."""
    body = body_of(text_of(source, **options)).partition("    # Backward\n")[2]
    return [line.strip() for line in body.splitlines() if line.strip()]


def test_the_gradients_of_a_matrix_product() -> None:
    """A gradient has its input's shape, which says which way the transposes go."""
    source = """
        def f(x, w, u):
            y = x @ w
            return np.sum(y * u)
        """
    shapes = {"x": "N,D", "w": "D,M", "u": "N,M"}
    lines = backward(source, shapes=shapes)
    assert "grad_x = grad_y @ w.T  # [N, D] = [N, M] @ [M, D]" in lines
    assert "grad_w = x.T @ grad_y  # [D, M] = [D, N] @ [N, M]" in lines
    assert "y = x @ w  # [N, M] = [N, D] @ [D, M]" in text_of(source, shapes=shapes)
    annotated = source.replace(
        "x, w, u", 'x: Float[A, "N D"], w: Float[A, "D M"], u: Float[A, "N M"]'
    )
    assert backward(annotated) == lines


@pytest.mark.parametrize("product", ["x @ w", "np.dot(x, w)", "x.dot(w)", "np.matmul(x, w)"])
def test_every_way_to_multiply_matrices(product: str) -> None:
    lines = backward(
        f"def f(x, w): return np.sum(np.sin({product}))", shapes={"x": "N,D", "w": "D,M"}
    )
    assert "grad_x = grad_s0 @ w.T  # [N, D] = [N, M] @ [M, D]" in lines
    assert "grad_w = x.T @ grad_s0  # [D, M] = [D, N] @ [N, M]" in lines


def test_products_with_vectors() -> None:
    lines = backward("def f(a, x): return np.sum(np.sin(a @ x))", shapes={"a": "N,D", "x": "D"})
    assert any(line.startswith("grad_a = np.outer(grad_s0, x)") for line in lines)
    assert "grad_x = a.T @ grad_s0  # [D] = [D, N] @ [N]" in lines
    lines = backward("def f(x, a): return np.sum(np.sin(x @ a))", shapes={"x": "N", "a": "N,D"})
    assert any(line.startswith("grad_a = np.outer(x, grad_s0)") for line in lines)
    lines = backward("def f(x, y): return np.sin(x @ y)", shapes={"x": "N", "y": "N"})
    assert any(line.startswith("grad_x = grad_s0 * y  #") for line in lines)


def test_a_bias_is_copied_to_all_rows() -> None:
    """Forward a copy, so backward a sum: over the examples."""
    source = """
        def f(x, w, b):
            y = x @ w + b
            return np.sum(y**2)
        """
    lines = backward(source, shapes=LAYER)
    assert "grad_b = np.sum(grad_y, axis=0)  # undo broadcast [N, M] -> [M]" in lines
    assert not any("unbroadcast" in line for line in lines)
    rng = np.random.default_rng(0)
    point = {"x": rng.normal(size=(4, 3)), "w": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}
    check(source, point)
    check(source, point, shapes=LAYER)


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        ("M", "grad_b = np.sum(grad_y, axis=0)  # undo broadcast [N, M] -> [M]"),
        (
            "1,M",
            "grad_b = np.sum(grad_y, axis=0, keepdims=True)  # undo broadcast [N, M] -> [1, M]",
        ),
        (
            "N,1",
            "grad_b = np.sum(grad_y, axis=1, keepdims=True)  # undo broadcast [N, M] -> [N, 1]",
        ),
        ("", "grad_b = np.sum(grad_y)  # undo broadcast [N, M] -> []"),
        ("N,M", "grad_b = grad_y  # gradient copier"),
    ],
)
def test_each_broadcast_is_undone(shape: str, line: str) -> None:
    source = "def f(x, b):\n    y = x + b\n    return np.sum(y**3)\n"
    lines = backward(source, shapes={"x": "N,M", "b": shape})
    assert line in lines or line.replace("  # ", "\n# ").split("\n")[0] in lines


RELU = "np.sum({} * upstream)"
RELUS = ["np.maximum(0, x)", "np.maximum(x, 0)", "relu(x)", "np.clip(x, 0, None)"]
RELUS += ["np.where(x > 0, x, 0)", "np.fmax(0, x)", "x * (x > 0)"]


@pytest.mark.parametrize(
    "form",
    RELUS,
)
def test_the_relu_of_the_lecture(form: str) -> None:
    """[1, -2, 3, -3] with upstream [4, -1, 5, 9] gives [4, 0, 5, 0], by a router."""
    for shapes in ({}, {"x": "N", "upstream": "N"}, {"x": "4", "upstream": "4"}):
        source = f"def f(x, upstream): return {RELU.format(form)}"
        gradient = gradient_of(source, wrt=["x"], shapes=shapes)
        x, upstream = np.array([1.0, -2.0, 3.0, -3.0]), np.array([4.0, -1.0, 5.0, 9.0])
        assert np.array_equal(gradient(x, upstream), [4.0, 0.0, 5.0, 0.0])
        assert "@" not in body_of(text_of(source, wrt=["x"], shapes=shapes))
    if "*" not in form:
        assert any("router" in line for line in backward(source, wrt=["x"]))


def test_the_gates_on_arrays() -> None:
    """Add copies, multiply swaps, max routes, copy adds."""
    source = """
        def f(x, y, z):
            a = x + y
            b = np.maximum(y, z)
            c = a * b
            return np.sum(c * x)
        """
    shapes = {"x": "N", "y": "N", "z": "N"}
    lines = backward(source, shapes=shapes)
    assert "grad_a = grad_c * b  # swap multiplier" in lines
    assert "grad_z = grad_b * (z > y)  # gradient router" in lines
    assert any(line.startswith("grad_x = ") and "gradient adder" in line for line in lines)
    rng = np.random.default_rng(0)
    check(source, {name: rng.normal(size=4) for name in "xyz"}, shapes=shapes)


def test_a_gradient_line_for_each_forward_line() -> None:
    """In reverse, and one gradient a line."""
    source = """
        def f(x, w1, w2):
            a = x @ w1
            h = np.tanh(a)
            y = h @ w2
            return np.mean(y**2)
        """
    lines = backward(source, shapes={"x": "N,D", "w1": "D,H", "w2": "H,C"})
    order = [line.partition(" = ")[0] for line in lines if line.startswith("grad_")]
    forward = ["grad_a", "grad_h", "grad_y", "grad_s0", "grad_out"]
    assert [name for name in order if name in forward] == forward[::-1]
    assert sorted(order) == sorted([*forward, "grad_x", "grad_w1", "grad_w2"])


ELEMENTWISE = ["np.sin(x) * x", "np.exp(x) / (1 + x**2)", "np.where(x > 0, x, np.sqrt(np.abs(x)))"]
REDUCTIONS = ["np.mean(x) * x", "np.std(x) * x", "np.max(x) * x", "np.prod(x / 5)", "x.var() * x"]
REDUCTIONS += [
    "np.linalg.norm(x) * x",
    "np.ptp(x) * x",
    "np.median(x) * x",
    "np.quantile(x, 0.3) * x",
]
SOFTMAX = ["np.exp(x - np.max(x)) / np.sum(np.exp(x - np.max(x))) * x"]
RUNNING = ["np.cumsum(x) * x", "np.cumprod(x / 5) * x", "np.diff(x) * x[1:]", "np.sort(x) * x"]
RUNNING += [
    "np.partition(x, 3) * x",
    "np.flip(x) * x",
    "np.roll(x, 3) * x",
    "np.convolve(x, x[:3])",
]
INDEXING = [
    "x[::2] * x[1::2]",
    "x[np.arange(x.size)[::-1]] * x",
    "x[x > 0] ** 2",
    "x[[0, 0, 1]] * 2",
]
INDEXING += [
    "np.take(x, [1, 1]) * 2",
    "x.reshape(2, -1)[0] * x.reshape(2, -1)[1]",
    "np.pad(x, 2)[:-4] * x",
]
JOINING = [
    "np.concatenate([x, x[:3]]) ** 2",
    "np.repeat(x, 2) ** 2",
    "np.tile(x, 2) ** 2",
    "np.stack([x, x]).T",
]
OTHERS = [
    "np.interp(x, np.arange(3.0), np.ones(3)) * x",
    "np.fft.irfft(np.fft.rfft(x)) * x",
    "np.clip(x, 0, 1) * x",
]


@pytest.mark.parametrize(
    "expression",
    ELEMENTWISE + REDUCTIONS + SOFTMAX + RUNNING + INDEXING + JOINING + OTHERS,
)
def test_no_jacobian_is_formed(expression: str) -> None:
    """Memory grows like the input, not like its square."""
    for shapes in ({}, {"x": "N"}):
        gradient = gradient_of(f"def f(x): return np.sum({expression})", shapes=shapes)
        peaks = [peak(gradient, size) for size in (4_000, 16_000)]
        assert peaks[1] < 60 * 8 * 16_000, "as much as sixty inputs"
        assert peaks[1] < 5 * peaks[0] + 20_000


def peak(function: Callable[..., Any], size: int) -> int:
    """Return the memory that a call takes at most."""
    x = np.random.default_rng(0).uniform(-1, 2, size)
    quietly(function, x[:8].copy())
    tracemalloc.start()
    try:
        assert tuple_of(quietly(function, x))[0].shape == x.shape
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_row_of_softmaxes_takes_no_cube() -> None:
    source = """
        def f(x, u):
            e = np.exp(x - x.max(axis=1, keepdims=True))
            return np.sum(e / e.sum(axis=1, keepdims=True) * u)
        """
    function = execute(text_of(source, shapes={"x": "N,C", "u": "N,C"}))["grad_f"]
    x = np.random.default_rng(0).normal(size=(40, 300))
    tracemalloc.start()
    function(x, x)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert used < 12 * x.nbytes
