"""numpy's reductions: sums, means, averages and products, along axes.

``kept(y, x, axis, keepdims)`` puts the reduced axes back, so that a gradient stands beside ``x``;
``count(x, axis)`` is how many entries were reduced to one. Where the axis is known they are
printed as what a person would write: axes in front need not be put back to stand beside ``x``.
"""

import numpy as np
from flatgen.templates import rule, same
from flatgen.templates.arrays import unbroadcast
from flatgen.templates.helpers_layout import along, axes_of, count, kept, last_kept, others


@same(
    "kept(y, x, axis, keepdims)",
    when="keepdims is True or axis in (None, 0, (0,), (0, 1), (0, 1, 2))",
)
def kept_already(y, x, axis, keepdims):
    return y


@same(
    "kept(y, x, axis, keepdims)",
    when="keepdims is False and isinstance(axis, (int, tuple)) and (axis != -1 or axes(x))",
)
def kept_by_axis(y, x, axis, keepdims):
    return np.expand_dims(y, axis)


@same("kept(y, x, axis, keepdims)", when="scalar(y)")
def kept_number(y, x, axis, keepdims):
    return y


@same("kept(y, x, axis, keepdims)", when="keepdims is False and axis == -1")
def kept_last(y, x, axis, keepdims):
    return last_kept(y, x)


@same("count(x, axis)", when="axis is None")
def count_of_all(x, axis):
    return np.size(x)


@same("count(x, axis)", when="isinstance(axis, int)")
def count_along(x, axis):
    return np.shape(x)[axis]


# Sums and means


@rule(
    "np.sum(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="keepdims is True or axis in (None, 0, (0, 1), (0, 1, 2))",
    spreads=True,
    complex=True,
)
def sum_in_front(y, x, axis, keepdims, grad_y):
    """sum: copies to all"""
    grad_x = grad_y
    return grad_x


@rule(
    "np.sum(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="keepdims is False and isinstance(axis, (int, tuple)) and (axis != -1 or axes(x))",
    spreads=True,
    complex=True,
)
def sum_along(y, x, axis, keepdims, grad_y):
    """sum: copies to all"""
    grad_x = np.expand_dims(grad_y, axis)
    return grad_x


@rule(
    "np.sum(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
    complex=True,
)
def sum_of_any(y, x, axis, keepdims, grad_y):
    """sum: copies to all"""
    grad_x = kept(grad_y, x, axis, keepdims)
    return grad_x


@rule(
    "np.mean(x, axis=axis, keepdims=keepdims)",
    "np.average(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis is None",
    spreads=True,
    complex=True,
)
def mean_of_all(y, x, axis, keepdims, grad_y):
    """mean: shared equally"""
    grad_x = grad_y / np.size(x)
    return grad_x


@rule(
    "np.mean(x, axis=axis, keepdims=keepdims)",
    "np.average(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis == 0 or isinstance(axis, int) and keepdims is True",
    spreads=True,
    complex=True,
)
def mean_in_front(y, x, axis, keepdims, grad_y):
    """mean: shared equally"""
    grad_x = grad_y / np.shape(x)[axis]
    return grad_x


@rule(
    "np.mean(x, axis=axis, keepdims=keepdims)",
    "np.average(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="isinstance(axis, int) and keepdims is False",
    spreads=True,
    complex=True,
)
def mean_along(y, x, axis, keepdims, grad_y):
    """mean: shared equally"""
    grad_x = np.expand_dims(grad_y, axis) / np.shape(x)[axis]
    return grad_x


@rule(
    "np.mean(x, axis=axis, keepdims=keepdims)",
    "np.average(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
    complex=True,
)
def mean_of_any(y, x, axis, keepdims, grad_y):
    """mean: shared equally"""
    grad_x = kept(grad_y, x, axis, keepdims) / count(x, axis)
    return grad_x


@rule(
    "np.average(x, axis=axis, weights=w, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis is None",
    holomorphic=True,
)
def average_of_all(y, x, axis, w, keepdims, grad_y):
    """average: shared by weight

    share: for a weight of 1
    grad_w: average: by distance from it
    """
    share = grad_y / np.sum(w)
    grad_x = share * w
    grad_w = share * (x - y)
    return grad_x, grad_w


@rule("np.average(x, axis=axis, weights=w, keepdims=keepdims)")
def average_forward(y, x, axis, w, keepdims, dot_x):
    """average: of the tangents"""
    dot_y = np.average(dot_x, axis=axis, weights=w, keepdims=keepdims)
    return dot_y


@rule("np.average(x, axis=axis, weights=w, keepdims=keepdims)")
def average_by_weights_forward(y, x, axis, w, keepdims, dot_w):
    """average: by distance from it

    apart: x - y
    share: of each weight
    """
    apart = x - kept(y, x, axis, keepdims)
    share = along(dot_w, x, axis) / np.sum(along(w, x, axis), axis=axis, keepdims=True)
    dot_y = np.sum(share * apart, axis=axis, keepdims=keepdims)
    return dot_y


@rule(
    "np.average(x, axis=axis, weights=w, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    holomorphic=True,
)
def average_along(y, x, axis, w, keepdims, grad_y):
    """average: shared by weight

    weight: beside x
    share: for a weight of 1
    grad_w: average: by distance from it
    """
    weight = along(w, x, axis)
    share = kept(grad_y, x, axis, keepdims) / np.sum(weight, axis=axis, keepdims=True)
    apart = share * (x - kept(y, x, axis, keepdims))
    grad_x = share * weight
    grad_w = np.reshape(unbroadcast(apart, weight), np.shape(w))
    return grad_x, grad_w


@same("along(w, x, axis)", when="axis is None or rank(w) == rank(x)")
def beside(w, x, axis):
    return w


@rule("along(w, x, axis)", shape="any", complex=True, view="w")
def along_again(y, w, x, axis, grad_y):
    """reshape: back"""
    grad_w = np.reshape(grad_y, np.shape(w))
    grad_x = 0.0
    return grad_w, grad_x


# Products


@rule(
    "np.prod(x, axis=axis, keepdims=keepdims)", shape="reduced(x, axis, keepdims)", holomorphic=True
)
def product(y, x, axis, keepdims, grad_y):
    """product: of the others"""
    grad_x = kept(grad_y, x, axis, keepdims) * others(x, axis)
    return grad_x


# The helpers, again


@rule("kept(y, x, axis, keepdims)", shape="reduced(x, axis, True)", complex=True, view="y")
def kept_again(z, y, x, axis, keepdims, grad_z):
    """reshape: back"""
    grad_y = np.reshape(grad_z, np.shape(y))
    grad_x = 0.0
    return grad_y, grad_x


@rule("last_kept(y, x)", shape="reduced(x, -1, True)", complex=True, view="y")
def last_kept_again(z, y, x, grad_z):
    """reshape: back"""
    grad_y = np.reshape(grad_z, np.shape(y))
    grad_x = 0.0
    return grad_y, grad_x


@rule("count(x, axis)", shape="number", gives="python")
def counted(y, x, axis):
    """flat: no gradient"""


@rule("axes_of(x, axis)", shape="any", gives="python")
def axes_named(y, x, axis):
    """flat: no gradient"""
