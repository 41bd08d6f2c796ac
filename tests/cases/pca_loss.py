# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), w=np.sin(np.arange(6.0)).reshape(3, 2)
import numpy as np


def loss(x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D K"]):
    centered = x - x.mean(axis=0)
    code = centered @ w
    reconstruction = code @ w.T
    return np.sum((centered - reconstruction) ** 2) / len(x)
# output
from __future__ import annotations

import numpy as np


def grad_loss(x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D K"]):
    """Gradient of loss: returns (grad_x, grad_w)."""
    # Forward
    s0 = x.mean(axis=0)  # [D]
    centered = x - s0  # [N, D]
    code = centered @ w  # [N, K] = [N, D] @ [D, K]
    s1 = w.T  # [K, D]
    reconstruction = code @ s1  # [N, D] = [N, K] @ [K, D]
    s2 = centered - reconstruction  # [N, D]

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out / len(x)  # quotient
    grad_s3 = grad_s4  # sum: copies to all
    grad_s2 = grad_s3 * 2 * s2  # power
    grad_reconstruction = -grad_s2  # sign flips
    grad_code = grad_reconstruction @ w  # [N, K] = [N, D] @ [D, K]
    # gradient adder: matrix product
    grad_w = grad_reconstruction.T @ code + centered.T @ grad_code
    grad_centered = grad_s2 + grad_code @ s1  # gradient adder: copier, matrix product
    grad_s0 = -np.sum(grad_centered, axis=0)  # sign flips, undo broadcast [N, D] -> [D]
    grad_x = grad_centered + grad_s0 / x.shape[0]  # gradient adder: copier, mean
    return grad_x, grad_w
