"""numpy's functions and methods that change an array in place, as the value that it has afterwards."""

import numpy as np
from flatgen.templates import rule, update
from flatgen.templates.helpers_layout import placed_along, unfilled, with_diagonal


@update("z.sort()")
def sorted_in_place(z):
    return np.sort(z)


@update("z.sort(axis=axis)")
def sorted_along(z, axis):
    return np.sort(z, axis=axis)


@update("z.fill(value)")
def filled(z, value):
    return np.full_like(z, value)


@update("np.fill_diagonal(z, value)")
def filled_along_diagonal(z, value):
    return with_diagonal(z, value)


@update("np.copyto(z, value)")
def copied_over(z, value):
    return np.full_like(z, value)


@update("np.copyto(z, value, where=where)")
def copied_where(z, value, where):
    whole = z
    whole[...] = np.where(where, value, z)  # it may have leading axes of 1
    return whole


@update("np.put_along_axis(z, indices, value, axis)")
def filled_by_indices(z, indices, value, axis):
    return placed_along(z, indices, value, axis)


@rule("placed_along(x, indices, v, axis)", shape="x", gives="x", stretches=True, complex=True)
def placed_along_again(y, x, indices, v, axis, grad_y):
    """overwritten: no gradient gets through

    share: of each
    order: in which it is written
    last: which stays
    grad_v: gradient router: to what was written, of repeats to the last
    """
    share = np.take_along_axis(grad_y, indices, axis)
    order = np.reshape(np.arange(np.size(share)), np.shape(share))
    last = placed_along(np.zeros(np.shape(x), int), indices, order, axis)
    grad_x = placed_along(grad_y, indices, 0.0, axis)
    grad_v = np.where(np.take_along_axis(last, indices, axis) == order, share, 0)
    return grad_x, grad_v


@rule(
    "with_diagonal(x, v)",
    shape="x",
    when="rank(v) < 2",
    gives="x",
    stretches=True,
    picks=True,
    complex=True,
)
def with_diagonal_again(y, x, v, grad_y):
    """overwritten: no gradient gets through

    grad_v: gradient router: to what was written
    """
    grad_x = with_diagonal(grad_y, 0.0)
    grad_v = grad_y[np.diag_indices(min(np.shape(x)), np.ndim(x))]
    return grad_x, grad_v


@rule("with_diagonal(x, v)", shape="x", gives="x", picks=True, complex=True)
def with_diagonal_of_any(y, x, v, grad_y):
    """overwritten: no gradient gets through

    written: the diagonal
    grad_v: gradient router: to what was written, again and again
    """
    written = grad_y[np.diag_indices(min(np.shape(x)), np.ndim(x))]
    grad_x = with_diagonal(grad_y, 0.0)
    grad_v = unfilled(written, v)
    return grad_x, grad_v
