"""What nothing is routed to has no gradient, whatever is behind the router: not NaN, and not lost.

Functions with poles, guarded in the ways that people guard them, at points where the guard holds and
where it doesn't. The wanted derivative is that of the branch that is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from gradients import text_of
from numeric import execute, quietly

import flatgen

POLES: dict[str, Callable[[Any], Any]] = {  # as a text, and the derivative where v is positive
    "np.sqrt(v)": lambda v: 0.5 / np.sqrt(v),
    "np.log(v)": lambda v: 1 / v,
    "1 / v": lambda v: -1 / v**2,
    "v ** -0.5": lambda v: -0.5 * v**-1.5,
    "v ** 1.5": lambda v: 1.5 * v**0.5,
    "v * np.log(v)": lambda v: np.log(v) + 1,
    "np.exp(-1 / v)": lambda v: np.exp(-1 / v) / v**2,
    "np.sin(v) / v": lambda v: (v * np.cos(v) - np.sin(v)) / v**2,
    "np.arccosh(1 + v)": lambda v: 1 / np.sqrt((1 + v) ** 2 - 1),
    "np.log(np.sqrt(v))": lambda v: 0.5 / v,
    "np.sqrt(v + v ** 2)": lambda v: (1 + 2 * v) / (2 * np.sqrt(v + v**2)),
    "v ** v": lambda v: v**v * (np.log(v) + 1),
}
GUARDS: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {  # and the derivative, by F' and x
    "where": ("return np.sum(np.where(x > 0, F, 0))", lambda d, x: np.where(x > 0, d, 0)),
    "turned round": ("return np.sum(np.where(x <= 0, 0.0, F))", lambda d, x: np.where(x > 0, d, 0)),
    "another branch": (
        "return np.sum(np.where(x > 0, F, x ** 2))",
        lambda d, x: np.where(x > 0, d, 2 * x),
    ),
    "named": (
        "m = x > 0\ny = F\nz = np.where(m, y, -x)\nreturn np.sum(z)",
        lambda d, x: np.where(x > 0, d, -1),
    ),
    "two masks": (
        "m = x > 0\ny = F\nreturn np.sum(np.where(m, 2 * y, 1.0) + np.where(m, y, x))",
        lambda d, x: np.where(x > 0, 3 * d, 1),
    ),
    "in each other": (
        "return np.sum(np.where(x > 0, np.where(x > 0.7, F, x), 0))",
        lambda d, x: np.where(x > 0.7, d, np.where(x > 0, 1, 0)),
    ),
    "both": (
        "return np.sum(np.where((x > 0) & (x < 9), F, 0))",
        lambda d, x: np.where(x > 0, d, 0),
    ),
    "selected": (
        "return np.sum(np.select([x > 0, x < -9], [F, -x], x ** 2))",
        lambda d, x: np.where(x > 0, d, 2 * x),
    ),
    "selected by default": (
        "return np.sum(np.select([x <= 0], [2 * x], F))",
        lambda d, x: np.where(x > 0, d, 2),
    ),
    "used afterwards": (
        "y = np.where(x > 0, F, 0)\nreturn np.sum(y * 2 + y)",
        lambda d, x: np.where(x > 0, 3 * d, 0),
    ),
    "a weight": (
        "return np.sum(np.where(x > 0, w * (F), w))",
        lambda d, x: np.where(x > 0, d * np.array([1.0, 2.0, 3.0, 4.0]), 0),
    ),
    "a function": ("return np.sum(safe(x))", lambda d, x: np.where(x > 0, d, 0)),
    "where it is asked": (
        "m = x > 0\nv = x[m]\ny = np.zeros_like(x)\ny[m] = G\nreturn np.sum(y)",
        lambda d, x: np.where(x > 0, d, 0),
    ),
    "a safe value": (
        "v = np.where(x > 0, x, 1.0)\nreturn np.sum(np.where(x > 0, G, 0))",
        lambda d, x: np.where(x > 0, d, 0),
    ),
}
POINT = np.array([-1.0, 0.0, 0.5, 0.9])
WEIGHTS = np.array([1.0, 2.0, 3.0, 4.0])


def source_of(pole: str, guard: str) -> str:
    lines = GUARDS[guard][0].replace("F", pole.replace("v", "x")).replace("G", pole).split("\n")
    safe = f"def safe(v):\n    return np.where(v > 0, {pole}, 0)\n\n\n"
    body = "".join(f"    {line}\n" for line in lines)
    start = "import numpy as np\n\n\n" + safe * (guard == "a function")
    return f"{start}def f(x, w):\n{body}"


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("pole", POLES)
def test_behind_a_router(pole: str, guard: str) -> None:
    slope = quietly(POLES[pole], POINT)
    wanted = quietly(GUARDS[guard][1], slope, POINT)
    for shapes in ({}, {"x": "N", "w": "N"}):
        text = text_of(source_of(pole, guard), functions=["f"], wrt=["x"], shapes=shapes)
        got = quietly(execute(text)["grad_f"], POINT, WEIGHTS)
        assert got == pytest.approx(wanted, rel=1e-9), text


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("np.where(x > 0, np.sqrt(x + x ** 2), x ** 2)", [-2.0, 0.0]),
        ("np.where(x > 0, np.exp(-x) / x, -x)", [-1.0, -1.0]),
        ("np.where(x > 0, np.log(x) * np.abs(x), np.abs(x))", [-1.0, 0.0]),
        ("np.where(x > 0, 1 / x, 0) + np.where(x > 0, 0, x ** 3)", [3.0, 0.0]),
        ("np.where(x > 0, x / np.sqrt(x ** 2), x ** 2)", [-2.0, 0.0]),
        ("np.where(x < 0, x ** 2, np.where(x > 0, np.log(x ** 2), x))", [-2.0, 1.0]),
    ],
)
def test_parts_that_both_branches_have(expression: str, wanted: list[float]) -> None:
    """An equal value in both branches is read outside of the mask, too: nothing of it is lost."""
    for shapes in ({}, {"x": "N"}):
        text = text_of(f"def f(x): return np.sum({expression})", shapes=shapes)
        got = quietly(execute(text)["grad_f"], np.array([-1.0, 0.0]))
        assert got == pytest.approx(np.array(wanted)), text


@pytest.mark.parametrize("divisor", ["np.sqrt(k.shape[-1])", "math.sqrt(len(k))", "8.0", "ROOT"])
def test_what_stays_finite_is_masked_once(divisor: str) -> None:
    """A mask cuts off its gradient itself: below it 0 stays 0, whatever it is divided by."""
    source = f"""
        import math
        import numpy as np

        ROOT = 4.0

        def f(q, k, mask, pad):
            scores = q @ k / {divisor}
            scores = np.where(mask, scores, -1e9)
            scores = np.where(pad, scores, -1e9)
            return np.sum(np.exp(scores))
        """
    for shapes in ({}, {"q": "N,D", "k": "D,M", "mask": "N,M", "pad": "N,M"}):
        text = text_of(source, shapes=shapes, wrt=["q", "k"])
        assert text.partition("# Backward")[2].count("np.where") == 2, text


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("np.where(y > 0, np.where(x > 0, np.log(y), np.sqrt(y)), 0.0)", [0.0, 1.0, 0.5]),
        ("np.where(y > 0, np.where(x > 1, np.log(y), 1 / y), 0.0)", [0.0, 1.0, -0.25]),
        ("np.where(y > 0, np.where(x > 1, np.log(y) * x, y), 0.0)", [0.0, 2.0, 1.0]),
        (
            "np.where(y > 0, np.where(x > 1, np.where(x > 1.7, np.log(y), 3), y ** -2), 0.0)",
            [0.0, 1.0, -0.25],
        ),
    ],
)
def test_masks_within_each_other(expression: str, wanted: list[float]) -> None:
    """What the outer mask hides, the inner one may show: both are laid on the gradient."""
    for shapes in ({}, {"x": "N", "y": "N"}):
        text = text_of(f"def f(x, y): return np.sum({expression})", shapes=shapes, wrt=["y"])
        got = quietly(execute(text)["grad_f"], np.array([1.5, 2.0, 0.5]), np.array([0.0, 1.0, 2.0]))
        assert got == pytest.approx(np.array(wanted)), text


SIGMOIDS = {  # each where it doesn't overflow, and the other where that does
    "where": "np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))",
    "above": "np.where(x > 0, 1 / (1 + np.exp(-x)), np.exp(x) / (np.exp(x) + 1))",
    "below": "np.where(x < 0, np.exp(x) / (1 + np.exp(x)), 1 / (1 + np.exp(-x)))",
}


@pytest.mark.parametrize("sigmoid", SIGMOIDS)
@pytest.mark.parametrize("mode", ["grad", "vjp", "jvp", "hvp"])
def test_a_sigmoid_of_both_signs(sigmoid: str, mode: str) -> None:
    """It is one sigmoid, with its slope, where exp(x) of the branch that isn't taken overflows."""
    point = np.array([-800.0, -1.0, 0.0, 1.0, 800.0])
    ones = np.ones_like(point)
    y = np.array([0.0, 1 / (1 + np.e), 0.5, 1 / (1 + 1 / np.e), 1.0])
    slope = y * (1 - y)
    for shapes in ({}, {"x": "N"}):
        total = SIGMOIDS[sigmoid] if mode in ("vjp", "jvp") else f"np.sum({SIGMOIDS[sigmoid]})"
        text = text_of(f"def f(x): return {total}", shapes=shapes, mode=mode)
        generated = execute(text)
        if mode == "grad":
            got, wanted = quietly(generated["grad_f"], point), slope
        elif mode == "hvp":
            got, wanted = quietly(generated["hvp_f"], point, ones), slope * (1 - 2 * y)
        else:
            got, wanted = quietly(generated[f"{mode}_f"], point, ones), slope
        assert got == pytest.approx(wanted), text


