"""Derivatives of any order: the output of each mode is input of each, three times over."""

from __future__ import annotations

import ast
import inspect
from functools import partial
from pathlib import Path
from typing import Any

import black
import numpy as np
import pytest
from gradients import gradient_of, text_of
from numeric import agree, execute, quietly
from test_cases import PROGRAMS, Case, call, points, tuple_of
from test_modes import GOLDEN, MODES

from flatgen import generate

POWERS = "def f(x, y):\n    return x**4 * sin(y) + exp(x * y)\n"


def outputs(text: str) -> list[str]:
    """Return the names of the functions that flatgen wrote."""
    functions = [n.name for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
    return [
        name
        for name in functions
        if name.removeprefix("value_and_").startswith(("grad_", "vjp_", "jvp_", "hvp_"))
    ]


def again(case: Case, text: str, mode: str) -> str:
    """Differentiate each function of an output in turn; a gradient of several values is their vjp."""
    names = outputs(text)
    several = any(
        isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple)
        for function in ast.parse(text).body
        if isinstance(function, ast.FunctionDef) and function.name in names
        for node in ast.walk(function)
    )
    if several and mode in ("grad", "hvp"):
        mode = "vjp" if mode == "grad" else "jvp"
    return case.generate(text, mode=mode, value=False, functions=names, wrt=None)


@pytest.mark.parametrize("path", [*PROGRAMS, *GOLDEN], ids=lambda path: path.stem)
def test_output_of_each_mode_is_input_of_each(path: Path) -> None:
    case = Case(path)
    for i, first in enumerate(MODES):
        several = "return 3 values" in case.forward or path in GOLDEN
        if several and first in ("grad", "hvp") and first != case.options.mode:
            continue
        text = case.generate(mode=first, value=False)
        for j, second in enumerate(MODES):
            if (
                i + j + len(path.stem)
            ) % 3:  # of all cases, each pair of modes is among those of some
                continue
            twice = again(case, text, second)
            assert black.format_str(twice, mode=black.Mode()) == twice
            if i == (j + len(path.stem)) % 4:
                thrice = again(case, twice, MODES[(i + 2 * j) % 4])
                compile(thrice, str(path), "exec")


@pytest.mark.parametrize("path", PROGRAMS[::3], ids=lambda path: path.stem)
def test_third_order(path: Path) -> None:
    """The third derivative along v, by the jvp of an hvp, is the change of the Hessian-vector product."""
    case = Case(path)
    text = case.generate(mode="hvp", value=False)
    thrice = again(case, text, "jvp")
    for name in outputs(text):
        hvp, jvp = execute(text)[name], execute(thrice)[f"jvp_{name}"]
        given = list(inspect.signature(hvp).parameters)
        inputs = [n for n in given if not n.startswith("v_")]
        defaults = {n: p.default for n, p in inspect.signature(hvp).parameters.items()}
        point = {n: v for n, v in defaults.items() if v is not inspect.Parameter.empty}
        point = {n: v for n, v in point.items() if not callable(v)}  # each text has its own
        point |= {n: v for n, v in points(case, hvp)[0].items() if n in inputs}
        rng = np.random.default_rng(3)
        point |= {n: _like(rng, point[n[2:]]) for n in given if n not in inputs}
        dots = [n for n in inspect.signature(jvp).parameters if n not in given]
        settings = [n[4:] for n in dots if isinstance(point[n[4:]], dict)]  # they don't move
        along = {n[4:]: _like(rng, point[n[4:]]) for n in dots if n[4:] not in settings}
        still = {f"dot_{n}": dict.fromkeys(point[n], 0.0) for n in settings}
        for name, value in along.items():  # labels don't move
            if np.asarray(point[name]).dtype.kind in "iub":
                along[name] = value * 0.0
        moved = {f"dot_{n}": v for n, v in along.items()}
        got = tuple_of(quietly(call, jvp, point | still | moved))

        def at(step: float, hvp: Any = hvp, point: Any = point, along: Any = along) -> Any:
            return tuple_of(
                quietly(call, hvp, point | {n: point[n] + step * v for n, v in along.items()})
            )

        for one, plus, minus, plus2, minus2 in zip(got, *map(at, (1e-3, -1e-3, 2e-3, -2e-3))):
            change = (8 * (plus - minus) - (plus2 - minus2)) / 12e-3
            if np.all(np.isfinite(change)) and np.all(np.isfinite(one)):
                assert agree(one, change, 1e-4) or _is_rough(at), name


def _like(rng: np.random.Generator, value: Any) -> Any:
    found = rng.normal(0.5, 0.3, np.shape(value))
    return found if found.shape else float(found)


def _is_rough(at: Any) -> bool:
    """Tell whether there is a kink nearby: two estimates of the change are far apart."""
    slopes = [[(a - b) / (2 * h) for a, b in zip(at(h), at(-h))] for h in (1e-3, 1e-4)]
    return not all(map(partial(agree, tolerance=1e-3), *slopes))


