"""scipy.special, element by element: hypergeometric functions and what is known by them.

Formulas are those of the NIST Digital Library of Mathematical Functions (DLMF).
"""

from flatgen.templates import rule
from numpy import exp, log, pi
from scipy import special as sp


@rule("sp.exprel(x)")
def exprel(y, x, grad_y):
    """(exp(x) - 1) / x: confluent hypergeometric"""
    grad_x = grad_y * sp.hyp1f1(2, 3, x) / 2
    return grad_x


@rule("sp.hyp1f1(a, b, x)")
def hyp1f1(y, a, b, x, grad_y):
    """confluent hypergeometric: DLMF 13.3.15"""
    grad_x = grad_y * (a / b) * sp.hyp1f1(a + 1, b + 1, x)
    return grad_x


@rule("sp.hyp2f1(a, b, c, x)")
def hyp2f1(y, a, b, c, x, grad_y):
    """hypergeometric: DLMF 15.5.1"""
    grad_x = grad_y * (a * b / c) * sp.hyp2f1(a + 1, b + 1, c + 1, x)
    return grad_x


@rule("sp.exp10(x)")
def exponential_base_10(y, x, grad_y):
    """exponential: its own slope, times log 10"""
    grad_x = grad_y * y * log(10)
    return grad_x


@rule("sp.expi(x)")
def expi(y, x, grad_y):
    """exponential integral: exp(x) / x"""
    grad_x = grad_y * exp(x) / x
    return grad_x


@rule("sp.exp1(x)")
def exp1(y, x, grad_y):
    """exponential integral: -exp(-x) / x"""
    grad_x = -grad_y * exp(-1.0 * x) / x
    return grad_x


@rule("sp.dawsn(x)")
def dawsn(y, x, grad_y):
    """Dawson: 1 - 2 x y"""
    grad_x = grad_y * (1 - y * 2 * x)
    return grad_x


@rule("sp.spence(x)", sharp=True)
def spence(y, x, grad_y):
    """dilogarithm: log(x) / (1 - x)"""
    grad_x = -grad_y * sp.hyp2f1(1, 1, 2, 1.0 - x).astype(y.dtype)
    return grad_x


@rule("sp.ellipe(m)", sharp=True)
def ellipe(y, m, grad_y):
    """elliptic integral: DLMF 19.5.2, by terms"""
    grad_m = -grad_y * (pi / 8) * sp.hyp2f1(0.5, 1.5, 2, m).astype(y.dtype)
    return grad_m


@rule("sp.ellipk(m)")
def ellipk(y, m, grad_y):
    """elliptic integral: DLMF 19.5.1, by terms"""
    grad_m = grad_y * (pi / 8) * sp.hyp2f1(1.5, 1.5, 2, m).astype(y.dtype)
    return grad_m


@rule("sp.zeta(x, q)")
def zeta(y, x, q, grad_y):
    """Hurwitz zeta: DLMF 25.11.17"""
    grad_q = -grad_y * x * sp.zeta(x + 1, q)
    return grad_q
