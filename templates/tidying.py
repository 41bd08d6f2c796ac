"""What is equal on arrays, and shorter or faster: used to tidy gradients where shapes are known."""

import numpy as np
from flatgen.templates import same


@same("np.shape(x)", when="numpy(x)")
def shape_of_array(x):
    return x.shape


@same("np.size(x)", when="numpy(x)")
def size_of_array(x):
    return x.size


@same("np.ndim(x)", when="numpy(x)")
def rank_of_array(x):
    return x.ndim


# What may be a Python number has no attributes.


@same("x.shape", when="not numpy(x)")
def shape_of_any(x):
    return np.shape(x)


@same("x.size", when="not numpy(x)")
def size_of_any(x):
    return np.size(x)


@same("x.ndim", when="not numpy(x)")
def rank_of_any(x):
    return np.ndim(x)


@same("x.dtype", when="not numpy(x)")
def dtype_of_any(x):
    return np.asarray(x).dtype


@same("np.asarray(x)", when="numpy(x)")
def array_already(x):
    return x


@same("np.where(here, np.where(here, x, y), z)")
def chosen_already(here, x, y, z):
    return np.where(here, x, z)


@same("x.T.T", through=True)
def transposed_twice(x):
    return x


@same("np.swapaxes(x, -1, -2)", "np.swapaxes(x, -2, -1)", when="rank(x) == 2")
def transposed(x):
    return x.T


@same("np.moveaxis(x, source, destination)", when="numpy(x) and source == destination")
def moved_nowhere(x, source, destination):
    return x


@same("np.atleast_1d(x)", when="rank(x) > 0")
def row_already(x):
    return x


@same("np.transpose(x)", when="numpy(x)")
def all_axes_reversed(x):
    return x.T


# One number stands for an array of it, where a gradient is broadcast.


@same("np.expand_dims(x, axis)", "np.reshape(x, axis)", when="scalar(x)")
def number_for_all(x, axis):
    return x


@same("np.expand_dims(x, axis)", when="axis == 1 and numpy(x)")
def second_axis(x, axis):
    return x[:, None]


@same("np.expand_dims(x, axis)", when="axis == 2 and numpy(x)")
def third_axis(x, axis):
    return x[:, :, None]


@same("np.expand_dims(x, axis)", when="axis == -1 and numpy(x)")
def last_axis(x, axis):
    return x[..., None]


@same("np.expand_dims(x, axis)", when="axis == -2 and numpy(x)")
def last_but_one_axis(x, axis):
    return x[..., None, :]


@same("np.zeros_like(x) * 1.0", when="floating(x)")
def floating_zeros(x):
    return np.zeros_like(x)


@same("np.ones_like(x) * 1.0", when="floating(x)")
def floating_ones(x):
    return np.ones_like(x)


@same("np.reshape(x, np.shape(y))", when="alike(x, y)")
def in_its_own_shape(x, y):
    return x


# A sum that is asked for without the axes that were kept


@same("np.reshape(np.sum(x, axis=axis, keepdims=True), np.shape(y))", through=True)
def sum_of_axes_reshaped(x, axis, y):
    return np.reshape(np.sum(x, axis=axis), np.shape(y))


@same("np.reshape(-np.sum(x, axis=axis, keepdims=True), np.shape(y))", through=True)
def sum_of_axes_taken_off(x, axis, y):
    return -np.reshape(np.sum(x, axis=axis), np.shape(y))


@same("np.squeeze(np.sum(x, axis=axis, keepdims=True), axis)", through=True)
def sum_of_axes_squeezed(x, axis):
    return np.sum(x, axis=axis)


@same("np.reshape(x[index], np.shape(y))", when="widens(index) and alike(x, y)", through=True)
def widened_and_back(x, index, y):
    return x


@same("np.reshape(-x[index], np.shape(y))", when="widens(index) and alike(x, y)", through=True)
def widened_taken_off(x, index, y):
    return -x


@same("np.squeeze(x[:, None], 1)", "np.squeeze(x[None], 0)", through=True)
def new_axis_squeezed(x):
    return x


@same("x[index]", when="scalar(x) and flips(index)")
def number_flipped(x, index):
    return x


@same("x + x", when="not scalar(x)")
def twice(x):
    return x * 2


# np.vdot conjugates its first argument.


@same("np.sum(x * y)", when="alike(x, y) and not complex(x) and not complex(y)")
def inner_product(x, y):
    return np.vdot(x, y)


# numpy's own truths and whole numbers would make a Python number double: single stays single.


@same("x * y", when="python(x) and scalar(y) and numpy(y) and (mask(y) or whole(y))")
def number_by_truth(x, y):
    return x * float(y)


@same("-1.0 * x", when="floating(x)")
def negated_floats(x):
    return -x


@same("1.0 * x", "x * 1.0", when="floating(x)")
def floats_themselves(x):
    return x
