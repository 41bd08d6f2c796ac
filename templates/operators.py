"""Python's operators and builtins, and numpy's and operator's functions of the same meaning."""

from math import sqrt

import numpy as np
from flatgen.templates import define, fold, rule, same
from flatgen.templates.scalars import divide, route, sign


@rule("x + y", "numpy.add(x, y)", complex=True, tame=True)
def add(z, x, y, grad_z):
    """gradient copier

    dot_z: sum rule
    """
    grad_x = grad_z
    grad_y = grad_z
    return grad_x, grad_y


@rule("x - y", "numpy.subtract(x, y)", complex=True, tame=True)
def subtract(z, x, y, grad_z):
    """gradient copier

    grad_y: sign flips
    dot_z: sum rule
    """
    grad_x = grad_z
    grad_y = -grad_z
    return grad_x, grad_y


@rule("x * here", "here * x", when="mask(here)", tame=True, routes=True)
def multiply_by_truths(z, x, here, grad_z):
    """swap multiplier

    dot_z: product rule
    """
    grad_x = grad_z * here
    return grad_x


@rule("x * y", "numpy.multiply(x, y)", tame=True)
def multiply(z, x, y, grad_z):
    """swap multiplier

    dot_z: product rule
    """
    grad_x = grad_z * y
    grad_y = grad_z * x
    return grad_x, grad_y


@rule("x / (y := sqrt(n))", when="whole(n)", tame=True)
def share_by_root_of_size(z, x, y, n, grad_z):
    """quotient"""
    grad_x = grad_z / y
    return grad_x


@rule("x / y", "numpy.divide(x, y)", "numpy.true_divide(x, y)", when="y > 0 or y < 0", tame=True)
def share_by_constant(z, x, y, grad_z):
    """quotient"""
    grad_x = grad_z / y
    return grad_x


@rule("x / y", "numpy.divide(x, y)", "numpy.true_divide(x, y)", steep="y")
def quotient(z, x, y, grad_z):
    """quotient

    dot_z: quotient rule
    """
    grad_x = grad_z / y
    grad_y = -grad_z * z / y
    return grad_x, grad_y


@rule("divide(x, y)", routes=True)
def safe_quotient(z, x, y, grad_z):
    """quotient

    grad_x: quotient: at 0 / 0 nothing is routed
    dot_z: quotient rule
    """
    grad_x = divide(grad_z * ((x != 0) | (y != 0)), y)
    grad_y = divide(-grad_z * z, y)
    return grad_x, grad_y


@rule("x // y", "numpy.floor_divide(x, y)")
def floor_quotient(z, x, y):
    """flat between its steps: no gradient"""


@rule("x % y", "numpy.mod(x, y)", "numpy.remainder(x, y)")
def modulo(z, x, y, grad_z):
    """remainder: x - (x // y) y"""
    grad_x = grad_z
    grad_y = -grad_z * (x // y)
    return grad_x, grad_y


@rule("-x", "numpy.negative(x)", complex=True, tame=True)
def negative(y, x, grad_y):
    """sign flips

    dot_y: sign
    """
    grad_x = -grad_y
    return grad_x


@rule("float(x)", shape="number", stretches=True, complex=True, tame=True)
def as_number(y, x, grad_y):
    """gradient copier

    dot_y: itself
    """
    grad_x = grad_y
    return grad_x


@rule("+x", "numpy.positive(x)", complex=True, tame=True)
def positive(y, x, grad_y):
    """gradient copier

    dot_y: itself
    """
    grad_x = grad_y
    return grad_x


@rule("abs(x)", "math.fabs(x)", "numpy.abs(x)", "numpy.absolute(x)", "numpy.fabs(x)", tame=True)
def absolute(y, x, grad_y):
    """absolute value: routes with the sign"""
    grad_x = grad_y * sign(x)
    return grad_x


@rule("sign(x)", "numpy.sign(x)", when="not complex(x)")
def sign_of(y, x):
    """flat: no gradient"""


@define("divmod(x, y)")
def builtin_divmod(x, y):
    return x // y, x % y


# Routers. At a tie a constant gets the gradient; of two variables, the first.


@rule("max(x, y)", "numpy.maximum(x, y)", routes=True, tame=True)
def maximum_with_constant_y(z, x, y, grad_z):
    """gradient router"""
    grad_x = grad_z * (x > y)
    return grad_x


@rule("max(x, y)", "numpy.maximum(x, y)", routes=True, tame=True)
def maximum_with_constant_x(z, x, y, grad_z):
    """gradient router"""
    grad_y = grad_z * (y > x)
    return grad_y


@rule("max(x, y)", "numpy.maximum(x, y)", routes=True, tame=True)
def maximum(z, x, y, grad_z):
    """gradient router"""
    grad_x = grad_z * (x >= y)
    grad_y = grad_z * (y > x)
    return grad_x, grad_y


@rule("min(x, y)", "numpy.minimum(x, y)", routes=True, tame=True)
def minimum_with_constant_y(z, x, y, grad_z):
    """gradient router"""
    grad_x = grad_z * (x < y)
    return grad_x


@rule("min(x, y)", "numpy.minimum(x, y)", routes=True, tame=True)
def minimum_with_constant_x(z, x, y, grad_z):
    """gradient router"""
    grad_y = grad_z * (y < x)
    return grad_y


@rule("min(x, y)", "numpy.minimum(x, y)", routes=True, tame=True)
def minimum(z, x, y, grad_z):
    """gradient router"""
    grad_x = grad_z * (x <= y)
    grad_y = grad_z * (y < x)
    return grad_x, grad_y


@fold("max")
def largest(x, y):
    return max(x, y)


@fold("min")
def smallest(x, y):
    return min(x, y)


@fold("sum")
def total(x, y):
    return x + y


@fold("math.prod")
def product(x, y):
    return x * y


@rule(
    "x == x",
    "x != x",
    "numpy.equal(x, x)",
    "numpy.not_equal(x, x)",
    gives="booleans",
    complex=True,
    gaps=True,
)
def flat_of_itself(z, x):
    """flat: no gradient"""


@rule(
    "x < y",
    "x <= y",
    "x > y",
    "x >= y",
    "x == y",
    "x != y",
    "numpy.less(x, y)",
    "numpy.less_equal(x, y)",
    "numpy.greater(x, y)",
    "numpy.greater_equal(x, y)",
    "numpy.equal(x, y)",
    "numpy.not_equal(x, y)",
    "numpy.logical_and(x, y)",
    "numpy.logical_or(x, y)",
    "numpy.logical_xor(x, y)",
    "numpy.isclose(x, y)",
    "math.isclose(x, y)",
    gives="booleans",
    complex=True,
)
def flat_of_two(z, x, y):
    """flat: no gradient"""


@rule("x & y", "x | y", "x ^ y", "round(x, y)")
def flat_of_bits(z, x, y):
    """flat: no gradient"""


@rule("numpy.logical_not(x)", gives="booleans")
def denied(y, x):
    """flat: no gradient"""


@rule("~x", "not x", "int(x)", "round(x)", "bool(x)")
def flat_of_one(y, x):
    """flat: no gradient"""


# The functions of the module operator.


@define("operator.add(x, y)")
def operator_add(x, y):
    return x + y


@define("operator.sub(x, y)")
def operator_sub(x, y):
    return x - y


@define("operator.mul(x, y)")
def operator_mul(x, y):
    return x * y


@define("operator.truediv(x, y)")
def operator_truediv(x, y):
    return x / y


@define("operator.neg(x)")
def operator_neg(x):
    return -x
