"""What INTERFACE.md says of kinks and singular points, on arrays: no Jacobian is needed to see it.

``test_rules.py`` has the same of numbers, operation by operation.
"""

from __future__ import annotations

from math import inf, pi
from typing import Any

import numpy as np
import pytest
from gradients import gradient_of, text_of, tuple_of
from numeric import execute, quietly

DISTANCE = "from scipy.spatial import distance\n"
# Expressions of x, and the gradient of their sum at a point.
TIES: dict[str, list[tuple[Any, Any]]] = {
    # A constant operand gets it: relu'(0) = 0.
    "np.maximum(x, 0); np.maximum(0.0, x); relu(x); np.clip(x, 0, None); x * (x > 0)": [
        ([-1.0, 0.0, 2.0], [0, 0, 1])
    ],
    "leaky_relu(x, 0); leaky_relu(x, alpha=0)": [([-1.0, 0.0, 2.0], [0, 0, 1])],
    "leaky_relu(x); leaky_relu(x, 0.01)": [([-1.0, 0.0, 2.0], [0.01, 0.01, 1])],
    "x.clip(0); np.where(x > 0, x, 0); np.fmax(x, 0); np.maximum(x, np.zeros_like(x))": [
        ([-1.0, 0.0, 2.0], [0, 0, 1])
    ],
    "np.minimum(x, 1); np.fmin(1, x); x.clip(None, 1); np.clip(x, a_min=None, a_max=1)": [
        ([-1.0, 1.0, 2.0], [1, 0, 0])
    ],
    "np.clip(x, -1, 1); x.clip(-1, 1); np.clip(x, -np.ones_like(x), np.ones_like(x))": [
        ([-1.0, 0.5, 1.0], [0, 1, 0])
    ],
    "np.minimum(np.maximum(x, -1), 1)": [([-1.0, 0.5, 1.0], [0, 1, 0])],
    # Of two variables the first gets it, so that the total is 1.
    "np.maximum(x, x); np.minimum(x, x); np.fmax(x, x); np.clip(x, x, x)": [
        ([-1.0, 0.0, 2.0], [1, 1, 1])
    ],
    # Equal entries share.
    "np.max(x); x.max(); np.amax(x); max(x[0], x[1], x[2]) * 0 + np.max(x); np.nanmax(x)": [
        ([2.0, 2.0, 1.0], [0.5, 0.5, 0]),
        ([3.0, 3.0, 3.0], [1 / 3, 1 / 3, 1 / 3]),
    ],
    "np.min(x); x.min(); np.amin(x); -np.max(-x); np.nanmin(x)": [([1.0, 1.0, 2.0], [0.5, 0.5, 0])],
    "np.ptp(x)": [([1.0, 1.0, 3.0], [-0.5, -0.5, 1]), ([1.0, 1.0, 1.0], [0, 0, 0])],
    "np.linalg.norm(x, np.inf)": [([-2.0, 2.0, 1.0], [-0.5, 0.5, 0])],
    "np.abs(x); abs(x); np.absolute(x); np.fabs(x); np.linalg.norm(x, 1)": [
        ([-2.0, 0.0, 3.0], [-1, 0, 1])
    ],
    "np.sign(x); np.round(x); np.floor(x); x // 1; np.heaviside(x, 0.5)": [
        ([-2.0, 0.0, 3.0], [0, 0, 0])
    ],
    "x * np.sign(x)": [([-2.0, 0.0, 3.0], [-1, 0, 1])],
}
POLES: dict[str, list[tuple[Any, Any]]] = {
    # What IEEE arithmetic gives, never an exception.
    "np.sqrt(x); x ** 0.5; np.power(x, 0.5)": [([0.0, 4.0], [inf, 0.25])],
    "-np.sqrt(x)": [([0.0, 4.0], [-inf, -0.25])],
    "np.log(x); np.log(x) + 1": [([0.0, 4.0], [inf, 0.25])],
    "np.cbrt(x)": [([0.0, 8.0], [inf, 1 / 12])],
    # No log(x), finite for negative x, 0 for a power of 0.
    "x ** 2; np.power(x, 2); np.square(x); x * x; x ** 2.0": [([-3.0, 0.0], [-6, 0])],
    "x ** 3; np.power(x, 3.0)": [([-2.0, 0.0], [12, 0])],
    "x ** 0; x ** 0.0; np.power(x, 0)": [([-3.0, 0.0], [0, 0])],
    "x ** 1; x ** -1 * x * x": [([-3.0, 2.0], [1, 1])],
    "x ** -2": [([-2.0, 1.0], [0.25, -2])],
    "x ** np.array([0, 2, 3], x.dtype)": [([0.0, -3.0, -2.0], [0, -6, 12])],
    # The true derivative.
    "np.prod(x); x.prod(); np.prod(x, axis=0); np.prod(x, axis=-1, keepdims=True)": [
        ([2.0, 0.0, 3.0], [0, 6, 0]),
        ([0.0, 0.0, 3.0], [0, 0, 0]),
        ([2.0, 2.0, 2.0], [4, 4, 4]),
    ],
    "np.cumprod(x); x.cumprod(); np.cumprod(x, axis=0)": [
        ([2.0, 0.0, 3.0], [1, 8, 0]),
        ([0.0, 0.0, 3.0], [1, 0, 0]),
        ([2.0, 3.0, 0.0], [4, 2, 6]),
    ],
    "np.sinc(x)": [([0.0, 1.0], [0, -1])],
    "np.sinc(x / pi) ** 2": [([0.0], [0])],
    "np.linalg.norm(x) ** 2; np.sum(x ** 2); x @ x; np.vdot(x, x)": [
        ([0.0, 0.0], [0, 0]),
        ([3.0, 4.0], [6, 8]),
    ],
    "np.linalg.norm(x); np.sqrt(0 * x[0] + 4) + np.linalg.norm(x, 2)": [([0.0, 0.0], [0, 0])],
    "np.hypot(x, x); np.hypot(x, 0)": [([0.0, 0.0], [0, 0])],
    "np.std(x); x.std(); np.std(x, axis=0); np.std(x, ddof=1)": [([2.0, 2.0, 2.0], [0, 0, 0])],
    "np.var(x); np.var(x, ddof=1)": [([2.0, 2.0, 2.0], [0, 0, 0])],
    # Behind a router nothing is infinite that isn't chosen.
    "np.where(x > 0, np.sqrt(x), 0); np.where(x <= 0, 0.0, np.sqrt(x))": [
        ([-1.0, 0.0, 4.0], [0, 0, 0.25])
    ],
    "np.where(x > 0, np.log(x), 0); np.where(x > 0, x * np.log(x) - x, 0)": [([-1.0, 0.0], [0, 0])],
    "np.where(x != 0, 1 / x, 0); np.where(x == 0, 0, x ** -1)": [([0.0, 2.0], [0, -0.25])],
    "np.sqrt(np.maximum(x, 0)); np.maximum(x, 0) ** 0.5": [([-1.0, 4.0], [0, 0.25])],
    "np.sqrt(np.abs(x))": [([-4.0, 4.0], [-0.25, 0.25])],
    # However far out.
    "np.log(1 + np.exp(x)); np.log1p(np.exp(x)); np.logaddexp(0, x); softplus(x)": [
        ([-1000.0, 0.0, 1000.0], [0, 0.5, 1])
    ],
    # Parts that have corners at 0, and a whole that has none.
    "np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))); np.log(1 + np.exp(-abs(x))) + np.maximum(0, x)": [
        ([-1000.0, 0.0, 1000.0], [0, 0.5, 1])
    ],
    "np.maximum(x, 0) - x * 0.25 + np.log1p(np.exp(-np.abs(x)))": [
        ([-1000.0, 0.0, 1000.0], [-0.25, 0.25, 0.75])
    ],
    "-x * 0.25 + np.maximum(0, x) + np.log(1 + np.exp(-np.abs(x)))": [
        ([-1000.0, 0.0, 1000.0], [-0.25, 0.25, 0.75])
    ],
    "np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x)))": [([-1000.0, 0.0, 1000.0], [1, 0.5, 0])],
    "1 / (1 + np.exp(-x)); sigmoid(x); np.tanh(x)": [([-1000.0, 1000.0], [0, 0])],
    "np.log(1 / (1 + np.exp(-x))); np.log(sigmoid(x))": [([-1000.0, 1000.0], [1, 0])],
    "np.log(1 - 1 / (1 + np.exp(-x)))": [([-1000.0, 1000.0], [0, -1])],
    "elu(x); elu(x, alpha=1)": [([-1000.0, 0.0, 1000.0], [0, 1, 1])],
    "np.exp(x - np.max(x)) / np.sum(np.exp(x - np.max(x)))": [([1000.0, 0.0], [0, 0])],
}
ORDERS: dict[str, list[tuple[Any, Any]]] = {
    # Sorting is stable: of equal entries the first comes first.
    "np.sort(x) * np.array([1, 2, 4], x.dtype); np.sort(x, kind='stable') * np.array([1, 2, 4], x.dtype)": [
        ([3.0, 1.0, 2.0], [4, 1, 2]),
        ([2.0, 2.0, 1.0], [2, 4, 1]),
        ([5.0, 5.0, 5.0], [1, 2, 4]),
    ],
    "np.partition(x, 1) * np.array([0, 1, 0], x.dtype)": [([3.0, 1.0, 2.0], [0, 0, 1])],
    "np.sort(x)[-2:]": [([3.0, 1.0, 2.0], [1, 0, 1])],
    "np.median(x); np.quantile(x, 0.5); np.percentile(x, 50)": [
        ([3.0, 1.0, 2.0], [0, 0, 1]),
    ],
    "np.median(x); np.quantile(x, 0.5)  # even": [([4.0, 1.0, 2.0, 3.0], [0, 0, 0.5, 0.5])],
    "np.quantile(x, 0); np.min(x)": [([3.0, 1.0, 2.0], [0, 1, 0])],
    "np.quantile(x, 0.25)": [([0.0, 1.0], [0.75, 0.25])],
}
CASES = [
    pytest.param(expression.partition("#")[0].strip(), point, wanted, id=f"{expression} at {point}")
    for table in (TIES, POLES, ORDERS)
    for expressions, rows in table.items()
    for expression in expressions.split("; ")
    for point, wanted in rows
]


