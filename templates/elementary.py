"""The functions that math and numpy share: on numbers and, element by element, on arrays."""

import math
from math import (
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cbrt,
    ceil,
    copysign,
    cos,
    cosh,
    degrees,
    exp,
    exp2,
    expm1,
    floor,
    fmod,
    hypot,
    isfinite,
    isinf,
    isnan,
    ldexp,
    log,
    log1p,
    log2,
    log10,
    pi,
    radians,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
    trunc,
)

import numpy as np
from flatgen.templates import rule
from flatgen.templates.scalars import divide


@rule("exp(x)")
def exponential(y, x, grad_y):
    """exponential: its own slope"""
    grad_x = grad_y * y
    return grad_x


@rule("exp2(x)", "scipy.special.exp2(x)", holomorphic=True)
def exponential_base_2(y, x, grad_y):
    """exponential: its own slope, times log 2"""
    grad_x = grad_y * y * log(2)
    return grad_x


@rule("expm1(x)", "scipy.special.expm1(x)", holomorphic=True)
def exponential_less_1(y, x, grad_y):
    """exponential: exp(x)"""
    grad_x = grad_y * exp(x)
    return grad_x


@rule("log(x)", raises=True)
def logarithm(y, x, grad_y):
    """logarithm: 1 / x"""
    grad_x = divide(grad_y, x)
    return grad_x


@rule("log2(x)", raises=True, holomorphic=True)
def logarithm_base_2(y, x, grad_y):
    """logarithm: 1 / (x log 2)"""
    grad_x = divide(grad_y, x * log(2))
    return grad_x


@rule("log10(x)", raises=True, holomorphic=True)
def logarithm_base_10(y, x, grad_y):
    """logarithm: 1 / (x log 10)"""
    grad_x = divide(grad_y, x * log(10))
    return grad_x


@rule("log1p(x)", "scipy.special.log1p(x)", raises=True, holomorphic=True)
def logarithm_of_1_plus(y, x, grad_y):
    """logarithm: 1 / (1 + x)"""
    grad_x = divide(grad_y, 1.0 + x)
    return grad_x


@rule("sqrt(x)")
def square_root(y, x, grad_y):
    """square root: 1 / (2 √x)"""
    grad_x = divide(grad_y, 2 * y)
    return grad_x


@rule("sqrt(x) ** 2", "sqrt(x) * sqrt(x)", "(x ** 0.5) ** 2")
def root_squared(y, x, grad_y):
    """gradient copier: a root, squared again"""
    grad_x = grad_y
    return grad_x


@rule("cbrt(x)", "scipy.special.cbrt(x)")
def cube_root(y, x, grad_y):
    """cube root: 1 / (3 ∛x²)"""
    grad_x = divide(grad_y, 3 * y * y)
    return grad_x


@rule("sin(x)", tame=True, holomorphic=True)
def sine(y, x, grad_y):
    """sine: cosine"""
    grad_x = grad_y * cos(x)
    return grad_x


@rule("cos(x)", tame=True, holomorphic=True)
@rule("scipy.special.cosm1(x)", tame=True)
def cosine(y, x, grad_y):
    """cosine: -sine"""
    grad_x = -grad_y * sin(x)
    return grad_x


@rule("tan(x)", holomorphic=True)
def tangent(y, x, grad_y):
    """tangent: 1 + tan²"""
    grad_x = grad_y * (1 + y * y)
    return grad_x


@rule("asin(x)", "numpy.arcsin(x)", holomorphic=True)
def arcsine(y, x, grad_y):
    """arcsine: 1 / √(1 - x²)"""
    grad_x = divide(grad_y, sqrt((1 - x) * (1 + x)))
    return grad_x


@rule("acos(x)", "numpy.arccos(x)", holomorphic=True)
def arccosine(y, x, grad_y):
    """arccosine: -1 / √(1 - x²)"""
    grad_x = divide(-grad_y, sqrt((1 - x) * (1 + x)))
    return grad_x


@rule("atan(x)", "numpy.arctan(x)", tame=True, holomorphic=True)
def arctangent(y, x, grad_y):
    """arctangent: 1 / (1 + x²)"""
    grad_x = grad_y / (1 + 1.0 * x * x)
    return grad_x


