# inputs: a=np.array([0.3, -0.4, 1.1]), b=np.array([0.7, 0.1]), scale=1.3
import numpy as np


def energy(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"], scale: float):
    rows = []
    for p in a:
        row = []
        for q in b:
            row.append(np.exp(-scale * (p - q) ** 2))
        rows.append(np.stack(row))
    return np.sum(np.stack(rows) ** 2)


# output
from __future__ import annotations

import numpy as np


def grad_energy(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"], scale: float):
    """Gradient of energy: returns (grad_a, grad_b, grad_scale)."""
    # Forward
    rows = []
    s1_history = []
    s4_history = []
    for i in range(len(a)):
        p = a[i]
        row = []
        for i_1 in range(len(b)):
            q = b[i_1]
            s0 = -scale
            s1 = p - q
            s1_history.append(s1)
            s2 = s1**2
            s3 = s0 * s2
            s4 = np.exp(s3)
            s4_history.append(s4)
            row.append(s4)
        s5 = np.stack(row)  # [M]
        rows.append(s5)
    s6 = np.stack(rows)  # [N, M]

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out  # sum: copies to all
    grad_s6 = grad_s7 * 2 * s6  # power
    grad_rows = list(grad_s6)  # stacked: each its part
    grad_a = np.zeros_like(a)
    grad_b = np.zeros_like(b)
    grad_scale = 0.0
    for i in reversed(range(len(a))):
        grad_s5 = grad_rows.pop()  # as its value went onto a list
        grad_row = list(grad_s5)  # stacked: each its part
        grad_p = 0.0
        for i_1 in reversed(range(len(b))):
            s0 = -scale
            s1 = s1_history.pop()
            s2 = s1**2
            s4 = s4_history.pop()
            grad_s4 = grad_row.pop()  # as its value went onto a list
            grad_s3 = grad_s4 * s4  # exponential: its own slope
            grad_s0 = grad_s3 * s2  # swap multiplier
            grad_s2 = grad_s3 * s0  # swap multiplier
            grad_s1 = grad_s2 * 2 * s1  # power
            grad_p += grad_s1  # gradient copier
            grad_q = -grad_s1  # sign flips
            grad_scale -= grad_s0  # sign flips
            grad_b[i_1] += grad_q  # gradient router: to what is read
        grad_a[i] += grad_p  # gradient router: to what is read
    return grad_a, grad_b, grad_scale
