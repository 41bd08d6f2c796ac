# inputs: x=np.array([0.4, -0.5, 1.0, 2.0]), w=0.7
import numpy as np


def score(x: Float[np.ndarray, "N"], w: float):
    total = 0.0
    for value in x:
        if value < 0:
            continue
        total += w * np.log(value + 1)
    return total


# output
from __future__ import annotations

import numpy as np


def grad_score(x: Float[np.ndarray, "N"], w: float):
    """Gradient of score: returns (grad_x, grad_w)."""
    # Forward
    s2_history = []
    for i in range(len(x)):
        value = x[i]
        if not value < 0:
            s1 = value + 1
            s2 = np.log(s1)
            s2_history.append(s2)

    # Backward
    grad_total = 1.0
    grad_x = np.zeros_like(x)
    grad_w = 0.0
    for i in reversed(range(len(x))):
        value = x[i]
        if value < 0:
            grad_value = 0.0
        else:
            s1 = value + 1
            s2 = s2_history.pop()
            grad_w += grad_total * s2  # swap multiplier
            grad_s2 = grad_total * w  # swap multiplier
            grad_s1 = grad_s2 / s1  # logarithm: 1 / x
            grad_value = grad_s1  # gradient copier
        grad_x[i] += grad_value  # gradient router: to what is read
    return grad_x, grad_w
