"""Helpers on arrays, for linear algebra."""

import numpy as np
from scipy.linalg import fractional_matrix_power


def as_columns(x, a):
    """Return x, a solution by the matrix a, as a matrix: a vector as its one column."""
    return x[..., None] if np.ndim(x) < np.ndim(a) else x


def cofactors(a):
    """Return the derivative of det(a): det(a) inv(a).T, and its limit where a is singular."""
    u, s, vh = np.linalg.svd(a)
    own = np.eye(s.shape[-1], dtype=bool)
    others = np.prod(np.where(own, 1, s[..., None, :]), axis=-1)
    return np.linalg.det(u @ vh)[..., None, None] * (u * others[..., None, :]) @ vh


# fmt: off
def curvature(grad, a):
    """Return the gradient of cofactors(a), which is its derivative along grad, too; singular or not."""
    u, s, vh = np.linalg.svd(a)
    own = np.eye(s.shape[-1], dtype=bool)
    pairs = own[:, None] | own  # [i, j, k]: whether k is i or j
    others = np.where(
        own, 0, np.prod(np.where(pairs, 1, s[..., None, None, :]), axis=-1)
    )
    inner = np.swapaxes(u, -1, -2) @ grad @ np.swapaxes(vh, -1, -2)
    trace = np.sum(others * np.diagonal(inner, 0, -2, -1)[..., None, :], axis=-1)
    middle = np.where(own, trace[..., None], -others * np.swapaxes(inner, -1, -2))
    return np.linalg.det(u @ vh)[..., None, None] * u @ middle @ vh
# fmt: on


def over_gaps(m, w):
    """Return m[i, j] / (w[j] - w[i]), and 0 on the diagonal and wherever m is 0."""
    gaps = w[..., None, :] - w[..., None]
    apart = (m != 0) & ~np.eye(w.shape[-1], dtype=bool)
    return np.divide(m, gaps, out=np.zeros_like(m * gaps), where=apart)


# fmt: off
def extreme_share(x, ord, axis=None):
    """Return 1 for the largest along axis, the smallest if ord < 0; equal ones share it."""
    extreme = (np.min if ord < 0 else np.max)(x, axis=axis, keepdims=True)
    return (x == extreme) / np.sum(
        x == extreme, axis=axis, keepdims=True, dtype=x.dtype
    )
# fmt: on


def triangle(x, lower, unit_diagonal=False):
    """Return the triangle of x, without the diagonal if that is taken to be 1; zeros elsewhere."""
    k = 1 if unit_diagonal else 0
    return np.tril(x, -k) if lower else np.triu(x, k)


def diagonal_sums(x):
    """Return the sum of each diagonal of x, from the lowest, one entry, to the highest."""
    m, n = x.shape[-2:]
    sums = np.zeros((*x.shape[:-2], max(m + n - 1, 0)), x.dtype)
    for i in range(m):
        sums[..., m - 1 - i : m - 1 - i + n] += x[..., i, :]
    return sums


def on_diagonal(d, x, offset=0, axis1=0, axis2=1):
    """Return zeros of the shape of x with d on the diagonal along two axes."""
    z = np.zeros_like(x) * 1.0
    i = np.arange(np.diagonal(z, offset, axis1, axis2).shape[-1])
    planes = np.moveaxis(z, (axis1, axis2), (-2, -1))
    planes[..., i - min(offset, 0), i + max(offset, 0)] = d
    return z


def undo_diag(grad, x, k=0):
    """Return the gradient of np.diag(x, k): the diagonal for a vector, a matrix for a matrix."""
    return np.diagonal(grad, k).copy() if np.ndim(x) == 1 else on_diagonal(grad, x, k)


def dot_left(grad, x, y):
    """Return the gradient of x in np.dot(x, y)."""
    if np.ndim(x) == 0:
        return np.sum(grad * y)
    if np.ndim(y) > 1:
        y = np.swapaxes(y, -1, -2)
    return np.tensordot(grad, y, max(np.ndim(y) - 1, 0))


def dot_right(grad, x, y):
    """Return the gradient of y in np.dot(x, y)."""
    if np.ndim(y) == 0:
        return np.sum(grad * x)
    if np.ndim(x) == 0:
        return x * grad
    gradient = np.tensordot(np.moveaxis(x, -1, 0), grad, np.ndim(x) - 1)
    return np.moveaxis(gradient, 0, -2) if np.ndim(y) > 1 else gradient


def summed_axes(x, y, axes):
    """Return the axes of x, and those of y, that np.tensordot(x, y, axes) sums over."""
    if np.ndim(axes) == 0:
        return list(range(np.ndim(x) - axes, np.ndim(x))), list(range(axes))
    return np.atleast_1d(axes[0]), np.atleast_1d(axes[1])


def kron_blocks(grad, x, y):
    """Return a matrix of the form of np.kron(x, y) with the axes of x first, then those of y."""
    n = max(np.ndim(x), np.ndim(y))
    rows, columns = [(1,) * (n - np.ndim(v)) + np.shape(v) for v in (x, y)]
    woven = np.reshape(grad, [size for pair in zip(rows, columns) for size in pair])
    blocks = np.transpose(woven, [*range(0, 2 * n, 2), *range(1, 2 * n, 2)])
    return np.reshape(blocks, np.shape(x) + np.shape(y))


def real_power(a, p):
    """Return the power p of a matrix: of a matrix that has a real one, complex only by rounding."""
    return np.real(fractional_matrix_power(a, p))