def forms(expression: str, size: int, mode: str = "grad") -> set[str]:
    """Return the gradients of a sum, or its tangents, for what may be known of x."""
    source = (
        f"from math import pi\nimport numpy as np\ndef f(x):\n    return np.sum({expression})\n"
    )
    known: list[dict[str, str]] = [{}, {"x": "N"}, {"x": str(size)}]
    return {text_of(source, shapes=shapes, mode=mode) for shapes in known}


@pytest.mark.parametrize(("expression", "point", "wanted"), CASES)
def test_kink(expression: str, point: list[float], wanted: list[float]) -> None:
    for text in forms(expression, len(point)):
        x = np.array(point)
        got = quietly(execute(text)["grad_f"], x)
        assert got.dtype == float
        assert got == pytest.approx(np.array(wanted, float), rel=1e-6, abs=1e-9), text
        assert np.array_equal(x, point)


@pytest.mark.parametrize(("expression", "point", "wanted"), CASES)
def test_kink_in_forward_mode(expression: str, point: list[float], wanted: list[float]) -> None:
    """Along each axis; where the others have infinite slopes, 0 times these is none of them."""
    for text in forms(expression, len(point), "jvp"):
        for i, slope in enumerate(wanted):
            if np.all(np.isfinite(np.delete(wanted, i))):
                got = quietly(execute(text)["jvp_f"], np.array(point), np.eye(len(point))[i])
                assert np.asarray(got).dtype == float
                assert got == pytest.approx(slope, rel=1e-6, abs=1e-9), text


