"""scipy.special, element by element.

Formulas are those of the NIST Digital Library of Mathematical Functions (DLMF).
"""

from flatgen.templates import rule
from numpy import cos, exp, float_power, log, log1p, pi, sign, sin, sqrt, where
from scipy import special as sp


@rule("sp.logit(x)")
def logit(y, x, grad_y):
    """logit: 1 / (x (1 - x))"""
    grad_x = grad_y / (x * (1.0 - x))
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
    grad_x = grad_y * exp(-0.5 * x * x - y) / sqrt(2 * pi)
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


@rule("sp.gammaln(x)")
def gammaln(y, x, grad_y):
    """log gamma: digamma"""
    grad_x = grad_y * sp.digamma(x)
    return grad_x


@rule("sp.digamma(x)", "sp.psi(x)")
def digamma(y, x, grad_y):
    """digamma: trigamma"""
    grad_x = grad_y * sp.polygamma(1, x)
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


@rule("sp.gammainc(a, x)")
def gammainc(y, a, x, grad_y):
    """gamma distribution: its density"""
    grad_x = grad_y * exp(sp.xlogy(a - 1, x) - x - sp.gammaln(a))
    return grad_x


@rule("sp.gammaincc(a, x)")
def gammaincc(y, a, x, grad_y):
    """gamma distribution: its density"""
    grad_x = -grad_y * exp(sp.xlogy(a - 1, x) - x - sp.gammaln(a))
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


@rule("sp.betainc(a, b, x)")
def betainc(y, a, b, x, grad_y):
    """beta distribution: its density"""
    grad_x = grad_y * exp(sp.xlogy(a - 1, x) + sp.xlog1py(b - 1, -x) - sp.betaln(a, b))
    return grad_x


# Bessel functions: DLMF 10.6 and 10.29.


@rule("sp.j0(x)")
def j0(y, x, grad_y):
    """Bessel: -J₁"""
    grad_x = -grad_y * sp.j1(x)
    return grad_x


@rule("sp.j1(x)")
def j1(y, x, grad_y):
    """Bessel: half the difference of its neighbours"""
    grad_x = grad_y * (sp.j0(x) - sp.jv(2, x)) / 2
    return grad_x


@rule("sp.jv(n, x)", "sp.jn(n, x)")
def jv(y, n, x, grad_y):
    """Bessel: half the difference of its neighbours"""
    grad_x = grad_y * (sp.jv(n - 1, x) - sp.jv(n + 1, x)) / 2
    return grad_x


@rule("sp.y0(x)")
def y0(y, x, grad_y):
    """Bessel: -Y₁"""
    grad_x = -grad_y * sp.y1(x)
    return grad_x


@rule("sp.y1(x)")
def y1(y, x, grad_y):
    """Bessel: half the difference of its neighbours"""
    grad_x = grad_y * (sp.y0(x) - sp.yv(2, x)) / 2
    return grad_x


@rule("sp.yv(n, x)", "sp.yn(n, x)")
def yv(y, n, x, grad_y):
    """Bessel: half the difference of its neighbours"""
    grad_x = grad_y * (sp.yv(n - 1, x) - sp.yv(n + 1, x)) / 2
    return grad_x


@rule("sp.i0(x)")
def i0(y, x, grad_y):
    """Bessel: I₁"""
    grad_x = grad_y * sp.i1(x)
    return grad_x


@rule("sp.i1(x)")
def i1(y, x, grad_y):
    """Bessel: half the sum of its neighbours"""
    grad_x = grad_y * (sp.i0(x) + sp.iv(2, x)) / 2
    return grad_x


@rule("sp.iv(n, x)")
def iv(y, n, x, grad_y):
    """Bessel: half the sum of its neighbours"""
    grad_x = grad_y * (sp.iv(n - 1, x) + sp.iv(n + 1, x)) / 2
    return grad_x


@rule("sp.i0e(x)")
def i0e(y, x, grad_y):
    """scaled Bessel: I₁ less the scale's own slope"""
    grad_x = grad_y * (sp.i1e(x) - sign(x) * y)
    return grad_x


@rule("sp.i1e(x)")
def i1e(y, x, grad_y):
    """scaled Bessel: half the sum of its neighbours, less the scale's own slope"""
    grad_x = grad_y * ((sp.i0e(x) + sp.ive(2, x)) / 2 - sign(x) * y)
    return grad_x


@rule("sp.ive(n, x)")
def ive(y, n, x, grad_y):
    """scaled Bessel: half the sum of its neighbours, less the scale's own slope"""
    grad_x = grad_y * ((sp.ive(n - 1, x) + sp.ive(n + 1, x)) / 2 - sign(x) * y)
    return grad_x


