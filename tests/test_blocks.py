"""Branches and loops: every mode against finite differences, and what the text has to be."""

from __future__ import annotations

import textwrap
from copy import deepcopy
from typing import Any

import black
import numpy as np
import pytest
from alias_programs import ALIASES
from block_programs import PROGRAMS as BLOCKS
from choice_programs import CHOICES
from coming_programs import COMING
from counted_programs import COUNTED
from dict_programs import DICTS
from element_programs import ELEMENTS
from function_programs import FUNCTIONS
from grid_programs import GRIDS
from handed_programs import HANDED
from infinity_programs import INFINITIES
from key_programs import KEYS
from list_programs import LISTS
from numeric import execute
from pair_programs import PAIRS
from ragged_programs import RAGGED
from smaller_programs import SMALLER
from table_programs import TABLES
from together_programs import TOGETHER
from view_programs import VIEWS
from zip_programs import ZIPPED

from flatgen import generate

STEP = 1e-6
PROGRAMS = (
    BLOCKS
    | LISTS
    | ELEMENTS
    | INFINITIES
    | DICTS
    | COUNTED
    | TABLES
    | VIEWS
    | KEYS
    | PAIRS
    | TOGETHER
    | SMALLER
    | RAGGED
)
PROGRAMS |= ZIPPED | HANDED | GRIDS | ALIASES | FUNCTIONS | COMING | CHOICES


def loaded(name: str) -> tuple[str, dict[str, Any]]:
    """Return a program's text and its point."""
    source, point = PROGRAMS[name]
    return textwrap.dedent(source).lstrip(), point


def forward_of(source: str) -> Any:
    """Return a program's function, which may write into copies of its arguments."""
    f = execute(source)["f"]
    return lambda **point: f(**deepcopy(point))


def call(function: Any, point: dict[str, Any]) -> Any:
    """Call a function; its arguments have to stay what they are."""
    before = {n: np.copy(v) for n, v in point.items()}
    result = function(**point)
    for name, value in before.items():
        assert np.array_equal(point[name], value), name
    return result


def moved(point: dict[str, Any], along: dict[str, Any], step: float) -> dict[str, Any]:
    return {n: v + step * along[n] if n in along else v for n, v in point.items()}


def slope(f: Any, point: dict[str, Any], along: dict[str, Any]) -> Any:
    """Return how a function changes along a direction."""
    return (f(**moved(point, along, STEP)) - f(**moved(point, along, -STEP))) / (2 * STEP)


def inputs(point: dict[str, Any]) -> list[str]:
    return [name for name, value in point.items() if not isinstance(value, (int, str))]


@pytest.mark.parametrize("name", PROGRAMS)
def test_gradients(name: str) -> None:
    source, point = loaded(name)
    text = generate(source, functions=["f"])
    assert black.format_str(text, mode=black.Mode()) == text
    assert generate(source, functions=["f"]) == text
    f, grad = forward_of(source), execute(text)["grad_f"]
    found = call(grad, point)
    again = call(grad, point)
    names = inputs(point)
    gradients, seconds = as_tuple(found), as_tuple(again)
    assert len(gradients) == len(names)
    for wrt, gradient, second in zip(names, gradients, seconds):
        assert np.shape(gradient) == np.shape(point[wrt])
        assert np.array_equal(gradient, second)
        for place in np.ndindex(np.shape(point[wrt])):
            along = np.zeros(np.shape(point[wrt]))
            along[place] = 1.0
            wanted = np.sum(slope(f, point, {wrt: along}))
            assert np.allclose(np.asarray(gradient)[place], wanted, 1e-5, 1e-5), (wrt, place)


@pytest.mark.parametrize("name", PROGRAMS)
def test_tangents(name: str) -> None:
    source, point = loaded(name)
    text = generate(source, functions=["f"], mode="jvp", value=True)
    assert black.format_str(text, mode=black.Mode()) == text
    f, jvp = forward_of(source), execute(text)["value_and_jvp_f"]
    rng = np.random.default_rng(1)
    along = {n: rng.normal(size=np.shape(point[n]))[()] for n in inputs(point)}
    value, tangent = call(jvp, {**point, **{f"dot_{n}": v for n, v in along.items()}})
    assert np.allclose(value, f(**point))
    assert np.allclose(tangent, slope(f, point, along), 1e-5, 1e-5)


@pytest.mark.parametrize("name", PROGRAMS)
def test_upstreams(name: str) -> None:
    source, point = loaded(name)
    grad = execute(generate(source, functions=["f"]))["grad_f"]
    text = generate(source, functions=["f"], mode="vjp", value=True)
    vjp = execute(text)["value_and_vjp_f"]
    assert all(f"grad_{name}" in vjp.__doc__ for name in inputs(point))
    value = forward_of(source)(**point)
    upstream = list(vjp.__code__.co_varnames[: vjp.__code__.co_argcount])[-1]
    found, gradients = call(vjp, {**point, upstream: 2.0 * np.ones_like(value)})
    assert np.allclose(found, value)
    one = call(grad, point)
    for first, second in zip(as_tuple(one), as_tuple(gradients)):
        assert np.allclose(np.multiply(2.0, first), second)


def gradient_along(grad: Any, point: dict[str, Any], along: dict[str, Any]) -> list[Any]:
    """Return how each gradient changes along a direction."""
    ends = [as_tuple(grad(**moved(point, along, step))) for step in (STEP, -STEP)]
    return [(after - before) / (2 * STEP) for after, before in zip(*ends)]


@pytest.mark.parametrize("name", PROGRAMS)
def test_hessian_vector_products(name: str) -> None:
    source, point = loaded(name)
    grad = execute(generate(source, functions=["f"]))["grad_f"]
    text = generate(source, functions=["f"], mode="hvp")
    assert black.format_str(text, mode=black.Mode()) == text
    rng = np.random.default_rng(2)
    along = {n: rng.normal(size=np.shape(point[n]))[()] for n in inputs(point)}
    found = call(execute(text)["hvp_f"], {**point, **{f"v_{n}": v for n, v in along.items()}})
    for value, wanted in zip(as_tuple(found), gradient_along(grad, point, along)):
        assert np.shape(value) == np.shape(wanted)
        assert np.allclose(value, wanted, 1e-4, 1e-5)


@pytest.mark.parametrize("mode", ["vjp", "jvp"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_generated_is_taken_again(name: str, mode: str) -> None:
    """The gradient's own file, differentiated: by upstreams it is the Hessian's transpose, which is the Hessian."""
    source, point = loaded(name)
    first = generate(source, functions=["f"])
    grad = execute(first)["grad_f"]
    text = generate(first, functions=["grad_f"], mode=mode)
    assert black.format_str(text, mode=black.Mode()) == text
    function = execute(text)[f"{mode}_grad_f"]
    rng = np.random.default_rng(3)
    along = {n: rng.normal(size=np.shape(point[n]))[()] for n in inputs(point)}
    extra = list(function.__code__.co_varnames[len(point) : function.__code__.co_argcount])
    found = call(function, {**point, **dict(zip(extra, along.values()))})
    for value, wanted in zip(as_tuple(found), gradient_along(grad, point, along)):
        assert np.allclose(value, wanted, 1e-4, 1e-5)


def as_tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
