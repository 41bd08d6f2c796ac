"""What methods set on their objects is theirs alone: right, or refused where another function reads it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

import flatgen

X = np.random.default_rng(1).normal(size=(2, 3))
ALONG = np.random.default_rng(2).normal(size=(2, 3))


class Linear:
    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.weight = rng.normal(size=(3, 3))
        self.bias: Any = rng.normal(size=3) if seed else None

    def __call__(self, x: Any) -> Any:
        self.out = x @ self.weight
        if self.bias is not None:
            self.out += self.bias
        return self.out


class Tanh:
    def __call__(self, x: Any) -> Any:
        self.out = np.tanh(x)
        return self.out


class Net:
    calls = 0

    def __init__(self) -> None:
        act = Tanh()
        self.layers = [Linear(0), act, Linear(1), act]
        self.mean = np.ones(3)
        self.cache: dict[str, Any] = {}

    def __call__(self, x: Any) -> Any:
        self.out = x
        for layer in self.layers:
            self.out = layer(self.out)
        return self.out

    def loss(self, x: Any) -> Any:
        self.calls += 1
        self.scale, self.z = 2.0, self(x)
        return np.sum((self.scale * self.z) ** 2)

    def normed(self, x: Any) -> Any:
        """A running mean, which is what it was for the gradient."""
        self.mean = 0.9 * self.mean + 0.1 * np.mean(x, axis=0)
        return np.sum((x - self.mean) ** 3)

    def rounds(self, x: Any) -> Any:
        for _ in range(3):
            self.mean = np.tanh(self.mean * x[0])
        if np.sum(x) > -100:
            self.mean *= x[1]
        self.cache = {"x": x, "sum": lambda: np.sum(self.mean)}
        return self.cache["sum"]() * np.sum(self.cache["x"])

    def on_ways(self, x: Any) -> Any:
        if x[0, 0] > 100:
            self.mean = x[0]
        elif x[0, 0] > 50:
            return np.sum(x)
        h = self.mean * x
        while np.sum(h) > 1e9:
            self.other = x
            break
        return np.sum(h[0] * h[1])

    def of_names(self, x: Any) -> Any:
        np_sum, mean = 2.0, 3.0
        self.np_sum = np.sum(x * np_sum)
        self.mean_ = mean * x
        self.x = x
        self.shape = x.shape
        return self.np_sum * np.sum(self.mean_ * self.x) / x.shape[0]


class Heir(Net):
    __slots__ = ("kept",)

    def loss(self, x: Any) -> Any:
        self.kept = 2 * x
        return np.sum(super().__call__(self.kept) * self.kept)


net: Any = Net()
heir: Any = Heir()


def in_a_function(x: Any) -> Any:
    return np.sum(net(x) * net(2 * x))


def state_once(x: Any) -> Any:
    return net.normed(x) * 2


METHODS = ["loss", "normed", "rounds", "on_ways", "of_names"]
ALL = [getattr(net, name) for name in METHODS] + [heir.loss, in_a_function, state_once]


@pytest.mark.parametrize("f", ALL, ids=lambda f: f.__qualname__)
def test_right_in_every_mode(f: Callable[[Any], Any]) -> None:
    def value(x: Any) -> Any:
        before = {id(o): deepcopy(vars(o)) for o in (net, heir)}
        found = f(x)
        for one in (net, heir):
            vars(one).clear()
            vars(one).update(before[id(one)])
        return found

    grad: Any = flatgen.grad(f)
    before = deepcopy([vars(net), vars(net.layers[0])])
    found = grad(X)
    after = [vars(net), vars(net.layers[0])]
    assert [set(one) for one in before] == [set(one) for one in after]
    np.testing.assert_equal(before[0]["mean"], net.mean)
    slopes = np.zeros_like(X)
    for i in np.ndindex(*X.shape):
        step = np.zeros_like(X)
        step[i] = 1e-6
        slopes[i] = (value(X + step) - value(X - step)) / 2e-6
    np.testing.assert_allclose(found, slopes, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(flatgen.jvp(f)(X, ALONG), np.sum(grad(X) * ALONG), rtol=1e-8)
    second = (grad(X + 1e-6 * ALONG) - grad(X - 1e-6 * ALONG)) / 2e-6
    np.testing.assert_allclose(flatgen.hvp(f)(X, ALONG), second, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.vjp(grad)(X, ALONG), second, rtol=1e-4, atol=1e-5)


class Doubled:
    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, 2 * value)


class OfBase(Doubled):
    def run(self, x: Any) -> Any:
        self.kept = x
        return self.kept


@dataclass(frozen=True)
class Frozen:
    w: float = 1.0

    def run(self, x: Any) -> Any:
        self.w = x  # type: ignore[misc]
        return self.w


class State:
    h = 1.0

    def step(self, x: Any) -> Any:
        self.h = self.h * x
        return self.h

    def out(self) -> Any:
        return self.h * 2

    def inner(self, x: Any) -> Any:
        self.h = 3 * x
        return self.out() + x

    def again(self, x: Any) -> Any:
        self.h = 3 * x
        y = self.step(x)
        return self.h + y

    def by_a_helper(self, x: Any) -> Any:
        def put() -> Any:
            self.h = x
            return x

        return put() * self.h

    @property
    def twice(self) -> Any:
        return self.h

    @twice.setter
    def twice(self, value: Any) -> None:
        self.h = 2 * value

    def by_property(self, x: Any) -> Any:
        self.twice = x
        return self.h

    def by_another(self, x: Any) -> Any:
        self.h = x
        return read_of(self)


class OfState(State):
    def run(self, x: Any) -> Any:
        self.twice = x
        return self.twice


def read_of(one: Any) -> Any:
    return one.h * 3.0


state = State()


def read_later(x: Any) -> Any:
    y = state.step(x)
    return y * state.h


def read_before(x: Any) -> Any:
    y = state.h
    return state.step(x) + y


def twice(x: Any) -> Any:
    return state.step(x) + state.step(x)


def in_rounds(x: Any) -> Any:
    y = 0.0
    for _ in range(3):
        y = y + state.step(x)
    return y


class Unseen:
    """What it has runs code that may read what its methods keep."""

    def __init__(self) -> None:
        self.h = np.ones(3)

    @property
    def twice(self) -> Any:
        return 2 * self.h

    def __getitem__(self, i: int) -> Any:
        return self.h[i]

    def __len__(self) -> int:
        return len(self.h)

    def __matmul__(self, other: Any) -> Any:
        return self.h @ other

    def by_property(self, x: Any) -> Any:
        self.h = x**2
        return np.sum(self.twice * x)

    def by_index(self, x: Any) -> Any:
        self.h = x**2
        return self[0] * x[1]

    def by_size(self, x: Any) -> Any:
        self.h = x[1:] ** 2
        return len(self) * np.sum(x)

    def by_operator(self, x: Any) -> Any:
        self.h = x**2
        return self @ x

    def by_dict(self, x: Any) -> Any:
        self.h = x**2
        return np.sum(self.__dict__["h"] * x)

    def of_property(self, x: Any) -> Any:
        return np.sum(self.twice * x)

    def by_a_method(self, x: Any) -> Any:
        self.h = x**2
        return self.of_property(x)

    @flatgen.differentiable
    def squared(self, x: Any) -> Any:
        self.h = x**2
        return np.sum(self.h)


class Getting:
    def __getattr__(self, name: str) -> Any:
        return 2 * self.z

    def run(self, x: Any) -> Any:
        self.z = x
        return np.sum(self.zz)


class Attributed:
    def __getattribute__(self, name: str) -> Any:
        found = object.__getattribute__(self, name)
        return 2 * found if name == "h" else found


class OfAttributed(Attributed):
    def run(self, x: Any) -> Any:
        self.h = x**2
        return np.sum(self.h)


class SetOtherwise(Unseen):
    @property  # type: ignore[misc]
    def h(self) -> Any:
        return self._h

    @h.setter
    def h(self, value: Any) -> None:
        self._h = 2 * value


def test_a_decorated_method_asks_the_class() -> None:
    point = np.array([0.3, -0.5, 0.8])
    np.testing.assert_allclose(Unseen.squared.grad(Unseen(), point), 2 * point)
    with pytest.raises(flatgen.FlatgenError, match="runs code of the class"):
        SetOtherwise.squared.grad(SetOtherwise(), point)


unseen: Any = Unseen()
REFUSED = [read_later, twice, in_rounds, OfBase().run, Frozen().run, OfState().run, state.inner]
REFUSED += [state.again, state.by_a_helper, state.by_property, state.by_another]


REFUSED += [unseen.by_property, unseen.by_index, unseen.by_size, unseen.by_operator]
REFUSED += [unseen.by_dict, unseen.by_a_method, Getting().run, OfAttributed().run]


@pytest.mark.parametrize("f", REFUSED, ids=lambda f: f.__qualname__)
def test_what_is_refused(f: Callable[[Any], Any]) -> None:
    with pytest.raises(flatgen.FlatgenError) as raised:
        flatgen.grad(f)
    said = str(raised.value.faults[0].message)
    assert "set" in said or "attribute" in said


class Recurrent:
    def __init__(self) -> None:
        rng = np.random.default_rng(3)
        self.W, self.U, self.h = rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), np.zeros(3)

    @flatgen.differentiable
    def step(self, x: Any) -> Any:
        self.h = np.tanh(self.W @ x + self.U @ self.h)
        return np.sum(self.h**2)


def test_the_text_is_of_plain_names() -> None:
    source = Recurrent.step.grad.source
    assert "s1 = s0 + self.U @ self.h\n    h = np.tanh(s1)\n" in source
    assert "grad_h = grad_s2 * 2 * h  # power" in source
