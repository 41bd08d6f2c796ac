"""A world in which math and numpy are autograd's, to run a forward file in."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import autograd.numpy as anp
import numpy as np
from autograd.extend import defvjp, primitive
from autograd.numpy.numpy_boxes import ArrayBox
from autograd.scipy import special
from autograd.tracer import getval

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


defvjp(floor, None)
defvjp(sign, None)


def floor_divide(x: Any, y: Any) -> Any:
    return floor(x / y)


def divide(x: Any, y: Any, out: Any = None, where: Any = None) -> Any:
    """Divide where it is asked for; 0, which ``out`` holds, elsewhere."""
    return x / y if where is None else anp.where(where, x / anp.where(where, y, 1.0), 0.0)


def mod(x: Any, y: Any) -> Any:
    return x - floor(x / y) * y


def sigmoid(x: Any) -> Any:
    return 0.5 * (1 + anp.tanh(0.5 * x))


def number(truth: Any) -> Any:
    return truth if np.ndim(truth) else truth * 1.0


def flip(x: Any, axis: Any = None) -> Any:
    axes = range(x.ndim) if axis is None else np.atleast_1d(axis) % x.ndim
    return x[tuple(slice(None, None, -1 if i in axes else None) for i in range(x.ndim))]


def sort(x: Any, axis: Any = -1) -> Any:
    x, axis = (anp.ravel(x), 0) if axis is None else (x, axis)
    order = x
    while isinstance(order, ArrayBox):
        order = order._value
    order = np.argsort(order, axis=axis)
    index = list(np.ogrid[tuple(slice(n) for n in order.shape)])
    index[axis] = order
    return x[tuple(index)]


def repeat(x: Any, counts: Any, axis: Any = None) -> Any:
    x, axis = (anp.ravel(x), 0) if axis is None else (x, axis % x.ndim)
    return x[(slice(None),) * axis + (np.repeat(np.arange(x.shape[axis]), counts),)]


def transpose(x: Any, *axes: Any) -> Any:
    return anp.transpose(x, axes[0] if len(axes) == 1 else axes or None)


def write(x: Any, index: Any, value: Any) -> Any:
    """Return what x is after ``x[index] = value``: the last value wins where an entry is named twice."""
    places = np.arange(x.size).reshape(np.shape(x))[index]
    source = np.arange(x.size)
    source[places.ravel()] = x.size + np.arange(places.size)
    both = anp.concatenate([anp.ravel(x), anp.ravel(value * np.ones(places.shape))])
    return both[source].reshape(np.shape(x))


# What autograd lacks, or does in its own way.
ORACLE: dict[str, Any] = {
    "floor": floor,
    "sign": sign,
    "copysign": lambda x, y: abs(x) * (1 - 2 * np.signbit(getval(y))),
    "divide": divide,
    "floor_divide": floor_divide,
    "mod": mod,
    "fmod": lambda x, y: x - sign(x) * floor(abs(x / y)) * y,
    "cbrt": lambda x: sign(x) * abs(x) ** (1 / 3),
    "fabs": anp.abs,
    "hypot": lambda x, y: anp.sqrt(x * x + y * y),
    "log": lambda x, base=math.e: anp.log(x) / anp.log(base),
    "copy": lambda x: x + 0.0,
    "vdot": lambda x, y: anp.sum(anp.ravel(x) * anp.ravel(y)),
    "full_like": lambda x, value: value * np.ones(np.shape(x)),
    "broadcast_to": lambda x, shape: x * np.ones(shape),
    "outer": lambda x, y: anp.ravel(x)[:, None] * anp.ravel(y),
    "pad": lambda x, width, mode="constant": anp.pad(x, width, mode),
    "repeat": repeat,
    "sort": sort,
    "flip": flip,
    "degrees": lambda x: x * 180 / math.pi,
    "radians": lambda x: x * math.pi / 180,
    "pow": lambda x, y: x**y,
    "power": lambda x, y: x**y,
    "erf": special.erf,
    "erfc": special.erfc,
    "lgamma": special.gammaln,
    "where": lambda c, x, y: c * x + (1 - c) * y,
    "factorial": math.factorial,
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
    if name == "math":
        vars(module)["prod"] = math.prod
    return module


def oracle() -> dict[str, Any]:
    """Return the builtins of the world in which math and numpy are autograd's."""
    modules = {name: oracle_module(name) for name in ("math", "numpy")}
    modules["scipy"] = ModuleType("scipy")
    modules["scipy"].special = modules["scipy.special"] = special  # type: ignore[attr-defined]

    def imported(
        name: str, around: Any = None, local: Any = None, names: Any = (), level: int = 0
    ) -> ModuleType:
        if name not in modules:
            return __import__(name, around, local, names, level)
        return modules[name if names else name.partition(".")[0]]

    return {**ACTIVATIONS, "__import__": imported, "__write__": write, "__s__": np.s_}


for method, operation in {"floordiv": floor_divide, "mod": mod}.items():
    setattr(ArrayBox, f"__{method}__", operation)
    setattr(ArrayBox, f"__r{method}__", lambda x, y, operation=operation: operation(y, x))
for method in ("lt", "le", "gt", "ge"):
    # A number, as Python's booleans are: numpy's can't be subtracted. An array may be a mask.
    compared = getattr(ArrayBox, f"__{method}__")
    setattr(ArrayBox, f"__{method}__", lambda x, y, compared=compared: number(compared(x, y)))
for method in ("copy", "repeat", "sort"):
    setattr(ArrayBox, method, ORACLE[method])
ArrayBox.transpose = transpose
ArrayBox.dot = anp.dot
ArrayBox.__pos__ = lambda x: x
