"""Nets as classes, in the ways that people write them: modules of modules, states, settings in dicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

import flatgen

X = np.random.default_rng(1).normal(size=(2, 3))
V = np.random.default_rng(2).normal(size=(2, 3))
CONFIG: dict[str, Any] = {"rate": 2.0, "act": "tanh", "sizes": [3, 4], "inner": {"k": 3.0}}


class Plain:
    def __call__(self, x: Any) -> Any:
        return self.forward(x)

    def forward(self, x: Any) -> Any:
        raise NotImplementedError


class Starred:
    def __call__(self, *args: Any) -> Any:
        return self.forward(*args)

    def forward(self, x: Any) -> Any:
        raise NotImplementedError


class Keyed:
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.forward(*args, **kwargs)

    def forward(self, x: Any) -> Any:
        raise NotImplementedError


def net_of(base: Any) -> Any:
    """Return a net whose modules are called through ``base``, within each other."""

    class Linear(base):  # type: ignore[misc]
        def __init__(self, seed: int) -> None:
            self.w = np.random.default_rng(seed).normal(size=(3, 3))
            self.b = np.random.default_rng(seed).normal(size=3)

        def forward(self, x: Any) -> Any:
            return x @ self.w + self.b

    class Tanh(base):  # type: ignore[misc]
        def forward(self, x: Any) -> Any:
            return np.tanh(x)

    class Sequential(base):  # type: ignore[misc]
        def __init__(self, *layers: Any) -> None:
            self.layers = list(layers)

        def forward(self, x: Any) -> Any:
            for layer in self.layers:
                x = layer(x)
            return x

    class Residual(base):  # type: ignore[misc]
        def __init__(self, inner: Any) -> None:
            self.inner = inner

        def forward(self, x: Any) -> Any:
            return x + self.inner(x)

    class Net(base):  # type: ignore[misc]
        def __init__(self) -> None:
            block = Residual(Sequential(Linear(2), Residual(Tanh())))
            self.body = Sequential(Linear(1), Tanh(), block)

        def forward(self, x: Any) -> Any:
            return np.sum(self.body(x) ** 2)

    return Net()


class Norm:
    def __init__(self) -> None:
        self.training, self.mean = False, np.array([0.1, 0.2, 0.3])

    def forward(self, x: Any) -> Any:
        scale = 1.0
        if self.training:
            mu = x.mean(0)
            scale = 2.0
        else:
            mu = self.mean
        return scale * (x - mu)


class Cell:
    def __init__(self) -> None:
        self.h0, self.W = (
            np.zeros(3),
            np.array([[0.5, 0.1, 0.2], [0.3, -0.4, 0.1], [0.0, 0.2, 0.6]]),
        )

    def run(self, xs: Any) -> Any:
        h = self.h0
        for x in xs:
            h = np.tanh(x + h @ self.W)
        return h


class Model:
    def __init__(self) -> None:
        self.norm, self.cell = Norm(), Cell()
        self.table, self.pair = np.ones((4, 2)), (1.5, np.array([1.0, 2.0, 3.0]))
        self.settings = {"rate": 0.5, "w": np.array([1.0, 2.0, 3.0])}

    def normed(self, x: Any) -> Any:
        return np.sum(x * self.norm.forward(x) ** 2)

    def recurrent(self, x: Any) -> Any:
        return np.sum(self.cell.run(x) ** 2)

    def taken_apart(self, x: Any) -> Any:
        n, _ = self.table.shape
        a, b = self.pair
        return np.sum(x**2 * b) * a / n

    def handed_on(self, x: Any) -> Any:
        return np.sum(scaled(x, *self.pair))

    def by_settings(self, x: Any) -> Any:
        y = x * self.settings["w"] if "w" in self.settings else x
        return np.sum(y**2) * self.settings.get("rate", 1.0) * self.settings.get("none", -2.0)


def scaled(x: Any, a: float, b: Any) -> Any:
    return x**2 * a * b


model: Any = Model()
in_training: Any = Model()
in_training.norm.training = True


def by_config(x: Any) -> Any:
    scale = CONFIG.get("rate", 1.0) * CONFIG.get("other", 1.5) * CONFIG["inner"]["k"]
    if "act" in CONFIG and "none" not in CONFIG:
        x = np.tanh(x)
    return np.sum(x) * scale


def relu(x: Any, **_: Any) -> Any:
    return np.maximum(x, 0)


def with_others(x: Any, **options: Any) -> Any:
    return x * options["scale"] if "scale" in options else x


def by_keywords(x: Any) -> Any:
    return np.sum(relu(x, inplace=True) * with_others(x, scale=2.0, other=1) * with_others(x))


@dataclass
class State:
    x: Any
    v: Any
    t: float = -1.0


class Spring(NamedTuple):
    x: Any
    k: float = 2.0


def stepped(s: State, a: float) -> State:
    return State(s.x + s.v * a, s.v * 0.5)


def of_states(x: Any) -> Any:
    s = stepped(State(x, x**2), 0.3)
    return np.sum(s.x * s.v) * s.t + np.sum(Spring(x).x ** 2) * Spring(x).k


FUNCTIONS: list[Any] = [model.normed, in_training.normed, model.recurrent, model.taken_apart]
FUNCTIONS += [model.handed_on, model.by_settings, by_config, by_keywords, of_states]
FUNCTIONS += [net_of(base).forward for base in (Plain, Starred, Keyed)]


@pytest.mark.parametrize("f", FUNCTIONS, ids=lambda f: f.__qualname__.split(".")[-1])
def test_nets(f: Any) -> None:
    step, grad = 1e-6, flatgen.grad(f)
    along = (f(X + step * V) - f(X - step * V)) / (2 * step)
    np.testing.assert_allclose(np.sum(grad(X) * V), along, rtol=1e-6)
    np.testing.assert_allclose(flatgen.jvp(f)(X, V), along, rtol=1e-6)
    again = (grad(X + step * V) - grad(X - step * V)) / (2 * step)
    np.testing.assert_allclose(flatgen.hvp(f)(X, V), again, rtol=1e-4, atol=1e-7)
    np.testing.assert_allclose(flatgen.jvp(grad)(X, V), again, rtol=1e-4, atol=1e-7)


def test_settings_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    grad = flatgen.grad(by_config)
    before = grad(X)
    monkeypatch.setitem(CONFIG, "rate", 4.0)
    monkeypatch.setitem(CONFIG, "other", 3.0)
    np.testing.assert_allclose(grad(X), before * 4)
    monkeypatch.delitem(CONFIG, "act")
    np.testing.assert_allclose(grad(X), np.full((2, 3), 36.0))
