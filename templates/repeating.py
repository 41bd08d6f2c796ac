"""numpy's functions that fill an array up, or repeat it: copies add up. Places are used as in parts.py."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import unfilled, unpad

# Padding


@rule(
    "np.pad(x, width, mode=mode, constant_values=constant_values)",
    shape="padded(x, width)",
    gives="x",
    when="mode == 'constant' and rank(x) == 1 and isinstance(width, int) and width > 0",
    complex=True,
)
def pad_row(y, x, width, mode, constant_values, grad_y):
    """padding: off again"""
    grad_x = grad_y[width:-width]
    return grad_x


@rule(
    "np.pad(x, width, mode=mode, constant_values=constant_values)",
    shape="padded(x, width)",
    gives="x",
    when="mode == 'constant' and rank(x) == 2 and isinstance(width, int) and width > 0",
    complex=True,
)
def pad_matrix(y, x, width, mode, constant_values, grad_y):
    """padding: off again"""
    grad_x = grad_y[width:-width, width:-width]
    return grad_x


@rule(
    "np.pad(x, width, mode=mode, constant_values=constant_values)",
    shape="padded(x, width)",
    gives="x",
    when="mode == 'constant'",
    complex=True,
)
def pad(y, x, width, mode, constant_values, grad_y):
    """padding: off again"""
    grad_x = unpad(grad_y, x, width)
    return grad_x


@rule(
    "np.pad(x, width, mode=mode, constant_values=constant_values)",
    when="mode == 'constant'",
    complex=True,
)
def pad_forward(y, x, width, mode, constant_values, dot_x):
    """padding: with zeros"""
    dot_y = np.pad(dot_x, width)
    return dot_y


@rule("unpad(y, x, width)", shape="x", complex=True, view="y")
def pad_again(z, y, x, width, grad_z):
    """padding, again"""
    grad_y = np.pad(grad_z, width)
    grad_x = 0.0
    return grad_y, grad_x


@rule(
    "np.pad(x, width, mode=mode)",
    shape="padded(x, width)",
    gives="x",
    when="mode in ('edge', 'reflect', 'symmetric', 'wrap')",
    complex=True,
)
def pad_with_copies(y, x, width, mode, grad_y):
    """padding: copies add to what they are of

    places: 0, 1, 2, ...
    copies: of the places
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    copies = np.pad(places, width, mode=mode)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, copies, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


# Repeating


@rule(
    "np.repeat(x, n, axis=axis)",
    shape="any",
    when="(axis is None or axis == -1) and isinstance(n, int)",
    complex=True,
)
def repeat_each(y, x, n, axis, grad_y):
    """copies: add up"""
    grad_x = np.sum(np.reshape(grad_y, np.shape(x) + (n,)), axis=-1)
    return grad_x


@rule(
    "np.repeat(x, n, axis=axis)",
    shape="any",
    when="axis is not None and axis >= 0 and isinstance(n, int)",
    complex=True,
)
def repeat_along(y, x, n, axis, grad_y):
    """copies: add up

    copies: beside each other, on an axis of their own
    """
    copies = np.reshape(grad_y, np.shape(x)[: axis + 1] + (n,) + np.shape(x)[axis + 1 :])
    grad_x = np.sum(copies, axis=axis + 1)
    return grad_x


@rule("np.repeat(x, n, axis=axis)", shape="any", complex=True)
def repeat(y, x, n, axis, grad_y):
    """copies: add up

    places: 0, 1, 2, ...
    copies: of the places
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    copies = np.repeat(places, n, axis=axis)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, copies, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


@rule("np.tile(x, n)", shape="any", when="rank(x) == 1 and isinstance(n, int)", complex=True)
def tile_row(y, x, n, grad_y):
    """copies: add up"""
    grad_x = np.sum(np.reshape(grad_y, (n, np.size(x))), axis=0)
    return grad_x


@rule("np.tile(x, n)", shape="any", complex=True)
def tile(y, x, n, grad_y):
    """copies: add up

    places: 0, 1, 2, ...
    copies: of the places
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    copies = np.tile(places, n)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, copies, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


# Filling up


@rule("np.resize(x, shape)", shape="given(shape)", gives="x", complex=True)
def resize(y, x, shape, grad_y):
    """filled up: copies add"""
    grad_x = unfilled(grad_y, x)
    return grad_x


@rule("unfilled(grad, x)", shape="x", complex=True)
def unfilled_again(z, grad, x, grad_z):
    """filled up, again"""
    grad_grad = np.resize(grad_z, np.shape(grad))
    grad_x = 0.0
    return grad_grad, grad_x
