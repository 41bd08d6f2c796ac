"""numpy's functions of order: largest and smallest, and sorting.

Equal entries share the gradient of a largest or smallest one. ``ranks(x, axis)`` is the place of each
entry in the order.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import kept, lined, ranks, unlined


@rule(
    "np.max(x, axis=axis, keepdims=keepdims)",
    "np.min(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis is None",
    routes=True,
)
@rule(
    "np.nanmax(x, axis=axis, keepdims=keepdims)",
    "np.nanmin(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis is None",
    routes=True,
    masks=True,
    gaps=True,
)
def extreme_of_all(y, x, axis, keepdims, grad_y):
    """gradient router: equal ones share

    here: 1 where it is
    """
    here = (x == y).astype(y.dtype)
    grad_x = np.where(here, grad_y / np.sum(here), 0)
    return grad_x


@rule(
    "np.max(x, axis=axis, keepdims=keepdims)",
    "np.min(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis in (0, (0,), (0, 1)) and keepdims is False",
    routes=True,
)
@rule(
    "np.nanmax(x, axis=axis, keepdims=keepdims)",
    "np.nanmin(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis in (0, (0,), (0, 1)) and keepdims is False",
    routes=True,
    masks=True,
    gaps=True,
)
def extreme_in_front(y, x, axis, keepdims, grad_y):
    """gradient router: equal ones share

    here: 1 where it is
    """
    here = (x == y).astype(y.dtype)
    grad_x = np.where(here, grad_y / np.sum(here, axis=axis), 0)
    return grad_x


@rule(
    "np.max(x, axis=axis, keepdims=keepdims)",
    "np.min(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="keepdims is True",
    routes=True,
)
@rule(
    "np.nanmax(x, axis=axis, keepdims=keepdims)",
    "np.nanmin(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="keepdims is True",
    routes=True,
    masks=True,
    gaps=True,
)
def extreme_kept(y, x, axis, keepdims, grad_y):
    """gradient router: equal ones share

    here: 1 where it is
    """
    here = (x == y).astype(y.dtype)
    grad_x = np.where(here, grad_y / np.sum(here, axis=axis, keepdims=True), 0)
    return grad_x


@rule(
    "np.max(x, axis=axis, keepdims=keepdims)",
    "np.min(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="isinstance(axis, (int, tuple)) and keepdims is False and (axis != -1 or axes(x))",
    routes=True,
)
@rule(
    "np.nanmax(x, axis=axis, keepdims=keepdims)",
    "np.nanmin(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="isinstance(axis, (int, tuple)) and keepdims is False and (axis != -1 or axes(x))",
    routes=True,
    masks=True,
    gaps=True,
)
def extreme_along(y, x, axis, keepdims, grad_y):
    """gradient router: equal ones share

    here: 1 where it is
    share: of each
    """
    here = (x == np.expand_dims(y, axis)).astype(y.dtype)
    share = grad_y / np.sum(here, axis=axis)
    grad_x = np.where(here, np.expand_dims(share, axis), 0)
    return grad_x


@rule(
    "np.max(x, axis=axis, keepdims=keepdims)",
    "np.min(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
)
@rule(
    "np.nanmax(x, axis=axis, keepdims=keepdims)",
    "np.nanmin(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def extreme(y, x, axis, keepdims, grad_y):
    """gradient router: equal ones share

    here: 1 where it is
    ties: how many
    """
    here = (x == kept(y, x, axis, keepdims)).astype(y.dtype)
    ties = np.sum(here, axis=axis, keepdims=True)
    grad_x = np.where(here, kept(grad_y, x, axis, keepdims) / ties, 0)
    return grad_x


@rule("np.ptp(x, axis=axis, keepdims=keepdims)", shape="reduced(x, axis, keepdims)", routes=True)
def peak_to_peak(y, x, axis, keepdims, grad_y):
    """gradient router: largest less smallest, equal ones share

    high: 1 at the largest
    low: 1 at the smallest
    share: of each
    """
    high = (x == np.max(x, axis=axis, keepdims=True)).astype(y.dtype)
    low = (x == np.min(x, axis=axis, keepdims=True)).astype(y.dtype)
    of_high = high / np.sum(high, axis=axis, keepdims=True)
    of_low = low / np.sum(low, axis=axis, keepdims=True)
    grad_x = kept(grad_y, x, axis, keepdims) * (of_high - of_low)
    return grad_x


# Sorting: what stands at a place goes back to where it came from.


@rule("np.sort(x, axis=axis, kind=kind)", shape="running(x, axis)", when="isinstance(axis, int)")
def sorted_along(y, x, axis, kind, grad_y):
    """sort: back to its place"""
    grad_x = np.take_along_axis(grad_y, ranks(x, axis), axis)
    return grad_x


@rule("np.sort(x, axis=axis, kind=kind)", shape="running(x, axis)", when="axis is None")
def sorted_all(y, x, axis, kind, grad_y):
    """sort: back to its place"""
    grad_x = np.take(grad_y, ranks(x, axis))
    return grad_x


@rule("np.sort(x, axis=axis, kind=kind)", shape="running(x, axis)")
def sorted_of_any(y, x, axis, kind, grad_y):
    """sort: back to its place"""
    places = lined(ranks(x, axis), axis)
    grad_x = unlined(np.take_along_axis(lined(grad_y, axis), places, -1), x, axis)
    return grad_x


@rule("np.sort(x, axis=axis, kind=kind)")
def sorted_forward(y, x, axis, kind, dot_x):
    """sort: in the same order

    order: of the entries
    """
    order = np.argsort(x, axis=axis, kind="stable")
    dot_y = np.take_along_axis(dot_x, order, axis)
    return dot_y


@rule("np.partition(x, kth, axis=axis, kind=kind)", shape="running(x, axis)")
def partitioned(y, x, kth, axis, kind, grad_y):
    """partition: back to its place

    order: of the result
    share: in order
    """
    order = np.argsort(lined(y, axis), axis=-1)
    share = np.take_along_axis(lined(grad_y, axis), order, -1)
    rows = np.take_along_axis(share, lined(ranks(x, axis), axis), -1)
    grad_x = unlined(rows, x, axis)
    return grad_x


@rule("np.partition(x, kth, axis=axis, kind=kind)")
def partitioned_forward(y, x, kth, axis, kind, dot_x):
    """partition: in the same order

    order: of the entries
    """
    order = np.argsort(x, axis=axis, kind="stable")
    dot_y = np.take_along_axis(np.take_along_axis(dot_x, order, axis), ranks(y, axis), axis)
    return dot_y


@rule("ranks(x, axis)", shape="x", gives="integers")
def ranked(y, x, axis):
    """flat: no gradient"""
