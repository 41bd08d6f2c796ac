"""Spellings of one value: patterns have a reduction with its axis kept as ``keepdims=True``, a transpose as ``x.T``.

The largest entries of rows, to be taken from them, are ``np.max(x, axis=1)[:, None]``, ``[..., None]``,
``.reshape(-1, 1)``, ``np.expand_dims(.., -1)``.
"""

import numpy as np
from flatgen.templates import form


@form("abs(x)", "np.absolute(x)", "np.fabs(x)")
def absolute(x):
    return np.abs(x)


@form("np.log(1 + np.exp(x))", "np.log(np.exp(x) + 1)")
def logarithm_of_one_more(x):
    return np.log1p(np.exp(x))


# A new axis


@form("x[:, None]", "np.reshape(x, (-1, 1))", when="rank(x) == 1")
def column(x):
    return np.expand_dims(x, -1)


@form("x[:, None]")
def second_axis(x):
    return np.expand_dims(x, 1)


@form("x[:, :, None]")
def third_axis(x):
    return np.expand_dims(x, 2)


@form("x[..., None]")
def last_axis(x):
    return np.expand_dims(x, -1)


@form("np.expand_dims(np.log(x), axis)")
def expanded_below_the_logarithm(x, axis):
    return np.log(np.expand_dims(x, axis))


# A transpose


@form("np.swapaxes(x, axis1, axis2)", when="rank(x) == 2 and axis1 % 2 != axis2 % 2")
def transposed(x, axis1, axis2):
    return x.T


@form("np.transpose(x, axes)", when="axes in ((0, 2, 1), (0, 1, 3, 2))")
def transposed_in_a_stack(x, axes):
    return np.swapaxes(x, -1, -2)


# The axis of a reduction


@form("np.expand_dims(np.sum(x, axis=axis), axis)")
def sum_kept(x, axis):
    return np.sum(x, axis=axis, keepdims=True)


@form("np.expand_dims(np.max(x, axis=axis), axis)")
def maximum_kept(x, axis):
    return np.max(x, axis=axis, keepdims=True)


@form("np.expand_dims(np.mean(x, axis=axis), axis)")
def mean_kept(x, axis):
    return np.mean(x, axis=axis, keepdims=True)


@form("np.expand_dims(np.var(x, axis=axis), axis)")
def variance_kept(x, axis):
    return np.var(x, axis=axis, keepdims=True)


@form("np.expand_dims(np.sum(x, axis=axis), place)", when="abs(axis - place) == rank(x)")
def sum_kept_from_the_other_end(x, axis, place):
    return np.sum(x, axis=axis, keepdims=True)


@form("np.expand_dims(np.mean(x, axis=axis), place)", when="abs(axis - place) == rank(x)")
def mean_kept_from_the_other_end(x, axis, place):
    return np.mean(x, axis=axis, keepdims=True)


@form("np.expand_dims(np.var(x, axis=axis), place)", when="abs(axis - place) == rank(x)")
def variance_kept_from_the_other_end(x, axis, place):
    return np.var(x, axis=axis, keepdims=True)


@form("np.expand_dims(np.max(x, axis=axis), place)", when="abs(axis - place) == rank(x)")
def maximum_kept_from_the_other_end(x, axis, place):
    return np.max(x, axis=axis, keepdims=True)


@form(
    "np.max(x, axis=1, keepdims=True)[:, 0]", "np.squeeze(np.max(x, axis=1, keepdims=True), axis=1)"
)
def maximum_of_rows(x):
    return np.max(x, axis=1)


@form("np.squeeze(np.max(x, axis=axis, keepdims=True), axis=axis)")
def maximum_squeezed(x, axis):
    return np.max(x, axis=axis)
