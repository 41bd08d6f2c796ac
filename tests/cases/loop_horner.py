# inputs: c=np.array([0.4, -0.5, 1.0, 2.0]), x=0.7
import numpy as np


def horner(c: Float[np.ndarray, "N"], x: float):
    y = 0.0
    for a in reversed(c):
        y = y * x + a
    return y


# output
from __future__ import annotations

import numpy as np


def grad_horner(c: Float[np.ndarray, "N"], x: float):
    """Gradient of horner: returns (grad_c, grad_x)."""
    # Forward
    y = 0.0
    y_history = []
    for i in reversed(range(len(c))):
        y_history.append(y)
        a = c[i]
        s0 = y * x
        y = s0 + a

    # Backward
    grad_y = 1.0
    grad_c = np.zeros_like(c)
    grad_x = 0.0
    for i in range(len(c)):
        y = y_history.pop()
        grad_x += grad_y * y  # swap multiplier
        grad_c[i] += grad_y  # gradient router: to what is read
        grad_y = grad_y * x  # swap multiplier
    return grad_c, grad_x