@rule("sp.k0(x)")
def k0(y, x, grad_y):
    """Bessel: -K₁"""
    grad_x = -grad_y * sp.k1(x)
    return grad_x


@rule("sp.k1(x)")
def k1(y, x, grad_y):
    """Bessel: half the sum of its neighbours"""
    grad_x = -grad_y * (sp.k0(x) + sp.kv(2, x)) / 2
    return grad_x


@rule("sp.kv(n, x)", "sp.kn(n, x)")
def kv(y, n, x, grad_y):
    """Bessel: half the sum of its neighbours"""
    grad_x = -grad_y * (sp.kv(n - 1, x) + sp.kv(n + 1, x)) / 2
    return grad_x


@rule("sp.spherical_jn(n, x)", when="n == 0")
def spherical_j0(y, n, x, grad_y):
    """Bessel: -j₁"""
    grad_x = -grad_y * sp.spherical_jn(1, x)
    return grad_x


@rule("sp.spherical_jn(n, x)", when="n > 0")
def spherical_jn(y, n, x, grad_y):
    """Bessel: DLMF 10.51.2"""
    grad_x = (
        grad_y * (n * sp.spherical_jn(n - 1, x) - (n + 1) * sp.spherical_jn(n + 1, x)) / (2 * n + 1)
    )
    return grad_x


# Entropies and other functions of information.


@rule("sp.xlogy(x, y)")
def xlogy(z, x, y, grad_z):
    """x log y"""
    grad_x = grad_z * log(y)
    grad_y = grad_z * x / y
    return grad_x, grad_y


@rule("sp.xlog1py(x, y)")
def xlog1py(z, x, y, grad_z):
    """x log (1 + y)"""
    grad_x = grad_z * log1p(y)
    grad_y = grad_z * x / (1.0 + y)
    return grad_x, grad_y


@rule("sp.entr(x)")
def entr(y, x, grad_y):
    """entropy: -1 - log x"""
    grad_x = grad_y * (-1 - log(x))
    return grad_x


@rule("sp.rel_entr(x, y)")
def rel_entr(z, x, y, grad_z):
    """relative entropy: x log (x / y)"""
    grad_x = grad_z * (1 + log(x / y))
    grad_y = -grad_z * x / y
    return grad_x, grad_y


@rule("sp.kl_div(x, y)")
def kl_div(z, x, y, grad_z):
    """divergence: x log (x / y) - x + y"""
    grad_x = grad_z * log(x / y)
    grad_y = grad_z * (1 - x / y)
    return grad_x, grad_y


@rule("sp.boxcox(x, c)")
def boxcox(y, x, c, grad_y):
    """Box-Cox: a power of x"""
    grad_x = grad_y * float_power(x, c - 1)
    return grad_x


@rule("sp.boxcox1p(x, c)")
def boxcox1p(y, x, c, grad_y):
    """Box-Cox: a power of 1 + x"""
    grad_x = grad_y * float_power(1.0 + x, c - 1)
    return grad_x


@rule("sp.huber(d, x)")
def huber(y, d, x, grad_y):
    """Huber: the residual, clipped"""
    grad_x = grad_y * where(abs(x) <= d, x, d * sign(x))
    return grad_x


@rule("sp.pseudo_huber(d, x)")
def pseudo_huber(y, d, x, grad_y):
    """pseudo-Huber: the residual, bent"""
    grad_x = grad_y * x / sqrt(1 + (x / d) ** 2)
    return grad_x


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


@rule("sp.spence(x)")
def spence(y, x, grad_y):
    """dilogarithm: log(x) / (1 - x)"""
    grad_x = -grad_y * sp.hyp2f1(1, 1, 2, 1.0 - x)
    return grad_x


@rule("sp.ellipe(m)")
def ellipe(y, m, grad_y):
    """elliptic integral: DLMF 19.5.2, by terms"""
    grad_m = -grad_y * (pi / 8) * sp.hyp2f1(0.5, 1.5, 2, m)
    return grad_m


@rule("sp.ellipk(m)")
def ellipk(y, m, grad_y):
    """elliptic integral: DLMF 19.5.1, by terms"""
    grad_m = grad_y * (pi / 8) * sp.hyp2f1(1.5, 1.5, 2, m)
    return grad_m


@rule("sp.zeta(x, q)")
def zeta(y, x, q, grad_y):
    """Hurwitz zeta: DLMF 25.11.17"""
    grad_q = -grad_y * x * sp.zeta(x + 1, q)
    return grad_q
