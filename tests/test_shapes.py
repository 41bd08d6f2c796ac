"""Dimensions and shapes: what is sure of them."""

from __future__ import annotations

import pytest

from flatgen import dims
from flatgen.shapes import (
    SCALAR,
    Mismatch,
    Reduced,
    Shape,
    broadcast,
    comment,
    is_below,
    known,
    unknown,
)


def shape(text: str) -> Shape:
    return known([dims.read(word) for word in text.split()])


@pytest.mark.parametrize(
    ("word", "text"),
    [("N", "N"), ("3", "3"), ("N+1", "N+1"), ("2*N-1", "2*N-1"), ("N*D", "D*N"), ("N+1-1", "N")]
    + [("6*N//2", "3*N"), ("*batch", "*batch"), ("name=4", "4"), ("N-N", "0"), ("N//N", "1")],
)
def test_a_dimension_is_a_polynomial(word: str, text: str) -> None:
    assert dims.text(dims.read(word)) == text


@pytest.mark.parametrize("word", ["N-", "-1", "f(N)", "1.5", "*", "'N'"])
def test_what_is_no_dimension(word: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        dims.read(word)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [("N D", "D", "[N, D]"), ("N 1", "D", "[N, D]"), ("3", "N 3", "[N, 3]"), ("", "N", "[N]")]
    + [("*b N", "N", "[*b, N]"), ("*b N D", "*b N 1", "[*b, N, D]"), ("N 1 D", "M D", "[N, M, D]")],
)
def test_shapes_are_broadcast(one: str, other: str, both: str) -> None:
    for pair in ((one, other), (other, one)):
        assert comment(broadcast(*map(shape, pair))) == both


@pytest.mark.parametrize(("one", "other"), [("N D", "N"), ("3", "4"), ("N+1", "N"), ("N D", "D N")])
def test_what_cant_be_broadcast(one: str, other: str) -> None:
    with pytest.raises(Mismatch, match="can't be broadcast"):
        broadcast(shape(one), shape(other))


@pytest.mark.parametrize(
    ("one", "other"), [("N", "3"), ("?N", "N"), ("*a N", "M N"), ("*a N", "*b N")]
)
def test_what_only_the_run_tells(one: str, other: str) -> None:
    """Nothing is said of the result, and neither is taken to be the other."""
    both = broadcast(shape(one), shape(other))
    assert comment(both) == ""
    assert not is_below(shape(one), shape(other))


def test_reductions_are_stretched_back() -> None:
    x = unknown("x")
    for axes, keepdims, below in (((1,), True, True), ((0,), False, True), ((1,), False, False)):
        reduced: Shape = frozenset([Reduced(x, axes, keepdims)])
        assert is_below(reduced, x) is below
        assert not is_below(x, reduced)
    assert is_below(SCALAR, x)
    assert broadcast(x, unknown("y"), SCALAR) == frozenset(["x", "y"])
