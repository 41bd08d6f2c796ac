"""Powers: x ** y, pow(x, y), and numpy's and math's functions of the same meaning."""

from math import log

import numpy as np
from flatgen.templates import define, rule
from flatgen.templates.scalars import divide, log_of_base, power

# x ** y: where the power is a constant, no logarithm is taken, so that x may be negative.


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="y == 0", tame=True)
def power_zero(z, x, y, grad_z):
    """power: constant"""
    grad_x = 0.0
    return grad_x


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="y == 1", tame=True)
def power_one(z, x, y, grad_z):
    """gradient copier"""
    grad_x = grad_z
    return grad_x


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="y == 2", tame=True)
def power_two(z, x, y, grad_z):
    """power"""
    grad_x = grad_z * y * x
    return grad_x


# The square of an absolute value has no corner, in any order.


@rule(
    "abs(x) ** 2",
    "numpy.abs(x) ** 2",
    "math.fabs(x) ** 2",
    "abs(x) * abs(x)",
    "numpy.abs(x) * numpy.abs(x)",
    "numpy.square(numpy.abs(x))",
    "numpy.power(numpy.abs(x), 2)",
    complex=True,
    tame=True,
)
def squared_absolute(z, x, grad_z):
    """squared absolute value: 2 x"""
    grad_x = grad_z * 2 * x
    return grad_x


@rule("abs(x) ** 2", "numpy.abs(x) ** 2", "numpy.square(numpy.abs(x))", when="complex(x)")
def squared_absolute_forward(z, x, dot_x):
    """squared absolute value: 2 x, conjugated"""
    dot_z = 2 * np.real(np.conj(x) * dot_x)
    return dot_z


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="y == 0.5")
def half_power(z, x, y, grad_z):
    """power"""
    grad_x = divide(grad_z * y, z)
    return grad_x


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="0 < y < 1")
def root(z, x, y, grad_z):
    """power"""
    grad_x = divide(grad_z * y, x ** (1 - y))
    return grad_x


@rule(
    "x**y",
    "numpy.power(x, y)",
    "numpy.pow(x, y)",
    "math.pow(x, y)",
    when="y > 1 and y % 1 == 0",
    tame=True,
)
def power_known(z, x, y, grad_z):
    """power"""
    grad_x = grad_z * y * x ** (y - 1)
    return grad_x


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="y > 1")
def power_broken(z, x, y, grad_z):
    """power"""
    grad_x = grad_z * y * x ** (y - 1)
    return grad_x


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="y < 0", steep="x")
def power_negative(z, x, y, grad_z):
    """power"""
    grad_x = grad_z * y * x ** (y - 1)
    return grad_x


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", when="x > 0")
def exponential_known(z, x, y, grad_z):
    """exponential: log of the base"""
    grad_y = grad_z * z * log(x)
    return grad_y


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", when="positive(y)")
def power_counted(z, x, y, grad_z):
    """power"""
    grad_x = grad_z * y * x ** (y - 1)
    return grad_x


@rule(
    "x**y",
    "numpy.power(x, y)",
    "numpy.pow(x, y)",
    "math.pow(x, y)",
    when="y is integer or integers(y)",
    steep="x",
)
def power_integer(z, x, y, grad_z):
    """power"""
    grad_x = grad_z * y * x ** (y - (y != 0))
    return grad_x


@rule(
    "x**y",
    "numpy.power(x, y)",
    "numpy.pow(x, y)",
    when="not scalar(x) or numpy(x)",
    steep="x",
    sharp=True,
)
def power_of_array(z, x, y, grad_z):
    """power

    less: one less; 0 at 0 ** 0
    grad_y: exponential: log of the base
    """
    less = np.where((x == 0) * (y == 0), np.zeros_like(x), y - 1)
    grad_x = grad_z * y * power(x, less)
    grad_y = grad_z * z * log_of_base(x)
    return grad_x, grad_y


@rule("x**y", "numpy.power(x, y)", "numpy.pow(x, y)", "math.pow(x, y)", steep="x", sharp=True)
def power_of_any(z, x, y, grad_z):
    """power

    less: one less; 0 at 0 ** 0
    grad_y: exponential: log of the base
    """
    less = y - 1 + (x == 0) * (y == 0)
    grad_x = grad_z * y * power(x, less)
    grad_y = grad_z * z * log_of_base(x)
    return grad_x, grad_y


@rule("power(x, y)", sharp=True)
def safe_power(z, x, y, grad_z):
    """power

    less: one less; 0 at 0 ** 0
    grad_y: exponential: log of the base
    """
    less = y - 1 + (x == 0) * (y == 0)
    grad_x = grad_z * y * power(x, less)
    grad_y = grad_z * z * log_of_base(x)
    return grad_x, grad_y


@rule("log_of_base(x)")
def logarithm_of_base(y, x, grad_y):
    """logarithm: 1 / x, 0 at 0"""
    grad_x = grad_y * (x != 0) / (x + (x == 0))
    return grad_x


@define("pow(x, y)", "operator.pow(x, y)")
def builtin_power(x, y):
    return x**y
