"""numpy's functions that put arrays beside each other along a new axis: each gets its part of the gradient."""

import numpy as np
from flatgen.templates import rule


@rule("np.stack(arrays, axis=axis)", shape="stacked(arrays, axis)", when="axis == 0", complex=True)
def stack_in_front(y, arrays, axis, grad_y):
    """stacked: each its part"""
    grad_arrays = [grad_y[i] for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.stack(arrays, axis=axis)", shape="stacked(arrays, axis)", when="axis == -1", complex=True)
def stack_at_the_end(y, arrays, axis, grad_y):
    """stacked: each its part"""
    grad_arrays = [grad_y[..., i] for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.stack(arrays, axis=axis)", shape="stacked(arrays, axis)", complex=True)
def stack(y, arrays, axis, grad_y):
    """stacked: each its part"""
    grad_arrays = [np.take(grad_y, i, axis) for i, x in enumerate(arrays)]
    return grad_arrays


# Arrays written out: numbers, or arrays of one shape, in lists within lists


@rule(
    "np.array(xs)",
    "np.asarray(xs)",
    "np.array(xs, float)",
    "np.asarray(xs, float)",
    "np.array(xs, np.float64)",
    "np.asarray(xs, np.float64)",
    "np.array(xs, np.float32)",
    "np.asarray(xs, np.float32)",
    shape="stacked(xs, 0)",
    complex=True,
)
@rule(
    "np.array(xs, complex)",
    "np.asarray(xs, complex)",
    "np.array(xs, np.complex128)",
    "np.asarray(xs, np.complex128)",
    shape="stacked(xs, 0)",
    gives="complex",
    complex=True,
)
def written_out(y, xs, grad_y):
    """written out: each its part"""
    grad_xs = [grad_y[i] for i, x in np.ndenumerate(xs)]
    return grad_xs
