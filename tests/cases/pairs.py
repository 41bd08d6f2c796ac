# inputs: x=np.cos(np.arange(4.0)), w=np.sin(np.arange(4.0)), scale=0.7
import numpy as np


def kernel_energy(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"], scale: float):
    d = np.subtract.outer(x, x)  # all differences
    K = np.exp(-(d**2) / scale)
    return np.add.reduce(np.multiply.outer(w, w) * K, axis=None)
# output
from __future__ import annotations

import numpy as np


def grad_kernel_energy(
    x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"], scale: float
):
    """Gradient of kernel_energy: returns (grad_x, grad_w, grad_scale)."""
    # Forward
    s0 = x[:, None]  # [N, 1]
    d = np.subtract(s0, x)  # all differences
    s1 = d**2  # [N, N]
    s2 = -s1  # [N, N]
    s3 = s2 / scale  # [N, N]
    K = np.exp(s3)  # [N, N]
    s4 = w[:, None]  # [N, 1]
    s5 = np.multiply(s4, w)  # [N, N]

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_s5 = grad_s6 * K  # swap multiplier
    grad_K = grad_s6 * s5  # swap multiplier
    # gradient adder: swap multiplier
    grad_w = np.sum(grad_s5 * s4, axis=0) + np.sum(grad_s5 * w, axis=1)
    grad_s3 = grad_K * K  # exponential: its own slope
    grad_scale = -np.sum(grad_s3 * s3) / scale  # quotient, undo broadcast [N, N] -> []
    grad_s2 = grad_s3 / scale  # quotient
    grad_s1 = -grad_s2  # sign flips
    grad_d = grad_s1 * 2 * d  # power
    # gradient adder: sign flips, copier
    grad_x = -np.sum(grad_d, axis=0) + np.sum(grad_d, axis=1)
    return grad_x, grad_w, grad_scale
