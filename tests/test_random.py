"""Random programs against autograd: the same text, run in a world where math and numpy are autograd's.

``pytest --long`` draws thousands of programs.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import warnings
from collections.abc import Callable
from typing import Any

import autograd
import autograd.numpy as anp
import black
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from numeric import agree
from oracle import ACTIVATIONS, Kink, oracle
from random_programs import Program, programs

from flatgen import generate, templates

Function = Callable[..., Any]
TOO_BIG = 1e6


class OutOfPlace(ast.NodeTransformer):
    """``x += y`` as ``x = x + y``: autograd has no arrays that change."""

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.Assign:
        assert isinstance(node.target, ast.Name)
        value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        return ast.Assign([node.target], value)


def load(program: str, last: str, around: dict[str, Any]) -> dict[str, Any]:
    """Run a file whose function f, if it returns nothing, gives ``last``; return its names."""
    tree = ast.parse(program)
    if last:
        function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "f")
        function.body.append(ast.Return(ast.Name(last, ast.Load())))
    if "__import__" in around:
        tree = OutOfPlace().visit(tree)
    namespace = {"__builtins__": vars(builtins) | around, "__name__": "loaded"}
    exec(compile(ast.fix_missing_locations(tree), "<program>", "exec"), namespace)
    return namespace


def real(arrays: bool) -> dict[str, Any]:
    """Return flatgen's own activations, for the forward to run as it does alone."""
    found: dict[str, Any] = {}
    exec(templates.read("arrays.py" if arrays else "scalars.py"), found)
    return {name: found[name] for name in ACTIVATIONS}


def call(function: Function, point: dict[str, Any]) -> Any:
    """Call a function by name, whatever the kind of its parameters; leave the omitted ones out."""
    args, keywords = [], {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name in point and parameter.kind is parameter.POSITIONAL_ONLY:
            args.append(point[name])
        elif name in point:
            keywords[name] = point[name]
    return function(*args, **keywords)


def gradients(function: Function, point: dict[str, Any]) -> list[Any]:
    """Return autograd's gradients of the sum of what a function returns."""
    names = list(point)

    def total(*values: Any) -> Any:
        return anp.sum(call(function, dict(zip(names, values)))) * 1.0

    values = [np.array(v, dtype=float) if np.ndim(v) else float(v) for v in point.values()]
    return list(autograd.grad(total, tuple(range(len(names))))(*values))


def moved(point: dict[str, Any], step: float) -> dict[str, Any]:
    """Return arguments nearby, each in a proportion of its own."""
    return {n: v * (1 + step * (i + 1)) for i, (n, v) in enumerate(point.items())}


def certain(function: Function, point: dict[str, Any]) -> list[Any] | None:
    """Return autograd's gradients, or None where rounding or a kink nearby leaves them in doubt."""
    try:
        found = gradients(function, point)
        nearby = [gradients(function, moved(point, step)) for step in (1e-12, -1e-12)]
    except (Kink, ArithmeticError):
        return None
    for gradient, *others in zip(found, *nearby):
        steady = all(agree(other, gradient, 1e-8) for other in others)
        if not np.all(np.abs(gradient) < TOO_BIG) or not steady:
            return None
    return found


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


def check_text(text: str, name: str) -> None:
    """Hold the generated text to what is true of all output."""
    assert black.format_str(text, mode=black.Mode()) == text
    function = next(
        n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name == name
    )
    bound = [a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)]
    for node in ast.walk(function):
        assert not isinstance(node, ast.AugAssign)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.append(node.id)
    assert sorted(bound) == sorted(set(bound))


def as_tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def compare(got: Any, wanted: list[Any], point: dict[str, Any]) -> None:
    """Compare gradients with the oracle's: numbers, shapes, dtypes."""
    assert len(as_tuple(got)) == len(wanted)
    for name, gradient, right in zip(point, as_tuple(got), wanted):
        assert np.asarray(gradient).dtype.kind == "f", f"d/d{name}: {gradient!r}"
        assert np.shape(gradient) == np.shape(point[name])
        assert agree(gradient, right), f"d/d{name} at {point}: {gradient}, not {right}"


def unchanged(function: Function, point: dict[str, Any]) -> Any:
    """Call a generated function; its arguments have to stay as they are."""
    before = {n: np.copy(v) for n, v in point.items()}
    result = call(function, point)
    assert all(np.array_equal(before[n], point[n]) for n in point)
    return result


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


@pytest.mark.parametrize("arrays", [False, True], ids=["numbers", "arrays"])
def test_random_programs(arrays: bool, request: pytest.FixtureRequest) -> None:
    """Gradients of random programs are autograd's."""
    long = request.config.getoption("--long")
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

    @settings(
        max_examples=3000 if long else 300,
        derandomize=not long,
        deadline=None,
        suppress_health_check=quiet,
        database=None,
    )
    @given(programs(arrays))
    def run(program: Program) -> None:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            check(program, arrays)

    run()