@pytest.mark.parametrize("half", ["np.exp(x) / (1 + np.exp(x))", "np.exp(x) / (np.exp(x) + 1)"])
def test_the_half_of_a_sigmoid_that_overflows(half: str) -> None:
    """Where the other branch is something else, the slope of the half is masked."""
    for shapes in ({}, {"x": "N"}):
        text = text_of(f"def f(x): return np.sum(np.where(x > 0, x, {half}))", shapes=shapes)
        got = quietly(execute(text)["grad_f"], np.array([-800.0, 0.0, 800.0]))
        assert got == pytest.approx([0.0, 0.25, 1.0]), text


MASKED = {  # and the gradients of x and y at EXCLUDED, where y is 0 at first
    "overwritten": ("z = x / y\nz[y == 0] = 0.0\nreturn z.sum()", [0, 1, 0.5], [0, -2, -0.125]),
    "overwritten by one": (
        "z = np.log(y)\nm = y <= 0\nz[m] = x[m]\nreturn np.sum(z)",
        [1, 0, 0],
        [0, 1, 0.5],
    ),
    "overwritten twice": (
        "z = x / y\nz[x == 2] = 3.0\nz[y == 0] = 0.0\nreturn np.sum(z)",
        [0, 0, 0.5],
        [0, 0, -0.125],
    ),
    "overwritten once more": (
        "z = x / y\nz[y == 0] = 0.0\nz[x == 2] = 3.0\nreturn np.sum(z)",
        [0, 0, 0.5],
        [0, 0, -0.125],
    ),
    "an input overwritten": (
        "v = y.copy()\nv[x == 2] = 3.0\nz = np.sqrt(v)\nz[y == 0] = 0.0\nreturn np.sum(z)",
        [0, 0, 0],
        [0, 0, 0.5 / np.sqrt(2)],
    ),
    "summed": ("return np.sum(np.log(y) * x, where=y > 0)", [0, 0, np.log(2)], [0, 2, 0.25]),
    "averaged": ("return 2 * np.mean(np.log(y) * x, where=y > 0)", [0, 0, np.log(2)], [0, 2, 0.25]),
    "read": ("return np.sum((x / y)[y > 0])", [0, 1, 0.5], [0, -2, -0.125]),
    "read, and squared": (
        "z = np.sqrt(y)\nv = z[y > 0]\nreturn np.sum(v ** 3 * x[y > 0])",
        [0, 1, 2**1.5],
        [0, 3, 0.75 * np.sqrt(2)],
    ),
}
EXCLUDED = np.array([1.5, 2.0, 0.5]), np.array([0.0, 1.0, 2.0])


