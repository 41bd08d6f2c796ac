# inputs: xs=np.cos(np.arange(12.0)).reshape(4, 3), h=np.sin(np.arange(2.0)), wx=np.sin(np.arange(6.0)).reshape(3, 2), wh=np.cos(np.arange(4.0)).reshape(2, 2)
# inputs: xs=np.zeros((0, 3)), h=np.sin(np.arange(2.0)), wx=np.sin(np.arange(6.0)).reshape(3, 2), wh=np.cos(np.arange(4.0)).reshape(2, 2)
import numpy as np


def loss(
    xs: Float[np.ndarray, "T D"],
    h: Float[np.ndarray, "H"],
    wx: Float[np.ndarray, "D H"],
    wh: Float[np.ndarray, "H H"],
):
    L = 0.0
    for t in range(len(xs)):
        h = np.tanh(xs[t] @ wx + h @ wh)
        L += np.sum(h**2)
    return L


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    xs: Float[np.ndarray, "T D"],
    h: Float[np.ndarray, "H"],
    wx: Float[np.ndarray, "D H"],
    wh: Float[np.ndarray, "H H"],
):
    """Gradient of loss: returns (grad_xs, grad_h, grad_wx, grad_wh)."""
    # Forward
    h_history = []
    for t in range(len(xs)):
        h_history.append(h)
        s0 = xs[t]  # [D]
        s1 = s0 @ wx  # [H] = [D] @ [D, H]
        s2 = h @ wh  # [H] = [H] @ [H, H]
        s3 = s1 + s2  # [H]
        h = np.tanh(s3)  # [H]

    # Backward
    grad_L = 1.0
    grad_h = np.zeros_like(h)
    grad_xs = np.zeros_like(xs)
    grad_wx = np.zeros_like(wx)
    grad_wh = np.zeros_like(wh)
    for t in reversed(range(len(xs))):
        h_before = h_history.pop()
        s0 = xs[t]
        grad_s4 = grad_L  # sum: copies to all
        grad_h += grad_s4 * 2 * h  # gradient adder: power
        grad_s3 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
        grad_s1 = grad_s3  # gradient copier
        grad_s2 = grad_s3  # gradient copier
        grad_wh += np.outer(h_before, grad_s2)  # matrix product
        grad_h = grad_s2 @ wh.T  # [H] = [H] @ [H, H]
        grad_wx += np.outer(s0, grad_s1)  # matrix product
        grad_s0 = grad_s1 @ wx.T  # [D] = [H] @ [H, D]
        grad_xs[t] += grad_s0  # gradient router: to what is read
        h = h_before
    return grad_xs, grad_h, grad_wx, grad_wh
