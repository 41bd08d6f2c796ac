"""numpy's functions that copy an array: as it is, as other numbers, or to more places."""

import numpy as np
from flatgen.templates import rule


@rule("np.real(x)", "np.asarray(x)", "np.asanyarray(x)", view="x")
def same_array(y, x, grad_y):
    """gradient copier"""
    grad_x = grad_y
    return grad_x


# Of real numbers the methods are the array itself; the functions copy it.
@rule("x.conj()", "x.conjugate()", shape="x", spreads=True, view="x")
@rule("np.conj(x)", "np.conjugate(x)")
def conjugate_of_real(y, x, grad_y):
    """gradient copier"""
    grad_x = grad_y
    return grad_x


@rule("np.array(x)", "np.copy(x)", complex=True, tame=True)
def copy(y, x, grad_y):
    """gradient copier"""
    grad_x = grad_y
    return grad_x


# As numbers of another kind: of whole numbers and truths there is no gradient.


@rule(
    "np.astype(x, float)",
    "np.astype(x, np.float64)",
    "np.astype(x, np.float32)",
    "np.array(x, float)",
    "np.array(x, np.float64)",
    "np.array(x, np.float32)",
    gives="floats",
    tame=True,
)
@rule(
    "np.float16(x)",
    "np.float32(x)",
    "np.float64(x)",
    "np.astype(x, float, copy=copy)",
    "np.astype(x, np.float64, copy=copy)",
    "np.astype(x, np.float32, copy=copy)",
    view="x",
    gives="floats",
    tame=True,
)
def as_floats(y, x, copy, grad_y):
    """gradient copier"""
    grad_x = grad_y
    return grad_x


@rule(
    "x * np.astype(here, float)",
    "np.astype(here, float) * x",
    "x * np.astype(here, np.float64)",
    "np.astype(here, np.float64) * x",
    "x * np.float64(here)",
    "np.float64(here) * x",
    "x * np.where(here, 1.0, 0.0)",
    "np.where(here, 1.0, 0.0) * x",
    when="mask(here)",
    tame=True,
    routes=True,
)
def multiply_by_truths_as_floats(z, x, here, grad_z):
    """swap multiplier

    dot_z: product rule
    """
    grad_x = grad_z * here
    return grad_x


@rule(
    "np.asarray(x, float)",
    "np.asarray(x, np.float64)",
    "np.asarray(x, np.float32)",
    view="x",
    gives="floats",
    tame=True,
)
def same_as_floats(y, x, grad_y):
    """gradient copier"""
    grad_x = grad_y
    return grad_x


@rule("np.astype(np.exp(x), like.dtype)", when="floating(like)", gives="floats")
def exponential_like(y, x, like, grad_y):
    """exponential"""
    grad_x = grad_y * y
    grad_like = 0.0
    return grad_x, grad_like


@rule("np.astype(x, like.dtype)", when="floating(like)", gives="floats", tame=True)
def as_floats_like(y, x, like, grad_y):
    """gradient copier"""
    grad_x = grad_y
    grad_like = 0.0
    return grad_x, grad_like


@rule("np.astype(x, like.dtype)", when="complex(like)", gives="complex")
def as_complex_like(y, x, like, grad_y):
    """gradient copier"""
    grad_x = grad_y
    grad_like = 0.0
    return grad_x, grad_like


@rule("np.astype(x, dtype)", "np.array(x, dtype)", tame=True)
@rule(
    "np.astype(x, dtype, copy=copy)",
    "np.array(x, dtype, copy=copy)",
    "np.asarray(x, dtype, copy=copy)",
    "np.asanyarray(x, dtype, copy=copy)",
    view="x",
    tame=True,
)
def as_numbers_of_a_kind(y, x, dtype, copy, grad_y):
    """gradient copier, if to floating numbers"""
    grad_x = np.where(np.issubdtype(dtype, np.inexact), grad_y, 0)
    return grad_x


# To more places: the sum over them is taken where a broadcast is undone.


@rule("np.broadcast_to(x, shape)", shape="given(shape)", view="x", complex=True)
def broadcast_to(y, x, shape, grad_y):
    """undo broadcast"""
    grad_x = grad_y
    return grad_x


@rule("np.broadcast_to(x, np.shape(like))", shape="like", view="x", complex=True)
def broadcast_like(z, x, like, grad_z):
    """undo broadcast"""
    grad_x = grad_z
    grad_like = 0.0
    return grad_x, grad_like


@rule("np.full(shape, x)", shape="given(shape)", stretches=True, complex=True)
def full(y, shape, x, grad_y):
    """undo broadcast"""
    grad_x = grad_y
    return grad_x


