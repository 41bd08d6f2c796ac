"""numpy's functions, element by element; those that it shares with math are in elementary.py."""

from math import cos, exp, exp2, log, pi

import numpy as np
from flatgen.templates import define, rule, same
from flatgen.templates.arrays import fitted, sigmoid, unbroadcast
from flatgen.templates.scalars import divide, log_of_base
from scipy.special import i1, spherical_jn

# How the helpers on numbers are written for arrays: IEEE arithmetic is numpy's own.


@same("arrays.divide(x, y)", when="not routed and (not on_numbers or numpy(y))")
def plain_quotient(x, y):
    return x / y


@same("arrays.divide(x, y)", when="not routed")
def quotient_of_numbers(x, y):
    return np.divide(x, y)


@same("arrays.route(x, here)")
def route_array(x, here):
    return np.where(here, x, 0)


@same("x * (y > z)", when="pole and not on_numbers")
def routed_above(x, y, z):
    return np.where(y > z, x, 0)


@same("x * (y < z)", when="pole and not on_numbers")
def routed_below(x, y, z):
    return np.where(y < z, x, 0)


@same("x * (y >= z)", when="pole and not on_numbers")
def routed_not_below(x, y, z):
    return np.where(y >= z, x, 0)


@same("x * (y <= z)", when="pole and not on_numbers")
def routed_not_above(x, y, z):
    return np.where(y <= z, x, 0)


@same("x * (y == z)", when="pole and not on_numbers")
def routed_at(x, y, z):
    return np.where(y == z, x, 0)


@same("x * (y != z)", when="pole and not on_numbers")
def routed_beside(x, y, z):
    return np.where(y != z, x, 0)


@same("x * here", when="pole and mask(here) and not on_numbers")
def routed_by_truths(x, here):
    return np.where(here, x, 0)


@same("arrays.sign(x)")
def sign_of_array(x):
    return np.sign(x)


@same("arrays.power(x, y)")
def power_of_array(x, y):
    return np.power(1.0 * x, y)


@same("arrays.log_of_base(x)")
def log_of_base_array(x):
    return np.log(x + (x == 0))


@rule("unbroadcast(grad, x)", shape="x", spreads=True, complex=True, view="grad")
def undone_broadcast(z, grad, x, grad_z):
    """broadcast, again"""
    grad_grad = grad_z
    grad_x = 0.0
    return grad_grad, grad_x


@rule("fitted(grad, x)", shape="x", view="grad", complex=True)
def fitted_again(z, grad, x, grad_z):
    """broadcast, again"""
    grad_grad = fitted(grad_z, grad)
    grad_x = 0.0
    return grad_grad, grad_x


@rule("np.float_power(x, y)", steep="x", sharp=True)
def float_power(z, x, y, grad_z):
    """power

    less: one less; 0 at 0 ** 0
    grad_y: exponential: log of the base
    """
    less = y - 1 + (x == 0) * (y == 0)
    grad_x = grad_z * y * np.float_power(x, less)
    grad_y = grad_z * z * log_of_base(x)
    return grad_x, grad_y


@rule("np.square(x)", tame=True)
def square(y, x, grad_y):
    """power"""
    grad_x = grad_y * 2 * x
    return grad_x


@rule("np.square(np.sqrt(x))")
def square_of_root(y, x, grad_y):
    """gradient copier: a root, squared again"""
    grad_x = grad_y
    return grad_x


@rule(
    "np.reciprocal(1 + np.exp(-x))",
    "np.power(1 + np.exp(-x), -1)",
    "np.divide(1, 1 + np.exp(-x))",
    form="sigmoid(x)",
    tame=True,
)
def sigmoid_by_reciprocal(y, x, grad_y):
    """sigmoid: (1 - σ) σ"""
    grad_x = grad_y * (1 - y) * y
    return grad_x


@rule(
    "np.reciprocal(1 + np.exp(u))",
    "np.power(1 + np.exp(u), -1)",
    "np.divide(1, 1 + np.exp(u))",
    form="sigmoid(-u)",
    tame=True,
)
def sigmoid_of_negative_by_reciprocal(y, u, grad_y):
    """sigmoid of -u: -(1 - σ) σ"""
    grad_u = -grad_y * (1 - y) * y
    return grad_u


@rule("np.reciprocal(x)", steep="x")
def reciprocal(y, x, grad_y):
    """quotient"""
    grad_x = -grad_y * y * y
    return grad_x


@rule("np.sinc(x)")
def sinc(y, x, grad_y):
    """sinc: -π j₁(π x)"""
    grad_x = -grad_y * pi * spherical_jn(1, pi * x).astype(y.dtype)
    return grad_x


