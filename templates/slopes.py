"""numpy.gradient: slopes of sampled values, from both neighbours, along one axis or along each.

Where the rank isn't known there may be one array or one for each axis: ``ungradients`` is for both.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import ungradient, ungradients

# Along one axis


@rule(
    "np.gradient(f, axis=axis, edge_order=edge_order)",
    shape="f",
    when="isinstance(axis, int)",
    complex=True,
)
def slopes_along(y, f, axis, edge_order, grad_y):
    """slopes: from both neighbours"""
    grad_f = ungradient(grad_y, 1.0, axis, edge_order)
    return grad_f


@rule(
    "np.gradient(f, h, axis=axis, edge_order=edge_order)",
    shape="f",
    when="isinstance(axis, int) and rank(h) == 0",
)
def slopes_by_step_along(y, f, h, axis, edge_order, grad_y):
    """slopes: from both neighbours

    grad_h: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, h, axis, edge_order)
    grad_h = -grad_y * y / h
    return grad_f, grad_h


@rule(
    "np.gradient(f, h, axis=axis, edge_order=edge_order)",
    shape="f",
    when="isinstance(axis, int)",
    complex=True,
)
def slopes_by_place_along(y, f, h, axis, edge_order, grad_y):
    """slopes: from both neighbours"""
    grad_f = ungradient(grad_y, h, axis, edge_order)
    return grad_f


@rule(
    "np.gradient(f, axis=axis, edge_order=edge_order)",
    shape="f",
    when="axis is None and rank(f) == 1",
    complex=True,
)
def slopes(y, f, axis, edge_order, grad_y):
    """slopes: from both neighbours"""
    grad_f = ungradient(grad_y, 1.0, 0, edge_order)
    return grad_f


@rule(
    "np.gradient(f, h, axis=axis, edge_order=edge_order)",
    shape="f",
    when="axis is None and rank(f) == 1 and rank(h) == 0",
)
def slopes_by_step(y, f, h, axis, edge_order, grad_y):
    """slopes: from both neighbours

    grad_h: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, h, 0, edge_order)
    grad_h = -grad_y * y / h
    return grad_f, grad_h


@rule(
    "np.gradient(f, h, axis=axis, edge_order=edge_order)",
    shape="f",
    when="axis is None and rank(f) == 1",
    complex=True,
)
def slopes_by_place(y, f, h, axis, edge_order, grad_y):
    """slopes: from both neighbours"""
    grad_f = ungradient(grad_y, h, 0, edge_order)
    return grad_f


@rule(
    "np.gradient(f, axis=axis, edge_order=edge_order)[i]",
    shape="f",
    when="axis is None and rank(f) > 1 and isinstance(i, int)",
    complex=True,
)
def slopes_of_axis(y, f, axis, edge_order, i, grad_y):
    """slopes: from both neighbours"""
    grad_f = ungradient(grad_y, 1.0, i, edge_order)
    return grad_f


@rule(
    "np.gradient(f, h, axis=axis, edge_order=edge_order)[i]",
    shape="f",
    when="axis is None and rank(f) > 1 and isinstance(i, int)",
)
def slopes_of_axis_by_step(y, f, h, axis, edge_order, i, grad_y):
    """slopes: from both neighbours

    grad_h: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, h, i, edge_order)
    grad_h = -grad_y * y / h
    return grad_f, grad_h


@rule(
    "np.gradient(f, g, h, axis=axis, edge_order=edge_order)[0]",
    shape="f",
    when="axis is None and rank(g) == 0",
)
def slopes_of_first_of_two(y, f, g, h, axis, edge_order, grad_y):
    """slopes: from both neighbours

    grad_g: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, g, 0, edge_order)
    grad_g = -grad_y * y / g
    grad_h = 0.0
    return grad_f, grad_g, grad_h


@rule(
    "np.gradient(f, g, h, axis=axis, edge_order=edge_order)[1]",
    shape="f",
    when="axis is None and rank(h) == 0",
)
def slopes_of_second_of_two(y, f, g, h, axis, edge_order, grad_y):
    """slopes: from both neighbours

    grad_h: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, h, 1, edge_order)
    grad_g = 0.0
    grad_h = -grad_y * y / h
    return grad_f, grad_g, grad_h


