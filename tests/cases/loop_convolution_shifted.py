# inputs: x=np.cos(np.arange(6.0)), w=np.sin(np.arange(1.0, 4.0))
import numpy as np


def loss(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "K"]):
    n = len(x) - len(w) + 1
    y = np.zeros(n)
    for k in range(len(w)):
        y += w[k] * x[k : k + n]
    return np.sum(np.tanh(y))


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


def grad_loss(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "K"]):
    """Gradient of loss: returns (grad_x, grad_w)."""
    # Forward
    n = len(x) - len(w) + 1
    y = np.zeros(n)  # [N-K+1]
    for k in range(len(w)):
        s0 = w[k]
        s1 = k + n
        s2 = x[k:s1]
        s3 = s0 * s2
        y += s3  # [N-K+1]
    s4 = np.tanh(y)  # [N-K+1]

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # sum: copies to all
    grad_y = grad_s4 * (1 - s4**2)  # tanh: 1 - tanh²
    grad_w = np.zeros_like(w)
    grad_x = np.zeros_like(x)
    for k in reversed(range(len(w))):
        s0 = w[k]
        s1 = k + n
        s2 = x[k:s1]
        grad_s3 = unbroadcast(grad_y, s2)  # gradient copier
        grad_s0 = np.vdot(grad_s3, s2)  # swap multiplier, undo broadcast
        grad_s2 = grad_s3 * s0  # swap multiplier
        grad_x[k:s1] += grad_s2  # gradient router: to what is read
        grad_w[k] += grad_s0  # gradient router: to what is read
    return grad_x, grad_w