@pytest.mark.parametrize("function", ["maximum", "minimum", "fmax", "fmin"])
def test_a_tie_in_forward_mode(function: str) -> None:
    source = f"import numpy as np\ndef f(x, y): return np.{function}(x, y)\n"
    for shapes in ({}, {"x": "N", "y": "N"}, {"x": "N", "y": ""}):
        jvp = execute(text_of(source, shapes=shapes, mode="jvp"))["jvp_f"]
        y = 1.0 if shapes.get("y") == "" else np.ones(2)
        assert np.array_equal(jvp(np.ones(2), y, np.array([3.0, 4.0]), 5 * y), [3, 4])


@pytest.mark.parametrize("expression", sorted({case.values[0] for case in CASES}))
def test_kink_in_float32(expression: str) -> None:
    """Half the size in, half the size out."""
    _, x, wanted = next(case.values for case in CASES if case.values[0] == expression)
    for text in forms(expression, len(x)):
        got = quietly(execute(text)["grad_f"], np.array(x, np.float32))
        assert got.dtype == np.float32, text
        assert got == pytest.approx(np.array(wanted, float), rel=1e-4, abs=1e-5), text


@pytest.mark.parametrize("function", ["maximum", "minimum", "fmax", "fmin"])
def test_a_tie_of_two_variables(function: str) -> None:
    source = f"def f(x, y): return np.sum(np.{function}(x, y))"
    for shapes in ({}, {"x": "N", "y": "N"}, {"x": "N", "y": ""}):
        grad_x, grad_y = gradient_of(source, shapes=shapes)(np.ones(2), np.ones(2))
        assert np.array_equal(grad_x, [1, 1])
        assert not np.any(grad_y)
    grad_x, grad_y = gradient_of(source)(1.0, 1.0)
    assert (grad_x, grad_y) == (1, 0)
    grad_x, grad_y = gradient_of(source)(np.ones((2, 3)), np.ones(3))
    assert np.array_equal(grad_x, np.ones((2, 3)))
    assert not np.any(grad_y)


