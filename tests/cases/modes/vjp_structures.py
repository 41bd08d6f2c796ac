# flags: -m vjp --value
from collections import namedtuple

import numpy as np

Fit = namedtuple("Fit", "slope offset")


def fitted(x, y):
    slope = np.sum(x * y) / np.sum(x**2)
    fit = Fit(slope, offset=np.mean(y) - slope * np.mean(x))
    residuals = y - fit.slope * x - fit.offset
    return {"fit": fit, "loss": np.mean(residuals**2)}
# output
from collections import namedtuple
import numpy as np

Fit = namedtuple("Fit", "slope offset")


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def value_and_vjp_fitted(x, y, grad_slope, grad_offset, grad_loss):
    """Value and vector-Jacobian product of fitted.

    Returns {"fit": Fit(slope, s7), "loss": loss}, (grad_x, grad_y).
    """
    # Forward
    s0 = x * y
    s1 = np.sum(s0)
    s2 = x**2
    s3 = np.sum(s2)
    slope = s1 / s3
    s4 = np.mean(y)
    s5 = np.mean(x)
    s6 = slope * s5
    s7 = s4 - s6
    s8 = slope * x
    s9 = y - s8
    residuals = s9 - s7
    s10 = residuals**2
    loss = np.mean(s10)

    # Backward
    grad_s10 = grad_loss / s10.size  # mean: shared equally
    grad_residuals = grad_s10 * 2 * residuals  # power
    grad_s9 = grad_residuals  # gradient copier
    grad_s7 = grad_offset - np.sum(grad_residuals)  # gradient adder: sign flips
    grad_s8 = -unbroadcast(grad_s9, s8)  # sign flips
    grad_s4 = grad_s7  # gradient copier
    grad_s6 = -grad_s7  # sign flips
    # gradient adder: swap multiplier
    grad_slope_1 = grad_slope + np.sum(grad_s8 * x) + grad_s6 * s5
    grad_s5 = grad_s6 * slope  # swap multiplier
    grad_s1 = grad_slope_1 / s3  # quotient
    grad_s3 = -grad_slope_1 * slope / s3  # quotient
    grad_s2 = grad_s3  # sum: copies to all
    grad_s0 = grad_s1 * np.ones_like(s0)  # sum: copies to all
    # gradient adder: swap multiplier, mean, power
    grad_x = grad_s8 * slope + grad_s5 / np.size(x) + grad_s2 * 2 * x
    grad_x = grad_x + unbroadcast(grad_s0 * y, x)  # gradient adder: swap multiplier
    # gradient adder: copier, mean
    grad_y = unbroadcast(grad_s9, y) + grad_s4 / np.size(y)
    grad_y = grad_y + unbroadcast(grad_s0 * x, y)  # gradient adder: swap multiplier
    return {"fit": Fit(slope, s7), "loss": loss}, (grad_x, grad_y)