@rule("atan2(y, x)", "numpy.arctan2(y, x)")
def arctangent_of_two(z, y, x, grad_z):
    """angle: across over r²

    length: r
    r: 1 in place of 0
    """
    length = hypot(x, y)
    r = length + (length == 0)
    grad_y = grad_z * (x / r) / r
    grad_x = -grad_z * (y / r) / r
    return grad_y, grad_x


@rule("sinh(x)", holomorphic=True)
def hyperbolic_sine(y, x, grad_y):
    """sinh: cosh"""
    grad_x = grad_y * cosh(x)
    return grad_x


@rule("cosh(x)", holomorphic=True)
def hyperbolic_cosine(y, x, grad_y):
    """cosh: sinh"""
    grad_x = grad_y * sinh(x)
    return grad_x


@rule("tanh(x)", tame=True, holomorphic=True)
def hyperbolic_tangent(y, x, grad_y):
    """tanh: 1 - tanh²"""
    grad_x = grad_y * (1 - y**2)
    return grad_x


@rule("asinh(x)", "numpy.arcsinh(x)", holomorphic=True)
def inverse_hyperbolic_sine(y, x, grad_y):
    """inverse sinh: 1 / √(x² + 1)"""
    grad_x = grad_y / sqrt(1 + 1.0 * x * x)
    return grad_x


@rule("acosh(x)", "numpy.arccosh(x)", holomorphic=True)
def inverse_hyperbolic_cosine(y, x, grad_y):
    """inverse cosh: 1 / √(x² - 1)"""
    grad_x = divide(grad_y, sqrt(x - 1.0) * sqrt(x + 1.0))
    return grad_x


@rule("atanh(x)", "numpy.arctanh(x)", raises=True, holomorphic=True)
def inverse_hyperbolic_tangent(y, x, grad_y):
    """inverse tanh: 1 / (1 - x²)"""
    grad_x = divide(grad_y, (1 - x) * (1 + x))
    return grad_x


@rule("hypot(x, y)", steep="x")
def hypotenuse(z, x, y, grad_z):
    """hypotenuse: side over length, 0 at 0"""
    grad_x = grad_z * x / (z + (z == 0))
    grad_y = grad_z * y / (z + (z == 0))
    return grad_x, grad_y


@rule("hypot(x, y) ** 2", "hypot(x, y) * hypot(x, y)", tame=True)
def squared_hypotenuse(z, x, y, grad_z):
    """squared hypotenuse: twice the side"""
    grad_x = grad_z * 2 * x
    grad_y = grad_z * 2 * y
    return grad_x, grad_y


@rule("copysign(x, y)", routes=True)
def copied_sign(z, x, y, grad_z):
    """gradient router: both signs"""
    grad_x = grad_z * copysign(1, x) * copysign(1, z)
    grad_y = 0.0
    return grad_x, grad_y


@rule("fmod(x, y)")
def truncated_remainder(z, x, y, grad_z):
    """remainder: x - trunc(x / y) y"""
    grad_x = grad_z
    grad_y = -grad_z * ((x - z) / y)
    return grad_x, grad_y


@rule("degrees(x)", "numpy.rad2deg(x)")
def to_degrees(y, x, grad_y):
    """swap multiplier: 180 / π"""
    grad_x = grad_y * (180 / pi)
    return grad_x


@rule("radians(x)", "numpy.deg2rad(x)")
def to_radians(y, x, grad_y):
    """swap multiplier: π / 180"""
    grad_x = grad_y * (pi / 180)
    return grad_x


@rule("numpy.ldexp(x, n)", when="isinstance(n, int)")
def scaled_by_known_power_of_2(z, x, n, grad_z):
    """swap multiplier: 2ⁿ"""
    grad_x = grad_z * 2.0**n
    return grad_x


@rule("numpy.ldexp(x, n)")
def scaled_by_powers_of_2(z, x, n, grad_z):
    """swap multiplier: 2ⁿ"""
    grad_x = grad_z * np.ldexp(np.ones_like(x), n)
    return grad_x


@rule("math.ldexp(x, n)")
def scaled_by_power_of_2(z, x, n, grad_z):
    """swap multiplier: 2ⁿ"""
    grad_x = ldexp(grad_z, n)
    return grad_x


@rule("floor(x)", "ceil(x)", "trunc(x)")
@rule("isnan(x)", "isinf(x)", "isfinite(x)", gaps=True)
def flat(y, x):
    """flat between its steps: no gradient"""