@pytest.mark.parametrize("masked", MASKED)
def test_overwritten_or_read_by_a_mask(masked: str) -> None:
    """What a mask overwrites, or alone reads, is masked as np.where does."""
    body, *wanted = MASKED[masked]
    source = "def f(x, y):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    for shapes in ({}, {"x": "N", "y": "N"}):
        text = text_of(source, shapes=shapes)
        got = quietly(execute(text)["grad_f"], *(np.copy(value) for value in EXCLUDED))
        assert got[0] == pytest.approx(np.array(wanted[0])), text
        assert got[1] == pytest.approx(np.array(wanted[1])), text


def test_a_mask_of_rows() -> None:
    """It is laid along the first axis, where np.where would lay it along the last."""
    source = (
        "def f(x, y):\n    z = x / y\n    z[np.sum(y, axis=1) == 0] = 0.0\n    return np.sum(z)"
    )
    y = np.array([[0.0, 0.0], [1.0, 2.0]])
    for shapes in ({}, {"x": "N,N", "y": "N,N"}, {"x": "N", "y": "N,N"}):
        x = np.ones(2 if shapes.get("x") == "N" else (2, 2))
        text = text_of(source, shapes=shapes, wrt=["y"])
        got = quietly(execute(text)["grad_f"], x, y)
        assert got == pytest.approx(np.array([[0.0, 0.0], [-1.0, -0.25]])), text


