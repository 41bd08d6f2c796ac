"""scipy.special, element by element: entropies, and functions of statistics and learning."""

from flatgen.templates import rule
from numpy import hypot, log, log1p, maximum, power, sign, where
from scipy import special as sp


@rule("sp.xlogy(x, y)", sharp=True)
def xlogy(z, x, y, grad_z):
    """x log y"""
    grad_x = grad_z * log(y)
    grad_y = grad_z * x / where((x == 0) * (y == 0), 1, y)
    return grad_x, grad_y


@rule("sp.xlog1py(x, y)", sharp=True)
def xlog1py(z, x, y, grad_z):
    """x log (1 + y)"""
    grad_x = grad_z * log1p(y)
    grad_y = grad_z * x / where((x == 0) * (y == -1), 1, 1.0 + y)
    return grad_x, grad_y


@rule("sp.entr(x)", sharp=True)
def entr(y, x, grad_y):
    """entropy: -1 - log x"""
    grad_x = grad_y * (-1 - log(x))
    return grad_x


@rule("sp.rel_entr(x, y)", sharp=True)
def rel_entr(z, x, y, grad_z):
    """relative entropy: x log (x / y)

    ratio: x / y, 0 at 0 / 0
    """
    ratio = x / where((x == 0) * (y == 0), 1.0 + x, y)
    grad_x = grad_z * (1 + log(ratio))
    grad_y = -grad_z * ratio
    return grad_x, grad_y


@rule("sp.kl_div(x, y)", sharp=True)
def kl_div(z, x, y, grad_z):
    """divergence: x log (x / y) - x + y

    ratio: x / y, 0 at 0 / 0
    """
    ratio = x / where((x == 0) * (y == 0), 1.0 + x, y)
    grad_x = grad_z * log(ratio)
    grad_y = grad_z * (1 - ratio)
    return grad_x, grad_y


@rule("sp.boxcox(x, c)", sharp=True)
def boxcox(y, x, c, grad_y):
    """Box-Cox: a power of x

    grad_c: Box-Cox: y = L (exp(c L) - 1) / (c L) by its exponent, L = log x
    """
    grad_x = grad_y * power(1.0 * x, c - 1)
    grad_c = grad_y * log(x) ** 2 * sp.hyp1f1(2, 3, c * log(x)) / 2
    return grad_x, grad_c


@rule("sp.boxcox1p(x, c)", sharp=True)
def boxcox1p(y, x, c, grad_y):
    """Box-Cox: a power of 1 + x

    grad_c: Box-Cox: y = L (exp(c L) - 1) / (c L) by its exponent, L = log(1 + x)
    """
    grad_x = grad_y * power(1.0 + x, c - 1)
    grad_c = grad_y * log1p(x) ** 2 * sp.hyp1f1(2, 3, c * log1p(x)) / 2
    return grad_x, grad_c


@rule("sp.huber(d, x)")
def huber(y, d, x, grad_y):
    """Huber: the residual, clipped

    grad_d: Huber: what is clipped off
    """
    grad_d = grad_y * maximum(abs(x) - d, 0)
    grad_x = grad_y * where(abs(x) <= d, x, d * sign(x))
    return grad_d, grad_x


@rule("sp.pseudo_huber(d, x)")
def pseudo_huber(y, d, x, grad_y):
    """pseudo-Huber: the residual, bent

    length: √(d² + x²)
    root: 1 in place of 0
    """
    length = hypot(d, x)
    root = length + (length == 0)
    grad_d = grad_y * (root - d) ** 2 / root
    grad_x = grad_y * d * x / root
    return grad_d, grad_x
