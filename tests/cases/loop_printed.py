# inputs: x=np.array([0.4, 0.5, 1.0])
# inputs: x=np.array([])
import numpy as np


def f(x: Float[np.ndarray, "N"]):
    y = np.zeros_like(x)
    s = 1.0
    for i in range(len(x)):
        y[i] = x[i] * s
        print(i, y)  # as far as it is filled
        if y[i] > 2:
            scale = s * 2
            raise OverflowError(f"{y[i]:.2f}, scale {scale}")
        s = s * x[i]
    return np.sum(y)


# output
from __future__ import annotations

import numpy as np


def grad_f(x: Float[np.ndarray, "N"]):
    """Gradient of f: returns grad_x."""
    # Forward
    y = np.zeros_like(x)  # [N]
    s = 1.0
    s_history = []
    for i in range(len(x)):
        s_history.append(s)
        s0 = x[i]
        s1 = s0 * s
        y[i] = s1
        print(i, y)  # as far as it is filled
        s2 = y[i]
        if s2 > 2:
            scale = s * 2
            raise OverflowError(f"{y[i]:.2f}, scale {scale}")
        s = s * s0

    # Backward
    grad_out = 1.0
    grad_y = np.full_like(x, grad_out)  # sum: copies to all
    grad_x = np.zeros_like(x)
    grad_s = 0.0
    for i in reversed(range(len(x))):
        s = s_history.pop()
        s0 = x[i]
        grad_s1 = grad_y[i]  # gradient router: to what was written
        grad_s0 = grad_s * s + grad_s1 * s  # gradient adder: swap multiplier
        grad_s = grad_s * s0 + grad_s1 * s0  # gradient adder: swap multiplier
        grad_x[i] += grad_s0  # gradient router: to what is read
    return grad_x
