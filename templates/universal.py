"""The methods of numpy's universal functions: what they do to many numbers, one after the other, or to all pairs."""

import numpy as np
from flatgen.templates import define, rule, same, ufunc
from flatgen.templates.helpers_layout import across, kept, leaders

# Most have a second definition, for keepdims=: where a program doesn't say it, the output doesn't either.


@define("np.add.reduce(x, axis=axis)")
def added_up(x, axis):
    return np.sum(x, axis=axis)


@define("np.add.reduce(x, axis=axis, keepdims=keepdims)")
def added_up_kept(x, axis, keepdims):
    return np.sum(x, axis=axis, keepdims=keepdims)


@define("np.multiply.reduce(x, axis=axis)")
def multiplied(x, axis):
    return np.prod(x, axis=axis)


@define("np.multiply.reduce(x, axis=axis, keepdims=keepdims)")
def multiplied_kept(x, axis, keepdims):
    return np.prod(x, axis=axis, keepdims=keepdims)


@define("np.maximum.reduce(x, axis=axis)")
def largest(x, axis):
    return np.max(x, axis=axis)


@define("np.maximum.reduce(x, axis=axis, keepdims=keepdims)")
def largest_kept(x, axis, keepdims):
    return np.max(x, axis=axis, keepdims=keepdims)


@define("np.minimum.reduce(x, axis=axis)")
def smallest(x, axis):
    return np.min(x, axis=axis)


@define("np.minimum.reduce(x, axis=axis, keepdims=keepdims)")
def smallest_kept(x, axis, keepdims):
    return np.min(x, axis=axis, keepdims=keepdims)


@define("np.add.reduce(x, axis=axis, keepdims=keepdims, initial=initial)")
def added_up_from(x, axis, keepdims, initial):
    return np.sum(x, axis=axis, keepdims=keepdims, initial=initial)


@define("np.multiply.reduce(x, axis=axis, keepdims=keepdims, initial=initial)")
def multiplied_from(x, axis, keepdims, initial):
    return np.prod(x, axis=axis, keepdims=keepdims, initial=initial)


@define("np.maximum.reduce(x, axis=axis, keepdims=keepdims, initial=initial)")
def largest_from(x, axis, keepdims, initial):
    return np.max(x, axis=axis, keepdims=keepdims, initial=initial)


@define("np.minimum.reduce(x, axis=axis, keepdims=keepdims, initial=initial)")
def smallest_from(x, axis, keepdims, initial):
    return np.min(x, axis=axis, keepdims=keepdims, initial=initial)


@define("np.logical_and.reduce(x, axis=axis)")
def all_true(x, axis):
    return np.all(x, axis=axis)


@define("np.logical_or.reduce(x, axis=axis)")
def any_true(x, axis):
    return np.any(x, axis=axis)


@rule(
    "np.logaddexp.reduce(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
)
def log_sum_exp(y, x, axis, keepdims, grad_y):
    """log-sum-exp: the share of each"""
    grad_x = kept(grad_y, x, axis, keepdims) * np.exp(x - kept(y, x, axis, keepdims))
    return grad_x


@define("np.add.accumulate(x, axis=axis)")
def running_sum(x, axis):
    return np.cumsum(x, axis=axis)


@define("np.multiply.accumulate(x, axis=axis)")
def running_product(x, axis):
    return np.cumprod(x, axis=axis)


@define("np.maximum.accumulate(x, axis=None)")
def running_maximum_in_a_row(x):
    return np.maximum.accumulate(x)


@define("np.minimum.accumulate(x, axis=None)")
def running_minimum_in_a_row(x):
    return np.minimum.accumulate(x)


@rule(
    "np.maximum.accumulate(x, axis=axis)",
    "np.minimum.accumulate(x, axis=axis)",
    shape="running(x, axis)",
    routes=True,
)
def running_extreme(y, x, axis, grad_y):
    """running extreme: router to the entry that it is, of equal ones the first

    places: 0, 1, 2, ...
    taken: the place of the entry that it is
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    taken = np.take_along_axis(places, leaders(y, axis), axis)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, taken, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


@rule("leaders(y, axis)", shape="y", gives="integers")
def leaders_again(z, y, axis):
    """flat: no gradient"""


# All pairs: an axis of size 1 for each of b's brings a beside b


@define("ufunc.outer(a, b)")
def of_all_pairs(a, b):
    return ufunc(across(a, b), b)


@same("across(a, b)", when="rank(a) == 1 and rank(b) == 1 and numpy(a)")
def in_a_column(a, b):
    return a[:, None]


@same("across(a, b)", when="rank(b) == 1")
def with_one_axis(a, b):
    return np.expand_dims(a, -1)


@same("across(a, b)", when="rank(b) == 2")
def with_two_axes(a, b):
    return np.expand_dims(a, (-2, -1))


@rule("across(a, b)", shape="any", complex=True)
def across_again(y, a, b, grad_y):
    """reshape: back"""
    grad_a = np.reshape(grad_y, np.shape(a))
    grad_b = 0.0
    return grad_a, grad_b
