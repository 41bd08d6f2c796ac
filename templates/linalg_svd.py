"""The singular value decomposition, A = U diag(s) Vᵀ, by numpy.linalg, and by scipy.linalg where it is the same.

Each output has its own rule; their gradients add up. Where singular values are equal their vectors have no
derivative; ``over_gaps`` gives inf or nan there, and 0 where nothing asks for one. Of the square U and V of
full_matrices=True, what is beyond the columns of a matrix that isn't square is not determined: of one that isn't
known to be square only the singular values are taken from them.

Townsend, Differentiating the Singular Value Decomposition (2016).
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import over_gaps


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[1]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[1]",
    when="not full_matrices or square(a)",
    shape="any",
)
def singular_values(s, t, a, full_matrices, check_finite, grad_s):
    """singular values: U grad Vᵀ"""
    grad_a = t[0] * grad_s[..., None, :] @ t[2]
    return grad_a


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[1]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[1]",
    when="not full_matrices or square(a)",
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


# Of a square matrix there is nothing beyond their span.


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[0]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[0]",
    when="square(a)",
    shape="a",
)
def left_singular_vectors_of_square(u, t, a, full_matrices, check_finite, grad_u):
    """left singular vectors: they turn, by the gaps of s²

    turns: Uᵀ grad U over the gaps of s²
    grad_a: left singular vectors: U turns s Vᵀ
    """
    turns = over_gaps(u.T @ grad_u, t[1] ** 2)
    grad_a = u @ (turns + turns.T) * t[1] @ t[2]
    return grad_a


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[0]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[0]",
    when="square(a)",
)
def left_singular_vectors_of_square_forward(u, t, a, full_matrices, check_finite, dot_a):
    """left singular vectors: they turn, by the gaps of s²

    inner: Uᵀ dA V
    both: inner s + s innerᵀ
    """
    inner = u.T @ dot_a @ t[2].T
    both = inner * t[1] + t[1][:, None] * inner.T
    dot_u = u @ over_gaps(both, t[1] ** 2)
    return dot_u


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[2]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[2]",
    when="square(a)",
    shape="a",
)
def right_singular_vectors_of_square(vh, t, a, full_matrices, check_finite, grad_vh):
    """right singular vectors: they turn, by the gaps of s²

    turns: Vᵀ grad V over the gaps of s²
    grad_a: right singular vectors: U s turns Vᵀ
    """
    turns = over_gaps(vh @ grad_vh.T, t[1] ** 2)
    grad_a = t[0] * t[1] @ (turns + turns.T) @ vh
    return grad_a


@rule(
    "(t := np.linalg.svd(a, full_matrices=full_matrices))[2]",
    "(t := scipy.linalg.svd(a, full_matrices=full_matrices, check_finite=check_finite))[2]",
    when="square(a)",
)
def right_singular_vectors_of_square_forward(vh, t, a, full_matrices, check_finite, dot_a):
    """right singular vectors: they turn, by the gaps of s²

    inner: Uᵀ dA V
    both: s inner + innerᵀ s
    """
    inner = t[0].T @ dot_a @ vh.T
    both = t[1][:, None] * inner + inner.T * t[1]
    dot_vh = over_gaps(both, t[1] ** 2).T @ vh
    return dot_vh


# Of any other matrix


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
