# flags: -w w,b
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([2, 0, 1, 1]), w=np.sin(np.arange(9.0)).reshape(3, 3), b=np.array([0.1, -0.2, 0.3])
import numpy as np


def loss(
    x: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    w: Float[np.ndarray, "D C"],
    b: Float[np.ndarray, "C"],
):
    scores = x @ w + b
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probs = e / np.sum(e, axis=1, keepdims=True)
    correct = probs[np.arange(len(y)), y]
    return -np.mean(np.log(correct))
# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    w: Float[np.ndarray, "D C"],
    b: Float[np.ndarray, "C"],
):
    """Gradient of loss: returns (grad_w, grad_b)."""
    # Forward
    s0 = x @ w  # [N, C] = [N, D] @ [D, C]
    scores = s0 + b  # [N, C]
    s1 = np.max(scores, axis=1, keepdims=True)  # [N, 1]
    s2 = scores - s1  # [N, C]
    e = np.exp(s2)  # [N, C]
    s3 = np.sum(e, axis=1, keepdims=True)  # [N, 1]
    probs = e / s3  # [N, C]
    s4 = np.arange(len(y))  # [N]

    # Backward
    grad_out = 1.0
    grad_s6 = -grad_out  # sign flips
    grad_s5 = grad_s6 / y.size  # mean: shared equally
    grad_scores = -probs * grad_s5  # softmax and cross-entropy: p, less 1 at the label
    grad_scores[s4, y] += grad_s5
    grad_b = np.sum(grad_scores, axis=0)  # undo broadcast [N, C] -> [C]
    grad_s0 = grad_scores  # gradient copier
    grad_w = x.T @ grad_s0  # [D, C] = [D, N] @ [N, C]
    return grad_w, grad_b
