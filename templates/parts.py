"""numpy's functions that take an array apart, or pick from it.

Many of them only move entries to other places. What goes where is seen by doing the same to the places 0, 1, 2,
...: then the gradient is added up at these places, and entries that came twice get both gradients.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import in_part


@rule(
    "np.split(x, sections, axis=axis)[i]",
    "np.array_split(x, sections, axis=axis)[i]",
    shape="part(x, sections, axis, i)",
    when="isinstance(i, int) or whole(i)",
    complex=True,
    view="x",
)
def split(y, x, sections, axis, i, grad_y):
    """gradient router: to this part"""
    grad_x = in_part(grad_y, x, sections, axis, i)
    return grad_x


@rule(
    "np.vsplit(x, sections)[i]",
    when="isinstance(i, int) or whole(i)",
    shape="any",
    complex=True,
    view="x",
)
def split_rows(y, x, sections, i, grad_y):
    """gradient router: to this part"""
    grad_x = in_part(grad_y, x, sections, 0, i)
    return grad_x


@rule(
    "np.hsplit(x, sections)[i]",
    when="isinstance(i, int) or whole(i)",
    shape="any",
    complex=True,
    view="x",
)
def split_columns(y, x, sections, i, grad_y):
    """gradient router: to this part"""
    grad_x = in_part(grad_y, x, sections, min(1, np.ndim(x) - 1), i)
    return grad_x


@rule(
    "np.dsplit(x, sections)[i]",
    when="isinstance(i, int) or whole(i)",
    shape="any",
    complex=True,
    view="x",
)
def split_depth(y, x, sections, i, grad_y):
    """gradient router: to this part"""
    grad_x = in_part(grad_y, x, sections, 2, i)
    return grad_x


@rule(
    "np.unstack(x, axis=axis)[i]",
    when="isinstance(i, int) or whole(i)",
    shape="reduced(x, axis)",
    complex=True,
    view="x",
)
def unstack(y, x, axis, i, grad_y):
    """gradient router: to this part

    parts: zeros, the axis in front
    """
    parts = np.zeros_like(np.moveaxis(x, axis, 0)) * 1.0
    parts[i] = grad_y
    grad_x = np.moveaxis(parts, 0, axis)
    return grad_x


@rule("in_part(grad, x, sections, axis, i)", shape="x", complex=True)
def split_again(y, grad, x, sections, axis, i, grad_y):
    """this part, again"""
    grad_grad = np.array_split(grad_y, sections, axis)[i]
    grad_x = 0.0
    return grad_grad, grad_x


# Picking


@rule(
    "np.take(x, indices, axis=axis, mode=mode)",
    shape="taken(x, indices, axis)",
    complex=True,
    picks=True,
)
def take(y, x, indices, axis, mode, grad_y):
    """gradient router: to what is taken; repeats add

    places: 0, 1, 2, ...
    taken: of the places
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    taken = np.take(places, indices, axis=axis, mode=mode)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, taken, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


@rule("np.take_along_axis(x, indices, axis)", shape="any", complex=True, picks=True)
def take_along_axis(y, x, indices, axis, grad_y):
    """gradient router: to what is taken; repeats add

    places: 0, 1, 2, ...
    taken: of the places
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    taken = np.take_along_axis(places, indices, axis)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, taken, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


@rule("np.compress(condition, x, axis=axis)", shape="any", complex=True, picks=True)
def compress(y, condition, x, axis, grad_y):
    """gradient router: to what is taken

    places: 0, 1, 2, ...
    taken: of the places
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    taken = np.compress(condition, places, axis=axis)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, taken, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


@rule("np.extract(condition, x)", shape="any", complex=True, picks=True)
def extract(y, condition, x, grad_y):
    """gradient router: to what is taken

    taken: places
    total: by place
    """
    taken = np.extract(condition, np.arange(np.size(x)))
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, taken, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


@rule("np.delete(x, index, axis=axis)", shape="any", complex=True, picks=True)
def delete(y, x, index, axis, grad_y):
    """gradient router: to what is left

    places: 0, 1, 2, ...
    left: of the places
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    left = np.delete(places, index, axis=axis)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, left, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x


@rule("np.insert(x, index, values, axis=axis)", shape="any", gives="x", complex=True)
def insert(y, x, index, values, axis, grad_y):
    """gradient router: to what was there before

    places: 0, 1, 2, ...
    kept: -1 at what is new
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    kept = np.insert(places, index, -1, axis=axis)
    grad_x = np.reshape(grad_y[kept >= 0], np.shape(x))
    return grad_x


@rule("np.insert(x, index, values, axis=axis)", complex=True)
def insert_forward(y, x, index, values, axis, dot_x):
    """router: 0 at what is new"""
    dot_y = np.insert(dot_x, index, 0.0, axis=axis)
    return dot_y


# Choosing


@rule("np.choose(c, arrays)", shape="any", routes=True, complex=True)
def choose(y, c, arrays, grad_y):
    """gradient router: to the chosen one"""
    grad_arrays = [np.where(np.equal(c, i), grad_y, 0) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.choose(c, arrays, mode=mode)", shape="any", routes=True, complex=True)
def choose_any(y, c, arrays, mode, grad_y):
    """gradient router: to the chosen one

    chosen: which one
    """
    chosen = np.choose(c, np.arange(len(arrays)), mode=mode)
    grad_arrays = [np.where(chosen == i, grad_y, 0) for i, x in enumerate(arrays)]
    return grad_arrays


@rule(
    "np.select(conditions, arrays, default)",
    when="integers(arrays) or len(arrays) > 0",
    shape="chosen(conditions, arrays, default)",
    routes=True,
    complex=True,
    tame=True,
    masks=True,
)
def select(y, conditions, arrays, default, grad_y):
    """gradient router: to the first that is true

    first: which one
    """
    first = np.select(conditions, np.arange(len(arrays)), -1)
    grad_arrays = [np.where(first == i, grad_y, 0) for i, x in enumerate(arrays)]
    grad_default = np.where(first == -1, grad_y, 0)
    return grad_arrays, grad_default


@rule(
    "np.nan_to_num(x, nan=nan, posinf=posinf, neginf=neginf)",
    gives="x",
    routes=True,
    masks=True,
    gaps=True,
)
def nan_to_num(y, x, nan, posinf, neginf, grad_y):
    """gradient router"""
    grad_x = np.where(np.isfinite(x), grad_y, 0)
    return grad_x


@rule(
    "np.lib.stride_tricks.sliding_window_view(x, window_shape, axis=axis)",
    shape="any",
    complex=True,
    view="x",
)
def windows(y, x, window_shape, axis, grad_y):
    """windows: those that hold an entry add

    places: of the entries
    taken: by each window
    total: by place
    """
    places = np.reshape(np.arange(np.size(x)), np.shape(x))
    taken = np.lib.stride_tricks.sliding_window_view(places, window_shape, axis=axis)
    total = np.zeros_like(np.ravel(x)) * 1.0
    np.add.at(total, taken, grad_y)
    grad_x = np.reshape(total, np.shape(x))
    return grad_x
