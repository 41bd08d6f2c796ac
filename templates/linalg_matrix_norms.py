"""Norms of matrices that are no norms of their entries.

Of order 1 and inf: the largest sum of a column, or of a row; of order 2, -2 and "nuc": the largest
singular value, the smallest, their sum. Where the rank isn't known, a vector is taken as one column:
its norms of order 1, 2 and inf are those of that matrix. Of equal ones each gets its share, and the
slope at 0 is 0.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_layout import kept
from flatgen.templates.helpers_linalg import extreme_share


@rule(
    "np.linalg.norm(x, ord=ord, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, keepdims=keepdims, check_finite=check_finite)",
    when="abs(ord) == 1 and rank(x) == 2",
    shape="reduced(x, None, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.matrix_norm(x, keepdims=keepdims, ord=ord)",
    when="abs(ord) == 1",
    shape="reduced(x, (-2, -1), keepdims)",
    gives="floats",
)
def column_norm(y, x, ord, keepdims, check_finite, grad_y):
    """norm of order 1: gradient router to a column, with the signs

    share: of the columns of largest sum
    """
    share = extreme_share(np.sum(np.abs(x), axis=-2, keepdims=True), ord, -1)
    grad_x = kept(grad_y, x, (-2, -1), keepdims) * share * np.sign(x)
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    when="abs(ord) == 1",
    shape="reduced(x, (rows, columns), keepdims)",
    gives="floats",
)
def column_norm_along(y, x, ord, rows, columns, keepdims, grad_y):
    """norm of order 1: gradient router to a column, with the signs

    share: of the columns of largest sum
    """
    share = extreme_share(np.sum(np.abs(x), axis=rows, keepdims=True), ord, columns)
    grad_x = kept(grad_y, x, (rows, columns), keepdims) * share * np.sign(x)
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, keepdims=keepdims, check_finite=check_finite)",
    when="ord == 1",
    shape="reduced(x, None, keepdims)",
    gives="floats",
)
def column_norm_of_any(y, x, ord, keepdims, check_finite, grad_y):
    """norm of order 1: gradient router to a column, with the signs

    rows: a vector is one column
    share: of the columns of largest sum
    """
    rows = np.reshape(x, (np.shape(x)[0], -1))
    share = extreme_share(np.sum(np.abs(rows), axis=0, keepdims=True), ord, 1)
    grad_x = kept(grad_y, x, None, keepdims) * np.reshape(share * np.sign(rows), np.shape(x))
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, keepdims=keepdims, check_finite=check_finite)",
    when="ord - ord != 0 and rank(x) == 2",
    shape="reduced(x, None, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.matrix_norm(x, keepdims=keepdims, ord=ord)",
    when="ord - ord != 0",
    shape="reduced(x, (-2, -1), keepdims)",
    gives="floats",
)
def row_norm(y, x, ord, keepdims, check_finite, grad_y):
    """norm of order inf: gradient router to a row, with the signs

    share: of the rows of largest sum
    """
    share = extreme_share(np.sum(np.abs(x), axis=-1, keepdims=True), ord, -2)
    grad_x = kept(grad_y, x, (-2, -1), keepdims) * share * np.sign(x)
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    when="ord - ord != 0",
    shape="reduced(x, (rows, columns), keepdims)",
    gives="floats",
)
def row_norm_along(y, x, ord, rows, columns, keepdims, grad_y):
    """norm of order inf: gradient router to a row, with the signs

    share: of the rows of largest sum
    """
    share = extreme_share(np.sum(np.abs(x), axis=columns, keepdims=True), ord, rows)
    grad_x = kept(grad_y, x, (rows, columns), keepdims) * share * np.sign(x)
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, keepdims=keepdims, check_finite=check_finite)",
    when="ord - ord != 0",
    shape="reduced(x, None, keepdims)",
    gives="floats",
)
def row_norm_of_any(y, x, ord, keepdims, check_finite, grad_y):
    """norm of order inf: gradient router to a row, with the signs

    rows: a vector is one column
    share: of the rows of largest sum
    """
    rows = np.reshape(x, (np.shape(x)[0], -1))
    share = extreme_share(np.sum(np.abs(rows), axis=1, keepdims=True), ord, 0)
    grad_x = kept(grad_y, x, None, keepdims) * np.reshape(share * np.sign(rows), np.shape(x))
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, keepdims=keepdims, check_finite=check_finite)",
    when="abs(ord) == 2 and rank(x) == 2",
    shape="reduced(x, None, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.matrix_norm(x, keepdims=keepdims, ord=ord)",
    when="abs(ord) == 2",
    shape="reduced(x, (-2, -1), keepdims)",
    gives="floats",
)
def spectral_norm(y, x, ord, keepdims, check_finite, grad_y):
    """spectral norm: u vᵀ, of the largest singular value

    usv: U, s, Vᵀ
    share: of the largest s, 0 at 0
    """
    usv = np.linalg.svd(x, full_matrices=False)
    share = np.sign(usv[1]) * extreme_share(usv[1], ord, -1)
    grad_x = kept(grad_y, x, (-2, -1), keepdims) * (usv[0] * share[..., None, :] @ usv[2])
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    when="abs(ord) == 2",
    shape="reduced(x, (rows, columns), keepdims)",
    gives="floats",
)
def spectral_norm_along(y, x, ord, rows, columns, keepdims, grad_y):
    """spectral norm: u vᵀ, of the largest singular value

    usv: U, s, Vᵀ
    share: of the largest s, 0 at 0
    routed: to u vᵀ
    """
    usv = np.linalg.svd(np.moveaxis(x, (rows, columns), (-2, -1)), full_matrices=False)
    share = np.sign(usv[1]) * extreme_share(usv[1], ord, -1)
    routed = np.moveaxis(usv[0] * share[..., None, :] @ usv[2], (-2, -1), (rows, columns))
    grad_x = kept(grad_y, x, (rows, columns), keepdims) * routed
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, keepdims=keepdims, check_finite=check_finite)",
    when="ord == 2",
    shape="reduced(x, None, keepdims)",
    gives="floats",
)
def spectral_norm_of_any(y, x, ord, keepdims, check_finite, grad_y):
    """spectral norm: u vᵀ, of the largest singular value

    usv: U, s, Vᵀ; a vector is one column
    share: of the largest s, 0 at 0
    routed: to u vᵀ
    """
    usv = np.linalg.svd(np.reshape(x, (np.shape(x)[0], -1)), full_matrices=False)
    share = np.sign(usv[1]) * extreme_share(usv[1], ord, -1)
    routed = np.reshape(usv[0] * share @ usv[2], np.shape(x))
    grad_x = kept(grad_y, x, None, keepdims) * routed
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, keepdims=keepdims, check_finite=check_finite)",
    when="ord == 'nuc'",
    shape="reduced(x, None, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.matrix_norm(x, keepdims=keepdims, ord=ord)",
    when="ord == 'nuc'",
    shape="reduced(x, (-2, -1), keepdims)",
    gives="floats",
)
def nuclear_norm(y, x, ord, keepdims, check_finite, grad_y):
    """nuclear norm: U Vᵀ

    usv: U, s, Vᵀ
    routed: where s is not 0
    """
    usv = np.linalg.svd(x, full_matrices=False)
    routed = usv[0] * np.sign(usv[1])[..., None, :] @ usv[2]
    grad_x = kept(grad_y, x, (-2, -1), keepdims) * routed
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=(rows, columns), keepdims=keepdims)",
    when="ord == 'nuc'",
    shape="reduced(x, (rows, columns), keepdims)",
    gives="floats",
)
def nuclear_norm_along(y, x, ord, rows, columns, keepdims, grad_y):
    """nuclear norm: U Vᵀ

    usv: U, s, Vᵀ
    routed: where s is not 0
    back: its axes in their places
    """
    usv = np.linalg.svd(np.moveaxis(x, (rows, columns), (-2, -1)), full_matrices=False)
    routed = usv[0] * np.sign(usv[1])[..., None, :] @ usv[2]
    back = np.moveaxis(routed, (-2, -1), (rows, columns))
    grad_x = kept(grad_y, x, (rows, columns), keepdims) * back
    return grad_x
