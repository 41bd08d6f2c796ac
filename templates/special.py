"""scipy.special, element by element: sigmoids, error functions, gamma and beta.

Formulas are those of the NIST Digital Library of Mathematical Functions (DLMF).
"""

from flatgen.templates import rule
from flatgen.templates.scalars import divide
from numpy import cos, exp, pi, sin, sqrt, where
from scipy import special as sp


@rule("sp.logit(x)")
def logit(y, x, grad_y):
    """logit: 1 / (x (1 - x))"""
    grad_x = divide(grad_y, x * (1.0 - x))
    return grad_x


@rule("sp.softplus(x)")
def softplus(y, x, grad_y):
    """softplus: its slope is σ"""
    grad_x = grad_y * sp.expit(x)
    return grad_x


@rule("sp.log_expit(x)")
def log_expit(y, x, grad_y):
    """log sigmoid: 1 - σ"""
    grad_x = grad_y * sp.expit(-1.0 * x)
    return grad_x


@rule("sp.erf(x)")
def erf(y, x, grad_y):
    """error function: 2/√π exp(-x²)"""
    grad_x = grad_y * (2 / sqrt(pi)) * exp(-1.0 * x * x)
    return grad_x


@rule("sp.erfc(x)")
def erfc(y, x, grad_y):
    """error function: -2/√π exp(-x²)"""
    grad_x = -grad_y * (2 / sqrt(pi)) * exp(-1.0 * x * x)
    return grad_x


@rule("sp.erfi(x)")
def erfi(y, x, grad_y):
    """error function of an imaginary number: 2/√π exp(x²)"""
    grad_x = grad_y * (2 / sqrt(pi)) * exp(x * x)
    return grad_x


@rule("sp.erfcx(x)")
def erfcx(y, x, grad_y):
    """scaled error function"""
    grad_x = grad_y * (y * 2 * x - 2 / sqrt(pi))
    return grad_x


@rule("sp.erfinv(x)")
def erfinv(y, x, grad_y):
    """inverse: one over the bell curve"""
    grad_x = grad_y * (sqrt(pi) / 2) * exp(y * y)
    return grad_x


@rule("sp.erfcinv(x)")
def erfcinv(y, x, grad_y):
    """inverse: one over the bell curve"""
    grad_x = -grad_y * (sqrt(pi) / 2) * exp(y * y)
    return grad_x


@rule("sp.ndtr(x)")
def ndtr(y, x, grad_y):
    """normal distribution: its density"""
    grad_x = grad_y * exp(-0.5 * x * x) / sqrt(2 * pi)
    return grad_x


@rule("sp.ndtri(x)")
def ndtri(y, x, grad_y):
    """inverse: one over the density"""
    grad_x = grad_y * sqrt(2 * pi) * exp(0.5 * y * y)
    return grad_x


@rule("sp.log_ndtr(x)")
def log_ndtr(y, x, grad_y):
    """log of the normal distribution: density over distribution"""
    grad_x = grad_y * sqrt(2 / pi) / sp.erfcx(-x / sqrt(2))
    return grad_x


@rule("sp.gamma(x)")
def gamma(y, x, grad_y):
    """gamma: itself times digamma"""
    grad_x = grad_y * y * sp.digamma(x)
    return grad_x


@rule("sp.rgamma(x)")
def rgamma(y, x, grad_y):
    """1 / gamma: itself times -digamma

    low: below 1/2 by reflection, DLMF 5.5.3
    high: above 1/2
    swing: Γ(1 - x)
    """
    low = where(x < 0.5, x, 0.25)
    high = where(x < 0.5, 1.0, x)
    swing = sp.gamma(1 - low)
    reflected = swing * (cos(pi * low) - sin(pi * low) * sp.digamma(1 - low) / pi)
    grad_x = grad_y * where(x < 0.5, reflected, -sp.rgamma(high) * sp.digamma(high))
    return grad_x


@rule("sp.gammaln(x)", "sp.loggamma(x)")
def gammaln(y, x, grad_y):
    """log gamma: digamma"""
    grad_x = grad_y * sp.digamma(x)
    return grad_x


@rule("sp.digamma(x)", "sp.psi(x)")
def digamma(y, x, grad_y):
    """digamma: trigamma"""
    grad_x = grad_y * sp.zeta(2, x)
    return grad_x


@rule("sp.polygamma(n, x)")
def polygamma(y, n, x, grad_y):
    """polygamma: the next order"""
    grad_x = grad_y * sp.polygamma(n + 1, x)
    return grad_x


@rule("sp.multigammaln(x, d)", when="d == 1")
def multigammaln(y, x, d, grad_y):
    """log gamma: digamma"""
    grad_x = grad_y * sp.digamma(x)
    return grad_x


@rule("sp.gammasgn(x)")
def gammasgn(y, x):
    """flat: no gradient"""


@rule("sp.gammainc(a, x)", sharp=True)
def gammainc(y, a, x, grad_y):
    """gamma distribution: its density

    density: xᵃ⁻¹ exp(-x) / Γ(a)
    """
    density = exp(sp.xlogy(a - 1, x) - x - sp.gammaln(a))
    grad_x = grad_y * density.astype(y.dtype)
    return grad_x


@rule("sp.gammaincc(a, x)", sharp=True)
def gammaincc(y, a, x, grad_y):
    """gamma distribution: its density

    density: xᵃ⁻¹ exp(-x) / Γ(a)
    """
    density = exp(sp.xlogy(a - 1, x) - x - sp.gammaln(a))
    grad_x = -grad_y * density.astype(y.dtype)
    return grad_x


@rule("sp.beta(a, b)")
def beta(y, a, b, grad_y):
    """beta: itself times the difference of digammas"""
    grad_a = grad_y * y * (sp.digamma(a) - sp.digamma(a + b))
    grad_b = grad_y * y * (sp.digamma(b) - sp.digamma(a + b))
    return grad_a, grad_b


@rule("sp.betaln(a, b)")
def betaln(y, a, b, grad_y):
    """log beta: the difference of digammas"""
    grad_a = grad_y * (sp.digamma(a) - sp.digamma(a + b))
    grad_b = grad_y * (sp.digamma(b) - sp.digamma(a + b))
    return grad_a, grad_b


@rule("sp.betainc(a, b, x)", sharp=True)
def betainc(y, a, b, x, grad_y):
    """beta distribution: its density

    density: xᵃ⁻¹ (1 - x)ᵇ⁻¹ / B(a, b)
    """
    density = exp(sp.xlogy(a - 1, x) + sp.xlog1py(b - 1, -x) - sp.betaln(a, b))
    grad_x = grad_y * density.astype(y.dtype)
    return grad_x
