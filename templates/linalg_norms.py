"""Norms of vectors, and those of matrices that are norms of their entries; linalg_matrix_norms.py has
the others.

A norm has slope 0 at 0, and equal largest entries share the gradient. ``kept`` puts reduced axes back;
``extreme_share`` is 1 for the largest or smallest entry.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_layout import kept
from flatgen.templates.helpers_linalg import extreme_share

# The Euclidean norm. Its square has no singular point.


@rule(
    "np.linalg.norm(x, axis=axis, keepdims=keepdims) ** 2",
    "scipy.linalg.norm(x, axis=axis, keepdims=keepdims) ** 2",
    "np.linalg.vector_norm(x, axis=axis, keepdims=keepdims) ** 2",
    "np.square(np.linalg.norm(x, axis=axis, keepdims=keepdims))",
    "np.power(np.linalg.norm(x, axis=axis, keepdims=keepdims), 2)",
    "np.linalg.norm(x, axis=axis, keepdims=keepdims)"
    " * np.linalg.norm(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
)
def squared_norm(y, x, axis, keepdims, grad_y):
    """squared norm: 2 x"""
    grad_x = kept(grad_y, x, axis, keepdims) * 2 * x
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord in (None, 'fro') or ord == 2 and (isinstance(axis, int) or whole(axis))",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
    complex=True,
)
@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord == 2 and axis is None and rank(x) == 1",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
    complex=True,
)
@rule(
    "np.linalg.vector_norm(x, axis=axis, keepdims=keepdims, ord=ord)",
    when="ord == 2",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
    complex=True,
)
def euclidean_norm(y, x, ord, axis, keepdims, check_finite, grad_y):
    """norm: x over its length, 0 at 0

    length: 1 in place of 0
    """
    length = y + (y == 0)
    grad_x = kept(grad_y / length, x, axis, keepdims) * x
    return grad_x


@rule(
    "np.linalg.matrix_norm(x, keepdims=keepdims, ord=ord)",
    when="ord == 'fro'",
    shape="reduced(x, (-2, -1), keepdims)",
    gives="floats",
)
def frobenius_norm(y, x, keepdims, ord, grad_y):
    """norm: x over its length, 0 at 0

    length: 1 in place of 0
    """
    length = y + (y == 0)
    grad_x = kept(grad_y / length, x, (-2, -1), keepdims) * x
    return grad_x


# Other norms of vectors


@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord == 0",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.vector_norm(x, axis=axis, keepdims=keepdims, ord=ord)",
    when="ord == 0",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
def number_of_entries(y, x, ord, axis, keepdims, check_finite):
    """flat: no gradient"""


@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord == 1 and (isinstance(axis, int) or whole(axis))",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord == 1 and axis is None and rank(x) == 1",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.vector_norm(x, axis=axis, keepdims=keepdims, ord=ord)",
    when="ord == 1",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
def sum_norm(y, x, ord, axis, keepdims, check_finite, grad_y):
    """norm of order 1: the signs"""
    grad_x = kept(grad_y, x, axis, keepdims) * np.sign(x)
    return grad_x


@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord - ord != 0 and (isinstance(axis, int) or whole(axis))",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord - ord != 0 and axis is None and rank(x) == 1",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.vector_norm(x, axis=axis, keepdims=keepdims, ord=ord)",
    when="ord - ord != 0",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
def extreme_norm(y, x, ord, axis, keepdims, check_finite, grad_y):
    """norm of order inf: gradient router, with the sign

    share: of the largest entries, or the smallest
    """
    share = np.sign(x) * extreme_share(np.abs(x), ord, axis)
    grad_x = kept(grad_y, x, axis, keepdims) * share
    return grad_x


# (|x| / |x|_p) ** (p - 1): 0 where x is 0, and where the norm is.


@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord - ord == 0 and (isinstance(axis, int) or whole(axis))",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims)",
    "scipy.linalg.norm(x, ord=ord, axis=axis, keepdims=keepdims, check_finite=check_finite)",
    when="ord - ord == 0 and axis is None and (abs(ord) not in (1, 2) or rank(x) == 1)",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
@rule(
    "np.linalg.vector_norm(x, axis=axis, keepdims=keepdims, ord=ord)",
    when="ord - ord == 0",
    shape="reduced(x, axis, keepdims)",
    gives="floats",
)
def power_norm(y, x, ord, axis, keepdims, check_finite, grad_y):
    """norm of order p: the share of each, to the p - 1, with its sign

    length: 1 in place of 0
    size: 1 in place of 0
    upstream: 0 where the norm is
    """
    length = kept(y + (y == 0), x, axis, keepdims)
    size = np.abs(x) + (x == 0)
    upstream = kept(grad_y * np.sign(y), x, axis, keepdims)
    grad_x = upstream * np.sign(x) * (size / length) ** (ord - 1)
    return grad_x


@rule("extreme_share(x, ord, axis)", shape="x", gives="floats")
def flat(y, x, ord, axis):
    """flat: no gradient"""