@rule("np.i0(x)")
def bessel_i0(y, x, grad_y):
    """Bessel: I₁"""
    grad_x = grad_y * i1(x)
    return grad_x


@rule("np.logaddexp(x, y)")
def log_of_sum_of_exponentials(z, x, y, grad_z):
    """log-sum-exp: the share of each"""
    grad_x = grad_z * exp(x - z)
    grad_y = grad_z * exp(y - z)
    return grad_x, grad_y


@rule("np.logaddexp2(x, y)")
def log_of_sum_of_powers_of_2(z, x, y, grad_z):
    """log-sum-exp: the share of each"""
    grad_x = grad_z * exp2(x - z)
    grad_y = grad_z * exp2(y - z)
    return grad_x, grad_y


@rule("np.fmax(x, y)", "np.fmin(x, y)", routes=True)
def fmax_with_constant_y(z, x, y, grad_z):
    """gradient router"""
    grad_x = grad_z * (y != z)
    return grad_x


@rule("np.fmax(x, y)", "np.fmin(x, y)", routes=True)
def fmax(z, x, y, grad_z):
    """gradient router"""
    grad_x = grad_z * (x == z)
    grad_y = grad_z * (x != z)
    return grad_x, grad_y


@rule("np.clip(x, a_min, a_max)", when="a_min is None and a_max is None", tame=True)
def clip_nowhere(y, x, a_min, a_max, grad_y):
    """gradient copier"""
    grad_x = grad_y
    return grad_x


@rule("np.clip(x, a_min, a_max)", when="a_min is None", routes=True, tame=True)
def clip_above(z, x, a_min, a_max, grad_z):
    """gradient router"""
    grad_x = grad_z * (x < a_max)
    return grad_x


@rule("np.clip(x, a_min, a_max)", when="a_max is None", routes=True, tame=True)
def clip_below(z, x, a_min, a_max, grad_z):
    """gradient router"""
    grad_x = grad_z * (x > a_min)
    return grad_x


@rule("np.clip(x, a_min, a_max)", routes=True, tame=True)
def clip_between_constants(z, x, a_min, a_max, grad_z):
    """gradient router"""
    grad_x = grad_z * (x > a_min) * (x < a_max)
    return grad_x


@rule("np.clip(x, a_min, a_max)", when="a_min is None", routes=True)
def clip_above_variable(z, x, a_min, a_max, grad_z):
    """gradient router"""
    grad_x = grad_z * (x <= a_max)
    grad_a_max = grad_z * (x > a_max)
    return grad_x, grad_a_max


@rule("np.clip(x, a_min, a_max)", when="a_max is None", routes=True)
def clip_below_variable(z, x, a_min, a_max, grad_z):
    """gradient router"""
    grad_x = grad_z * (x >= a_min)
    grad_a_min = grad_z * (x < a_min)
    return grad_x, grad_a_min


@rule("np.clip(x, a_min, a_max)", routes=True)
def clip_between(z, x, a_min, a_max, grad_z):
    """gradient router

    least: the upper bound comes last
    """
    least = np.maximum(x, a_min)
    grad_x = grad_z * (x >= a_min) * (least <= a_max)
    grad_a_min = grad_z * (x < a_min) * (least <= a_max)
    grad_a_max = grad_z * (least > a_max)
    return grad_x, grad_a_min, grad_a_max


@rule("np.where(c, x, y)", when="x is not None", routes=True, complex=True, tame=True, masks=True)
def where(z, c, x, y, grad_z):
    """gradient router"""
    grad_c = 0.0
    grad_x = np.where(c, grad_z, 0)
    grad_y = np.where(c, 0, grad_z)
    return grad_c, grad_x, grad_y


@rule("np.heaviside(x, y)", routes=True)
def heaviside(z, x, y, grad_z):
    """gradient router"""
    grad_x = 0.0
    grad_y = grad_z * (x == 0)
    return grad_x, grad_y


@rule(
    "np.rint(x)",
    "np.fix(x)",
    "np.round(x)",
    "np.around(x)",
    "np.isposinf(x)",
    "np.isneginf(x)",
    "np.signbit(x)",
)
def flat(y, x):
    """flat: no gradient"""


@rule("np.round(x, decimals)", "np.around(x, decimals)")
def flat_of_two(z, x, decimals):
    """flat: no gradient"""


@define("np.divmod(x, y)")
def quotient_and_remainder(x, y):
    return x // y, x % y


@define("np.modf(x)")
def parts(x):
    return np.fmod(x, 1.0), np.trunc(x)
