"""numpy's functions that join what is on a list that grows: arrays of which only the run tells how many.

Of arrays that are written out see joining.py.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import (
    edges,
    edges_beside,
    edges_in_depth,
    edges_of_columns,
    edges_of_rows,
)


@rule(
    "np.vstack(arrays)",
    shape="stacked(arrays, 0)",
    when="listed(arrays) and rank(arrays) == 1",
    complex=True,
)
def rows_of_a_list(y, arrays, grad_y):
    """stacked: each its part"""
    grad_arrays = [grad_y[i] for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.column_stack(arrays)",
    shape="stacked(arrays, 1)",
    when="listed(arrays) and rank(arrays) == 1",
    complex=True,
)
def columns_of_a_list(y, arrays, grad_y):
    """stacked: each its part"""
    grad_arrays = [grad_y[:, i] for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=0)",
    "np.concat(arrays, axis=0)",
    shape="any",
    when="listed(arrays) and even(arrays) and rank(arrays) > 0",
    complex=True,
)
@rule(
    "np.vstack(arrays)",
    shape="any",
    when="listed(arrays) and even(arrays) and rank(arrays) > 1",
    complex=True,
)
@rule(
    "np.hstack(arrays)",
    shape="any",
    when="listed(arrays) and even(arrays) and rank(arrays) == 1",
    complex=True,
)
def join_a_list(y, arrays, grad_y):
    """joined: cut where they meet"""
    grad_arrays = [
        grad_y[i * np.shape(x)[0] : (i + 1) * np.shape(x)[0]] for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=1)",
    "np.concat(arrays, axis=1)",
    "np.hstack(arrays)",
    "np.column_stack(arrays)",
    shape="any",
    when="listed(arrays) and even(arrays) and rank(arrays) > 1",
    complex=True,
)
def join_a_list_side_by_side(y, arrays, grad_y):
    """joined: cut where they meet"""
    grad_arrays = [
        grad_y[:, i * np.shape(x)[1] : (i + 1) * np.shape(x)[1]] for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=-1)",
    "np.concat(arrays, axis=-1)",
    shape="any",
    when="listed(arrays) and even(arrays) and rank(arrays) > 0",
    complex=True,
)
def join_a_list_along_the_last_axis(y, arrays, grad_y):
    """joined: cut where they meet"""
    grad_arrays = [
        grad_y[..., i * np.shape(x)[-1] : (i + 1) * np.shape(x)[-1]] for i, x in enumerate(arrays)
    ]
    return grad_arrays


# Of arrays that may be of other sizes


@rule(
    "np.concatenate(arrays, axis=0)",
    "np.concat(arrays, axis=0)",
    shape="any",
    when="listed(arrays)",
    complex=True,
)
@rule("np.vstack(arrays)", shape="any", when="listed(arrays) and rank(arrays) > 1", complex=True)
@rule("np.hstack(arrays)", shape="any", when="listed(arrays) and rank(arrays) == 1", complex=True)
def join_any_list(y, arrays, grad_y):
    """joined: cut where they meet

    ends: 0, and where each of them ends
    """
    ends = edges(arrays)
    grad_arrays = [grad_y[ends[i] : ends[i + 1]] for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=1)",
    "np.concat(arrays, axis=1)",
    shape="any",
    when="listed(arrays)",
    complex=True,
)
@rule(
    "np.hstack(arrays)",
    "np.column_stack(arrays)",
    shape="any",
    when="listed(arrays) and rank(arrays) > 1",
    complex=True,
)
def join_any_list_side_by_side(y, arrays, grad_y):
    """joined: cut where they meet

    ends: 0, and where each of them ends
    """
    ends = edges(arrays, 1)
    grad_arrays = [grad_y[:, ends[i] : ends[i + 1]] for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.concatenate(arrays, axis=-1)",
    "np.concat(arrays, axis=-1)",
    shape="any",
    when="listed(arrays)",
    complex=True,
)
def join_any_list_along_the_last_axis(y, arrays, grad_y):
    """joined: cut where they meet

    ends: 0, and where each of them ends
    """
    ends = edges(arrays, -1)
    grad_arrays = [grad_y[..., ends[i] : ends[i + 1]] for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.vstack(arrays)", shape="any", when="listed(arrays)", complex=True)
def stack_the_rows_of_any_list(y, arrays, grad_y):
    """joined: cut where they meet

    ends: 0, and where each of them ends
    """
    ends = edges_of_rows(arrays)
    grad_arrays = [
        np.reshape(grad_y[ends[i] : ends[i + 1]], np.shape(x)) for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule("np.hstack(arrays)", shape="any", when="listed(arrays)", complex=True)
def stack_any_list_side_by_side(y, arrays, grad_y):
    """joined: cut where they meet

    ends: 0, and where each of them ends
    """
    ends = edges_beside(arrays)
    grad_arrays = [
        np.reshape(np.atleast_2d(grad_y)[:, ends[i] : ends[i + 1]], np.shape(x))
        for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule("np.column_stack(arrays)", shape="any", when="listed(arrays)", complex=True)
def stack_the_columns_of_any_list(y, arrays, grad_y):
    """joined: cut where they meet

    ends: 0, and where each of them ends
    """
    ends = edges_of_columns(arrays)
    grad_arrays = [
        np.reshape(grad_y[:, ends[i] : ends[i + 1]], np.shape(x)) for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule("np.dstack(arrays)", shape="any", when="listed(arrays)", complex=True)
def stack_any_list_in_depth(y, arrays, grad_y):
    """joined: cut where they meet

    ends: 0, and where each of them ends
    """
    ends = edges_in_depth(arrays)
    grad_arrays = [
        np.reshape(grad_y[:, :, ends[i] : ends[i + 1]], np.shape(x)) for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule(
    "edges(arrays)",
    "edges(arrays, axis)",
    "edges_of_rows(arrays)",
    "edges_beside(arrays)",
    "edges_of_columns(arrays)",
    "edges_in_depth(arrays)",
    shape="any",
    gives="integers",
)
def where_they_meet(y, arrays, axis):
    """flat: no gradient"""
