"""scipy.special, element by element: Bessel functions.

DLMF, the NIST Digital Library of Mathematical Functions: 10.6 and 10.29.
"""

import numpy as np
from flatgen.templates import rule
from numpy import sign
from scipy import special as sp


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


@rule("sp.jv(n, x)", "sp.jn(n, x)", sharp=True)
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


@rule("sp.iv(n, x)", sharp=True)
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


@rule(
    "np.astype(sp.spherical_jn(n, x), like.dtype)", when="n > 0 and floating(like)", gives="floats"
)
def spherical_jn_like(y, n, x, like, grad_y):
    """Bessel: DLMF 10.51.2

    slope: 2 n + 1 times it
    """
    slope = n * sp.spherical_jn(n - 1, x) - (n + 1) * sp.spherical_jn(n + 1, x)
    grad_x = grad_y * slope.astype(like.dtype) / (2 * n + 1)
    grad_like = 0.0
    return grad_x, grad_like


@rule("np.astype(sp.spherical_jn(n, x), dtype)", when="n > 0")
def spherical_jn_of_a_kind(y, n, x, dtype, grad_y):
    """Bessel: DLMF 10.51.2

    slope: 2 n + 1 times it
    """
    slope = n * sp.spherical_jn(n - 1, x) - (n + 1) * sp.spherical_jn(n + 1, x)
    grad_x = grad_y * slope.astype(dtype) / (2 * n + 1)
    return grad_x


@rule("sp.spherical_jn(n, x)", when="n > 0")
def spherical_jn(y, n, x, grad_y):
    """Bessel: DLMF 10.51.2"""
    grad_x = (
        grad_y * (n * sp.spherical_jn(n - 1, x) - (n + 1) * sp.spherical_jn(n + 1, x)) / (2 * n + 1)
    )
    return grad_x
