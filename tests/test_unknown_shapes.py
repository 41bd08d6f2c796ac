"""Without shapes the output is right for every shape that the forward takes."""

from __future__ import annotations

from cProfile import Profile
from typing import Any

import numpy as np
import pytest
from gradients import check, gradient_of, text_of, tuple_of
from numeric import agree, execute, forward_function, numeric_gradient, quietly

from flatgen import generate

RNG = np.random.default_rng(7)


def made(*shape: int) -> Any:
    return RNG.uniform(0.3, 1.2, shape)


UNKNOWN = [
    "np.sum(np.sin(x) * x)",
    "np.sum(x * x, axis=0)",
    "np.sum(x * x, axis=-1)",
    "np.mean(x**2, axis=-1, keepdims=True)",
    "np.max(x, axis=0) * 2",
    "np.cumsum(x) ** 2",
    "np.cumsum(x, axis=-1) ** 2",
    "np.cumsum(x, axis=0) * x",
    "np.cumsum(np.sum(x, keepdims=True), axis=0)",
    "np.cumprod(x, axis=0) * x",
    "np.sort(x, axis=-1) ** 2",
    "np.std(x) * x",
    "np.linalg.norm(x) * x",
    "x.T * x.T",
    "np.ravel(x) ** 2",
    "x.reshape(-1) ** 3",
    "x[..., None] * x[None]",
    "x[-1:] ** 2",
    "x[..., ::-1] * x",
    "np.flip(x) * x",
    "np.stack([x, x * x])",
    "np.concatenate([np.atleast_1d(x), np.atleast_1d(x) ** 2])",
    "np.expand_dims(x, 0) * x",
    "np.where(x > 0.7, x, x**2)",
    "np.prod(x)",
    "np.prod(x, axis=-1)",
    "np.squeeze(x) ** 2",
    "np.diff(np.ravel(x)) ** 2",
    "np.outer(x, x)",
    "np.var(x, axis=0)",
    "np.exp(x - np.max(x)) / np.sum(np.exp(x - np.max(x))) * x",
    "np.roll(x, 1) * x",
    "np.clip(x, 0.5, 1) * x",
    "np.median(x) * x",
    "np.tile(x, 2) ** 2",
    "np.repeat(x, 2) ** 2",
]
ANY = [(2, 3), (4,), (), (1,), (1, 3), (2, 1), (1, 1), (0,), (0, 3), (2, 0), (2, 1, 3)]


@pytest.mark.parametrize("expression", UNKNOWN)
def test_any_shape_of_one_array(expression: str) -> None:
    source = f"def f(x): return {expression}"
    forward = forward_function("import numpy as np\n" + source, "f", True)
    gradient = gradient_of(source)
    taken = 0
    for shape in ANY:
        x = np.asarray(made(*shape))
        if not shape and "axis" in expression:
            continue  # numpy takes axis -1 of no axes, but that is an accident
        try:
            quietly(forward, x)
        except (ValueError, IndexError, TypeError, np.exceptions.AxisError):
            continue
        taken += 1
        got = gradient(x)
        assert np.shape(got) == shape, shape
        if x.size:
            wanted, error = numeric_gradient(lambda x: forward(np.asarray(x)), {"x": x}, "x")
            assert error < 1e-5
            assert agree(got, wanted), f"{shape}: {got}, not {wanted}\n{text_of(source)}"
    assert taken >= 3


PAIRS: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
    ((2, 3), (2, 3)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 1), (3,)), ((2, 3), (1, 3)), ((2, 3), (1, 1)),
    ((2, 3), ()), ((), (2, 3)), ((), ()), ((1,), ()), ((1,), (3,)), ((4, 2, 3), (2, 1)), ((2, 1, 3), (4, 1)),
    ((0, 3), (3,)), ((0, 3), (1, 3)), ((0,), (1,)), ((2, 0), (2, 1)), ((0,), ()),
]  # fmt: skip


@pytest.mark.parametrize(
    "expression",
    [
        "x * y + x",
        "x / y",
        "x**y",
        "np.maximum(x, y) * y",
        "np.where(x > y, x * y, y)",
        "np.hypot(x, y)",
    ],
)
@pytest.mark.parametrize("reduced", ["np.sum({})", "np.sin({})", "np.mean({}, axis=-1)"])
def test_any_two_shapes_that_broadcast(expression: str, reduced: str) -> None:
    source = f"def f(x, y): return {reduced.format(expression)}"
    forward = forward_function("import numpy as np\n" + source, "f", True)
    gradient = gradient_of(source)
    for one, other in PAIRS:
        point = {"x": np.asarray(made(*one)), "y": np.asarray(made(*other)) + 0.01}
        if "axis" in reduced and not np.broadcast_shapes(one, other):
            continue
        for name, got in zip("xy", gradient(**point)):
            assert np.shape(got) == point[name].shape, (one, other)
            if point[name].size and 0 not in one + other:
                wanted, error = numeric_gradient(forward, point, name)
                assert error < 1e-5
                assert agree(got, wanted), f"{one}, {other}: {got}, not {wanted}"
            elif 0 in one + other:
                assert not np.any(got), "the sum over nothing"


