# inputs: x=np.array([0.3, 0.8]), y=np.array([0.6, 0.2])
import numpy as np


def f(x: Float[np.ndarray, "N"], y: "Float[np.ndarray, 'N']"):
    return np.exp(x) * y
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


def grad_f(x: Float[np.ndarray, "N"], y: "Float[np.ndarray, 'N']"):
    """Gradient of f: returns (grad_x, grad_y)."""
    # Forward
    s0 = np.exp(x)
    out = s0 * y

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_y = unbroadcast(grad_out * s0, y)  # swap multiplier
    grad_s0 = unbroadcast(grad_out * y, s0)  # swap multiplier
    grad_x = grad_s0 * s0  # exponential: its own slope
    return grad_x, grad_y
