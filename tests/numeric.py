"""Running generated text, and derivatives by finite differences to compare it with."""

from __future__ import annotations
import __future__

import ast
import builtins
import functools
import math
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from flatgen import templates
from flatgen.surveying import stored_names

STEPS = [2.0**-k for k in range(4, 17)]


def execute(text: str, name: str = "<generated>") -> dict[str, Any]:
    """Run a module's text; return its names."""
    namespace: dict[str, Any] = {"__name__": "generated"}
    exec(compile(text, name, "exec", dont_inherit=True), namespace)
    return namespace


def forward_function(source: str, name: str, arrays: bool) -> Callable[..., Any]:
    """Return a function of a forward file as it would run: with what it leaves undefined.

    A function without a return gives the variable that it assigns last.
    """
    tree = ast.parse(source)
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    if not any(isinstance(node, ast.Return) for node in function.body):
        last = list(stored_names(function.body[-1]))[-1]
        function.body.append(ast.Return(ast.Name(last, ast.Load())))
    ast.fix_missing_locations(tree)
    namespace: dict[str, Any] = dict(vars(np) if arrays else vars(math))
    exec(templates.read("arrays.py" if arrays else "scalars.py"), namespace)
    namespace |= {k: v for k, v in vars(builtins).items() if not k.startswith("_")}
    later = __future__.annotations.compiler_flag  # an annotation may name what isn't installed
    exec(compile(tree, f"<{name}>", "exec", flags=later, dont_inherit=True), namespace)
    result: Callable[..., Any] = namespace[name]

    @functools.wraps(result)
    def of_copies(*args: Any, **named: Any) -> Any:  # it may write into what it is given
        copied = {n: np.copy(v) if isinstance(v, np.ndarray) else v for n, v in named.items()}
        return result(*[np.copy(v) if isinstance(v, np.ndarray) else v for v in args], **copied)

    return of_copies


def derivative(f: Callable[[float], float], x: float) -> tuple[float, float]:
    """Return f'(x) and an estimate of its error, by central differences and Ridders' extrapolation.

    Ridders, Advances in Engineering Software 4 (1982) 75.
    """
    best, error = math.nan, math.inf
    previous: list[float] = []
    for step in STEPS:
        h = step * max(1.0, abs(x)) / 4
        try:
            row = [(f(x + h) - f(x - h)) / (2 * h)]
        except (ArithmeticError, ValueError):
            previous = []
            continue
        factor = 4.0
        for old in previous:
            row.append(row[-1] + (row[-1] - old) / (factor - 1))
            factor *= 4.0
        for new, one, other in zip(row[1:], row, previous):
            now = max(abs(new - one), abs(new - other))
            if now < error:
                best, error = new, now
        previous = row
    return best, error


def quietly(function: Callable[..., Any], *args: Any) -> Any:
    """Return ``function(*args)`` without numpy's warnings."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*args)


def value_at(f: Callable[..., Any], point: tuple[Any, ...]) -> Any:
    """Return f(*point); None where that raises, or is not a finite real number."""
    try:
        value = quietly(f, *point)
        real = not np.iscomplexobj(value) and np.all(np.isfinite(np.asarray(value, dtype=float)))
    except (ArithmeticError, ValueError, TypeError):
        return None
    return value if real else None


def slope(f: Callable[..., Any], point: tuple[Any, ...], i: int) -> float:
    """Return the derivative of f by argument i; nan at poles, steps and corners, and in doubt."""

    def along(value: float) -> float:
        moved = value_at(f, (*point[:i], value, *point[i + 1 :]))
        if moved is None:
            raise ValueError("no value here")
        return float(moved)

    x = point[i]
    h = 1e-7 * max(1e-2, abs(x))
    try:
        left, right = (along(x) - along(x - h)) / h, (along(x + h) - along(x)) / h
    except ValueError:
        return math.nan
    value, error = derivative(along, x)
    scale = max(1.0, abs(value))
    corner = abs(left - right) > 1e-2 * scale or abs(value - right) > 1e-2 * scale
    return value if not corner and error < 1e-7 * scale else math.nan


def numeric_gradient(
    f: Callable[..., Any], args: dict[str, Any], wrt: str
) -> tuple[np.ndarray[Any, Any], float]:
    """Return the gradient of sum(f(**args)) by one argument, and an estimate of its error."""
    base = np.array(args[wrt], dtype=float)
    gradient = np.zeros_like(base)
    worst = 0.0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for index in np.ndindex(base.shape):

            def along(value: float, index: tuple[int, ...] = index) -> float:
                moved = base.copy()
                moved[index] = value
                given = moved if base.shape else float(moved)
                return float(np.sum(f(**{**args, wrt: given})))

            gradient[index], error = derivative(along, float(base[index]))
            worst = max(worst, error)
    return gradient, worst


def difference_gradient(f: Callable[..., Any], args: dict[str, Any], wrt: str) -> Any:
    """Return the gradient of a number f(**args) by one argument: central differences of sixth order.

    Where three steps don't agree, Ridders' extrapolation has to.
    """
    base = np.array(args[wrt], dtype=float)
    gradient = np.zeros_like(base)

    def at(index: tuple[int, ...], value: float) -> float:
        moved = base.copy()
        moved[index] = value
        given = moved if base.shape else float(moved)
        return float(f(**{**args, wrt: given}))

    for index in np.ndindex(base.shape):
        x = float(base[index])
        one, two, three = [
            (quietly(at, index, x + h) - quietly(at, index, x - h)) / (2 * h)
            for h in (2.0**-7, 2.0**-8, 2.0**-9)
        ]
        rough, fine = (4 * two - one) / 3, (4 * three - two) / 3
        best = (16 * fine - rough) / 15
        if not abs(best - fine) <= 1e-8 * max(1.0, abs(best)):
            best, error = derivative(lambda v: quietly(at, index, v), x)  # noqa: B023
            assert error <= 1e-6 * max(1.0, abs(best)), f"no slope by {wrt}{index} at {x}"
        gradient[index] = best
    return gradient


def agree(got: Any, wanted: Any, tolerance: float = 1e-6) -> bool:
    """Tell whether two gradients are equal, relative to the size of the wanted one."""
    got, wanted = np.asarray(got, dtype=float), np.asarray(wanted, dtype=float)
    if got.shape != wanted.shape:
        return False
    scale = max(1.0, float(np.max(np.abs(wanted), initial=0.0)))
    return bool(np.all(np.abs(got - wanted) <= tolerance * scale))


CASES = Path(__file__).parent / "cases"
