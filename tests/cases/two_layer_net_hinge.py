# flags: -w w1,b1,w2,b2
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([2, 0, 1, 1]), w1=np.sin(np.arange(12.0)).reshape(3, 4), b1=np.array([0.1, -0.2, 0.3, 0.4]), w2=np.cos(np.arange(12.0)).reshape(4, 3), b2=np.array([0.3, 0.1, -0.1])
import numpy as np


def loss(
    x: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    w1: Float[np.ndarray, "D H"],
    b1: Float[np.ndarray, "H"],
    w2: Float[np.ndarray, "H C"],
    b2: Float[np.ndarray, "C"],
):
    h = np.maximum(0, x @ w1 + b1)
    scores = h @ w2 + b2
    correct = scores[np.arange(x.shape[0]), y]
    margins = np.maximum(0, scores - correct[:, np.newaxis] + 1)
    return np.sum(margins) / x.shape[0]
# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    w1: Float[np.ndarray, "D H"],
    b1: Float[np.ndarray, "H"],
    w2: Float[np.ndarray, "H C"],
    b2: Float[np.ndarray, "C"],
):
    """Gradient of loss: returns (grad_w1, grad_b1, grad_w2, grad_b2)."""
    # Forward
    s0 = x @ w1  # [N, H] = [N, D] @ [D, H]
    s1 = s0 + b1  # [N, H]
    h = np.maximum(0, s1)  # [N, H]
    s2 = h @ w2  # [N, C] = [N, H] @ [H, C]
    scores = s2 + b2  # [N, C]
    s3 = np.arange(x.shape[0])  # [N]
    correct = scores[s3, y]  # [N]
    s4 = correct[:, np.newaxis]  # [N, 1]
    s5 = scores - s4  # [N, C]
    s6 = s5 + 1  # [N, C]

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out / x.shape[0]  # quotient
    # sum: copies to all
    grad_margins = np.full((x.shape[0], w2.shape[1]), grad_s7, x.dtype)
    grad_s6 = grad_margins * (s6 > 0)  # gradient router
    grad_s5 = grad_s6  # gradient copier
    grad_correct = -np.sum(grad_s5, axis=1)  # sign flips, undo broadcast [N, C] -> [N]
    grad_scores = grad_s5  # gradient copier
    grad_scores[s3, y] += grad_correct  # gradient router: to what is read
    grad_b2 = np.sum(grad_scores, axis=0)  # undo broadcast [N, C] -> [C]
    grad_s2 = grad_scores  # gradient copier
    grad_w2 = h.T @ grad_s2  # [H, C] = [H, N] @ [N, C]
    grad_h = grad_s2 @ w2.T  # [N, H] = [N, C] @ [C, H]
    grad_s1 = grad_h * (s1 > 0)  # gradient router
    grad_b1 = np.sum(grad_s1, axis=0)  # undo broadcast [N, H] -> [H]
    grad_s0 = grad_s1  # gradient copier
    grad_w1 = x.T @ grad_s0  # [D, H] = [D, N] @ [N, H]
    return grad_w1, grad_b1, grad_w2, grad_b2
