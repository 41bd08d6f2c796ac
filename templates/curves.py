"""numpy's functions of curves that are sampled: grids, areas, polynomials, phases."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import ungradient

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


@rule("np.trapezoid(y, x=x, dx=dx, axis=axis)", shape="reduced(y, axis)", when="x is None")
def area_by_step(z, y, x, dx, axis, grad_z):
    """area: half a step to each end of a piece

    rows: the axis as the last one
    end: 0 beyond the last piece
    half: of each piece
    grad_dx: swap multiplier
    """
    rows = np.moveaxis(y, axis, -1)
    end = np.zeros_like(rows[..., :1])
    half = np.expand_dims(grad_z, -1) * dx / 2 + np.zeros_like(rows[..., 1:])
    sides = np.concatenate([half, end], -1) + np.concatenate([end, half], -1)
    grad_y = np.moveaxis(sides, -1, axis)
    grad_dx = grad_z * z / dx
    return grad_y, grad_dx


@rule(
    "np.trapezoid(y, x=x, dx=dx, axis=axis)",
    shape="reduced(y, axis)",
    when="axis == -1",
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


@rule("np.trapezoid(y, x=x, dx=dx, axis=axis)", shape="reduced(y, axis)")
def area_by_places_along(z, y, x, dx, axis, grad_z):
    """area: half a width to each end of a piece

    rows: the axis as the last one
    place: the same axis of x, that may have only one
    end: 0 beyond the last piece
    half: of each width
    mean: height of each piece
    grad_x: area: the heights' difference
    """
    rows = np.moveaxis(y, axis, -1)
    place = axis % np.ndim(x) - np.ndim(x)
    end = np.zeros_like(rows[..., :1])
    half = np.expand_dims(grad_z, -1) * np.diff(np.moveaxis(x, place, -1)) / 2
    mean = np.expand_dims(grad_z, -1) * (rows[..., 1:] + rows[..., :-1]) / 2
    sides = np.concatenate([half, end], -1) + np.concatenate([end, half], -1)
    shift = np.concatenate([end, mean], -1) - np.concatenate([mean, end], -1)
    grad_y = np.moveaxis(sides, -1, axis)
    grad_x = np.moveaxis(shift, -1, place)
    return grad_y, grad_x


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
    """area: in proportion to the step"""
    dot_z = z * dot_dx / dx
    return dot_z


# Polynomials


@rule("np.polyval(p, x)", shape="x")
def polynomial(y, p, x, grad_y):
    """polynomial: of one degree less

    powers: from the highest
    grad_p: polynomial: the powers of x
    """
    powers = np.arange(np.size(p) - 1, 0, -1).astype(y.dtype)
    grad_p = np.ravel(grad_y) @ np.vander(np.ravel(x), np.size(p)).astype(y.dtype)
    grad_x = grad_y * np.polyval(np.asarray(p)[:-1] * powers, x)
    return grad_p, grad_x


@rule("np.polyval(p, x)")
def polynomial_forward(y, p, x, dot_p):
    """polynomial: of the tangents"""
    dot_y = np.polyval(dot_p, x)
    return dot_y


@rule("np.vander(x, N=n, increasing=increasing)", shape="any", when="increasing is False")
def powers_falling(y, x, n, increasing, grad_y):
    """powers: the exponent times one power less

    exponents: from the highest to 1
    """
    exponents = np.arange(np.shape(y)[1] - 1, 0, -1).astype(y.dtype)
    grad_x = np.sum(grad_y[:, :-1] * exponents * y[:, 1:], axis=1)
    return grad_x


@rule("np.vander(x, N=n, increasing=increasing)", shape="any", when="increasing is True")
def powers_rising(y, x, n, increasing, grad_y):
    """powers: the exponent times one power less

    exponents: from 1
    """
    exponents = np.arange(1, np.shape(y)[1]).astype(y.dtype)
    grad_x = np.sum(grad_y[:, 1:] * exponents * y[:, :-1], axis=1)
    return grad_x


# Phases


@rule("np.unwrap(p, discont=discont, axis=axis, period=period)", shape="p")
def unwrapped(y, p, discont, axis, period, grad_y):
    """gradient copier: whole turns are added"""
    grad_p = grad_y
    return grad_p