@pytest.mark.parametrize("copy", ["x.copy()", "np.array(x, dtype=float)", "x.astype(float)"])
@pytest.mark.parametrize("end", ["z[x < 0] = 0\n    return np.sum(z)", "return np.sum(z[x < 0])"])
def test_a_copy_needs_no_mask(copy: str, end: str) -> None:
    for shapes in ({}, {"x": "N"}):
        text = text_of(f"def f(x):\n    z = {copy}\n    {end}\n", shapes=shapes)
        assert "np.where" not in text, text


POINTS = [((4,), (4,)), ((3, 4), (4,)), ((4,), (3, 4)), ((3, 1), (4,))]


@pytest.mark.parametrize(("of_x", "of_y"), POINTS)
def test_masks_where_operands_have_other_shapes(
    of_x: tuple[int, ...], of_y: tuple[int, ...]
) -> None:
    """The Hessian is finite where the mask excludes a point, nothing known of shapes."""
    text = text_of("np.sum(np.where(y > 0, x * np.log(y), 0))", mode="hvp")
    x, v_x = np.full(of_x, 1.5), np.full(of_x, 0.5)
    y = np.broadcast_to(np.array([1.0, -1.0, 0.0, 2.0]), of_y)
    v_y = np.full(of_y, 2.0)
    by_x, by_y = quietly(execute(text)["hvp_f"], x, y, v_x, v_y)
    inside = np.where(y > 0, y, np.inf)
    many = np.broadcast(x, y).size // y.size
    assert by_y == pytest.approx(many * (v_x.flat[0] / inside - x.flat[0] * v_y / inside**2))
    assert np.sum(by_x) == pytest.approx(np.sum(many * v_y / inside))


def test_a_mask_hides_an_infinite_factor() -> None:
    source = "z = np.log(y) * x\nz[y <= 0] = 0\nreturn np.sum(z)"
    y = np.array([1.0, -1.0, 0.0, 2.0])
    by_x, by_y = quietly(execute(text_of(source))["grad_f"], np.full(4, 3.0), y)
    assert by_x == pytest.approx([0, 0, 0, np.log(2)])
    assert by_y == pytest.approx([3, 0, 0, 1.5])


