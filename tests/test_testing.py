"""check_rule passes right rules, and says of a wrong one what is wrong, and where."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import flatgen
from flatgen import FlatgenError, rule
from flatgen.testing import check_rule

HERE = Path(__file__)
X = np.array([[0.3, -0.7, 1.1], [0.9, 0.2, -0.4]])
Rule = Callable[..., object]


@rule("numpy.tanh(x)", "numpy.sinh(x) / numpy.cosh(x)", shape="x")
def right(y: float, x: float, grad_y: float) -> float:
    """my tanh"""
    grad_x = grad_y * (1 - y * y)
    return grad_x


@rule("numpy.tanh(x)", shape="x")
def wrong_gradient(y: float, x: float, grad_y: float) -> float:
    grad_x = grad_y * (1 - y)
    return grad_x


@rule("numpy.tanh(x)", shape="x")
def wrong_second(y: float, x: float, grad_y: float) -> float:
    """right, as it happens, where it is differentiated once: a step is flat"""
    grad_x = grad_y * (np.round(1e9 * (1 - y * y)) / 1e9)
    return grad_x


@rule("x * y")
def two_inputs(z: float, x: float, y: float, grad_z: float) -> tuple[float, float]:
    """swap multiplier"""
    grad_x = grad_z * y
    grad_y = grad_z * x
    return grad_x, grad_y


@rule("numpy.sum(x**n, axis=axis)", shape="reduced(x, axis, False)", when="n is integer")
def with_constants(y: float, x: float, n: int, axis: int, grad_y: float) -> float:
    """sum of powers"""
    grad_x = np.expand_dims(grad_y, axis) * n * x ** (n - 1)
    return grad_x


@rule("numpy.abs(x)", shape="x")
def kinked(y: float, x: float, grad_y: float) -> float:
    grad_x = grad_y * np.sign(x)
    return grad_x


@rule("numpy.log(x)", shape="x", when="rank(x) == 2")
def of_matrices(y: float, x: float, grad_y: float) -> float:
    grad_x = grad_y / x
    return grad_x


@rule("numpy.cumsum(x)", shape="number")
def wrong_shape(y: float, x: float, grad_y: float) -> float:
    grad_x = grad_y * np.ones(7)
    return grad_x


@rule("numpy.sign(x)")
def flat(y: float, x: float) -> None:
    """no gradient"""


def test_right_rules() -> None:
    check_rule(right, [{"x": -1.0}, {"x": 0.5}, {"x": 2}, {"x": X}])
    check_rule(two_inputs, [{"x": 2.0, "y": -3.0}, {"x": X, "y": X[0]}])
    check_rule(with_constants, [{"x": X, "n": 3, "axis": 0}, {"x": X, "n": 2, "axis": -1}])


def line_of(rule: Rule) -> str:
    lines = HERE.read_text(encoding="utf-8").split("\n")
    return str(
        next(i for i, line in enumerate(lines, 1) if line.startswith(f"def {rule.__name__}("))
    )


@pytest.mark.parametrize(
    ("given", "point", "says"),
    [
        (wrong_gradient, {"x": 0.5}, "the gradient of x is"),
        (wrong_gradient, {"x": X}, "the gradient of x is"),
        (wrong_second, {"x": 0.5}, "the Hessian-vector product of x is"),
        (kinked, {"x": 0.0}, "is there a kink or a pole"),
        (of_matrices, {"x": 0.5}, "it isn't taken"),
        (wrong_shape, {"x": X[0]}, "can't be run, "),
    ],
)
def test_wrong_rules(given: Rule, point: dict[str, object], says: str) -> None:
    with pytest.raises(AssertionError) as caught:
        check_rule(given, [point])
    said = str(caught.value)
    assert says in said
    assert f"{HERE}:{line_of(given)}: the rule {given.__name__}, of numpy." in said


def test_kinks_are_seen_from_both_sides() -> None:
    """Central differences at 0 give abs the slope 0, which the rule has, too."""
    with pytest.raises(AssertionError, match="no slope by x in finite differences"):
        check_rule(kinked, [{"x": 0.0}], order=1)


def test_first_order_alone() -> None:
    check_rule(wrong_second, [{"x": 0.5}], order=1)


def test_what_cannot_be_checked() -> None:
    with pytest.raises(AssertionError, match="no point"):
        check_rule(right, [])
    with pytest.raises(ValueError, match="flat has no gradient"):
        check_rule(flat, [{"x": 1.0}])
    with pytest.raises(ValueError, match="a point without x"):
        check_rule(right, [{"y": 1.0}])
    with pytest.raises(FlatgenError, match="this function is no rule"):
        check_rule(test_right_rules, [{"x": 1.0}])


def test_others_beside() -> None:
    """A gradient may call functions that other rules are for."""

    @flatgen.rule("numpy.tanh(x)", shape="x")
    def other(y: float, x: float, grad_y: float) -> float:
        """by a function of my own"""
        grad_x = grad_y * (1 - np.tanh(x) ** 2)
        return grad_x

    check_rule(other, [{"x": 0.5}, {"x": X}], rules=[right])


def test_numpy_is_loaded_late() -> None:
    code = "import sys, flatgen.testing; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
