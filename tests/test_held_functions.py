"""Functions that an object has: by a name, on lists and in dicts, those without a name among them."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
from test_objects import ALONG, X, slopes

import flatgen

SLOPE = 0.1


def relu(x: Any) -> Any:
    return np.maximum(0, x)


class Layer:
    def __init__(self, w: Any, act: Any) -> None:
        self.w, self.act = w, act

    def __call__(self, x: Any) -> Any:
        z = x @ self.w
        return self.act(z) if self.act is not None else z


class Net:
    def __init__(self) -> None:
        rng = np.random.default_rng(0)
        self.acts: Any = [relu, lambda x: np.maximum(SLOPE * x, x), np.tanh, None]
        self.ws = [rng.normal(size=(3, 3)) for _ in self.acts]
        self.layers = [Layer(w, act) for w, act in zip(self.ws, self.acts)]
        k = 3.0
        self.penalty = lambda x: k * np.sum(x**2) * self.ws[0][0, 0]
        self.table = {"square": np.square, "cube": lambda x: x**3}
        self.pair = (np.sin, relu)
        self.kind = "cube"

    def by_lists(self, x: Any) -> Any:
        for w, act in zip(self.ws, self.acts):
            x = x @ w
            if act is not None:
                x = act(x)
        return np.sum(self.table["cube"](x)) + self.penalty(x) + np.sum(self.table["square"](x))

    def by_layers(self, x: Any) -> Any:
        for layer in self.layers:
            x = layer(x)
        return np.sum(self.table[self.kind](x))

    def by_places(self, x: Any) -> Any:
        for i, f in enumerate(self.pair):
            x = f(x) * self.acts[i](x)
        return np.sum(x * self.acts[-2](x) + self.pair[0](x))


NET: Any = Net()


def from_outside(x: Any) -> Any:
    for f in NET.acts[:3]:
        x = f(x)
    return NET.by_places(x) + NET.penalty(x)


@pytest.mark.parametrize("f", [NET.by_lists, NET.by_layers, NET.by_places, from_outside])
def test_functions_that_an_object_has(f: Any) -> None:
    grad: Any = flatgen.grad(f)
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.vjp(grad)(X, ALONG), flatgen.hvp(f)(X, ALONG), rtol=1e-8)
    assert " is not None" not in grad.source


def test_what_is_exchanged_is_noticed() -> None:
    net: Any = Net()
    of_lists, of_layers = flatgen.grad(net.by_lists), flatgen.grad(net.by_layers)
    net.acts.append(np.tanh)
    with pytest.raises(AssertionError, match=r"this is the gradient for self.acts = \[relu, "):
        of_lists(X)
    net.layers[1].act = lambda x: x
    with pytest.raises(AssertionError, match=r"this is the gradient for self.layers\[1\].act = "):
        of_layers(X)


def test_as_many_arrays_as_functions() -> None:
    net: Any = Net()
    grad: Any = flatgen.grad(net.by_lists)
    net.ws = net.ws[:2]
    with pytest.raises(AssertionError, match="there are 4 of the others"):
        grad(X)


class Decorated:
    def __init__(self) -> None:
        self.table = {"square": np.square}

    def loss(self, x: Any) -> Any:
        return np.sum(self.table["square"](x))


def test_the_help_of_what_only_an_object_tells() -> None:
    with pytest.raises(flatgen.FlatgenError, match="is not a function") as caught:
        flatgen.grad(Decorated.loss)
    assert "pass a method of an object" in caught.value.faults[0].help


STEPS = [np.sin, np.cos]
PARTS = (np.sin, relu)
TABLE = {"r": np.tanh, "rate": 0.5}
PAIRS = [(np.sin, 2.0), (lambda x: x**2, 0.5)]


def by_steps(x: Any) -> Any:
    for step in STEPS:
        x = step(x)
    return np.sum(x)


def by_parts(x: Any) -> Any:
    return np.sum(PARTS[0](x) * PARTS[1](x))


def by_table(x: Any) -> Any:
    return np.sum(TABLE["r"](x) * TABLE["rate"])  # type: ignore[operator]


def by_pairs(x: Any) -> Any:
    for f, scale in PAIRS:
        x = f(x) * scale
    return np.sum(x)


def test_functions_that_a_module_holds_are_asserted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gradient is of those that were there; numbers beside them are what they are."""
    x = np.array([0.3, -1.2])
    gradients = [flatgen.grad(f) for f in (by_steps, by_table, by_pairs, by_parts)]
    first, second, third, _ = [gradient(x) for gradient in gradients]
    np.testing.assert_allclose(first, -np.sin(np.sin(x)) * np.cos(x))
    np.testing.assert_allclose(second, 0.5 * (1 - np.tanh(x) ** 2))
    np.testing.assert_allclose(third, 0.5 * 4 * 2 * np.sin(x) * np.cos(x))
    monkeypatch.setitem(TABLE, "rate", 3.0)
    np.testing.assert_allclose(gradients[1](x), 6 * second)
    monkeypatch.setitem(TABLE, "r", np.sin)
    monkeypatch.setattr(sys.modules[__name__], "STEPS", [*STEPS, np.sin])
    monkeypatch.setattr(sys.modules[__name__], "PAIRS", [(np.cos, 2.0), PAIRS[1]])
    monkeypatch.setattr(sys.modules[__name__], "PARTS", (np.cos, relu))
    for gradient, name in zip(gradients, ("STEPS", "TABLE", "PAIRS", "PARTS")):
        with pytest.raises(AssertionError, match=f"this is the gradient for {name} = "):
            gradient(x)