@rule("np.full(shape, x, dtype)", shape="given(shape)", stretches=True)
def full_of_a_kind(y, shape, x, dtype, grad_y):
    """undo broadcast, if to floating numbers"""
    grad_x = np.where(np.issubdtype(dtype, np.inexact), grad_y, 0)
    return grad_x


@rule("np.full_like(like, x)", when="floating(like)", gives="like", complex=True)
def full_like(y, like, x, grad_y):
    """undo broadcast"""
    grad_like = 0.0
    grad_x = grad_y
    return grad_like, grad_x


@rule("np.full_like(like, x)", gives="like")
def full_like_any(y, like, x, grad_y):
    """undo broadcast, if nothing is cut off"""
    grad_like = 0.0
    kept = np.can_cast(np.result_type(x), y.dtype, "same_kind")
    grad_x = np.where(kept, grad_y, 0)
    return grad_like, grad_x


@rule("np.broadcast_arrays(x, u)[0]", view="x")
def first_of_two(y, x, u, grad_y):
    """undo broadcast"""
    grad_x = grad_y
    grad_u = 0.0
    return grad_x, grad_u


@rule("np.broadcast_arrays(x, u)[1]", view="u")
def second_of_two(y, x, u, grad_y):
    """undo broadcast"""
    grad_x = 0.0
    grad_u = grad_y
    return grad_x, grad_u


@rule("np.broadcast_arrays(x, u, v)[0]", view="x")
def first_of_three(y, x, u, v, grad_y):
    """undo broadcast"""
    grad_x = grad_y
    grad_u = 0.0
    grad_v = 0.0
    return grad_x, grad_u, grad_v


@rule("np.broadcast_arrays(x, u, v)[1]", view="u")
def second_of_three(y, x, u, v, grad_y):
    """undo broadcast"""
    grad_x = 0.0
    grad_u = grad_y
    grad_v = 0.0
    return grad_x, grad_u, grad_v


@rule("np.broadcast_arrays(x, u, v)[2]", view="v")
def third_of_three(y, x, u, v, grad_y):
    """undo broadcast"""
    grad_x = 0.0
    grad_u = 0.0
    grad_v = grad_y
    return grad_x, grad_u, grad_v


# Coordinates of a grid


@rule("np.meshgrid(x, u)[0]", "np.meshgrid(u, x, indexing='ij')[1]", shape="any")
def grid_along_columns(y, x, u, grad_y):
    """copied to all rows: sum over them"""
    grad_x = np.sum(grad_y, axis=0)
    grad_u = 0.0
    return grad_x, grad_u


@rule("np.meshgrid(u, x)[1]", "np.meshgrid(x, u, indexing='ij')[0]", shape="any")
def grid_along_rows(y, x, u, grad_y):
    """copied to all columns: sum over them"""
    grad_x = np.sum(grad_y, axis=1)
    grad_u = 0.0
    return grad_x, grad_u


@rule(
    "np.meshgrid(u, x, v)[1]",
    "np.meshgrid(x, u, v, indexing='ij')[0]",
    shape="any",
)
def grid_along_first_of_three(y, x, u, v, grad_y):
    """copied to all of two axes: sum over them"""
    grad_x = np.sum(grad_y, axis=(1, 2))
    grad_u = 0.0
    grad_v = 0.0
    return grad_x, grad_u, grad_v


@rule(
    "np.meshgrid(x, u, v)[0]",
    "np.meshgrid(u, x, v, indexing='ij')[1]",
    shape="any",
)
def grid_along_second_of_three(y, x, u, v, grad_y):
    """copied to all of two axes: sum over them"""
    grad_x = np.sum(grad_y, axis=(0, 2))
    grad_u = 0.0
    grad_v = 0.0
    return grad_x, grad_u, grad_v


@rule(
    "np.meshgrid(u, v, x)[2]",
    "np.meshgrid(u, v, x, indexing='ij')[2]",
    shape="any",
)
def grid_along_third_of_three(y, x, u, v, grad_y):
    """copied to all of two axes: sum over them"""
    grad_x = np.sum(grad_y, axis=(0, 1))
    grad_u = 0.0
    grad_v = 0.0
    return grad_x, grad_u, grad_v


# Sparse ones, whose axes have their own coordinates alone.


@rule(
    "np.meshgrid(x, u, sparse=True)[0]",
    "np.meshgrid(u, x, sparse=True)[1]",
    "np.meshgrid(x, u, sparse=True, indexing='ij')[0]",
    "np.meshgrid(u, x, sparse=True, indexing='ij')[1]",
    shape="any",
)
def sparse_grid(y, x, u, grad_y):
    """reshape: copies to its entries"""
    grad_x = np.reshape(grad_y, np.shape(x))
    grad_u = 0.0
    return grad_x, grad_u
