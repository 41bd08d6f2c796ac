# inputs: x=np.cos(np.arange(12.0)).reshape(2, 3, 2), h0=np.sin(np.arange(6.0)).reshape(2, 3), Wx=np.cos(np.arange(6.0)).reshape(2, 3), Wh=np.sin(np.arange(9.0)).reshape(3, 3), b=np.array([0.1, -0.2, 0.3])
import numpy as np


def rnn_step_forward(x, prev_h, Wx, Wh, b):
    next_h = np.tanh(x.dot(Wx) + prev_h.dot(Wh) + b)
    return next_h


def rnn_forward(
    x: Float[np.ndarray, "N T D"],
    h0: Float[np.ndarray, "N H"],
    Wx: Float[np.ndarray, "D H"],
    Wh: Float[np.ndarray, "H H"],
    b: Float[np.ndarray, "H"],
):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    prev_h = h0
    for t in range(T):
        prev_h = rnn_step_forward(x[:, t, :], prev_h, Wx, Wh, b)
        h[:, t, :] = prev_h
    return h
# output
from __future__ import annotations

import numpy as np


def grad_rnn_forward(
    x: Float[np.ndarray, "N T D"],
    h0: Float[np.ndarray, "N H"],
    Wx: Float[np.ndarray, "D H"],
    Wh: Float[np.ndarray, "H H"],
    b: Float[np.ndarray, "H"],
):
    """Gradient of rnn_forward: returns (grad_x, grad_h0, grad_Wx, grad_Wh, grad_b)."""
    # Forward
    N = x.shape[0]
    T = x.shape[1]
    H = h0.shape[1]
    h = np.zeros((N, T, H))  # [N, T, H]
    prev_h_history = []
    prev_h = h0
    for t in range(T):
        prev_h_history.append(prev_h)
        s0 = x[:, t, :]  # [N, D]
        s1 = s0.dot(Wx)  # [N, H]
        s2 = prev_h.dot(Wh)  # [N, H]
        s3 = s1 + s2  # [N, H]
        s4 = s3 + b  # [N, H]
        prev_h = np.tanh(s4)  # [N, H]
        h[:, t, :] = prev_h

    # Backward
    grad_h = np.ones_like(h)  # seed: the gradient of the sum of h
    grad_prev_h = np.zeros_like(prev_h)
    grad_x = np.zeros_like(x)
    grad_Wx = np.zeros_like(Wx)
    grad_Wh = np.zeros_like(Wh)
    grad_b = np.zeros_like(b)
    for t in reversed(range(T)):
        prev_h = prev_h_history.pop()
        s0 = x[:, t, :]
        next_h = h[:, t, :]
        grad_next_h = grad_prev_h + grad_h[:, t, :]  # gradient adder: router
        grad_s4 = grad_next_h * (1 - next_h**2)  # tanh: 1 - tanh²
        grad_b += np.sum(grad_s4, axis=0)  # undo broadcast [N, H] -> [H]
        grad_s3 = grad_s4  # gradient copier
        grad_s1 = grad_s3  # gradient copier
        grad_s2 = grad_s3  # gradient copier
        grad_Wh += prev_h.T @ grad_s2  # matrix product
        grad_prev_h = grad_s2 @ Wh.T  # [N, H] = [N, H] @ [H, H]
        grad_Wx += s0.T @ grad_s1  # matrix product
        grad_s0 = grad_s1 @ Wx.T  # [N, D] = [N, H] @ [H, D]
        grad_x[:, t, :] += grad_s0  # gradient router: to what is read
    grad_h0 = grad_prev_h
    return grad_x, grad_h0, grad_Wx, grad_Wh, grad_b