@rule(
    "np.gradient(f, d, g, h, axis=axis, edge_order=edge_order)[0]",
    shape="f",
    when="axis is None and rank(d) == 0",
)
def slopes_of_first_of_three(y, f, d, g, h, axis, edge_order, grad_y):
    """slopes: from both neighbours

    grad_d: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, d, 0, edge_order)
    grad_d = -grad_y * y / d
    grad_g = 0.0
    grad_h = 0.0
    return grad_f, grad_d, grad_g, grad_h


@rule(
    "np.gradient(f, d, g, h, axis=axis, edge_order=edge_order)[1]",
    shape="f",
    when="axis is None and rank(g) == 0",
)
def slopes_of_second_of_three(y, f, d, g, h, axis, edge_order, grad_y):
    """slopes: from both neighbours

    grad_g: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, g, 1, edge_order)
    grad_d = 0.0
    grad_g = -grad_y * y / g
    grad_h = 0.0
    return grad_f, grad_d, grad_g, grad_h


@rule(
    "np.gradient(f, d, g, h, axis=axis, edge_order=edge_order)[2]",
    shape="f",
    when="axis is None and rank(h) == 0",
)
def slopes_of_third_of_three(y, f, d, g, h, axis, edge_order, grad_y):
    """slopes: from both neighbours

    grad_h: swap multiplier: -1 / step
    """
    grad_f = ungradient(grad_y, h, 2, edge_order)
    grad_d = 0.0
    grad_g = 0.0
    grad_h = -grad_y * y / h
    return grad_f, grad_d, grad_g, grad_h


@rule("ungradient(grad, h, axis, edge_order)", when="rank(h) == 0", shape="grad", complex=True)
def slopes_by_step_again(y, grad, h, axis, edge_order, grad_y):
    """slopes, again

    grad_h: swap multiplier: -1 / step
    """
    grad_grad = np.gradient(grad_y, h, axis=axis, edge_order=edge_order)
    grad_h = -np.sum(grad_y * y) / h
    return grad_grad, grad_h


@rule("ungradient(grad, h, axis, edge_order)", shape="grad", complex=True)
def slopes_again(y, grad, h, axis, edge_order, grad_y):
    """slopes, again"""
    grad_grad = np.gradient(grad_y, h, axis=axis, edge_order=edge_order)
    return grad_grad


# Along any axes


@rule("np.gradient(f, axis=axis, edge_order=edge_order)", shape="any", complex=True)
def slopes_of_any(y, f, axis, edge_order, grad_y):
    """slopes: from both neighbours, along each axis"""
    grad_f = ungradients(grad_y, f, (), axis, edge_order)
    return grad_f


@rule("np.gradient(f, h, axis=axis, edge_order=edge_order)", shape="any", complex=True)
def slopes_of_any_by_step(y, f, h, axis, edge_order, grad_y):
    """slopes: from both neighbours, along each axis"""
    grad_f = ungradients(grad_y, f, (h,), axis, edge_order)
    return grad_f


@rule("np.gradient(f, g, h, axis=axis, edge_order=edge_order)", shape="any", complex=True)
def slopes_by_two_steps(y, f, g, h, axis, edge_order, grad_y):
    """slopes: from both neighbours, along each axis"""
    grad_f = ungradients(grad_y, f, (g, h), axis, edge_order)
    return grad_f


@rule("np.gradient(f, d, g, h, axis=axis, edge_order=edge_order)", shape="any", complex=True)
def slopes_by_three_steps(y, f, d, g, h, axis, edge_order, grad_y):
    """slopes: from both neighbours, along each axis"""
    grad_f = ungradients(grad_y, f, (d, g, h), axis, edge_order)
    return grad_f


# The helper, again


@rule("ungradients(grad, f, (), axis, edge_order)", shape="f", complex=True)
def slopes_of_any_again(z, grad, f, axis, edge_order, grad_z):
    """slopes, again"""
    grad_grad = np.array(np.gradient(grad_z, axis=axis, edge_order=edge_order))
    grad_f = 0.0
    return grad_grad, grad_f


@rule("ungradients(grad, f, (h,), axis, edge_order)", shape="f", complex=True)
def slopes_of_any_by_step_again(z, grad, f, h, axis, edge_order, grad_z):
    """slopes, again"""
    grad_grad = np.array(np.gradient(grad_z, h, axis=axis, edge_order=edge_order))
    grad_f = 0.0
    return grad_grad, grad_f


@rule("ungradients(grad, f, (g, h), axis, edge_order)", shape="f", complex=True)
def slopes_by_two_steps_again(z, grad, f, g, h, axis, edge_order, grad_z):
    """slopes, again"""
    grad_grad = np.array(np.gradient(grad_z, g, h, axis=axis, edge_order=edge_order))
    grad_f = 0.0
    return grad_grad, grad_f


@rule("ungradients(grad, f, (d, g, h), axis, edge_order)", shape="f", complex=True)
def slopes_by_three_steps_again(z, grad, f, d, g, h, axis, edge_order, grad_z):
    """slopes, again"""
    grad_grad = np.array(np.gradient(grad_z, d, g, h, axis=axis, edge_order=edge_order))
    grad_f = 0.0
    return grad_grad, grad_f
