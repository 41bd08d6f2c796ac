"""Dicts of modules and of objects that loops run through: their keys are asserted, what they hold is live."""

from __future__ import annotations

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
