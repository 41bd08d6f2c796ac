"""Cholesky's decomposition, A = L Lᵀ, by numpy.linalg and scipy.linalg.

It reads one triangle of a symmetric matrix; the gradient is symmetric, as in autograd and JAX: half of it in
either triangle, so that it is the derivative along symmetric changes.

Murray, Differentiation of the Cholesky Decomposition (2016).
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule


@rule("np.linalg.cholesky(a)", shape="a", gives="floats")
@rule(
    "scipy.linalg.cholesky(a, lower=lower, check_finite=check_finite)",
    when="lower",
    shape="a",
    gives="floats",
)
def cholesky(y, a, lower, check_finite, grad_y):
    """Cholesky: ½ L⁻ᵀ Φ L⁻¹, in both triangles

    inner: Lᵀ grad L
    phi: its lower triangle, mirrored
    inverse: L⁻¹
    """
    inner = np.swapaxes(y, -1, -2) @ grad_y
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    inverse = np.linalg.inv(y)
    grad_a = np.swapaxes(inverse, -1, -2) @ phi @ inverse / 2
    return grad_a


@rule("np.linalg.cholesky(a)")
@rule("scipy.linalg.cholesky(a, lower=lower, check_finite=check_finite)", when="lower")
def cholesky_forward(y, a, lower, check_finite, dot_a):
    """Cholesky: L Φ, Φ the lower half of L⁻¹ dA L⁻ᵀ

    inverse: L⁻¹
    inner: L⁻¹ (dA + dAᵀ) L⁻ᵀ
    """
    inverse = np.linalg.inv(y)
    inner = inverse @ (dot_a + np.swapaxes(dot_a, -1, -2)) @ np.swapaxes(inverse, -1, -2)
    dot_y = y @ (np.tril(inner) + np.tril(inner, -1)) / 4
    return dot_y


@rule(
    "scipy.linalg.cholesky(a, lower=lower, check_finite=check_finite)",
    when="not lower",
    shape="a",
    gives="floats",
)
def cholesky_upper(y, a, lower, check_finite, grad_y):
    """Cholesky: ½ U⁻¹ Φ U⁻ᵀ, in both triangles

    inner: U grad Uᵀ
    phi: its lower triangle, mirrored
    inverse: U⁻¹
    """
    inner = y @ np.swapaxes(grad_y, -1, -2)
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    inverse = np.linalg.inv(y)
    grad_a = inverse @ phi @ np.swapaxes(inverse, -1, -2) / 2
    return grad_a


@rule("scipy.linalg.cholesky(a, lower=lower, check_finite=check_finite)", when="not lower")
def cholesky_upper_forward(y, a, lower, check_finite, dot_a):
    """Cholesky: Φ U, Φ the upper half of U⁻ᵀ dA U⁻¹

    inverse: U⁻¹
    inner: U⁻ᵀ (dA + dAᵀ) U⁻¹
    """
    inverse = np.linalg.inv(y)
    inner = np.swapaxes(inverse, -1, -2) @ (dot_a + np.swapaxes(dot_a, -1, -2)) @ inverse
    dot_y = (np.triu(inner) + np.triu(inner, 1)) @ y / 4
    return dot_y
