# flags: -w x
# inputs: x=np.array([1.0, -2.0, 3.0, -3.0]), upstream=np.array([4.0, -1.0, 5.0, 9.0])
import numpy as np


def f(x, upstream):
    return np.sum(np.maximum(0, x) * upstream)


def masked(x, upstream):
    return np.sum(np.where(x > 0, x, 0) * upstream)


def known(x: Float[np.ndarray, "4"], upstream: Float[np.ndarray, "4"]):
    return np.sum(relu(x) * upstream)
# output
from __future__ import annotations

import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_f(x, upstream):
    """Gradient of f: returns grad_x."""
    # Forward
    s0 = np.maximum(0, x)
    s1 = s0 * upstream

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out * np.ones_like(s1)  # sum: copies to all
    grad_s0 = unbroadcast(grad_s1 * upstream, s0)  # swap multiplier
    grad_x = grad_s0 * (x > 0)  # gradient router
    return grad_x


def grad_masked(x, upstream):
    """Gradient of masked: returns grad_x."""
    # Forward
    s0 = x > 0
    s1 = np.where(s0, x, 0)
    s2 = s1 * upstream

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out * np.ones_like(s2)  # sum: copies to all
    grad_s1 = unbroadcast(grad_s2 * upstream, s1)  # swap multiplier
    grad_x = np.where(s0, grad_s1, 0)  # gradient router
    return grad_x


def grad_known(x: Float[np.ndarray, "4"], upstream: Float[np.ndarray, "4"]):
    """Gradient of known: returns grad_x."""
    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # sum: copies to all
    grad_s0 = grad_s1 * upstream  # swap multiplier
    grad_x = grad_s0 * (x > 0)  # gradient router
    return grad_x
