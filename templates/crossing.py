"""numpy's cross product A × B: of vectors in space or, where numpy lets it go, in a plane.

Without known sizes ``crossed`` serves both.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import crossed


@rule(
    "np.cross(x, y, axis=axis)",
    when="axis in (None, -1) and dim(x)[-1] == 2 and dim(y)[-1] == 2",
    shape="any",
    holomorphic=True,
)
def cross_in_plane(z, x, y, axis, grad_z):
    """cross product in the plane: the other, turned

    each: the upstream of each
    """
    each = np.expand_dims(grad_z, -1)
    grad_x = each * np.stack([y[..., 1], -y[..., 0]], -1)
    grad_y = each * np.stack([-x[..., 1], x[..., 0]], -1)
    return grad_x, grad_y


@rule(
    "np.linalg.cross(x, y, axis=axis)",
    when="axis < 0 or rank(x) == rank(y)",
    shape="crossed(x, y)",
    holomorphic=True,
)
@rule(
    "np.cross(x, y, axis=axis)",
    when="(axis is None or axis < 0 or rank(x) == rank(y)) "
    "and dim(x)[-1 if axis is None else axis] == dim(y)[-1 if axis is None else axis] == 3",
    shape="crossed(x, y)",
    holomorphic=True,
)
def cross(z, x, y, axis, grad_z):
    """cross product: with the other, in the same sense"""
    grad_x = np.cross(y, grad_z, axis=axis)
    grad_y = np.cross(grad_z, x, axis=axis)
    return grad_x, grad_y


@rule("np.cross(x, y, axis=axis)", when="axis in (None, -1)", shape="any", holomorphic=True)
def cross_anywhere(z, x, y, axis, grad_z):
    """cross product: with the other, in the same sense"""
    grad_x = crossed(y, grad_z, x)
    grad_y = -crossed(x, grad_z, y)
    return grad_x, grad_y


@rule(
    "np.cross(x, y, axisa=i, axisb=j, axisc=k)",
    when="(i, j, k) != (-1, -1, -1)",
    shape="any",
    holomorphic=True,
)
def cross_of_axes(z, x, y, i, j, k, grad_z):
    """cross product: with the other, in the same sense

    rows: vectors along the last axis
    columns: vectors along the last axis
    """
    rows = np.moveaxis(x, i, -1)
    columns = np.moveaxis(y, j, -1)
    grad_x = np.moveaxis(crossed(columns, grad_z, rows, k), -1, i)
    grad_y = -np.moveaxis(crossed(rows, grad_z, columns, k), -1, j)
    return grad_x, grad_y


@rule(
    "np.cross(x, y, axis=axis)", "np.linalg.cross(x, y, axis=axis)", shape="any", holomorphic=True
)
def cross_along_any(z, x, y, axis, grad_z):
    """cross product: with the other, in the same sense

    rows: vectors along the last axis
    columns: vectors along the last axis
    """
    rows = np.moveaxis(x, axis, -1)
    columns = np.moveaxis(y, axis, -1)
    grad_x = np.moveaxis(crossed(columns, grad_z, rows, axis), -1, axis)
    grad_y = -np.moveaxis(crossed(rows, grad_z, columns, axis), -1, axis)
    return grad_x, grad_y


# The helper, again


@rule("crossed(y, grad, x)", shape="x", holomorphic=True)
def crossed_again(z, y, grad, x, grad_z):
    """cross product: with the other, in the same sense"""
    grad_y = -crossed(grad_z, grad, y)
    grad_grad = np.cross(grad_z, y)
    grad_x = 0.0
    return grad_y, grad_grad, grad_x


@rule("crossed(y, grad, x, axis)", shape="x", holomorphic=True)
def crossed_again_along(z, y, grad, x, axis, grad_z):
    """cross product: with the other, in the same sense"""
    grad_y = -crossed(grad_z, grad, y, axis)
    grad_grad = np.cross(grad_z, y, axisc=axis)
    grad_x = 0.0
    return grad_y, grad_grad, grad_x