@pytest.mark.parametrize(
    "call", ["np.max(x, {})", "x.max({})", "np.amax(x, {})", "-np.min(-x, {})"]
)
@pytest.mark.parametrize("axis", [0, 1, -1, (0, 1), None])
@pytest.mark.parametrize("keepdims", [False, True])
def test_shares_of_equal_entries(call: str, axis: Any, keepdims: bool) -> None:
    """Shares are equal, and always sum to the upstream."""
    given = call.format(f"axis={axis}, keepdims={keepdims}")
    x = np.array([[2.0, 1.0, 2.0], [2.0, 2.0, 2.0]])
    upstream = np.max(x, axis=axis, keepdims=keepdims) * 0 + 3
    many = x == np.max(x, axis=axis, keepdims=True)
    wanted = 3 * many / many.sum(axis=axis, keepdims=True)
    for shapes in ({}, {"x": "N,D"}):
        gradient = gradient_of(f"def f(x, u): return np.sum({given} * u)", wrt=["x"], shapes=shapes)
        assert gradient(x, upstream) == pytest.approx(wanted)


@pytest.mark.parametrize("axis", [0, 1, None])
def test_products_along_axes(axis: int | None) -> None:
    x = np.array([[2.0, 0.0, 3.0], [0.0, 0.0, 5.0]])
    wanted = np.zeros_like(x)
    for i, j in np.ndindex(x.shape):
        moved = x.copy()
        moved[i, j] += 1
        wanted[i, j] = np.sum(np.prod(moved, axis=axis)) - np.sum(np.prod(x, axis=axis))
    source = f"def f(x): return np.sum(np.prod(x, axis={axis}))"
    for shapes in ({}, {"x": "N,D"}):
        assert np.array_equal(gradient_of(source, shapes=shapes)(x), wanted)


@pytest.mark.parametrize(
    ("expression", "point", "wanted"),
    [
        ("np.maximum(x, 0)", 0.0, 0),
        ("np.abs(x)", 0.0, 0),
        ("np.sqrt(x)", 0.0, inf),
        ("np.log(x)", 0.0, inf),
        ("x ** 0.0 * np.cos(0)", 0.0, 0),
        ("x ** 2 * np.cos(0)", -3.0, -6),
        ("np.sinc(x)", 0.0, 0),
        ("np.clip(x, 0, 1)", 1.0, 0),
        ("np.sum(np.max(x))", 2.0, 1),
        ("np.prod(x)", 0.0, 1),
        ("np.linalg.norm(np.array([x, 0.0])) ** 2", 0.0, 0),
        ("np.std(np.array([x, 2.0]))", 2.0, 0),
        ("np.sin(x * pi) / pi", 1.0, -1),
    ],
)
def test_kinks_of_numbers_by_numpy(expression: str, point: float, wanted: float) -> None:
    source = f"from math import pi\nimport numpy as np\ndef f(x):\n    return {expression}\n"
    for shapes in ({}, {"x": ""}):
        for cast in (float, np.float64, np.array):
            got = gradient_of(source, shapes=shapes)(cast(point))
            assert np.shape(got) == ()
            assert float(got) == pytest.approx(wanted), text_of(source, shapes=shapes)
    assert pi > 3


