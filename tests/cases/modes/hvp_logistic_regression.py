# flags: -m hvp -w w,b
import numpy as np


def loss(x: Float[np.ndarray, "N D"], y: Float[np.ndarray, "N"], w: Float[np.ndarray, "D"], b: float):
    p = sigmoid(x @ w + b)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + 0.5 * np.sum(w**2)
# output
from __future__ import annotations

import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def hvp_loss(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N"],
    w: Float[np.ndarray, "D"],
    b: float,
    v_w: Float[np.ndarray, "D"],
    v_b: float,
):
    """Hessian-vector product of loss: returns (hvp_w, hvp_b)."""
    # Forward
    s0 = x @ w  # [N] = [N, D] @ [D]
    s1 = s0 + b  # [N]
    p = sigmoid(s1)  # [N]
    s5 = 1 - p  # [N]

    # Backward
    grad_s8 = -1.0 / y.size  # mean: shared equally

    # Backward of gradient · v, v held constant
    hvp_grad_s0 = x @ v_w  # [N] = [N, D] @ [D]
    hvp_grad_s1 = hvp_grad_s0 + v_b  # gradient adder: copier, sum
    hvp_s14 = hvp_grad_s1 * grad_s8  # swap multiplier
    hvp_p = -hvp_s14  # sign flips
    hvp_s1 = hvp_p * s5 * p  # sigmoid: (1 - σ) σ
    hvp_b = np.sum(hvp_s1)  # undo broadcast [N] -> []
    hvp_w = v_w + x.T @ hvp_s1  # gradient adder: swap multiplier, matrix product
    return hvp_w, hvp_b
