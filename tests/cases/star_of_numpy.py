# inputs: x=np.array([[0.5, 1.0, 2.0], [1.5, -1.0, 0.5]]), y=np.array([0.5, -1.5, 2.0])
from numpy import *


def by_columns(x, y):
    n = len(y)
    return sum(x * y) / n + sum(gradient(y) ** 2)


def smoothed(x, y):
    return sum(convolve(ravel(x), ravel(y), "same") ** 2)


# output
from numpy import *
import numpy as np
import builtins


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def axes_of(x, axis):
    """Return the axes that axis names, all of them where it is None; a number has none."""
    return tuple(range(ndim(x)) if axis is None or ndim(x) == 0 else ravel(axis))


def ungradient(grad, spacing, axis, edge_order):
    """Return the gradient of f from that of np.gradient(f, spacing, axis=axis, ...)."""
    rows = moveaxis(grad, axis, -1) * 1.0
    steps = diff(spacing) if ndim(spacing) else full(rows.shape[-1] - 1, spacing)
    steps = steps.astype(rows.dtype)
    slopes = zeros_like(rows[..., 1:])  # gradient of (f[i + 1] - f[i]) / steps[i]
    share = rows[..., 1:-1] / (steps[:-1] + steps[1:])
    slopes[..., 1:] += steps[:-1] * share
    slopes[..., :-1] += steps[1:] * share
    slopes[..., 0] += rows[..., 0]
    slopes[..., -1] += rows[..., -1]
    if edge_order == 2:
        first = rows[..., 0] * steps[0] / (steps[0] + steps[1])
        last = rows[..., -1] * steps[-1] / (steps[-1] + steps[-2])
        slopes[..., 0] += first
        slopes[..., 1] -= first
        slopes[..., -1] += last
        slopes[..., -2] -= last
    result = zeros_like(rows)
    result[..., 1:] += slopes / steps
    result[..., :-1] -= slopes / steps
    return moveaxis(result, -1, axis)


def ungradients(grad, f, spacings, axis, edge_order):
    """Return the gradient of f from those of np.gradient(f, *spacings, axis=axis, ...), one for each axis."""
    axes = axes_of(f, axis)
    parts = grad if len(axes) > 1 else [grad]
    steps = spacings if len(spacings) > 1 else (spacings or (1.0,)) * len(axes)
    return builtins.sum(
        ungradient(*each, edge_order) for each in zip(parts, steps, axes)
    )


def uncut(grad, a, v, mode, late):
    """Return grad of np.convolve(a, v, mode) between zeros, as that of mode "full".

    The mode "same" cuts, of an odd number, one more in front if it is late.
    """
    short = builtins.min(size(a), size(v))
    start = {"full": 0, "same": (short - 1 + late) // 2, "valid": short - 1}[mode]
    full = zeros_like(grad, shape=size(a) + size(v) - 1)
    full[start : start + size(grad)] = grad
    return full


def grad_by_columns(x, y):
    """Gradient of by_columns: returns (grad_x, grad_y)."""
    # Forward
    n = len(y)
    s0 = x * y
    s3 = gradient(y)

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # gradient copier
    grad_s5 = grad_out  # gradient copier
    grad_s4 = grad_s5  # sum: copies to all
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_s1 = grad_s2 / n  # quotient
    grad_s0 = grad_s1 * ones_like(s0)  # sum: copies to all
    grad_x = unbroadcast(grad_s0 * y, x)  # swap multiplier
    # gradient adder: slopes, swap multiplier
    grad_y = ungradients(grad_s3, y, (), None, 1) + unbroadcast(grad_s0 * x, y)
    return grad_x, grad_y


def grad_smoothed(x, y):
    """Gradient of smoothed: returns (grad_x, grad_y)."""
    # Forward
    s0 = ravel(x)
    s1 = ravel(y)
    s2 = convolve(s0, s1, "same")

    # Backward
    grad_out = 1.0
    grad_s3 = grad_out  # sum: copies to all
    grad_s2 = grad_s3 * 2 * s2  # power
    whole = uncut(grad_s2, s0, s1, "same", False)  # with what was cut
    grad_s0 = unbroadcast(correlate(whole, s1, "valid"), s0)  # convolution: correlation
    grad_s1 = unbroadcast(correlate(whole, s0, "valid"), s1)  # convolution: correlation
    grad_y = reshape(grad_s1, shape(y))  # reshape: back
    grad_x = reshape(grad_s0, shape(x))  # reshape: back
    return grad_x, grad_y
