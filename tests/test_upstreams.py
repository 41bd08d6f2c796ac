"""Upstreams, tangents and vectors of whole numbers and truths: what comes of them is floating, and the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from gradients import text_of
from numeric import execute

from flatgen import generate

X = np.array([1.5, -2.0, 3.0])
BODIES = {
    "copier": "return x + np.ones(3)",
    "view": "return np.reshape(x, -1)",
    "transposed": "return -x.T * 2",
    "router": "return np.maximum(x, 0.0)",
    "chosen": "return np.where(x > 0, x, 1.0)",
    "sorted": "return np.sort(x)",
    "part": "return x[1:]",
    "repeats": "return x[[0, 0, 1]]",
    "repeated": "return np.concatenate([x, x])",
    "both": "return np.hstack([x, x[::-1]])",
    "twice": "return np.cumsum(np.vstack([x, 2 * x]))",
    "joined": "return np.reshape(np.concatenate([x, x[1:], 3 * x]), (-1, 2))",
    "running": "return np.cumsum(x)",
    "differences": "return np.diff(x)",
    "padded": "return np.pad(x, 1)",
    "sum": "return np.sum(x)",
    "largest": "return np.max(x)",
    "written": "y = np.zeros(3)\n    y[:] = x\n    return y",
    "product": "return np.sin(x) * x",
    "branch": "if np.sum(x) > 0:\n        x = x[::-1]\n    return x",
    "other branch": "if np.sum(x) < 0:\n        x = x[::-1]\n    return x",
    "loop": "for i in range(3):\n        x = np.maximum(x, 0.5 - i)\n    return x.T",
    "list": "h = []\n    for i in range(3):\n        h.append(x[i])\n    return np.stack(h)",
    "written in rounds": "y = x.copy()\n    for t in range(2):\n        y[1:] = y[1:] * x[:-1]\n    return y",
    "read in rounds": "for t in range(2):\n        x = x + x[1] * x[0]\n    return x",
    "listed": "h = []\n    for i in range(3):\n        h.append(x)\n    return np.stack(h)",
}
KINDS = ("bool", "int64", "int8", "float32", "float64")


def given(kind: str, shape: tuple[int, ...]) -> Any:
    """Return an upstream: 1, 0, 1, ..."""
    return np.asarray(1 - np.arange(np.prod(shape, dtype=int)).reshape(shape) % 2, kind)


@pytest.mark.parametrize("shapes", [None, {"x": "3"}], ids=["unknown", "known"])
@pytest.mark.parametrize("mode", ["vjp", "jvp", "hvp"])
@pytest.mark.parametrize("name", BODIES)
def test_what_comes_of_whole_numbers_is_floating(name: str, mode: str, shapes: Any) -> None:
    source = f"def f(x):\n    {BODIES[name]}\n"
    if mode == "hvp":
        source = source.replace("return ", "return np.sum(").rstrip("\n") + ")\n"
    text = text_of(source, mode=mode, shapes=shapes)
    function = execute(text)[f"{mode}_f"]
    value = execute("import numpy as np\n" + source)["f"](X.copy())
    shape = np.shape(value) if mode == "vjp" else np.shape(X)
    wanted = function(X, given("float64", shape))
    for kind in KINDS:
        if kind == "bool" and ("-x" in source or (name, mode) == ("differences", "jvp")):
            continue  # numpy negates no truths, and a difference of them is another truth
        upstream = given(kind, shape)
        got = function(X, upstream)
        about = f"{kind}: {got!r}\n{text}"
        assert np.asarray(got).dtype.kind == "f", about
        assert np.array_equal(got, wanted), about
        assert np.shape(got) == np.shape(wanted), about
        assert not np.shares_memory(got, upstream), about


def test_a_usual_line_stays() -> None:
    """No line is added where the gradient is floating anyway."""
    assert "1.0" not in text_of("return np.tanh(x)", mode="vjp").replace("1.0 - ", "")
    assert "0.0" not in text_of("return np.where(x > 0, np.exp(x), 0)", mode="vjp")


def test_upstreams_of_tangents_are_floating() -> None:
    source = f"def f(x):\n    {BODIES['read in rounds']}\n"
    text = text_of(source, mode="jvp")
    function = execute(generate(text, functions=["jvp_f"], mode="vjp"))["vjp_jvp_f"]
    dot_x, upstream = np.array([1.0, 2.0, -1.0]), np.array([1, -1, 2])
    for got, wanted in zip(function(X, dot_x, upstream), function(X, dot_x, upstream * 1.0)):
        assert np.array_equal(got, wanted)
