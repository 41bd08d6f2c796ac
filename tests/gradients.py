"""Making a gradient of a few lines of forward, and holding it to what is true of all of them."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
from numeric import agree, execute, forward_function, numeric_gradient, quietly

from flatgen import generate

Arrays = dict[str, Any]


def module(source: str) -> str:
    """Return a forward file: ``source`` is one, or a function's body, or an expression of x, y, ..."""
    source = textwrap.dedent(source).strip("\n") + "\n"
    if "def " not in source:
        lines = source.splitlines()
        found = {word.partition(".")[0] for line in lines for word in words(line)}
        names = sorted(found & {"x", "y", "w"})
        if len(lines) == 1:
            lines[0] = "return " + lines[0].removeprefix("return ")
        source = f"def f({', '.join(names)}):\n" + "".join(f"    {line}\n" for line in lines)
    return source if "import numpy" in source else "import numpy as np\n" + source


def words(line: str) -> list[str]:
    return "".join(c if c.isalnum() or c in "_." else " " for c in line).split()


def text_of(source: str, **options: Any) -> str:
    return generate(module(source), **options)


def body_of(text: str, name: str = "grad_f") -> str:
    """Return the lines of one generated function, without its helpers."""
    return text.partition(f"def {name}(")[2].partition("\ndef ")[0]


def gradient_of(source: str, **options: Any) -> Callable[..., Any]:
    """Return the generated gradient of ``f``."""
    function = execute(text_of(source, **options))["grad_f"]
    return lambda *args, **named: quietly(lambda: function(*args, **named))


def tuple_of(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def check(source: str, point: Arrays, tolerance: float = 1e-6, **options: Any) -> str:
    """Compare the gradient at a point with finite differences; return the text.

    Each gradient has its input's shape and floating numbers, the inputs stay as they are, and a
    second call gives the same.
    """
    text = text_of(source, **options)
    generated = execute(text)["grad_f"]
    forward = forward_function(module(source), "f", True)
    before = {name: np.copy(value) for name, value in point.items()}
    got = tuple_of(quietly(lambda: generated(**point)))
    again = tuple_of(quietly(lambda: generated(**point)))
    names = options.get("wrt") or [name for name in point if is_real(point[name])]
    assert len(got) == len(names), inspect.signature(generated)
    for name, gradient, second in zip(names, got, again):
        wanted, error = numeric_gradient(forward, point, name)
        assert error < 1e-5, f"finite differences fail by {name}"
        assert np.shape(gradient) == np.shape(point[name]), f"shape of grad_{name}\n{text}"
        assert agree(gradient, wanted, tolerance), f"{name}: {gradient}, not {wanted}\n{text}"
        assert np.asarray(gradient).dtype.kind == "f"
        assert np.array_equal(gradient, second, equal_nan=True)
    assert all(np.array_equal(before[name], point[name]) for name in point)
    return text


def is_real(value: Any) -> bool:
    return not isinstance(value, (int, str)) and np.asarray(value).dtype.kind == "f"
