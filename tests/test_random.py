"""Random programs against autograd: the same text, run in a world where math and numpy are autograd's.

``pytest --long`` draws thousands of programs.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import math
import warnings
from types import ModuleType
from typing import Any, Callable

import autograd
import autograd.numpy as anp
import black
import numpy as np
import pytest
from autograd.extend import defvjp, primitive
from autograd.numpy.numpy_boxes import ArrayBox
from autograd.scipy import special
from hypothesis import HealthCheck, assume, given, note, settings

from flatgen import generate, templates
from random_programs import Program, programs

Function = Callable[..., Any]
OMITTED = object()
TOO_BIG = 1e6
NEAR = 1e-9


class Kink(Exception):
    """A step is so near that rounding decides the value."""


@primitive
def floor(x: Any) -> Any:
    if np.any(np.abs(x - np.round(x)) < NEAR):
        raise Kink
    return np.floor(x)


@primitive
def sign(x: Any) -> Any:
    return np.sign(x)


@primitive
def copysign(x: Any, y: Any) -> Any:
    return np.copysign(x, y)


defvjp(floor, None)
defvjp(sign, None)
defvjp(copysign, lambda z, x, y: lambda g: anp.sum(g * sign(x) * sign(y)) if np.ndim(x) == 0 else g)


def floor_divide(x: Any, y: Any) -> Any:
    return floor(x / y)


def mod(x: Any, y: Any) -> Any:
    return x - floor(x / y) * y


def sigmoid(x: Any) -> Any:
    return 0.5 * (1 + anp.tanh(0.5 * x))


# What autograd lacks, or does in its own way.
ORACLE: dict[str, Any] = {
    "floor": floor,
    "sign": sign,
    "copysign": lambda x, y: abs(x) * sign(y),
    "floor_divide": floor_divide,
    "mod": mod,
    "fmod": lambda x, y: x - sign(x) * floor(abs(x / y)) * y,
    "cbrt": lambda x: sign(x) * abs(x) ** (1 / 3),
    "fabs": anp.abs,
    "hypot": lambda x, y: anp.sqrt(x * x + y * y),
    "log": lambda x, base=math.e: anp.log(x) / anp.log(base),
    "prod": lambda values: math.prod(values),
    "degrees": lambda x: x * 180 / math.pi,
    "radians": lambda x: x * math.pi / 180,
    "pow": lambda x, y: x**y,
    "power": lambda x, y: x**y,
    "erf": special.erf,
    "erfc": special.erfc,
    "lgamma": special.gammaln,
    "sinc": lambda x: anp.sin(math.pi * x) / (math.pi * x),
    "clip": lambda x, low, high: anp.minimum(anp.maximum(x, low), high),
}
INVERSE = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2"}
INVERSE |= {"asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh"}
ACTIVATIONS: dict[str, Any] = {
    "sigmoid": sigmoid,
    "relu": lambda x: anp.maximum(x, 0),
    "softplus": lambda x: anp.logaddexp(0, x),
    "silu": lambda x: x * sigmoid(x),
    "gelu": lambda x: 0.5 * x * (1 + special.erf(x / math.sqrt(2))),
}


def oracle_module(name: str) -> ModuleType:
    """Return a stand-in for math or numpy."""
    module = ModuleType(name)
    vars(module).update({k: v for k, v in vars(anp).items() if not k.startswith("_")})
    vars(module).update({k: getattr(anp, v) for k, v in INVERSE.items()})
    vars(module).update(ORACLE)
    return module


def load(program: str, last: str, around: dict[str, Any]) -> dict[str, Any]:
    """Run a file whose function f, if it returns nothing, gives ``last``; return its names."""
    tree = ast.parse(program)
    if last:
        function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "f")
        function.body.append(ast.Return(ast.Name(last, ast.Load())))
    namespace = {"__builtins__": vars(builtins) | around, "__name__": "loaded"}
    exec(compile(ast.fix_missing_locations(tree), "<program>", "exec"), namespace)
    return namespace


def real(arrays: bool) -> dict[str, Any]:
    """Return flatgen's own activations, for the forward to run as it does alone."""
    found: dict[str, Any] = {}
    exec(templates.read("arrays.py" if arrays else "scalars.py"), found)
    return {name: found[name] for name in ACTIVATIONS}


def oracle() -> dict[str, Any]:
    def imported(name: str, *rest: Any) -> ModuleType:
        known = name in ("math", "numpy")
        return oracle_module(name) if known else __import__(name, *rest)

    return {**ACTIVATIONS, "__import__": imported}