def test_names_stay_readable() -> None:
    first = generate(POWERS)
    assert "grad_grad_x" in generate(first, mode="vjp")
    assert "dot_grad_x" in generate(first, mode="jvp")
    assert "def jvp_jvp_f(x, y, dot_x, dot_y, dot_x_1, dot_y_1" in generate(
        generate(POWERS, mode="jvp"), mode="jvp", wrt=["x", "y"]
    )


def test_any_order_of_a_power() -> None:
    """d⁵/dx⁵ of x⁶ is 720 x, by gradients of gradients."""
    text = "def f(x):\n    return x**6\n"
    name = "f"
    for _ in range(5):
        text = generate(text, functions=[name])
        name = f"grad_{name}"
    assert execute(text)[name](1.5) == 720 * 1.5


@pytest.mark.parametrize(
    ("first", "body"),
    [
        ("vjp", "return np.sum(x * y, axis=ax)"),  # settings of helpers are settings
        ("vjp", "return np.roll(x * y, 1, axis=ax)"),
        ("vjp", "return (x - 3) ** np.arange(3) * y"),  # no logarithm of a base, in any order
        ("vjp", "return np.inner(x, y) + np.inner(y, y)"),  # an upstream may be a plain number
        ("hvp", "z = np.zeros(3); z[0] = y[1] * x[0]; z *= x; return z.sum()"),
    ],
)
def test_output_with_helpers_is_input(first: str, body: str) -> None:
    """The jvp of the output is the change of what it returns, without shapes."""
    setting = ", ax=0" if "ax" in body.replace("axis", "") else ""
    source = f"import numpy as np\ndef f(x, y{setting}):\n    {body}\n"
    text = generate(source, mode=first, wrt=["x", "y"])
    once = execute(text)[f"{first}_f"]
    twice = execute(generate(text, mode="jvp", functions=[f"{first}_f"]))[f"jvp_{first}_f"]
    rng = np.random.default_rng(5)
    point: dict[str, Any] = {name: rng.normal(size=3) for name in ("x", "y")}
    point |= {n: rng.normal(size=3) for n in inspect.signature(once).parameters if n[:2] == "v_"}
    if "grad_out" in inspect.signature(once).parameters:
        value = execute(source)["f"](point["x"], point["y"])
        point["grad_out"] = rng.normal(size=3) if np.ndim(value) else 0.7
    dots = [n for n in inspect.signature(twice).parameters if n[4:] in point and n[:4] == "dot_"]
    along = {n[4:]: _like(rng, point[n[4:]]) for n in dots}
    got = tuple_of(twice(**point, **{f"dot_{n}": v for n, v in along.items()}))
    plus, minus = (
        tuple_of(once(**{n: v + h * along.get(n, 0.0) for n, v in point.items()}))
        for h in (1e-6, -1e-6)
    )
    for one, more, less in zip(got, plus, minus, strict=True):
        assert agree(one, (more - less) / 2e-6, 1e-6)


@pytest.mark.parametrize(
    "a",
    [
        np.ones((2, 2)),
        np.zeros((2, 2)),
        np.diag([1.0, 0.0, 0.0]),
        np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [1.0, 0.0, 1.0]]),
        np.array([[1.0, 2.0, 3.0], [0.0, 4.0, 6.0], [1.0, 0.0, 1.5]]),
    ],
)
def test_the_hessian_of_a_determinant(a: np.ndarray) -> None:
    """It is a polynomial's, of singular matrices, too; stacks are one by one."""
    v = np.arange(1.0, a.size + 1).reshape(a.shape) ** 2 / 7
    step = 1e-4
    grad = gradient_of("np.linalg.det(x)")
    wanted = (grad(a + step * v) - grad(a - step * v)) / (2 * step)
    generated = execute(text_of("np.linalg.det(x)", mode="hvp"))
    assert generated["hvp_f"](a, v) == pytest.approx(wanted, abs=1e-8)
    stack = execute(text_of("np.sum(np.linalg.det(x))", mode="hvp"))["hvp_f"]
    assert stack(np.array([a, a]), np.array([v, 2 * v]))[1] == pytest.approx(2 * wanted, abs=1e-8)


def test_the_third_derivative_of_a_determinant() -> None:
    a = np.array([[1.0, 2.0, 3.0], [0.0, 4.0, 6.0], [1.0, 0.0, 1.5]])
    v, w, step = np.cos(a), np.sin(a + 1), 1e-4
    second = text_of("np.linalg.det(x)", mode="hvp")
    hvp = execute(second)["hvp_f"]
    third = execute(generate(second, mode="jvp", functions=["hvp_f"], wrt=["x"]))["jvp_hvp_f"]
    wanted = (hvp(a + step * w, v) - hvp(a - step * w, v)) / (2 * step)
    assert third(a, v, w) == pytest.approx(wanted, abs=1e-8)
