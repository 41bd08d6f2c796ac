"""Decompositions of numpy.linalg, and of scipy.linalg where they are the same: Cholesky, SVD, QR.

Each output has its own rule; their gradients add up. Cholesky reads one triangle of a symmetric matrix; the
gradient is symmetric, as in autograd and JAX: half of it in either triangle, so that it is the derivative
along symmetric changes. Where singular values are equal their vectors have no derivative; ``over_gaps``
gives inf or nan there, and 0 where nothing asks for one.

Murray, Differentiation of the Cholesky Decomposition (2016); Townsend, Differentiating the Singular Value
Decomposition (2016); Walter and Lehmann, Algorithmic Differentiation of Linear Algebra Functions (2010).
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import over_gaps

# A = L Lᵀ


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


# A = U diag(s) Vᵀ. Of the square U and V of full_matrices=True, what is beyond the columns of a matrix
# that isn't square is not determined: only the singular values are taken from them.


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[1]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[1]",
    when="not full_matrices",
    shape="any",
)
def singular_values(s, t, a, full_matrices, check_finite, grad_s):
    """singular values: U grad Vᵀ"""
    grad_a = t[0] * grad_s[..., None, :] @ t[2]
    return grad_a


@rule(
    "np.linalg.svd(a, full_matrices=full_matrices, compute_uv=False)",
    "np.linalg.svdvals(a)",
    "scipy.linalg.svd(a, full_matrices=full_matrices, compute_uv=False, check_finite=check_finite)",
    "scipy.linalg.svdvals(a, check_finite=check_finite)",
    shape="any",
    gives="floats",
)
@rule(
    "np.linalg.svd(a, full_matrices=full_matrices)[1]",
    "scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite)[1]",
    shape="any",
)
def singular_values_alone(s, a, full_matrices, check_finite, grad_s):
    """singular values: U grad Vᵀ

    usv: U, s, Vᵀ; no more columns than s is long
    """
    usv = np.linalg.svd(a, full_matrices=False)
    grad_a = usv[0] * grad_s[..., None, :] @ usv[2]
    return grad_a


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[0]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[0]",
    when="not full_matrices",
    shape="any",
)
def left_singular_vectors(u, t, a, full_matrices, check_finite, grad_u):
    """left singular vectors: they turn, by the gaps of s²

    inner: Uᵀ grad U
    turns: over the gaps of s²
    tall: more rows than columns
    beyond: out of their span, where A is tall
    within: turned in their span
    grad_a: left singular vectors: U turns s Vᵀ
    """
    inner = np.swapaxes(u, -1, -2) @ grad_u
    turns = over_gaps(inner, t[1] ** 2)
    tall = np.shape(a)[-2] > np.shape(a)[-1]
    beyond = np.where(tall, (grad_u - u @ inner) / t[1][..., None, :], 0)
    within = u @ (turns + np.swapaxes(turns, -1, -2)) * t[1][..., None, :]
    grad_a = (within + beyond) @ t[2]
    return grad_a


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[2]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[2]",
    when="not full_matrices",
    shape="any",
)
def right_singular_vectors(vh, t, a, full_matrices, check_finite, grad_vh):
    """right singular vectors: they turn, by the gaps of s²

    inner: Vᵀ grad V
    turns: over the gaps of s²
    wide: more columns than rows
    beyond: out of their span, where A is wide
    within: turned in their span
    grad_a: right singular vectors: U s turns Vᵀ
    """
    inner = vh @ np.swapaxes(grad_vh, -1, -2)
    turns = over_gaps(inner, t[1] ** 2)
    wide = np.shape(a)[-2] < np.shape(a)[-1]
    beyond = np.where(wide, (grad_vh - np.swapaxes(inner, -1, -2) @ vh) / t[1][..., None], 0)
    within = t[1][..., None] * ((turns + np.swapaxes(turns, -1, -2)) @ vh)
    grad_a = t[0] @ (within + beyond)
    return grad_a


# A = Q R: the first k columns of R are square, what is beyond them is there where A is wide.


@rule(
    "(t := np.linalg.qr(a, mode=mode))[0]",
    when="mode == 'reduced'",
    shape="any",
)
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[0]",
    when="mode == 'economic'",
    shape="any",
)
def orthogonal_factor(q, t, a, mode, check_finite, grad_q):
    """QR: (grad Q - Q Φ) R⁻ᵀ

    inner: gradᵀ Q
    phi: its lower triangle, mirrored
    k: R has k square columns
    square: of the first k columns, transposed
    """
    inner = np.swapaxes(grad_q, -1, -2) @ q
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    k = np.shape(q)[-1]
    square = np.linalg.solve(t[1][..., :k], np.swapaxes(grad_q - q @ phi, -1, -2))
    grad_a = np.concatenate([np.swapaxes(square, -1, -2), np.zeros_like(a[..., k:])], axis=-1)
    return grad_a


@rule(
    "(t := np.linalg.qr(a, mode=mode))[1]",
    when="mode == 'reduced'",
    shape="any",
)
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[1]",
    when="mode == 'economic'",
    shape="any",
)
def triangular_factor(r, t, a, mode, check_finite, grad_r):
    """QR: (grad Q + Q Φ) R⁻ᵀ

    k: R has k square columns
    pull: grad of Q, by the columns beyond them
    inner: R gradᵀ - (grad Q)ᵀ Q
    phi: its lower triangle, mirrored
    square: of the first k columns, transposed
    """
    k = np.shape(t[0])[-1]
    pull = a[..., k:] @ np.swapaxes(grad_r[..., k:], -1, -2)
    inner = r[..., :k] @ np.swapaxes(grad_r[..., :k], -1, -2) - np.swapaxes(pull, -1, -2) @ t[0]
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    square = np.linalg.solve(r[..., :k], np.swapaxes(pull + t[0] @ phi, -1, -2))
    grad_a = np.concatenate([np.swapaxes(square, -1, -2), t[0] @ grad_r[..., k:]], axis=-1)
    return grad_a


@rule("np.linalg.qr(a, mode=mode)", when="mode == 'r'", shape="any", gives="floats")
def triangular_factor_alone(r, a, mode, grad_r):
    """QR: (grad Q + Q Φ) R⁻ᵀ

    q: the other factor
    k: R has k square columns
    pull: grad of Q, by the columns beyond them
    inner: R gradᵀ - (grad Q)ᵀ Q
    phi: its lower triangle, mirrored
    square: of the first k columns, transposed
    """
    q = np.linalg.qr(a)[0]
    k = np.shape(q)[-1]
    pull = a[..., k:] @ np.swapaxes(grad_r[..., k:], -1, -2)
    inner = r[..., :k] @ np.swapaxes(grad_r[..., :k], -1, -2) - np.swapaxes(pull, -1, -2) @ q
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    square = np.linalg.solve(r[..., :k], np.swapaxes(pull + q @ phi, -1, -2))
    grad_a = np.concatenate([np.swapaxes(square, -1, -2), q @ grad_r[..., k:]], axis=-1)
    return grad_a
