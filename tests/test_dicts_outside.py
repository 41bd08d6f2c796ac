"""Dicts of modules and of objects that loops run through: their keys are asserted, what they hold is live."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import numpy as np
import pytest
from test_objects import ALONG, X, slopes

import flatgen

RATES: dict[Any, Any] = {"fast": 2.0, "slow": 0.5}


class Reactor:
    def __init__(self) -> None:
        self.rates: dict[Any, Any] = {"k": 2.0, 3: np.ones(3)}

    def loss(self, x: Any) -> Any:
        return sum(np.sum(v * x ** (i + 1)) for i, (_, v) in enumerate(self.rates.items()))


REACTOR = Reactor()


def by_items(x: Any) -> Any:
    total = 0.0
    for name, rate in RATES.items():
        total += np.sum(np.exp(-rate * x)) * (3 if name == "slow" else 1)
    for name in RATES:
        total = total * RATES[name]
    return total * len(RATES)


def by_values(x: Any) -> Any:
    return sum([np.sum(rate * x**2) for rate in REACTOR.rates.values()])


@pytest.mark.parametrize("f", [by_items, by_values, REACTOR.loss])
def test_dicts_that_are_run_through(f: Any) -> None:
    grad: Any = flatgen.grad(f)
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.vjp(grad)(X, ALONG), flatgen.hvp(f)(X, ALONG), rtol=1e-8)


def test_their_keys_are_asserted() -> None:
    grad: Any = flatgen.grad(by_items)
    RATES["slow"] = 0.25
    np.testing.assert_allclose(grad(X), slopes(by_items, X), rtol=1e-4, atol=1e-5)
    RATES["other"] = 1.0
    with pytest.raises(AssertionError, match="this is the gradient for the keys fast, slow"):
        grad(X)
    del RATES["other"]
    RATES["slow"] = 0.5


PARENT: Any = {0: 2, 1: 0, 2: 1}
ORDERED: Any = OrderedDict([(0, 2), (1, 0), (2, 1)])


def by_keys(parents: Any, x: Any) -> Any:
    total = 0.0
    for i, k in enumerate(parents):
        total = total + x[k] * (i + 1)
    for k, w in zip(parents, x):
        total = total + x[k] * w
    return total + sum([x[k] * k for k in parents])


def of_own(x: Any) -> Any:
    own = {0: 2, 1: 0, 2: 1}
    first, second, third = own
    return by_keys(own, x) + x[first] * x[second] + x[third] ** 2


def of_module(x: Any) -> Any:
    return by_keys(PARENT, x) * by_keys(ORDERED, x)


@pytest.mark.parametrize("f", [of_own, of_module])
def test_a_loop_through_a_dict_has_its_keys(f: Any) -> None:
    """Not what stands at 0, 1, 2: whole numbers may be keys."""
    x = np.array([0.3, 0.7, -0.4])
    np.testing.assert_allclose(flatgen.grad(f)(x), slopes(f, x), rtol=1e-4, atol=1e-5)


TEXTS = """
D = {0: 2, 1: 0, 2: 1}
def f(x):
    s = 0.0
    for i, k in enumerate(D):
        s = s + x[k] * (i + 1)
    return s
---
D = {0: 2, 1: 0, 2: 1}
def g(d, x):
    return sum([x[k] * k for k in d])
def f(x):
    return g(D, x)
---
D = dict([(0, 2), (1, 0), (2, 1)])
def f(x):
    s = 0.0
    for k in D:
        s = s + x[k] * k
    return s
---
D = {0: 2, 1: 0, 2: 1}
def f(x):
    a, b, c = D
    return x[a] + 2 * x[b] + 3 * x[c]
---
D = frozenset([2, 5])
def f(x):
    s = 0.0
    for k in D:
        s = s + x * k
    return s
"""


@pytest.mark.parametrize("text", TEXTS.split("---"))
def test_texts_whose_loops_run_through_dicts(text: str) -> None:
    """Right, or refused: never by what stands at 0, 1, 2."""
    own: dict[str, Any] = {}
    exec(text, own)
    if "= {" not in text or "a, b, c" in text:
        with pytest.raises(flatgen.FlatgenError, match=r"loop through a|taken apart"):
            flatgen.generate(text, functions=["f"])
        return
    generated = flatgen.generate(text, functions=["f"])
    made: dict[str, Any] = {}
    exec(generated, made)
    x = np.array([0.3, 0.7, -0.4])
    np.testing.assert_allclose(made["grad_f"](x), slopes(own["f"], x), rtol=1e-4, atol=1e-5)


GAMES = [("a", "b", 1.0), ("b", "c", 0.5)]


def elo(x: Any) -> Any:
    ratings = {"a": 0.0, "b": 0.0, "c": 0.0}
    loss = 0.0
    for home, away, score in GAMES:
        loss = loss + score * x[0] * (ratings[home] - ratings[away] + x[1])
        ratings[home] = ratings[home] + score * x[2]
    return loss


def test_the_texts_of_rows_are_asserted() -> None:
    x, grad = np.array([0.3, 0.7, -0.4]), flatgen.grad(elo)
    np.testing.assert_allclose(grad(x), slopes(elo, x), rtol=1e-4, atol=1e-5)
    GAMES[1] = ("b", "c", 2.0)
    np.testing.assert_allclose(grad(x), slopes(elo, x), rtol=1e-4, atol=1e-5)
    GAMES[0] = ("b", "a", 1.0)
    with pytest.raises(AssertionError, match="2 rows in GAMES, with the texts that they had"):
        grad(x)
