# inputs: xs=np.cos(np.arange(6.0)).reshape(2, 3), w=np.sin(np.arange(3.0)), residual=True
import numpy as np


def loss(xs: Float[np.ndarray, "T D"], w: Float[np.ndarray, "D"], residual: bool):
    if residual:
        hs = [x + np.tanh(w * x) for x in xs]
    else:
        hs = [np.tanh(w * x) for x in xs]
    return np.sum(hs[0] * hs[-1])


# output
from __future__ import annotations

import numpy as np


def grad_loss(xs: Float[np.ndarray, "T D"], w: Float[np.ndarray, "D"], residual: bool):
    """Gradient of loss: returns (grad_xs, grad_w)."""
    # Forward
    hs = []
    s1_history = []
    s4_history = []
    if residual:
        for i in range(len(xs)):
            x = xs[i]  # [D]
            s0 = w * x  # [D]
            s1 = np.tanh(s0)  # [D]
            s1_history.append(s1)
            s2 = x + s1  # [D]
            hs.append(s2)
    else:
        for i in range(len(xs)):
            x = xs[i]  # [D]
            s3 = w * x  # [D]
            s4 = np.tanh(s3)  # [D]
            s4_history.append(s4)
            hs.append(s4)
    s5 = hs[0]  # [D]
    s6 = hs[-1]  # [D]

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out  # sum: copies to all
    grad_s5 = grad_s7 * s6  # swap multiplier
    grad_s6 = grad_s7 * s5  # swap multiplier
    grad_hs = [np.zeros_like(s) for s in hs]  # of what is left on hs
    grad_hs[-1] = grad_hs[-1] + grad_s6
    grad_hs[0] = grad_hs[0] + grad_s5
    grad_xs = np.zeros_like(xs)
    grad_w = np.zeros_like(w)
    if residual:
        for i in reversed(range(len(xs))):
            x = xs[i]
            s1 = s1_history.pop()
            grad_s2 = grad_hs.pop()  # as its value went onto a list
            grad_s1 = grad_s2  # gradient copier
            grad_s0 = grad_s1 * (1 - s1**2)  # tanh: 1 - tanh²
            grad_w += grad_s0 * x  # swap multiplier
            grad_x = grad_s2 + grad_s0 * w  # gradient adder: copier, swap multiplier
            grad_xs[i] += grad_x  # gradient router: to what is read
    else:
        for i in reversed(range(len(xs))):
            x = xs[i]
            s4 = s4_history.pop()
            grad_s4 = grad_hs.pop()  # as its value went onto a list
            grad_s3 = grad_s4 * (1 - s4**2)  # tanh: 1 - tanh²
            grad_w += grad_s3 * x  # swap multiplier
            grad_x = grad_s3 * w  # swap multiplier
            grad_xs[i] += grad_x  # gradient router: to what is read
    return grad_xs, grad_w
