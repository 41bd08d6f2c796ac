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
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[1]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[1]",
    when="not full_matrices",
)
def singular_values_forward(s, t, a, full_matrices, check_finite, dot_a):
    """singular values: the diagonal of Uᵀ dA V"""
    dot_s = np.sum(t[0] * (dot_a @ np.swapaxes(t[2], -1, -2)), axis=-2)
    return dot_s


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
    "np.linalg.svd(a, full_matrices=full_matrices, compute_uv=False)",
    "np.linalg.svdvals(a)",
    "scipy.linalg.svd(a, full_matrices=full_matrices, compute_uv=False, check_finite=check_finite)",
    "scipy.linalg.svdvals(a, check_finite=check_finite)",
    "np.linalg.svd(a, full_matrices=full_matrices)[1]",
    "scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite)[1]",
)
def singular_values_alone_forward(s, a, full_matrices, check_finite, dot_a):
    """singular values: the diagonal of Uᵀ dA V

    usv: U, s, Vᵀ; no more columns than s is long
    """
    usv = np.linalg.svd(a, full_matrices=False)
    dot_s = np.sum(usv[0] * (dot_a @ np.swapaxes(usv[2], -1, -2)), axis=-2)
    return dot_s


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
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[0]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[0]",
    when="not full_matrices",
)
def left_singular_vectors_forward(u, t, a, full_matrices, check_finite, dot_a):
    """left singular vectors: they turn, by the gaps of s²

    along: dA V
    inner: Uᵀ dA V
    both: inner s + s innerᵀ
    tall: more rows than columns
    beyond: out of their span, where A is tall
    """
    along = dot_a @ np.swapaxes(t[2], -1, -2)
    inner = np.swapaxes(u, -1, -2) @ along
    both = inner * t[1][..., None, :] + t[1][..., None] * np.swapaxes(inner, -1, -2)
    tall = np.shape(a)[-2] > np.shape(a)[-1]
    beyond = np.where(tall, (along - u @ inner) / t[1][..., None, :], 0)
    dot_u = u @ over_gaps(both, t[1] ** 2) + beyond
    return dot_u


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


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[2]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[2]",
    when="not full_matrices",
)
def right_singular_vectors_forward(vh, t, a, full_matrices, check_finite, dot_a):
    """right singular vectors: they turn, by the gaps of s²

    along: Uᵀ dA
    inner: Uᵀ dA V
    both: s inner + innerᵀ s
    wide: more columns than rows
    beyond: out of their span, where A is wide
    """
    along = np.swapaxes(t[0], -1, -2) @ dot_a
    inner = along @ np.swapaxes(vh, -1, -2)
    both = t[1][..., None] * inner + np.swapaxes(inner, -1, -2) * t[1][..., None, :]
    wide = np.shape(a)[-2] < np.shape(a)[-1]
    beyond = np.where(wide, (along - inner @ vh) / t[1][..., None], 0)
    dot_vh = np.swapaxes(over_gaps(both, t[1] ** 2), -1, -2) @ vh + beyond
    return dot_vh


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


@rule("(t := np.linalg.qr(a, mode=mode))[0]", when="mode == 'reduced'")
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[0]",
    when="mode == 'economic'",
)
def orthogonal_factor_forward(q, t, a, mode, check_finite, dot_a):
    """QR: dA R⁻¹ - Q (Qᵀ dA R⁻¹ - turns)

    k: R has k square columns
    share: dA R⁻¹, of the first k columns, transposed
    inner: Qᵀ dA R⁻¹
    turns: its lower triangle, less that mirrored
    """
    k = np.shape(q)[-1]
    share = np.linalg.solve(np.swapaxes(t[1][..., :k], -1, -2), np.swapaxes(dot_a[..., :k], -1, -2))
    inner = np.swapaxes(share @ q, -1, -2)
    turns = np.tril(inner, -1) - np.swapaxes(np.tril(inner, -1), -1, -2)
    dot_q = np.swapaxes(share, -1, -2) + q @ (turns - inner)
    return dot_q


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


@rule("(t := np.linalg.qr(a, mode=mode))[1]", when="mode == 'reduced'")
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[1]",
    when="mode == 'economic'",
)
def triangular_factor_forward(r, t, a, mode, check_finite, dot_a):
    """QR: Qᵀ dA - turns R

    k: R has k square columns
    share: dA R⁻¹, of the first k columns, transposed
    inner: Qᵀ dA R⁻¹
    turns: its lower triangle, less that mirrored
    """
    k = np.shape(t[0])[-1]
    share = np.linalg.solve(np.swapaxes(r[..., :k], -1, -2), np.swapaxes(dot_a[..., :k], -1, -2))
    inner = np.swapaxes(share @ t[0], -1, -2)
    turns = np.tril(inner, -1) - np.swapaxes(np.tril(inner, -1), -1, -2)
    dot_r = np.triu(np.swapaxes(t[0], -1, -2) @ dot_a - turns @ r)
    return dot_r


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


@rule("np.linalg.qr(a, mode=mode)", when="mode == 'r'")
def triangular_factor_alone_forward(r, a, mode, dot_a):
    """QR: Qᵀ dA - turns R

    q: the other factor
    k: R has k square columns
    share: dA R⁻¹, of the first k columns, transposed
    inner: Qᵀ dA R⁻¹
    turns: its lower triangle, less that mirrored
    """
    q = np.linalg.qr(a)[0]
    k = np.shape(q)[-1]
    share = np.linalg.solve(np.swapaxes(r[..., :k], -1, -2), np.swapaxes(dot_a[..., :k], -1, -2))
    inner = np.swapaxes(share @ q, -1, -2)
    turns = np.tril(inner, -1) - np.swapaxes(np.tril(inner, -1), -1, -2)
    dot_r = np.triu(np.swapaxes(q, -1, -2) @ dot_a - turns @ r)
    return dot_r
