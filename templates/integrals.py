"""scipy.integrate: areas under sampled curves, which are linear in the samples; trapezoid is numpy's."""

import numpy as np
from flatgen.templates import define, rule
from flatgen.templates.helpers_layout import along
from scipy import integrate

# The running area, by the pieces that numpy's running sum adds up: along the last axis


@define("integrate.cumulative_trapezoid(y, axis=-1)")
def running_area_by_ones(y):
    return np.cumsum((y[..., 1:] + y[..., :-1]) / 2, axis=-1)


@define("integrate.cumulative_trapezoid(y, dx=dx, axis=-1)")
def running_area(y, dx):
    return np.cumsum((y[..., 1:] + y[..., :-1]) * (dx / 2), axis=-1)


@define("integrate.cumulative_trapezoid(y, x=x, axis=-1)")
def running_area_by_places(y, x):
    return np.cumsum((y[..., 1:] + y[..., :-1]) * np.diff(x) / 2, axis=-1)


@define("integrate.cumulative_trapezoid(y, dx=dx, axis=-1, initial=0)")
def running_area_from_zero(y, dx):
    pieces = np.cumsum((y[..., 1:] + y[..., :-1]) * (dx / 2), axis=-1)
    return np.insert(pieces, 0, 0.0, axis=-1)


@define("integrate.cumulative_trapezoid(y, x=x, axis=-1, initial=0)")
def running_area_by_places_from_zero(y, x):
    pieces = np.cumsum((y[..., 1:] + y[..., :-1]) * np.diff(x) / 2, axis=-1)
    return np.insert(pieces, 0, 0.0, axis=-1)


# Simpson's rule: the weights are the areas of unit vectors


@rule("integrate.simpson(y, x=x, dx=dx, axis=axis)", when="x is None", shape="reduced(y, axis)")
def simpson_by_steps(z, y, x, dx, axis, grad_z):
    """area: the weight of each

    weights: the areas of unit vectors
    grad_dx: swap multiplier: area / step
    """
    weights = integrate.simpson(np.eye(np.shape(y)[axis]), dx=dx).astype(z.dtype)
    grad_y = np.expand_dims(grad_z, axis) * along(weights, y, axis)
    grad_dx = grad_z * z / dx
    return grad_y, grad_dx


@rule("integrate.simpson(y, x=x, dx=dx, axis=axis)", shape="reduced(y, axis)")
def simpson_by_places(z, y, x, dx, axis, grad_z):
    """area: the weight of each

    weights: the areas of unit vectors
    """
    weights = integrate.simpson(np.eye(np.shape(y)[axis]), x=x).astype(z.dtype)
    grad_y = np.expand_dims(grad_z, axis) * along(weights, y, axis)
    return grad_y
