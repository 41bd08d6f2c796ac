"""Shapes that the text tells are known: the comment behind the line says them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from gradients import check

from flatgen import dims

RNG = np.random.default_rng(7)
SIZES = {"N": 3, "D": 4, "M": 2, "C": 5, "K": 2, "B": 2, "T": 6}


def point(shapes: str) -> dict[str, Any]:
    """Return arrays of the shapes that are declared: ``x=N,D y=N``."""
    made = {}
    for one in shapes.split():
        name, _, declared = one.partition("=")
        made[name] = RNG.uniform(0.3, 1.2, [eval(d, dict(SIZES)) for d in declared.split(",")])
    return made


@pytest.mark.parametrize(
    ("expression", "shapes", "known"),
    [
        ("np.hstack([x, y])", "x=N,D y=N,C", "[N, C+D]"),
        ("np.hstack((x, y, x))", "x=N y=D", "[D+2*N]"),
        ("np.hstack([x, y])", "x=N,D,M y=N,C,M", "[N, C+D, M]"),
        ("np.vstack([x, y])", "x=N,D y=M,D", "[M+N, D]"),
        ("np.vstack([x, y])", "x=D y=D", "[2, D]"),
        ("np.vstack([x, y])", "x=N,D y=D", "[N+1, D]"),
        ("np.dstack([x, y])", "x=N,D y=N,D", "[N, D, 2]"),
        ("np.dstack([x, y])", "x=N y=N", "[1, N, 2]"),
        ("np.dstack([x, y])", "x=N,D,M y=N,D,C", "[N, D, C+M]"),
        ("np.column_stack([x, y])", "x=N y=N", "[N, 2]"),
        ("np.column_stack([x, y])", "x=N,D y=N", "[N, D+1]"),
        ("np.concatenate([x, y], axis=None)", "x=N,D y=M", "[D*N+M]"),
        ("np.atleast_2d(x) * y[0]", "x=D y=N,D", "[1, D]"),
        ("np.atleast_3d(x) * y[0, 0]", "x=N,D y=N,D", "[N, D, 1]"),
        ("x.reshape(N, 2, D // 2) * y[0, 0]", "x=N,D y=N,D", "[N, 2, D//2]"),
        ("x.reshape(N, 2, -1) * y[0, 0]", "x=N,D y=N,D", "[N, 2, D//2]"),
        ("x.reshape(2 * N, -1) * y[0, 0]", "x=N,D y=N,D", "[2*N, D//2]"),
        ("x.reshape(N * D) * y[0, 0]", "x=N,D y=N,D", "[D*N]"),
        ("x.ravel() * y[0]", "x=N,D y=N", "[D*N]"),
        ("x.flatten() * y[0]", "x=N,D y=N", "[D*N]"),
        ("np.broadcast_to(y, (N, D)) * x", "x=N,D y=D", "[N, D]"),
        ("np.zeros((N, D)) + x * y", "x=N,D y=D", "[N, D]"),
        ("x[:, :M] * y[0, 0]", "x=N,M+D y=M,C", "[N, M]"),
        ("x[:, M:] * y[0, 0]", "x=N,M+D y=M,C", "[N, D]"),
        ("x[:, M : 2 * M] * y[0, 0]", "x=N,4*M y=M,C", "[N, M]"),
    ],
)
def test_arrays_alone(expression: str, shapes: str, known: str) -> None:
    prelude = ["N, D = x.shape"] if "N" in expression else []
    prelude = ["M = y.shape[0]"] if "M" in expression else prelude
    lines = [*prelude, f"z = np.sin({expression})", "return np.sum(z * z)"]
    source = "def f(x, y):\n" + "".join(f"    {line}\n" for line in lines)
    declared = dict(one.split("=") for one in shapes.split())
    text = check(source, point(shapes), shapes=declared)
    assert f"  # {known}\n" in text, text
    assert "unbroadcast" not in text


@pytest.mark.parametrize(
    ("expression", "index", "known"),
    [
        ("x[np.arange(len(i)), i]", 'i: Int[np.ndarray, "N"]', "[N]"),
        ("x[np.arange(len(i)), i]", 'i: Shaped[np.ndarray, "N"]', "[N]"),
        ("x[i, i]", 'i: Int[np.ndarray, "N"]', "[N]"),
        ("x[:, i]", 'i: Int[np.ndarray, "M"]', "[N, M]"),
        ("x[:, i]", 'i: Shaped[np.ndarray, "M"]', "[N, M]"),
        ("x[i]", 'i: Shaped[np.ndarray, "M T"]', "[M, T, D]"),
        ("x[i]", 'i: Int[np.ndarray, "N"]', "[N, D]"),
        ("x[i]", 'i: Shaped[np.ndarray, "N"]', None),  # it may be a mask
        ("x[i]", 'i: Bool[np.ndarray, "N"]', None),
        ("x.reshape(N, i, D // i)", "i: int", "[N, i, D//i]"),
        ("x.reshape(N, i, -1)", "i: int", "[N, i, D//i]"),
    ],
)
def test_arrays_and_whole_numbers(expression: str, index: str, known: str | None) -> None:
    source = f"""
        def f(x: Float[np.ndarray, "N D"], {index}):
            N, D = x.shape
            z = np.sin({expression})
            return np.sum(z * z)
        """
    sizes = [SIZES[word] for word in index.partition('"')[2].strip('"]').split()]
    given: Any = RNG.integers(0, 3, sizes) if sizes else 2
    text = check(
        source, point("x=N,D") | {"i": np.array([True, False, True]) if "Bool" in index else given}
    )
    line = next(line for line in text.splitlines() if "z = np.sin(" in line)
    assert line.partition("  # ")[2] == (known or "")


@pytest.mark.parametrize(
    ("a", "b", "text"),
    [
        ("N", "2", "N//2"),
        ("N+1", "H", "(N+1)//H"),
        ("N*D", "N*H", "D//H"),
        ("6*N", "4", "3*N//2"),
        ("4*N", "2", "2*N"),
        ("7", "2", "3"),
        ("0", "N", "0"),
        ("N", "N", "1"),
    ],
)
def test_a_quotient_with_a_rest_has_a_name(a: str, b: str, text: str) -> None:
    found = dims.floor(dims.read(a), dims.read(b))
    assert dims.text(found) == text
    assert dims.floor(dims.read(a), dims.read(b)) == found


def test_a_quotient_in_a_product_is_in_brackets() -> None:
    half = dims.floor(dims.read("N"), dims.read("2"))
    assert dims.text(dims.multiply(half, dims.number(2))) == "2*(N//2)"
    assert dims.text(dims.add(half, dims.ONE)) == "N//2+1"
    assert not dims.differ(dims.multiply(half, dims.number(2)), dims.read("N"))


def test_the_value_of_a_name_is_no_declared_size() -> None:
    """``n`` in the program and "n" in an annotation may be two numbers."""
    value, declared = (dims.floor(n, dims.number(2)) for n in (dims.atom("=n"), dims.atom("n")))
    assert value != declared
    assert dims.text(value) == dims.text(declared) == "n//2"