PRODUCTS: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
    ((2, 3), (3, 4)), ((3,), (3, 4)), ((2, 3), (3,)), ((3,), (3,)), ((1, 3), (3, 1)), ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 4)), ((5, 2, 3), (5, 3, 4)), ((1, 2, 3), (5, 3, 4)), ((5, 2, 3), (3,)), ((3,), (5, 3, 4)),
    ((2, 1, 2, 3), (5, 3, 4)), ((0, 3), (3, 4)), ((2, 0), (0, 4)), ((0,), (0,)), ((0, 2, 3), (3, 4)),
    ((2, 3), (3, 0)),
]  # fmt: skip


@pytest.mark.parametrize("product", ["x @ y", "np.matmul(x, y)", "np.dot(x, y)"])
def test_any_two_shapes_that_multiply(product: str) -> None:
    source = f"def f(x, y): return np.sum(np.sin({product}))"
    forward = forward_function("import numpy as np\n" + source, "f", True)
    gradient = gradient_of(source)
    for one, other in PRODUCTS:
        point = {"x": made(*one), "y": made(*other)}
        for name, got in zip("xy", tuple_of(gradient(**point))):
            assert np.shape(got) == point[name].shape, (one, other)
            wanted, error = numeric_gradient(forward, point, name)
            assert error < 1e-5
            assert agree(got, wanted), f"{one} @ {other}: {got}, not {wanted}"


def test_work_grows_with_the_lines_of_many_unknown_shapes() -> None:
    """The shape of the last line is what hundreds of inputs have together."""
    work = []
    for count in (8, 100, 400):  # the first reads the rules
        lines = [f"    s{i + 1} = np.sin(s{i} * x{i})\n" for i in range(count)]
        inputs = ", ".join(f"x{i}" for i in range(count))
        source = f"def f(s0, {inputs}):\n{''.join(lines)}    return np.sum(s{count})\n"
        with Profile() as profile:
            text = text_of(source)
        work.append(sum(entry.callcount for entry in profile.getstats()))
        assert text.count("unbroadcast(") == 2 * count + 1
    assert work[2] < 7 * work[1]


LAST = [
    "np.sum(x ** 2, axis=-1)",
    "np.max(x, axis=-1)",
    "np.min(2 * x, -1)",
    "x * np.prod(x, axis=-1, keepdims=True)",
    "np.log(np.sum(np.exp(x), axis=-1))",
    "scipy.special.logsumexp(x, axis=-1)",
]


@pytest.mark.parametrize("source", LAST)
@pytest.mark.parametrize("x", [1.7, np.array(1.7), np.array([0.5]), np.array([[0.4, 1.5, 0.7]])])
def test_the_last_axis_of_a_number_is_none(source: str, x: Any) -> None:
    """numpy takes the last axis of a number for all of it: its gradient is a number, too."""
    check(f"import numpy as np, scipy.special\ndef f(x):\n    return {source}\n", {"x": x})


@pytest.mark.parametrize(
    "source",
    [
        "np.sum((x @ y - x[0]) ** 2) + np.sum(x, axis=-1)",
        "np.sum(x, axis=-1) / x.shape[0]",
        "np.sum((x[:, None] - y) ** 2, axis=-1)",
        "np.max(x, axis=-1) * np.sum(x, axis=1)",
    ],
)
def test_what_has_an_axis_is_known_by_its_use(source: str) -> None:
    """Nothing is decided when it runs where the program says that there is an axis."""
    assert "last_kept" not in text_of(source)


HELD = (
    "import numpy as np\ndef f(x):\n    {}a = x[0]\n    x[0] = x[1] * 2\n    return np.sum(x * a)\n"
)


def test_a_part_that_has_to_be_a_number_is_asserted_to_be_one() -> None:
    """As an array it would be a view, which changes with what it is a part of."""
    grad = execute(generate(HELD.format("")))["grad_f"]
    assert grad(np.array([1.0, 2.0, 3.0])) == pytest.approx([9.0, 3.0, 1.0])
    with pytest.raises(AssertionError, match=r"x\[i\] has to be one number"):
        grad(np.ones((2, 2)))


@pytest.mark.parametrize("claim", ["x.ndim == 1", "np.ndim(x) == 1", 'x.ndim == 1, "a vector"'])
def test_a_rank_that_is_asserted_is_known(claim: str) -> None:
    text = generate(HELD.format(f"assert {claim}\n    "))
    assert f"assert {claim}\n" in text
    assert text.count("assert") == 1
    once = generate(
        f"import numpy as np\ndef f(x, y):\n    assert {claim}\n    return np.sum(x[0] * y)\n"
    )
    assert "def unbroadcast" not in once  # x[0] is a number


def test_a_rank_that_is_asserted_on_one_way_is_not_known() -> None:
    lines = "if n > 1:\n        assert x.ndim == 1\n        y = y * 2"
    text = generate(
        f"import numpy as np\ndef f(x, y, n: int):\n    {lines}\n    return np.sum(x[0] * y)\n"
    )
    assert "def unbroadcast" in text


@pytest.mark.parametrize("line", ["assert x.ndim == 2", "x[0, 0] = 3.0", "y = x[0, 1:]"])
def test_a_part_that_is_known_to_be_an_array_is_a_view(line: str) -> None:
    source = HELD.format(f"{line}\n    ")
    grad, x = execute(generate(source))["grad_f"], np.array([[1.0, 2.0, 0.5], [3.0, 0.25, 1.5]])
    f = execute(source)["f"]
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = 1e-6
        slope = (f(x + step) - f(x - step)) / 2e-6
        assert grad(x)[place] == pytest.approx(slope, abs=1e-6)
