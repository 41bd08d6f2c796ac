"""Sums of segments, and matrices of shifted vectors: each entry adds up what it is in."""

import numpy as np
import scipy.linalg
from flatgen.templates import define, rule
from flatgen.templates.helpers_layout import unreduced


@define("np.add.reduceat(x, indices, axis=None)")
def sums_of_segments_in_a_row(x, indices):
    return np.add.reduceat(x, indices)


@rule("np.add.reduceat(x, indices, axis=axis)", shape="any")
def sums_of_segments(y, x, indices, axis, grad_y):
    """sum: copies to all of a segment"""
    grad_x = unreduced(grad_y, x, indices, axis)
    return grad_x


@rule("unreduced(grad, x, indices, axis)", shape="x")
def unreduced_again(y, grad, x, indices, axis, grad_y):
    """sums of segments, again"""
    grad_grad = np.add.reduceat(grad_y, indices, axis=axis)
    grad_x = 0.0
    return grad_grad, grad_x


@rule("scipy.linalg.circulant(c)", shape="any")
def circulant(y, c, grad_y):
    """circulant: the sum over where each entry is

    places: of the entries
    total: by place
    """
    places = scipy.linalg.circulant(np.arange(np.size(c)))
    total = np.zeros_like(c) * 1.0
    np.add.at(total, places, grad_y)
    grad_c = total
    return grad_c
