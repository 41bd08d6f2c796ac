# flags: -m vjp
import numpy as np


def moments(x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "N"]):
    total = np.sum(w)
    mean = w @ x / total  # weighted
    centred = x - mean
    return mean, np.sqrt(w @ centred**2 / total)
# output
from __future__ import annotations

import numpy as np


def vjp_moments(
    x: Float[np.ndarray, "N D"],
    w: Float[np.ndarray, "N"],
    grad_mean: Float[np.ndarray, "D"],
    grad_out1: Float[np.ndarray, "D"],
):
    """Vector-Jacobian product of moments: returns (grad_x, grad_w)."""
    # Forward
    total = np.sum(w)
    s0 = w @ x  # [D] = [N] @ [N, D]
    mean = s0 / total  # weighted
    centred = x - mean  # [N, D]
    s1 = centred**2  # [N, D]
    s2 = w @ s1  # [D] = [N] @ [N, D]
    s3 = s2 / total  # [D]
    s4 = np.sqrt(s3)  # [D]

    # Backward
    grad_s3 = grad_out1 / (2 * s4)  # square root: 1 / (2 √x)
    grad_s2 = grad_s3 / total  # quotient
    grad_s1 = np.outer(w, grad_s2)  # matrix product
    grad_centred = grad_s1 * 2 * centred  # power
    grad_mean_1 = grad_mean - np.sum(grad_centred, axis=0)  # gradient adder: sign flips
    grad_s0 = grad_mean_1 / total  # quotient
    grad_total = -np.sum(grad_s3 * s3) / total  # quotient, undo broadcast [D] -> []
    # gradient adder: quotient
    grad_total = grad_total - np.sum(grad_mean_1 * mean) / total
    # gradient adder: copier, matrix product
    grad_x = grad_centred + np.outer(w, grad_s0)
    # gradient adder: matrix product, sum
    grad_w = grad_s2 @ s1.T + grad_s0 @ x.T + grad_total
    return grad_x, grad_w
