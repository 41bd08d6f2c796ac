"""numpy's functions that lay an array out anew, each entry once: the gradient is laid out back."""

import numpy as np
from flatgen.templates import rule


@rule("np.reshape(x, shape)", shape="reshaped(x, shape)", complex=True, view="x", laid="contiguous")
def reshape(y, x, shape, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x


@rule(
    "np.reshape(x, shape, order=order)",
    shape="reshaped(x, shape)",
    when="order in ('C', 'F')",
    complex=True,
    view="x",
)
def reshape_in_order(y, x, shape, order, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x), order=order)
    return grad_x


@rule("x.flatten()", shape="flattened(x)", complex=True)  # always a copy
@rule("np.ravel(x)", shape="flattened(x)", complex=True, view="x", laid="contiguous")
def ravel(y, x, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x


@rule("x.flatten(order)", shape="flattened(x)", when="order in ('C', 'F')", complex=True)
@rule(
    "np.ravel(x, order=order)",
    shape="flattened(x)",
    when="order in ('C', 'F')",
    complex=True,
    view="x",
)
def ravel_in_order(y, x, order, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x), order=order)
    return grad_x


@rule("x.item()", shape="number", complex=True)
def item(y, x, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x


@rule("x.item(i)", shape="number", when="isinstance(i, int) or whole(i)", complex=True)
def item_at(y, x, i, grad_y):
    """gradient router: to what is read

    row: zeros
    """
    row = np.zeros_like(np.ravel(x)) * 1.0
    row[i] = grad_y
    grad_x = np.reshape(row, np.shape(x))
    return grad_x


# Axes in another order


@rule(
    "np.transpose(x)",
    "np.permute_dims(x)",
    shape="permuted(x)",
    complex=True,
    view="x",
    laid="always",
)
def transpose(y, x, grad_y):
    """transpose: back"""
    grad_x = np.transpose(grad_y)
    return grad_x


@rule(
    "np.transpose(x, axes=axes)",
    "np.permute_dims(x, axes=axes)",
    shape="permuted(x, axes)",
    when="axes in ((1, 0), (0, 2, 1), (1, 0, 2), (2, 1, 0), (0, 2, 1, 3), (0, 1, 3, 2))",
    complex=True,
    view="x",
    laid="always",
)
def transpose_of_two_axes(y, x, axes, grad_y):
    """transpose: back"""
    grad_x = np.transpose(grad_y, axes)
    return grad_x


@rule(
    "np.transpose(x, axes=axes)",
    "np.permute_dims(x, axes=axes)",
    shape="permuted(x, axes)",
    when="axes == (1, 2, 0)",
    complex=True,
    view="x",
    laid="always",
)
def first_axis_last(y, x, axes, grad_y):
    """transpose: back"""
    grad_x = np.transpose(grad_y, (2, 0, 1))
    return grad_x


@rule(
    "np.transpose(x, axes=axes)",
    "np.permute_dims(x, axes=axes)",
    shape="permuted(x, axes)",
    when="axes == (2, 0, 1)",
    complex=True,
    view="x",
    laid="always",
)
def last_axis_first(y, x, axes, grad_y):
    """transpose: back"""
    grad_x = np.transpose(grad_y, (1, 2, 0))
    return grad_x


@rule(
    "np.transpose(x, axes=axes)",
    "np.permute_dims(x, axes=axes)",
    shape="permuted(x, axes)",
    when="axes == (0, 2, 3, 1)",
    complex=True,
    view="x",
    laid="always",
)
def channels_last(y, x, axes, grad_y):
    """transpose: back"""
    grad_x = np.transpose(grad_y, (0, 3, 1, 2))
    return grad_x


@rule(
    "np.transpose(x, axes=axes)",
    "np.permute_dims(x, axes=axes)",
    shape="permuted(x, axes)",
    when="axes == (0, 3, 1, 2)",
    complex=True,
    view="x",
    laid="always",
)
def channels_first(y, x, axes, grad_y):
    """transpose: back"""
    grad_x = np.transpose(grad_y, (0, 2, 3, 1))
    return grad_x


@rule(
    "np.transpose(x, axes=axes)",
    "np.permute_dims(x, axes=axes)",
    shape="permuted(x, axes)",
    when="axes is not None",
    complex=True,
    view="x",
    laid="always",
)
def permute(y, x, axes, grad_y):
    """transpose: back"""
    grad_x = np.transpose(grad_y, np.argsort(np.mod(axes, np.ndim(x))))
    return grad_x


@rule(
    "np.matrix_transpose(x)",
    "np.linalg.matrix_transpose(x)",
    shape="swapped(x, -1, -2)",
    complex=True,
    view="x",
    laid="always",
)
def transpose_of_matrices(y, x, grad_y):
    """transpose: back"""
    grad_x = np.swapaxes(grad_y, -1, -2)
    return grad_x


@rule(
    "np.swapaxes(x, axis1, axis2)",
    shape="swapped(x, axis1, axis2)",
    complex=True,
    view="x",
    laid="always",
)
def swap_axes(y, x, axis1, axis2, grad_y):
    """transpose: back"""
    grad_x = np.swapaxes(grad_y, axis1, axis2)
    return grad_x


@rule(
    "np.moveaxis(x, source, destination)",
    shape="moved(x, source, destination)",
    view="x",
    laid="always",
    complex=True,
)
def move_axes(y, x, source, destination, grad_y):
    """transpose: back"""
    grad_x = np.moveaxis(grad_y, destination, source)
    return grad_x


@rule(
    "np.rollaxis(x, axis, start=start)",
    shape="any",
    view="x",
    when="start == 0",
    complex=True,
)
def axis_to_front(y, x, axis, start, grad_y):
    """transpose: back"""
    grad_x = np.moveaxis(grad_y, 0, axis)
    return grad_x


@rule(
    "np.rollaxis(x, axis, start=start)",
    shape="any",
    view="x",
    when="0 < start <= axis",
    complex=True,
)
def axis_forward(y, x, axis, start, grad_y):
    """transpose: back"""
    grad_x = np.moveaxis(grad_y, start, axis)
    return grad_x


@rule(
    "np.rollaxis(x, axis, start=start)",
    shape="any",
    view="x",
    when="0 <= axis < start",
    complex=True,
)
def axis_back(y, x, axis, start, grad_y):
    """transpose: back"""
    grad_x = np.moveaxis(grad_y, start - 1, axis)
    return grad_x
