# flags: -w w1,b1,w2,b2
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([2, 0, 1, 1]), w1=np.sin(np.arange(12.0)).reshape(3, 4), b1=np.array([0.1, -0.2, 0.3, 0.4]), w2=np.cos(np.arange(12.0)).reshape(4, 3), b2=np.array([0.3, 0.1, -0.1])
import numpy as np

REG = 1e-3


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
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probs = e / np.sum(e, axis=1, keepdims=True)
    data_loss = -np.mean(np.log(probs[np.arange(len(y)), y]))
    return data_loss + REG * (np.sum(w1**2) + np.sum(w2**2))
# output
from __future__ import annotations

import numpy as np

REG = 1e-3


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
    s3 = np.max(scores, axis=1, keepdims=True)  # [N, 1]
    s4 = scores - s3  # [N, C]
    e = np.exp(s4)  # [N, C]
    s5 = np.sum(e, axis=1, keepdims=True)  # [N, 1]
    probs = e / s5  # [N, C]
    s6 = np.arange(len(y))  # [N]

    # Backward
    grad_out = 1.0
    grad_data_loss = grad_out  # gradient copier
    grad_s15 = grad_out  # gradient copier
    grad_s14 = grad_s15 * REG  # swap multiplier
    grad_s11 = grad_s14  # gradient copier
    grad_s13 = grad_s14  # gradient copier
    grad_s12 = grad_s13  # sum: copies to all
    grad_s10 = grad_s11  # sum: copies to all
    grad_s9 = -grad_data_loss  # sign flips
    grad_s8 = grad_s9 / y.size  # mean: shared equally
    grad_scores = -probs * grad_s8  # softmax and cross-entropy: p, less 1 at the label
    grad_scores[s6, y] += grad_s8
    grad_b2 = np.sum(grad_scores, axis=0)  # undo broadcast [N, C] -> [C]
    grad_s2 = grad_scores  # gradient copier
    grad_w2 = grad_s12 * 2 * w2 + h.T @ grad_s2  # gradient adder: power, matrix product
    grad_h = grad_s2 @ w2.T  # [N, H] = [N, C] @ [C, H]
    grad_s1 = grad_h * (s1 > 0)  # gradient router
    grad_b1 = np.sum(grad_s1, axis=0)  # undo broadcast [N, H] -> [H]
    grad_s0 = grad_s1  # gradient copier
    grad_w1 = grad_s10 * 2 * w1 + x.T @ grad_s0  # gradient adder: power, matrix product
    return grad_w1, grad_b1, grad_w2, grad_b2
