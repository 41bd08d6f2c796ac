"""Holding generated text to what is true of all output, and its numbers to autograd's.

Programs are run in a world where math and numpy are autograd's.
"""

from __future__ import annotations

import ast
import builtins
import inspect
from collections.abc import Callable
from typing import Any

import autograd
import autograd.numpy as anp
import black
import numpy as np
from hypothesis import note
from numeric import agree
from oracle import Kink

from flatgen import generate

Function = Callable[..., Any]
TOO_BIG = 1e6


class OutOfPlace(ast.NodeTransformer):
    """``x += y`` as ``x = x + y``, ``x[i] = y`` as a new array: autograd has no arrays that change."""

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        target = node.targets[0]
        if not isinstance(target, ast.Subscript):
            return node
        index = ast.Subscript(ast.Name("__s__", ast.Load()), target.slice, ast.Load())
        function = ast.Name("__write__", ast.Load())
        assert isinstance(target.value, ast.Name)
        written = ast.Call(function, [ast.Name(target.value.id, ast.Load()), index, node.value], [])
        return ast.Assign([ast.Name(target.value.id, ast.Store())], written)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.Assign:
        read = ast.parse(ast.unparse(node.target), mode="eval").body
        value = ast.BinOp(read, node.op, node.value)
        return self.visit_Assign(ast.Assign([node.target], value))


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
    """Return arguments nearby, each in a proportion of its own; a 0 moves, too."""
    return {
        n: (v + (v == 0)) * (1 + step * (i + 1)) - (v == 0)
        for i, (n, v) in enumerate(point.items())
    }


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


def sums(line: ast.stmt, before: ast.stmt) -> list[str]:
    """Return the name that a line adds to, where the line before binds it: a sum of several lines has one."""
    if not isinstance(line, ast.Assign) or not isinstance(before, ast.Assign):
        return []
    target, value = line.targets[0], line.value
    while isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Add, ast.Sub)):
        value = value.left
    names = [getattr(part, "id", "") for part in (target, before.targets[0], value)]
    return names[:1] if names[0] and len({*names}) == 1 and value is not line.value else []


def check_text(text: str, name: str) -> None:
    """Hold the generated text to what is true of all output."""
    assert black.format_str(text, mode=black.Mode()) == text
    function = next(
        n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name == name
    )
    bound = [a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)]
    for node in ast.walk(function):
        if isinstance(node, ast.AugAssign):
            assert isinstance(node.target, ast.Subscript)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.append(node.id)
    again = [
        name
        for line, before in zip(function.body[1:], function.body)
        for name in sums(line, before)
    ]
    assert sorted(bound) == sorted([*set(bound), *again])


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


def inner(ones: Any, others: Any) -> tuple[float, float]:
    """Return an inner product, and the size of what it adds up."""
    parts = [np.asarray(a) * np.asarray(b) for a, b in zip(as_tuple(ones), as_tuple(others))]
    return float(sum(map(np.sum, parts))), float(sum(np.sum(np.abs(part)) for part in parts))


def check_products(
    source: str, point: dict[str, Any], value: Any, seed: int, **options: Any
) -> None:
    """Compare products with the Jacobian from both sides and, now and then, with the Hessian from both.

    u · (J v) = v · (Jᵀ u), and u · (H v) = v · (H u).
    """
    draw = np.random.default_rng(seed)

    def vector(like: Any) -> Any:
        drawn = draw.normal(1.0, 0.5, np.shape(like))
        return drawn if np.shape(like) else float(drawn)

    def made(mode: str, *extra: Any) -> tuple[Any, ...]:
        text = generate(source, functions=["f"], mode=mode, **options)
        note(text)
        check_text(text, f"{mode}_f")
        function = load(text, "", {})[f"{mode}_f"]
        names = list(inspect.signature(function).parameters)[len(point) :]
        return as_tuple(unchanged(function, point | dict(zip(names, extra, strict=True))))

    def same(one: tuple[float, float], other: tuple[float, float], what: str) -> None:
        if np.isfinite(one[1]) and np.isfinite(other[1]):
            scale = max(1.0, one[1], other[1])
            assert abs(one[0] - other[0]) <= 1e-9 * scale, f"{what}: {one[0]}, {other[0]}"

    upstream, along = vector(value), tuple(map(vector, point.values()))
    (dot,), gradients = made("jvp", *along), made("vjp", upstream)
    assert np.shape(dot) == np.shape(value)
    assert np.asarray(dot).dtype.kind == "f"
    same(inner(upstream, dot), inner(gradients, along), "u · J v")
    if seed % 4 == 0:
        other = tuple(map(vector, point.values()))
        same(inner(other, made("hvp", *along)), inner(along, made("hvp", *other)), "u · H v")
