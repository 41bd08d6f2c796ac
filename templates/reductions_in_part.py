"""numpy's reductions of a part of an array, with where= and initial=, or in numbers of another kind."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import count, kept, others


@rule(
    "np.sum(x, axis=axis, keepdims=keepdims, dtype=float)",
    "np.sum(x, axis=axis, keepdims=keepdims, dtype=np.float64)",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
)
def sum_in_doubles(y, x, axis, keepdims, grad_y):
    """sum: copies to all"""
    grad_x = kept(grad_y, x, axis, keepdims)
    return grad_x


@rule(
    "np.sum(x, axis=axis, keepdims=keepdims, initial=initial)",
    shape="reduced(x, axis, keepdims)",
    gives="x",
    spreads=True,
)
def sum_from(y, x, axis, keepdims, initial, grad_y):
    """sum: copies to all"""
    grad_x = kept(grad_y, x, axis, keepdims)
    grad_initial = np.sum(grad_y)
    return grad_x, grad_initial


@rule(
    "np.sum(x, axis=axis, keepdims=keepdims, initial=initial, where=where)",
    shape="reduced(x, axis, keepdims)",
    gives="x",
    spreads=True,
    masks=True,
)
def sum_of_part(y, x, axis, keepdims, initial, where, grad_y):
    """sum: copies to all that are taken"""
    grad_x = np.where(where, kept(grad_y, x, axis, keepdims), np.zeros_like(x))
    return grad_x


@rule(
    "np.prod(x, axis=axis, keepdims=keepdims, initial=initial)",
    shape="reduced(x, axis, keepdims)",
    gives="x",
)
def product_from(y, x, axis, keepdims, initial, grad_y):
    """product: of the others"""
    grad_x = kept(grad_y, x, axis, keepdims) * others(x, axis) * initial
    grad_initial = np.sum(grad_y * np.prod(x, axis=axis, keepdims=keepdims))
    return grad_x, grad_initial


@rule(
    "np.prod(x, axis=axis, keepdims=keepdims, where=where)",
    shape="reduced(x, axis, keepdims)",
    gives="x",
    masks=True,
)
def product_of_part(y, x, axis, keepdims, where, grad_y):
    """product: of the others that are taken"""
    factors = kept(grad_y, x, axis, keepdims) * others(np.where(where, x, 1), axis)
    grad_x = np.where(where, factors, np.zeros_like(x))
    return grad_x


@rule(
    "np.mean(x, axis=axis, keepdims=keepdims, dtype=float)",
    "np.mean(x, axis=axis, keepdims=keepdims, dtype=np.float64)",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
)
def mean_in_doubles(y, x, axis, keepdims, grad_y):
    """mean: shared equally"""
    grad_x = kept(grad_y, x, axis, keepdims) / count(x, axis)
    return grad_x


@rule(
    "np.mean(x, axis=axis, keepdims=keepdims, where=where)",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
    masks=True,
)
def mean_of_part(y, x, axis, keepdims, where, grad_y):
    """mean: shared equally by all that are taken

    taken: how many
    """
    taken = np.sum(where * np.ones_like(y, shape=np.shape(x)), axis=axis, keepdims=True)
    grad_x = np.where(where, kept(grad_y, x, axis, keepdims) / taken, np.zeros_like(x))
    return grad_x


@rule(
    "np.max(x, axis=axis, keepdims=keepdims, initial=initial, where=where)",
    "np.min(x, axis=axis, keepdims=keepdims, initial=initial, where=where)",
    shape="reduced(x, axis, keepdims)",
    gives="x",
    routes=True,
    spreads=True,
    masks=True,
)
def extreme_of_part(y, x, axis, keepdims, initial, where, grad_y):
    """gradient router: equal ones share; at a tie the constant gets it

    extreme: beside x
    here: where it is taken
    many: that share
    """
    extreme = kept(y, x, axis, keepdims)
    here = ((x == extreme) & where & (extreme != initial)).astype(y.dtype)
    many = np.sum(here, axis=axis, keepdims=True)
    grad_x = np.where(here, kept(grad_y, x, axis, keepdims) / (many + (many == 0)), 0)
    return grad_x
