"""numpy's functions that give an array axes of size 1, or take these out: the gradient has them the other way round."""

import numpy as np
from flatgen.templates import rule


@rule("np.expand_dims(x, axis)", shape="expanded(x, axis)", complex=True, view="x", laid="always")
def expand(y, x, axis, grad_y):
    """new axis: out again"""
    grad_x = np.squeeze(grad_y, axis)
    return grad_x


@rule(
    "np.squeeze(x, axis=axis)",
    shape="squeezed(x, axis)",
    when="axis is None",
    complex=True,
    view="x",
)
def squeeze_all(y, x, axis, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x


@rule(
    "np.squeeze(x, axis=axis)",
    shape="squeezed(x, axis)",
    when="isinstance(axis, (int, tuple)) and rank(x) > 0",
    complex=True,
    view="x",
)
def squeeze(y, x, axis, grad_y):
    """axis of 1: in again"""
    grad_x = np.expand_dims(grad_y, axis)
    return grad_x


@rule("np.squeeze(x, axis=axis)", shape="squeezed(x, axis)", complex=True, view="x")
def squeeze_any(y, x, axis, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x


@rule("np.array(x, ndmin=n)", shape="any", when="n > 0", complex=True)
def of_more_axes(y, x, n, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x


@rule("np.atleast_1d(x)", "np.ascontiguousarray(x)", shape="raised(x, 1)", view="x", complex=True)
@rule("np.atleast_2d(x)", shape="raised(x, 2)", view="x", complex=True)
@rule("np.atleast_3d(x)", shape="raised(x, 3)", view="x", complex=True)
def with_axes(y, x, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x
