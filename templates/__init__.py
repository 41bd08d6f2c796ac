"""The rules: one readable template for each operation, in plain Python.

``@rule(pattern, ...)``
    The gradient of the operations that look like one of the patterns, in which the template's own
    parameters stand for anything. The function's parameters are the output, the inputs and the
    upstream gradient; its docstring's first line is the comment in the output, or a line
    ``grad_x: ...`` for that gradient. Lines before the gradients are shared by them. Inputs without a
    gradient in ``return`` have to be constants. A function without an upstream is flat: it has no
    gradient. ``when`` says what has to be known of constants (``n is integer`` by its annotation),
    ``shape`` which input's shape the output has, where it isn't that of all inputs broadcast (``any`` is
    one that the inputs don't tell),
    ``view`` which input's array the output may share; ``raises`` that, on numbers, the operation itself
    raises an error where its slope is infinite; ``routes`` that it makes some gradients 0.
``@same(pattern, ...)``
    The pattern is exactly, to the bit, what the function returns: used to tidy gradients. ``when`` may
    ask for ``scalar`` operands, or that the operation has ``raised`` its error before.
``@fold(function, ...)``
    A function of any number of values, or of one tuple of them, by its form of two.
``@define(pattern, ...)``
    A function that is written out by simpler ones.

A name that a template imports from ``math`` or ``scalars`` stands for its twin in ``numpy`` or
``arrays``, too, where the operation is on arrays.

The decorators change nothing: flatgen reads the files as text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])

ALWAYS = ("operators.py", "activations.py")
LIBRARIES = {
    "math": ("elementary.py", "math.py"),
    "operator": (),
    "numpy": ("elementary.py", "numpy.py"),
    "scipy.special": ("elementary.py", "special.py"),
}

TWINS = {  # the function on arrays for one on numbers, by library and where the name is another
    "math": "numpy",
    "scalars": "arrays",
    "math.erf": "scipy.special.erf",
    "math.erfc": "scipy.special.erfc",
    "math.gamma": "scipy.special.gamma",
    "math.lgamma": "scipy.special.gammaln",
    "scalars.polygamma": "scipy.special.polygamma",
}


def read(file: str) -> str:
    """Return the text of a template file."""
    with open(os.path.join(os.path.dirname(__file__), file), encoding="utf-8") as stream:
        return stream.read()


def rule(
    *patterns: str,
    when: str = "",
    shape: str = "",
    view: str = "",
    raises: bool = False,
    routes: bool = False,
) -> Callable[[F], F]:
    """Mark a template as the gradient of the operations that look like one of ``patterns``."""
    return lambda function: function


def same(*patterns: str) -> Callable[[F], F]:
    """Mark a function as another way to write ``patterns``, equal to the bit."""
    return lambda function: function


def fold(*functions: str) -> Callable[[F], F]:
    """Mark a function of two values as what ``functions`` do to many, from the left."""
    return lambda function: function


def define(*patterns: str) -> Callable[[F], F]:
    """Mark a function as what ``patterns`` are short for."""
    return lambda function: function
