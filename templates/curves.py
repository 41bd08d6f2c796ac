"""numpy's functions of curves that are sampled: grids, areas, phases."""

import numpy as np
from flatgen.templates import define, rule, same
from flatgen.templates.arrays import fitted, unbroadcast
from flatgen.templates.helpers_layout import laid, undiff, ungradient

# Grids: t runs from 0 to 1.


@rule(
    "np.linspace(start, stop, num=num, endpoint=endpoint)",
    shape="spaced(start, stop, num)",
    when="rank(start) == 0 and rank(stop) == 0",
    complex=True,
)
def grid_of_numbers(y, start, stop, num, endpoint, grad_y):
    """grid: (1 - t) start + t stop

    t: from 0 to 1
    """
    t = np.linspace(0, 1, num, endpoint=endpoint).astype(y.dtype)
    grad_start = (1 - t) @ grad_y
    grad_stop = t @ grad_y
    return grad_start, grad_stop


@rule(
    "np.linspace(start, stop, num=num, endpoint=endpoint)",
    shape="spaced(start, stop, num)",
    complex=True,
)
def grid(y, start, stop, num, endpoint, grad_y):
    """grid: (1 - t) start + t stop

    t: from 0 to 1
    """
    t = np.linspace(0, 1, num, endpoint=endpoint).astype(y.dtype)
    grad_start = np.tensordot(1 - t, grad_y, 1)
    grad_stop = np.tensordot(t, grad_y, 1)
    return grad_start, grad_stop


@rule(
    "np.logspace(start, stop, num=num, endpoint=endpoint, base=base)",
    shape="spaced(start, stop, num)",
)
def grid_of_powers(y, start, stop, num, endpoint, base, grad_y):
    """grid: power of (1 - t) start + t stop

    t: from 0 to 1
    slope: exponential: log of the base
    """
    t = np.linspace(0, 1, num, endpoint=endpoint).astype(y.dtype)
    slope = grad_y * y * float(np.log(base))
    grad_start = np.tensordot(1 - t, slope, 1)
    grad_stop = np.tensordot(t, slope, 1)
    return grad_start, grad_stop


@rule(
    "np.geomspace(start, stop, num=num, endpoint=endpoint)",
    shape="spaced(start, stop, num)",
)
def grid_of_ratios(y, start, stop, num, endpoint, grad_y):
    """grid: start to the 1 - t, times stop to the t

    t: from 0 to 1
    """
    t = np.linspace(0, 1, num, endpoint=endpoint).astype(y.dtype)
    grad_start = np.tensordot(1 - t, grad_y * y, 1) / start
    grad_stop = np.tensordot(t, grad_y * y, 1) / stop
    return grad_start, grad_stop


# Areas


@rule(
    "np.trapezoid(y, x=x, dx=dx, axis=axis)",
    shape="reduced(y, axis)",
    when="x is None and scalar(dx)",
)
def area_by_step(z, y, x, dx, axis, grad_z):
    """area: half a step to each end of a piece

    rows: the axis as the last one
    end: 0 beyond the last piece
    half: of each piece
    grad_dx: area: of steps of 1
    """
    rows = np.moveaxis(y, axis, -1)
    end = np.zeros_like(rows[..., :1])
    half = np.expand_dims(grad_z, -1) * dx / 2 + np.zeros_like(rows[..., 1:])
    sides = np.concatenate([half, end], -1) + np.concatenate([end, half], -1)
    grad_y = np.moveaxis(sides, -1, axis)
    grad_dx = np.expand_dims(grad_z, -1) * (rows[..., 1:] + rows[..., :-1]) / 2
    return grad_y, grad_dx


@rule("np.trapezoid(y, x=x, dx=dx, axis=axis)", shape="any", when="x is None")
def area_by_steps(z, y, x, dx, axis, grad_z):
    """area: half a step to each end of a piece

    rows: the axis as the last one
    mean: height of each piece
    piece: beside its height
    end: 0 beyond the last piece
    half: of each piece
    grad_dx: area: the heights
    """
    rows = np.moveaxis(y, axis, -1)
    mean = np.moveaxis(rows[..., 1:] + rows[..., :-1], -1, axis) / 2
    piece = np.expand_dims(grad_z, axis)
    end = np.zeros_like(rows[..., :1])
    half = np.moveaxis(fitted(piece * dx / 2, mean), axis, -1)
    sides = np.concatenate([half, end], -1) + np.concatenate([end, half], -1)
    grad_y = np.moveaxis(sides, -1, axis)
    grad_dx = fitted(piece * mean, dx)
    return grad_y, grad_dx


