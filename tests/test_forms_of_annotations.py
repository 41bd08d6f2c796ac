"""The usual words for lists and arrays, as the file has them and as a module that runs has them."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, List, Optional, Union  # noqa: UP035

import numpy as np
import numpy.typing as npt
import pytest
from numeric import execute
from numpy.typing import ArrayLike, NDArray

import flatgen


def of_arrays(x: ArrayLike, w: np.ndarray) -> Any:
    return np.sum(np.abs(x * w) ** 2)


def of_module(x: npt.ArrayLike, w: npt.NDArray) -> Any:  # type: ignore[type-arg]
    return np.sum(x * w)


def run(ws: list[NDArray[np.float64]], x: np.ndarray) -> Any:
    for w in ws:
        x = np.tanh(w @ x)
    return np.sum(x)


def bare(ws: List, x: np.ndarray) -> Any:  # type: ignore[type-arg]  # noqa: UP006
    for w in ws:
        x = np.tanh(w @ x)
    return np.sum(x)


def sequence(ws: Sequence[np.ndarray], x: np.ndarray) -> Any:
    for w in ws:
        x = np.tanh(w @ x)
    return np.sum(x)


def dotted(ws: typing.Sequence[np.ndarray], x: np.ndarray) -> Any:
    for w in ws:
        x = np.tanh(w @ x)
    return np.sum(x)


def iterable(ws: Iterable[np.ndarray], x: Optional[np.ndarray]) -> Any:  # noqa: UP045
    for w in ws:
        x = np.tanh(w @ x)
    return np.sum(x)


def optional(ws: Optional[List[np.ndarray]], x: Union[np.ndarray, None]) -> Any:  # noqa: UP006, UP045
    for w in ws:  # type: ignore[union-attr]
        x = np.tanh(w @ x)
    return np.sum(x)


def either(ws: list[np.ndarray] | None, x: np.ndarray | None) -> Any:
    for w in ws:  # type: ignore[union-attr]
        x = np.tanh(w @ x)
    return np.sum(x)


LISTS = [run, bare, sequence, dotted, iterable, optional, either]
TEXT = Path(__file__).read_text()
WS = [np.ones((2, 3)) / 3, np.ones((4, 2)) / 2]


@pytest.mark.parametrize("f", LISTS, ids=lambda f: f.__name__)
def test_lists(f: Any) -> None:
    of_file = execute(flatgen.generate(TEXT, functions=[f.__name__]))[f"grad_{f.__name__}"]
    for grad in (flatgen.grad(f), of_file):
        of_ws, of_x = grad(WS, np.ones(3))
        assert [g.shape for g in of_ws] == [(2, 3), (4, 2)] and of_x.shape == (3,)
        np.testing.assert_allclose(of_ws[0], of_ws[0][0, 0])


@pytest.mark.parametrize("f", [of_arrays, of_module], ids=lambda f: f.__name__)
def test_arrays(f: Any) -> None:
    of_file = execute(flatgen.generate(TEXT, functions=[f.__name__]))[f"grad_{f.__name__}"]
    for grad in (flatgen.grad(f), of_file):
        assert len(grad(np.ones(2), np.ones(2))) == 2
