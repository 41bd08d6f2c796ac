# inputs: xs=np.cos(np.arange(24.0)).reshape(4, 2, 3), labels=np.array([1, 0]), wx=np.sin(np.arange(6.0)).reshape(3, 2), wh=np.cos(np.arange(4.0)).reshape(2, 2), b=np.array([0.1, -0.2]), wy=np.sin(np.arange(6.0)).reshape(2, 3)
import numpy as np


def loss(
    xs: Float[np.ndarray, "T N D"],
    labels: Int[np.ndarray, "N"],
    wx: Float[np.ndarray, "D H"],
    wh: Float[np.ndarray, "H H"],
    b: Float[np.ndarray, "H"],
    wy: Float[np.ndarray, "H C"],
):
    T, N, D = xs.shape
    h = np.zeros((N, wh.shape[0]))
    for x in xs:
        h = np.tanh(x @ wx + h @ wh + b)
    scores = h @ wy
    scores -= np.max(scores, axis=1, keepdims=True)
    logp = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.mean(logp[np.arange(N), labels])


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    xs: Float[np.ndarray, "T N D"],
    labels: Int[np.ndarray, "N"],
    wx: Float[np.ndarray, "D H"],
    wh: Float[np.ndarray, "H H"],
    b: Float[np.ndarray, "H"],
    wy: Float[np.ndarray, "H C"],
):
    """Gradient of loss: returns (grad_xs, grad_wx, grad_wh, grad_b, grad_wy)."""
    # Forward
    N = xs.shape[1]
    h = np.zeros((N, wh.shape[0]))  # [N, H]
    h_history = []
    for i in range(len(xs)):
        h_history.append(h)
        x = xs[i]  # [N, D]
        s0 = x @ wx  # [N, H] = [N, D] @ [D, H]
        s1 = h @ wh  # [N, H] = [N, H] @ [H, H]
        s2 = s0 + s1  # [N, H]
        s3 = s2 + b  # [N, H]
        h = np.tanh(s3)  # [N, H]
    scores = h @ wy  # [N, C] = [N, H] @ [H, C]
    s4 = np.max(scores, axis=1, keepdims=True)  # [N, 1]
    scores = scores - s4  # [N, C]
    s5 = np.exp(scores)  # [N, C]
    s6 = np.sum(s5, axis=1, keepdims=True)  # [N, 1]
    s7 = np.log(s6)  # [N, 1]
    logp = scores - s7  # [N, C]
    s8 = np.arange(N)  # [N]

    # Backward
    grad_out = 1.0
    grad_s10 = -grad_out  # sign flips
    grad_s9 = grad_s10 / labels.size  # mean: shared equally
    # softmax and cross-entropy: p, less 1 at the label
    grad_scores = -np.exp(logp) * grad_s9
    grad_scores[s8, labels] += grad_s9
    grad_wy = h.T @ grad_scores  # [H, C] = [H, N] @ [N, C]
    grad_h = grad_scores @ wy.T  # [N, H] = [N, C] @ [C, H]
    grad_xs = np.zeros_like(xs)
    grad_wx = np.zeros_like(wx)
    grad_wh = np.zeros_like(wh)
    grad_b = np.zeros_like(b)
    for i in reversed(range(len(xs))):
        h_before = h_history.pop()
        x = xs[i]
        grad_s3 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
        grad_b += np.sum(grad_s3, axis=0)  # undo broadcast [N, H] -> [H]
        grad_s2 = grad_s3  # gradient copier
        grad_s0 = grad_s2  # gradient copier
        grad_s1 = grad_s2  # gradient copier
        grad_wh += h_before.T @ grad_s1  # matrix product
        grad_h = grad_s1 @ wh.T  # [N, H] = [N, H] @ [H, H]
        grad_wx += x.T @ grad_s0  # matrix product
        grad_x = grad_s0 @ wx.T  # [N, D] = [N, H] @ [H, D]
        grad_xs[i] += grad_x  # gradient router: to what is read
        h = h_before
    return grad_xs, grad_wx, grad_wh, grad_b, grad_wy