def test_an_output_is_read_beside_its_mask() -> None:
    """What the caller hands in for it isn't masked."""
    text = text_of("z = np.log(x)\nreturn z, np.where(x > 1, z, 0)", mode="vjp")
    got = quietly(execute(text)["vjp_f"], np.array([0.5, 2.0]), np.ones(2), np.ones(2))
    assert got == pytest.approx([2.0, 1.0])


@pytest.mark.parametrize(
    "source",
    [
        "z = np.log(x)\nm = x[:, 0] > 0\nreturn np.sum(z[m, 0])",
        "z = np.log(x)\nm = x[:, 0] > 0\nreturn np.sum(z[m, :1])",
        "z = np.log(x)\nm = x[:, 0] <= 0\nz[m, 0] = 0\nreturn np.sum(z[:, 0])",
    ],
)
def test_an_array_of_truths_beside_other_indices(source: str) -> None:
    x = np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 0.5], [4.0, 3.0]])
    for shapes in (None, {"x": "N,D"}):
        got = quietly(execute(text_of(source, shapes=shapes))["grad_f"], x)
        assert got == pytest.approx(np.array([[1, 0], [0, 0], [0, 0], [0.25, 0]]))


def test_an_extreme_of_a_part_hides_the_others() -> None:
    source = "np.sum(np.min(1 / x, axis=1, where=x != 0, initial=9.0))"
    got = quietly(execute(text_of(source))["grad_f"], np.array([[1.0, -1.0, 0.0], [2.0, 0.5, 4.0]]))
    assert got == pytest.approx(np.array([[0, -1, 0], [0, 0, -0.0625]]))


@pytest.mark.parametrize(
    "body",
    [
        "r = 1 / d\nnp.fill_diagonal(r, 0.0)\nreturn np.sum(r @ x)",
        "return np.sum(np.triu(1 / d, 1) @ x - np.tril(-1 / d, -1) @ x)",
        "i, j = np.nonzero(1 - np.eye(3))\nreturn np.sum((1 / d)[i, j] * x[j])",
    ],
)
def test_pairs_of_different_ones(body: str) -> None:
    """What is beside a pole has a slope, also where nothing comes down: x is 0, and its gradient reads y."""
    source = "import numpy as np\ndef f(x, y):\nd = y[:, None] - y\n" + body
    source = source.replace("\n", "\n    ").replace("    def", "def")
    x, y, v = np.array([0.0, 0.0, 1.0]), np.array([1.0, 2.0, 4.0]), np.array([1.0, -2.0, 0.5])
    gaps = y[:, None] - y + np.eye(3)
    pull = (1 - np.eye(3)) / gaps**2
    grad_x, grad_y = quietly(execute(text_of(source))["grad_f"], x, y)
    assert grad_x == pytest.approx(np.sum(pull * gaps, axis=0))
    assert grad_y == pytest.approx(pull.T @ np.ones(3) * x - pull @ x)
    hvp_x, _ = quietly(execute(text_of(source, mode="hvp"))["hvp_f"], x, y, np.zeros(3), v)
    assert hvp_x == pytest.approx(np.sum(pull, axis=0) * v - v @ pull)


def test_a_number_against_an_array_in_second_order() -> None:
    """Each entry is routed by itself: what is handed to the number has a pole behind it."""
    text = (
        'import numpy as np\ndef f(x: Float[np.ndarray, "N"]):\n    v = np.sqrt(x[-1] ** 2)\n'
        "    return np.minimum(x, v) ** 2\n"
    )
    generated = flatgen.generate(text, mode="hvp").replace('Float[np.ndarray, "N"]', "object")
    hvp = execute(generated)["hvp_f"]
    x, v = np.array([0.3, -0.4, 0.8]), np.array([1.0, 2.0, -0.5])
    np.testing.assert_allclose(quietly(hvp, x, v), 2 * v)
    x = np.array([0.9, -0.4, 0.8])
    np.testing.assert_allclose(quietly(hvp, x, v), [0.0, 4.0, -2.0])
