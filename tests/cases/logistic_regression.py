# flags: -w w,b
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([1.0, 0.0, 1.0, 1.0]), w=np.array([0.5, -1.0, 2.0]), b=0.3
import numpy as np


def loss(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N"],
    w: Float[np.ndarray, "D"],
    b: float,
):
    z = x @ w + b
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N"],
    w: Float[np.ndarray, "D"],
    b: float,
):
    """Gradient of loss: returns (grad_w, grad_b)."""
    # Forward
    s0 = x @ w  # [N] = [N, D] @ [D]
    z = s0 + b  # [N]
    s1 = -z  # [N]
    s2 = np.exp(s1)  # [N]
    s3 = 1 + s2  # [N]
    p = 1 / s3  # [N]

    # Backward
    grad_out = 1.0
    grad_s11 = -grad_out  # sign flips
    grad_s10 = grad_s11 / y.size  # mean: shared equally
    grad_z = grad_s10 * (y - p)  # sigmoid and cross-entropy: y - p
    grad_b = np.sum(grad_z)  # undo broadcast [N] -> []
    grad_s0 = grad_z  # gradient copier
    grad_w = x.T @ grad_s0  # [D] = [D, N] @ [N]
    return grad_w, grad_b
