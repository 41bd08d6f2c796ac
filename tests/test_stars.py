"""``*ws``: a parameter of as many inputs as are given, whose gradient is a list."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest
from numeric import execute

import flatgen
from flatgen import FlatgenError, generate

RNG = np.random.default_rng(3)
W1, W2, X = RNG.normal(size=(3, 3)), RNG.normal(size=(3, 3)), RNG.normal(size=(4, 3))
PROGRAMS: dict[str, tuple[str, tuple[Any, ...], dict[str, Any]]] = {
    "layers": (
        """
import numpy as np
def f(x, *ws):
    for w in ws:
        x = np.tanh(x @ w)
    return np.sum(x**2)
""",
        (X, W1, W2),
        {},
    ),
    "a_model": (
        """
import numpy as np
def f(x: float, *p: float, scale: float = 2.0):
    a, b = p[:2]
    return (a * np.exp(-b * x) + p[2] ** 2) * scale
""",
        (0.4, 1.1, -0.7, 0.3),
        {"scale": 1.5},
    ),
    "a_polynomial": (
        """
def f(x, *cs):
    y = 0.0
    for c in cs:
        y = y * x + c**2
    return y
""",
        (0.7, 0.5, -1.1, 0.3),
        {},
    ),
    "handed_on": (
        """
import numpy as np
def total(first, *rest, power=3):
    return first**2 + sum(r**power for r in rest) * first
def f(x, *xs):
    y = total(x, *xs, power=2) + np.max(np.stack(xs)) * xs[-1]
    return np.sum(y * total(x, x, y) + len(xs))
""",
        (0.3 * W1, 0.3 * W2, 0.3 * W1 * W2),
        {},
    ),
    "layers_of_two": (
        """
import numpy as np
def f(x, *layers: tuple[np.ndarray, np.ndarray]):
    for w, b in layers:
        x = np.tanh(x @ w + b)
    return np.sum(x**2)
""",
        (X, (W1, W2[0]), (W2, W1[0])),
        {},
    ),
}


def flat(value: Any) -> list[float]:
    """Return the numbers of arrays in lists and tuples, one after the other."""
    if isinstance(value, (list, tuple)):
        return [number for part in value for number in flat(part)]
    return [float(number) for number in np.ravel(value)]


def like(value: Any, numbers: list[float]) -> Any:
    """Return numbers, as many as are needed off the list's front, in the form of a value."""
    if isinstance(value, (list, tuple)):
        return type(value)([like(part, numbers) for part in value])
    found = np.array([numbers.pop(0) for _ in range(np.size(value))]).reshape(np.shape(value))
    return found if np.shape(value) else float(found)


def along(f: Any, args: Any, options: Any, direction: list[float], step: float) -> Any:
    given, named = like(
        (args, tuple(options.values())),
        [a + step * d for a, d in zip(flat((args, tuple(options.values()))), direction)],
    )
    return f(*given, **dict(zip(options, named)))


@pytest.mark.parametrize("name", PROGRAMS)
def test_modes(name: str) -> None:
    source, args, options = PROGRAMS[name]
    f = execute(source)["f"]
    ways = {
        mode: execute(generate(source, functions=["f"], mode=mode))
        for mode in ("grad", "jvp", "hvp", "vjp")
    }
    grad = ways["grad"]["grad_f"]
    gradient = flat(grad(*args, **options))
    count = len(flat((args, tuple(options.values()))))
    assert len(gradient) == count
    for i in range(count):
        one = [float(i == j) for j in range(count)]
        wanted = (along(f, args, options, one, 1e-6) - along(f, args, options, one, -1e-6)) / 2e-6
        assert np.isclose(gradient[i], wanted, 1e-5, 1e-6), i
    direction = list(RNG.normal(size=count))
    more = [p for p in inspect.signature(ways["jvp"]["jvp_f"]).parameters if p.startswith("dot_")]
    every = inspect.signature(f).parameters
    places = [n for n, p in every.items() if p.kind is p.POSITIONAL_OR_KEYWORD]
    held = [*args[: len(places)], list(args[len(places) :]), *options.values()]
    tangents = dict(zip(more, like(held, list(direction))))
    dot = ways["jvp"]["jvp_f"](*args, **options, **tangents)
    assert np.isclose(dot, np.dot(gradient, direction))
    vectors = {f"v_{n[4:]}": v for n, v in tangents.items()}
    second = flat(ways["hvp"]["hvp_f"](*args, **options, **vectors))

    def slope(step: float) -> Any:
        return np.array(flat(along(grad, args, options, direction, step)))

    assert np.allclose(second, (slope(1e-6) - slope(-1e-6)) / 2e-6, 1e-4, 1e-5)
    (upstream,) = set(inspect.signature(ways["vjp"]["vjp_f"]).parameters) - set(every)
    assert np.allclose(
        flat(ways["vjp"]["vjp_f"](*args, **options, **{upstream: 2.0})), 2 * np.array(gradient)
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_generated_is_taken_again(name: str) -> None:
    source, *_ = PROGRAMS[name]
    text = generate(source, functions=["f"], mode="jvp")
    tangents = inspect.signature(execute(text)["jvp_f"]).parameters
    assert any(p.kind is p.VAR_POSITIONAL for p in tangents.values())
    assert "*" in generate(generate(source, functions=["f"]), functions=["grad_f"], mode="vjp")


@flatgen.differentiable
def model(x: float, *p: float) -> Any:
    return p[0] * np.exp(-p[1] * x) + p[2]


def test_decorated() -> None:
    grad_x, grad_p = model.grad(0.5, 1.0, 2.0, 3.0)
    assert np.isclose(grad_x, -2 * np.exp(-1)) and np.allclose(
        grad_p, [np.exp(-1), -0.5 * np.exp(-1), 1]
    )
    assert str(inspect.signature(model.grad)) == "(x: 'float', *p: 'float')"
    jvp = flatgen.jvp(model)
    assert jvp.__annotations__["dot_p"] == "list[float]"
    assert "ok" in str(flatgen.verify(model))


def test_by_keyword_it_is_refused() -> None:
    with pytest.raises(FlatgenError) as caught:
        generate("def f(x, **p):\n    return x * p['w']\n")
    assert "**p is not supported" in str(caught.value)
