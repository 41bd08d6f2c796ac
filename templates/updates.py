"""numpy's functions and methods that change an array in place, as the value that it has afterwards."""

import numpy as np
from flatgen.templates import rule, update
from flatgen.templates.helpers_layout import with_diagonal


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


@rule("with_diagonal(x, v)", shape="x", stretches=True, complex=True)
def with_diagonal_again(y, x, v, grad_y):
    """overwritten: no gradient gets through

    grad_v: gradient router: to what was written
    """
    grad_x = with_diagonal(grad_y, 0.0)
    grad_v = grad_y[np.diag_indices(min(np.shape(x)), np.ndim(x))]
    return grad_x, grad_v
