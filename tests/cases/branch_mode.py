# inputs: x=np.array([0.4, -0.5, 1.0]), w=np.array([0.3, 0.2, -0.7]), kind="l1"
# inputs: x=np.array([0.4, -0.5, 1.0]), w=np.array([0.3, 0.2, -0.7]), kind="l2"
import numpy as np


def loss(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"], kind: str):
    y = x * w
    if kind == "l1":
        penalty = np.sum(np.abs(w))
    else:
        penalty = np.sum(w**2)
    return np.sum(y) + 0.1 * penalty


# output
from __future__ import annotations

import numpy as np


def grad_loss(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"], kind: str):
    """Gradient of loss: returns (grad_x, grad_w)."""
    # Backward
    grad_out = 1.0
    grad_s3 = grad_out  # gradient copier
    grad_s4 = grad_out  # gradient copier
    grad_penalty = grad_s4 * 0.1  # swap multiplier
    grad_y = grad_s3  # sum: copies to all
    if kind == "l1":
        grad_s1 = grad_penalty  # sum: copies to all
        grad_w = grad_s1 * np.sign(w)  # absolute value: routes with the sign
    else:
        grad_s2 = grad_penalty  # sum: copies to all
        grad_w = grad_s2 * 2 * w  # power
    grad_x = grad_y * w  # swap multiplier
    grad_w = grad_w + grad_y * x  # gradient adder: swap multiplier
    return grad_x, grad_w
