"""numpy's functions that join arrays along an axis that they have: the gradient is cut where they were joined.

vstack and its sisters give vectors that axis first. Along a new one see stacking.py.
"""

import numpy as np
from flatgen.templates import cut, rule

# Few arrays: each its slice


@rule(
    "np.concatenate(arrays, axis=0)",
    "np.concat(arrays, axis=0)",
    shape="joined(arrays, 0)",
    when="len(arrays) < 4",
    complex=True,
)
@rule(
    "np.vstack(arrays)",
    shape="below(arrays)",
    when="len(arrays) < 4 and min(ranks(arrays)) > 1",
    complex=True,
)
@rule(
    "np.hstack(arrays)",
    shape="beside(arrays)",
    when="len(arrays) < 4 and set(ranks(arrays)) == {1}",
    complex=True,
)
def join_along_the_first_axis(y, arrays, grad_y):
    """joined: cut where they meet"""
    grad_arrays = [grad_y[cut(arrays, 0, i) : cut(arrays, 0, i + 1)] for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=1)",
    "np.concat(arrays, axis=1)",
    shape="joined(arrays, 1)",
    when="len(arrays) < 4",
    complex=True,
)
@rule(
    "np.hstack(arrays)",
    shape="beside(arrays)",
    when="len(arrays) < 4 and min(ranks(arrays)) > 1",
    complex=True,
)
@rule(
    "np.column_stack(arrays)",
    shape="as_columns(arrays)",
    when="len(arrays) < 4 and min(ranks(arrays)) > 1",
    complex=True,
)
def join_along_the_second_axis(y, arrays, grad_y):
    """joined: cut where they meet"""
    grad_arrays = [
        grad_y[:, cut(arrays, 1, i) : cut(arrays, 1, i + 1)] for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=-1)",
    "np.concat(arrays, axis=-1)",
    shape="joined(arrays, -1)",
    when="len(arrays) < 4",
    complex=True,
)
def join_along_the_last_axis(y, arrays, grad_y):
    """joined: cut where they meet"""
    grad_arrays = [
        grad_y[..., cut(arrays, -1, i) : cut(arrays, -1, i + 1)] for i, x in enumerate(arrays)
    ]
    return grad_arrays


# Vectors as rows and columns: each is one of them


@rule("np.vstack(arrays)", shape="below(arrays)", when="max(ranks(arrays)) < 2", complex=True)
def rows_of_vectors(y, arrays, grad_y):
    """stacked: each its part"""
    grad_arrays = [np.reshape(grad_y[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.column_stack(arrays)",
    shape="as_columns(arrays)",
    when="max(ranks(arrays)) < 2",
    complex=True,
)
def columns_of_vectors(y, arrays, grad_y):
    """stacked: each its part"""
    grad_arrays = [np.reshape(grad_y[:, i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.dstack(arrays)", shape="behind(arrays)", when="set(ranks(arrays)) == {2}", complex=True)
def layers_of_matrices(y, arrays, grad_y):
    """stacked: each its part"""
    grad_arrays = [grad_y[..., i] for i, x in enumerate(arrays)]
    return grad_arrays


# Any number of arrays


@rule(
    "np.concatenate(arrays, axis=axis)",
    "np.concat(arrays, axis=axis)",
    shape="joined(arrays, axis)",
    when="axis is None",
    complex=True,
)
def concatenate_all(y, arrays, axis, grad_y):
    """joined: cut where they meet

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.size(x) for x in arrays[:-1]])
    parts = np.split(grad_y, ends)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=axis)",
    "np.concat(arrays, axis=axis)",
    shape="joined(arrays, axis)",
    complex=True,
)
def concatenate(y, arrays, axis, grad_y):
    """joined: cut where they meet

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.shape(x)[axis] for x in arrays[:-1]])
    parts = np.split(grad_y, ends, axis)
    grad_arrays = [parts[i] for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.vstack(arrays)", shape="below(arrays)", complex=True)
def stack_rows(y, arrays, grad_y):
    """joined: cut where they meet

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.shape(np.atleast_2d(x))[0] for x in arrays[:-1]])
    parts = np.split(grad_y, ends)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.hstack(arrays)", shape="beside(arrays)", complex=True)
def stack_side_by_side(y, arrays, grad_y):
    """joined: cut where they meet

    axis: the second, if there is one
    ends: of all but the last
    parts: of the upstream
    """
    axis = min(1, np.ndim(y) - 1)
    ends = np.cumsum([np.shape(np.atleast_1d(x))[axis] for x in arrays[:-1]])
    parts = np.split(grad_y, ends, axis)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.dstack(arrays)", shape="behind(arrays)", complex=True)
def stack_in_depth(y, arrays, grad_y):
    """joined: cut where they meet

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.shape(np.atleast_3d(x))[2] for x in arrays[:-1]])
    parts = np.split(grad_y, ends, 2)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.column_stack(arrays)", shape="as_columns(arrays)", complex=True)
def stack_columns(y, arrays, grad_y):
    """joined: cut where they meet

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.shape(np.column_stack([x]))[1] for x in arrays[:-1]])
    parts = np.split(grad_y, ends, 1)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.append(x, v, axis=axis)", shape="joined([x, v], axis)", when="axis is None", complex=True)
def append_all(y, x, v, axis, grad_y):
    """joined: cut where they meet"""
    grad_x = np.reshape(grad_y[: np.size(x)], np.shape(x))
    grad_v = np.reshape(grad_y[np.size(x) :], np.shape(v))
    return grad_x, grad_v


@rule("np.append(x, v, axis=0)", shape="joined([x, v], 0)", complex=True)
def append_below(y, x, v, grad_y):
    """joined: cut where they meet"""
    grad_x = grad_y[: np.shape(x)[0]]
    grad_v = grad_y[np.shape(x)[0] :]
    return grad_x, grad_v


@rule("np.append(x, v, axis=axis)", shape="joined([x, v], axis)", complex=True)
def append(y, x, v, axis, grad_y):
    """joined: cut where they meet

    parts: of the upstream
    """
    parts = np.split(grad_y, [np.shape(x)[axis]], axis)
    grad_x = parts[0]
    grad_v = parts[1]
    return grad_x, grad_v


@rule("np.r_(*arrays)", shape="any", complex=True)
def in_a_row(y, *arrays, grad_y):
    """joined: cut where they meet

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.shape(np.atleast_1d(x))[0] for x in arrays[:-1]])
    parts = np.split(grad_y, ends)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.c_(*arrays)", shape="any", complex=True)
def in_columns(y, *arrays, grad_y):
    """joined: cut where they meet

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.shape(np.atleast_2d(np.transpose(x)))[0] for x in arrays[:-1]])
    parts = np.split(grad_y, ends, -1)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays
