"""Random programs against autograd: the same text, run in a world where math and numpy are autograd's.

``pytest --long`` draws thousands of programs.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from array_checks import check_arrays
from checking import (
    TOO_BIG,
    Function,
    call,
    certain,
    check_products,
    check_text,
    compare,
    load,
    unchanged,
)
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis.strategies import SearchStrategy
from numeric import agree
from oracle import ACTIVATIONS, oracle
from random_arrays import array_programs
from random_programs import Program, programs

from flatgen import generate, templates


def real(arrays: bool) -> dict[str, Any]:
    """Return flatgen's own activations, for the forward to run as it does alone."""
    found: dict[str, Any] = {}
    exec(templates.read("arrays.py" if arrays else "scalars.py"), found)
    return {name: found[name] for name in ACTIVATIONS}


def draw_point(program: Program, function: Function) -> dict[str, Any]:
    """Return arguments; those with a default are left out now and then, some numbers are integers."""
    rng = np.random.default_rng(program.seed)
    point: dict[str, Any] = {}
    for p in program.parameters:
        shape = program.shapes[p.name]
        value = rng.uniform(0.3, 1.7, shape) * rng.choice([-1, 1], shape)
        if p.default and not shape and rng.random() < 0.5:
            point[p.name] = inspect.signature(function).parameters[p.name].default
        elif not shape:
            integer = int(rng.integers(1, 4))
            point[p.name] = rng.choice(
                np.array([float(value)] * 8 + [integer, np.float64(value)], object)
            )
        else:
            point[p.name] = value
    return point


def check(program: Program, arrays: bool) -> None:
    """Compare one program's gradients with autograd's, and those of one of its gradients."""
    note(program.source)
    forward = load(program.source, program.last, real(arrays))["f"]
    point = draw_point(program, forward)
    try:
        value = call(forward, {n: np.copy(v) if np.ndim(v) else v for n, v in point.items()})
    except (ArithmeticError, ValueError):
        assume(False)
    assume(np.all(np.abs(value) < TOO_BIG))
    wanted = certain(load(program.source, program.last, oracle())["f"], point)
    assume(wanted is not None)

    text = generate(program.source, functions=["f"])
    note(text)
    assert text == generate(program.source, functions=["f"])
    check_text(text, "grad_f")
    compare(unchanged(load(text, "", {})["grad_f"], point), wanted or [], point)
    both = generate(program.source, functions=["f"], value=True)
    check_text(both, "value_and_grad_f")
    again, got = unchanged(load(both, "", {})["value_and_grad_f"], point)
    compare(got, wanted or [], point)
    assert agree(again, value, 1e-9)
    check_second(text, program, point)
    if program.seed % 3 == 0:
        check_products(program.source, point, value, program.seed)


def check_second(text: str, program: Program, point: dict[str, Any]) -> None:
    """Differentiate one of the gradients: the output is input, too."""
    if "grad_f" in point:
        return  # what the wrapper would call
    number = program.seed % len(point)
    part = "gradients" if len(point) == 1 else f"gradients[{number}]"
    given = [
        f"{p.name}={p.name}" if p.kind == "keyword-only" else p.name for p in program.parameters
    ]
    head = text.partition("def grad_f(")[2].partition("):\n")[0]
    text += (
        f"\n\ndef second({head}):\n    gradients = grad_f({', '.join(given)})\n    return {part}\n"
    )
    generated = generate(text, functions=["second"])
    check_text(generated, "grad_second")
    try:
        wanted = certain(load(text, "", oracle())["second"], point)
    except ImportError:
        return  # autograd lacks a function of scipy
    if wanted is not None:
        compare(unchanged(load(generated, "", {})["grad_second"], point), wanted, point)


def draw(strategy: SearchStrategy[Any], check: Callable[[Any], None], long: bool) -> None:
    """Check the programs that a strategy draws."""
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

    @settings(
        max_examples=3000 if long else 200,
        derandomize=not long,
        deadline=None,
        suppress_health_check=quiet,
        database=None,
    )
    @given(strategy)
    def run(program: Any) -> None:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            check(program)

    run()


@pytest.mark.parametrize("arrays", [False, True], ids=["numbers", "arrays"])
def test_random_programs(arrays: bool, request: pytest.FixtureRequest) -> None:
    """Gradients of random programs are autograd's."""
    draw(programs(arrays), partial(check, arrays=arrays), request.config.getoption("--long"))


def test_random_shapes(request: pytest.FixtureRequest) -> None:
    """Gradients of programs on arrays of ranks 0 to 3, with their shapes declared and without."""
    draw(array_programs(), check_arrays, request.config.getoption("--long"))