def test_second_derivatives_at_kinks_are_finite() -> None:
    """Of what is flat on both sides the second derivative is 0, and no NaN comes of 0 times infinity."""
    for expression in (
        "np.maximum(x, 0)",
        "np.abs(x)",
        "np.where(x > 0, np.sqrt(x), 0)",
        "x ** 0.0",
    ):
        first = text_of(f"def f(x): return np.sum({expression})")
        again = first + "\n\ndef again(x):\n    return np.sum(grad_f(x))\n"
        if "import numpy as np" not in first:
            again = "import numpy as np\n" + again
        second = execute(text_of(again, functions=["again"]))["grad_again"]
        got = quietly(second, np.array([-1.0, 0.0]))
        assert np.array_equal(tuple_of(got)[0], [0, 0]), expression


SQUARES = {  # of what has a corner, and what they are
    "np.abs(x) ** 2; abs(x) * abs(x); np.square(np.absolute(x)); np.hypot(x, 0) ** 2": "np.sum(x ** 2)",
    "np.linalg.norm(x) ** 2; np.square(np.linalg.norm(x)); np.std(x) ** 2 * 3": "np.sum(x ** 2)",
    "np.linalg.norm(x) * np.linalg.norm(x); np.linalg.vector_norm(x) ** 2": "np.sum(x ** 2)",
    "np.abs(np.fft.fft(x)) ** 2; np.square(np.abs(np.fft.fft(x)))": "3 * np.sum(x ** 2)",
    "distance.cdist(x[:, None], np.zeros((1, 1))) ** 2": "np.sum(x ** 2)",
}


@pytest.mark.parametrize(("expressions", "square"), SQUARES.items())
@pytest.mark.parametrize("mode", ["hvp", "vjp_jvp"])
def test_second_derivatives_of_squares(expressions: str, square: str, mode: str) -> None:
    """A square has no corner, in any order; at 0 its second derivative is 2."""

    def second(expression: str) -> Any:
        text = text_of(f"{DISTANCE}def f(x): return np.sum({expression})", mode=mode[-3:])
        if mode != "hvp":
            text = text_of(text, mode="vjp", functions=["jvp_f"])
        more = () if mode == "hvp" else (1.0,)
        function = execute(text)[f"{mode}_f"]
        return tuple_of(quietly(function, np.zeros(3), np.array([1.0, -3.0, 2.0]), *more))[0]

    for expression in expressions.split("; "):
        assert second(expression) == pytest.approx(second(square)), expression


def test_second_derivatives_through_a_kink_are_of_its_convention() -> None:
    """Where what goes through a kink has none: README says so. At every other point they are the true ones."""
    for expression in ("np.cos(np.linalg.norm(x))", "np.sum(np.cos(np.abs(x)))"):
        hvp = execute(text_of(f"def f(x): return {expression}", mode="hvp"))["hvp_f"]
        assert np.array_equal(hvp(np.zeros(3), np.ones(3)), np.zeros(3)), expression
        near = hvp(np.full(3, 1e-4), np.ones(3))
        assert near == pytest.approx(-np.ones(3), rel=1e-4), expression


@pytest.mark.parametrize("call", ["xlogy(x, y)", "xlog1py(x, y - 1)"])
def test_second_derivatives_of_products_with_a_logarithm(call: str) -> None:
    """By x and y that is 1 / y, where x is 0, too."""
    text = text_of(
        f"from scipy.special import xlog1py, xlogy\ndef f(x, y): return np.sum({call})", mode="hvp"
    )
    hvp_x, hvp_y = execute(text)["hvp_f"](np.zeros(2), np.full(2, 4.0), np.ones(2), np.ones(2))
    assert np.array_equal(hvp_x, [0.25, 0.25])
    assert np.array_equal(hvp_y, [0.25, 0.25])
