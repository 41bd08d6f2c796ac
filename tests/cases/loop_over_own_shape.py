# inputs: x=np.array([0.4, 0.5, 1.0]), y=np.array([0.3, -0.7]), b=0.2
import numpy as np


def table(x: Float[np.ndarray, "N"], y: Float[np.ndarray, "M"], b: float):
    out = np.zeros((len(x), len(y)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sin(x[i] * y[j]) + b
    return np.sum(out**2)


# output
from __future__ import annotations

import numpy as np


def grad_table(x: Float[np.ndarray, "N"], y: Float[np.ndarray, "M"], b: float):
    """Gradient of table: returns (grad_x, grad_y, grad_b)."""
    # Forward
    out = np.zeros((len(x), len(y)))  # [N, M]
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            s0 = x[i]
            s1 = y[j]
            s2 = s0 * s1
            s3 = np.sin(s2)
            s4 = s3 + b
            out[i, j] = s4

    # Backward
    grad_result = 1.0
    grad_s5 = grad_result  # sum: copies to all
    grad_out = grad_s5 * 2 * out  # power
    grad_x = np.zeros_like(x)
    grad_y = np.zeros_like(y)
    grad_b = 0.0
    for i in reversed(range(out.shape[0])):
        for j in reversed(range(out.shape[1])):
            s0 = x[i]
            s1 = y[j]
            s2 = s0 * s1
            grad_s4 = grad_out[i, j]  # gradient router: to what was written
            grad_b += grad_s4  # gradient copier
            grad_s3 = grad_s4  # gradient copier
            grad_s2 = grad_s3 * np.cos(s2)  # sine: cosine
            grad_s0 = grad_s2 * s1  # swap multiplier
            grad_s1 = grad_s2 * s0  # swap multiplier
            grad_y[j] += grad_s1  # gradient router: to what is read
            grad_x[i] += grad_s0  # gradient router: to what is read
    return grad_x, grad_y, grad_b
