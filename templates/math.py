"""The functions that only math has, or that mean something else there."""

from math import exp, fmod, log, pi, sqrt, trunc

from flatgen.templates import define, rule
from flatgen.templates.scalars import divide, polygamma


@rule("math.log(x, base)", raises=True)
def logarithm_to_a_base(z, x, base, grad_z):
    """logarithm: 1 / (x log base)"""
    grad_x = divide(grad_z, x * log(base))
    grad_base = divide(-grad_z * z, base * log(base))
    return grad_x, grad_base


@rule("math.remainder(x, y)")
def nearest_remainder(z, x, y, grad_z):
    """remainder: x - round(x / y) y"""
    grad_x = grad_z
    grad_y = -grad_z * ((x - z) / y)
    return grad_x, grad_y


@rule("math.erf(x)")
def error_function(y, x, grad_y):
    """error function: 2/√π exp(-x²)"""
    grad_x = grad_y * (2 / sqrt(pi)) * exp(-x * x)
    return grad_x


@rule("math.erfc(x)")
def complementary_error_function(y, x, grad_y):
    """error function: -2/√π exp(-x²)"""
    grad_x = -grad_y * (2 / sqrt(pi)) * exp(-x * x)
    return grad_x


@rule("math.gamma(x)")
def gamma(y, x, grad_y):
    """gamma: itself times digamma"""
    grad_x = grad_y * y * polygamma(0, x)
    return grad_x


@rule("math.lgamma(x)")
def log_gamma(y, x, grad_y):
    """log gamma: digamma"""
    grad_x = grad_y * polygamma(0, x)
    return grad_x


@rule("scalars.polygamma(n, x)")
def next_polygamma(y, n, x, grad_y):
    """polygamma: the next order"""
    grad_x = grad_y * polygamma(n + 1, x)
    return grad_x


@rule("math.fma(x, y, u)")
def fused_multiply_add(z, x, y, u, grad_z):
    """swap multiplier and copier"""
    grad_x = grad_z * y
    grad_y = grad_z * x
    grad_u = grad_z
    return grad_x, grad_y, grad_u


@rule("math.hypot(*xs)")
def hypotenuse_of_many(z, *xs, grad_z):
    """hypotenuse: side over length, 0 at 0"""
    grad_xs = [grad_z * x / (z + (z == 0)) for x in xs]
    return grad_xs


@rule("math.dist(ps, qs)")
def distance(z, ps, qs, grad_z):
    """distance: difference over length, 0 at 0"""
    grad_ps = [grad_z * (p - q) / (z + (z == 0)) for p, q in zip(ps, qs)]
    grad_qs = [grad_z * (q - p) / (z + (z == 0)) for p, q in zip(ps, qs)]
    return grad_ps, grad_qs


@rule("math.fsum(xs)")
def exact_sum(z, xs, grad_z):
    """gradient copier"""
    grad_xs = [grad_z for x in xs]
    return grad_xs


@rule("math.sumprod(ps, qs)")
def sum_of_products(z, ps, qs, grad_z):
    """swap multiplier"""
    grad_ps = [grad_z * q for p, q in zip(ps, qs)]
    grad_qs = [grad_z * p for p, q in zip(ps, qs)]
    return grad_ps, grad_qs


@define("math.modf(x)")
def parts(x):
    return fmod(x, 1.0), float(trunc(x))


@rule(
    "math.ulp(x)",
    "math.isqrt(x)",
    "math.factorial(x)",
)
def flat_of_one(y, x):
    """flat: no gradient"""


@rule("math.comb(n, k)", "math.perm(n, k)", "math.gcd(n, k)", "math.lcm(n, k)")
def flat_of_two(z, n, k):
    """flat: no gradient"""
