# inputs: w=np.array([[2.0, 0.5], [0.3, 1.5]]), x=np.array([0.4, -0.7])
import numpy as np


def loss(w: Float[np.ndarray, "N N"], x: Float[np.ndarray, "N"]):
    h = np.tanh(x)
    precision = np.linalg.inv(w)
    return np.sum(h * h) + np.linalg.slogdet(w)[1] + np.sum(precision**2)
# output
from __future__ import annotations

import numpy as np


def grad_loss(w: Float[np.ndarray, "N N"], x: Float[np.ndarray, "N"]):
    """Gradient of loss: returns (grad_w, grad_x)."""
    # Forward
    h = np.tanh(x)  # [N]
    precision = np.linalg.inv(w)  # [N, N]

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # gradient copier
    grad_s6 = grad_out  # gradient copier
    grad_s5 = grad_s6  # sum: copies to all
    grad_precision = grad_s5 * 2 * precision  # power
    grad_s1 = grad_s4  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_s0 = grad_s1  # sum: copies to all
    grad_h = grad_s0 * h * 2  # swap multiplier, twice
    grad_w = grad_s3 * precision.T  # log-determinant: A⁻ᵀ
    # gradient adder: inverse
    grad_w = grad_w - precision.T @ grad_precision @ precision.T
    grad_x = grad_h * (1 - h**2)  # tanh: 1 - tanh²
    return grad_w, grad_x
