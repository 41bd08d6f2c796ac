"""numpy's running sums and products, along an axis; differences.py has what undoes the sums.

The running product y[i] = x[i] y[i - 1] is a recurrence, and so is its gradient: ``recurrence(a, b)``
solves y[i] = a[i] y[i - 1] + b[i]. Nothing is divided by, so that zeros are right, too.
``lined(x, axis)`` lays the axes out as the last one, ``unlined`` takes that back.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import lined, others, recurrence, unlined


@rule(
    "np.cumsum(x, axis=axis)",
    "np.cumulative_sum(x, axis=axis)",
    shape="running(x, axis)",
    when="isinstance(axis, int) and rank(x) > 0",
    complex=True,
)
def running_sum_along(y, x, axis, grad_y):
    """running sum: each copies to all behind it"""
    grad_x = np.flip(np.cumsum(np.flip(grad_y, axis), axis), axis)
    return grad_x


@rule(
    "np.cumsum(x, axis=axis)",
    "np.cumulative_sum(x, axis=axis)",
    shape="running(x, axis)",
    when="isinstance(axis, int)",
    complex=True,
)
def running_sum_along_any(y, x, axis, grad_y):
    """running sum: each copies to all behind it"""
    grad_x = np.reshape(np.flip(np.cumsum(np.flip(grad_y, axis), axis), axis), np.shape(x))
    return grad_x


@rule(
    "np.cumsum(x, axis=axis)",
    "np.cumulative_sum(x, axis=axis)",
    shape="running(x, axis)",
    when="axis is None and rank(x) == 1",
    complex=True,
)
def running_sum_of_row(y, x, axis, grad_y):
    """running sum: each copies to all behind it"""
    grad_x = np.flip(np.cumsum(np.flip(grad_y)))
    return grad_x


@rule(
    "np.cumsum(x, axis=axis)",
    "np.cumulative_sum(x, axis=axis)",
    shape="running(x, axis)",
    when="axis is None",
    complex=True,
)
def running_sum_of_all(y, x, axis, grad_y):
    """running sum: each copies to all behind it"""
    grad_x = np.reshape(np.flip(np.cumsum(np.flip(grad_y))), np.shape(x))
    return grad_x


@rule(
    "np.cumsum(x, axis=axis)",
    "np.cumulative_sum(x, axis=axis)",
    shape="running(x, axis)",
    complex=True,
)
def running_sum(y, x, axis, grad_y):
    """running sum: each copies to all behind it"""
    rows = np.flip(np.cumsum(np.flip(lined(grad_y, axis), -1), -1), -1)
    grad_x = unlined(rows, x, axis)
    return grad_x


@rule(
    "np.cumprod(x, axis=axis)",
    "np.cumulative_prod(x, axis=axis)",
    shape="running(x, axis)",
    holomorphic=True,
)
def running_product(y, x, axis, grad_y):
    """running product: all before, times what comes of it

    rows: the axis as the last one
    one: 1 in front
    before: product of all before
    factors: from behind
    behind: what comes of each, from behind
    """
    rows = lined(x, axis)
    one = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate([one, rows[..., :-1]], -1), -1)
    factors = np.concatenate([one, rows[..., :0:-1]], -1)
    behind = recurrence(factors, np.flip(lined(grad_y, axis), -1))
    grad_x = unlined(before * np.flip(behind, -1), x, axis)
    return grad_x


@rule("np.cumprod(x, axis=axis)", "np.cumulative_prod(x, axis=axis)")
def running_product_forward(y, x, axis, dot_x):
    """running product: what came before, times the factor, and the product before, times its tangent

    rows: the axis as the last one
    one: 1 in front
    before: product of all before
    """
    rows = lined(x, axis)
    one = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate([one, rows[..., :-1]], -1), -1)
    dot_y = unlined(recurrence(rows, before * lined(dot_x, axis)), y, axis)
    return dot_y


@rule("np.nancumprod(x, axis=axis)", shape="running(x, axis)", routes=True)
def running_product_of_numbers(y, x, axis, grad_y):
    """running product: all before, times what comes of it

    rows: the axis as the last one, 1 where there is no number
    one: 1 in front
    before: product of all before
    factors: from behind
    behind: what comes of each, from behind
    """
    rows = lined(np.where(np.isnan(x), 1, x), axis)
    one = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate([one, rows[..., :-1]], -1), -1)
    factors = np.concatenate([one, rows[..., :0:-1]], -1)
    behind = recurrence(factors, np.flip(lined(grad_y, axis), -1))
    share = unlined(before * np.flip(behind, -1), x, axis)
    grad_x = np.where(np.isnan(x), 0, share)
    return grad_x


@rule(
    "np.cumulative_sum(x, axis=axis, include_initial=True)",
    shape="any",
    when="axis is not None",
    complex=True,
)
def running_sum_from_zero(y, x, axis, grad_y):
    """running sum: each copies to all behind it"""
    grad_x = np.flip(np.cumsum(np.flip(np.delete(grad_y, 0, axis), axis), axis), axis)
    return grad_x


@rule("np.cumulative_sum(x, include_initial=True)", shape="any", complex=True)
def running_sum_of_row_from_zero(y, x, grad_y):
    """running sum: each copies to all behind it"""
    grad_x = np.flip(np.cumsum(np.flip(grad_y[1:])))
    return grad_x


# The helpers, again


@rule("lined(x, axis)", shape="any", complex=True, view="x")
def lined_again(rows, x, axis, grad_rows):
    """reshape: back"""
    grad_x = unlined(grad_rows, x, axis)
    return grad_x


@rule("unlined(rows, x, axis)", shape="x", complex=True, view="rows")
def unlined_again(y, rows, x, axis, grad_y):
    """reshape: back"""
    grad_rows = lined(grad_y, axis)
    grad_x = 0.0
    return grad_rows, grad_x


@rule("recurrence(a, b)", shape="b", holomorphic=True)
def recurrence_again(y, a, b, grad_y):
    """recurrence: from behind

    later: the next factor
    behind: what comes of each
    before: the result before
    """
    later = np.concatenate([a[..., 1:], np.zeros_like(a[..., :1])], -1)
    behind = np.flip(recurrence(np.flip(later, -1), np.flip(grad_y, -1)), -1)
    before = np.concatenate([np.zeros_like(y[..., :1]), y[..., :-1]], -1)
    grad_a = behind * before
    grad_b = behind
    return grad_a, grad_b


@rule("others(x, axis)", shape="x", holomorphic=True)
def product_of_others(y, x, axis, grad_y):
    """product: of all others but one

    rows: the axes as the last one
    share: the upstream, likewise
    one: 1 in front
    zero: 0 in front
    front: the factor before, from the front
    back: the factor behind, from behind
    before: product of all before
    after: product of all behind, from behind
    more_before: its change
    more_after: its change
    """
    rows = lined(x, axis)
    share = lined(grad_y, axis)
    one = np.ones_like(rows[..., :1])
    zero = np.zeros_like(share[..., :1])
    front = np.concatenate([one, rows[..., :-1]], -1)
    back = np.concatenate([one, rows[..., :0:-1]], -1)
    before = np.cumprod(front, -1)
    after = np.cumprod(back, -1)
    pushed = np.concatenate([zero, (share * before)[..., :-1]], -1)
    pulled = np.concatenate([zero, (np.flip(share, -1) * after)[..., :-1]], -1)
    more_before = recurrence(front, pushed)
    more_after = recurrence(back, pulled)
    both = more_before * np.flip(after, -1) + before * np.flip(more_after, -1)
    grad_x = unlined(both, x, axis)
    return grad_x