@rule(
    "np.trapezoid(y, x=x, dx=dx, axis=axis)",
    shape="reduced(y, axis)",
    when="axis == -1 and (alike(x, y) or rank(x) == 1 and dim(x)[0] == dim(y)[-1])",
)
def area_by_places(z, y, x, dx, axis, grad_z):
    """area: half a width to each end of a piece

    end: 0 beyond the last piece
    half: of each width
    mean: height of each piece
    grad_x: area: the heights' difference
    """
    end = np.zeros_like(y[..., :1])
    half = np.expand_dims(grad_z, -1) * np.diff(x) / 2
    mean = np.expand_dims(grad_z, -1) * (y[..., 1:] + y[..., :-1]) / 2
    grad_y = np.concatenate([half, end], -1) + np.concatenate([end, half], -1)
    grad_x = np.concatenate([end, mean], -1) - np.concatenate([mean, end], -1)
    return grad_y, grad_x


@rule("np.trapezoid(y, x=x, dx=dx, axis=axis)", shape="any")
def area_by_places_along(z, y, x, dx, axis, grad_z):
    """area: half a width to each end of a piece

    rows: the axis as the last one
    mean: height of each piece
    piece: beside its height
    place: beside y, a row along its axis
    width: of each piece
    end: 0 beyond the last piece
    half: of each width
    pull: of each width
    grad_x: area: the heights' difference
    """
    rows = np.moveaxis(y, axis, -1)
    mean = np.moveaxis(rows[..., 1:] + rows[..., :-1], -1, axis) / 2
    piece = np.expand_dims(grad_z, axis)
    place = laid(x, y, axis)
    width = np.diff(place, axis=axis)
    end = np.zeros_like(rows[..., :1])
    half = np.moveaxis(fitted(piece * width / 2, mean), axis, -1)
    sides = np.concatenate([half, end], -1) + np.concatenate([end, half], -1)
    pull = fitted(piece * mean, width)
    grad_y = np.moveaxis(sides, -1, axis)
    grad_x = np.reshape(undiff(pull, place, 1, axis), np.shape(x))
    return grad_y, grad_x


@same("laid(x, y, axis)", when="rank(x) > 1 or rank(x) == rank(y)")
def laid_already(x, y, axis):
    return x


@rule("laid(x, y, axis)", shape="any", complex=True, view="x")
def laid_again(z, x, y, axis, grad_z):
    """reshape: back"""
    grad_x = np.reshape(grad_z, np.shape(x))
    grad_y = 0.0
    return grad_x, grad_y


@rule("np.trapezoid(y, x=x, dx=dx, axis=axis)")
def area_forward(z, y, x, dx, axis, dot_y):
    """area: of the tangents"""
    dot_z = np.trapezoid(dot_y, x=x, dx=dx, axis=axis)
    return dot_z


@rule("np.trapezoid(y, x=x, dx=dx, axis=axis)", when="x is not None")
def area_of_moved_places(z, y, x, dx, axis, dot_x):
    """area: by the tangents of the widths"""
    dot_z = np.trapezoid(y, x=dot_x, axis=axis)
    return dot_z


@rule("np.trapezoid(y, x=x, dx=dx, axis=axis)", when="x is None")
def area_of_step(z, y, x, dx, axis, dot_dx):
    """area: by the tangents of the steps"""
    dot_z = np.trapezoid(y, dx=dot_dx, axis=axis)
    return dot_z


# Phases


@rule("np.unwrap(p, discont=discont, axis=axis, period=period)", shape="p")
def unwrapped(y, p, discont, axis, period, grad_y):
    """gradient copier: whole turns are added"""
    grad_p = grad_y
    return grad_p
