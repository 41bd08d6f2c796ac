# inputs: xs=np.cos(np.arange(6.0)).reshape(3, 2), w=np.array([0.5, -0.7]), b=0.2
import numpy as np


def loss(xs: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D"], b: float):
    ys = np.array([np.tanh(w @ x + b) for x in xs])
    return np.sum(ys**2) + sum(abs(t) for t in w)


# output
from __future__ import annotations

import numpy as np


def sign(x):
    """Return the slope of abs: 1, -1, or 0 at 0."""
    return int(x > 0) - int(x < 0)


def grad_loss(xs: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D"], b: float):
    """Gradient of loss: returns (grad_xs, grad_w, grad_b)."""
    # Forward
    items = []
    for i in range(len(xs)):
        x = xs[i]  # [D]
        s0 = w @ x  # [] = [D] @ [D]
        s1 = s0 + b
        s2 = np.tanh(s1)
        items.append(s2)
    ys = np.array(items)  # [N]

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # gradient copier
    grad_s6 = grad_out  # gradient copier
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(w))):
        t = w[i]
        grad_t = grad_s6 * sign(t)  # absolute value: routes with the sign
        grad_w[i] += grad_t  # gradient router: to what is read
    grad_s3 = grad_s4  # sum: copies to all
    grad_ys = grad_s3 * 2 * ys  # power
    grad_items = list(grad_ys)  # written out: each its part
    grad_xs = np.zeros_like(xs)
    grad_b = 0.0
    for i in reversed(range(len(xs))):
        x = xs[i]
        s2 = items[i]
        grad_s2 = grad_items.pop()  # as its value went onto a list
        grad_s1 = grad_s2 * (1 - s2**2)  # tanh: 1 - tanh²
        grad_b += grad_s1  # gradient copier
        grad_s0 = grad_s1  # gradient copier
        grad_w += grad_s0 * x  # inner product: swap multiplier
        grad_x = grad_s0 * w  # inner product: swap multiplier
        grad_xs[i] += grad_x  # gradient router: to what is read
    return grad_xs, grad_w, grad_b
