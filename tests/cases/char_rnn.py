# inputs: inputs=np.array([0, 2, 1]), targets=np.array([2, 1, 1]), h0=np.array([[0.2], [-0.1]]), w_xh=np.sin(np.arange(6.0)).reshape(2, 3), w_hh=np.cos(np.arange(4.0)).reshape(2, 2), w_hy=np.sin(np.arange(6.0)).reshape(3, 2), b_h=np.array([[0.1], [-0.2]]), b_y=np.array([[0.1], [-0.2], [0.3]])
import numpy as np


def loss_of_text(
    inputs: Int[np.ndarray, "T"],
    targets: Int[np.ndarray, "T"],
    h0: Float[np.ndarray, "H 1"],
    w_xh: Float[np.ndarray, "H V"],
    w_hh: Float[np.ndarray, "H H"],
    w_hy: Float[np.ndarray, "V H"],
    b_h: Float[np.ndarray, "H 1"],
    b_y: Float[np.ndarray, "V 1"],
):
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.copy(h0)
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((len(b_y), 1))  # 1 of V
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(w_xh, xs[t]) + np.dot(w_hh, hs[t - 1]) + b_h)
        ys[t] = np.dot(w_hy, hs[t]) + b_y  # unnormalized log probabilities
        ps[t] = np.exp(ys[t]) / np.sum(np.exp(ys[t]))
        loss += -np.log(ps[t][targets[t], 0])
    return loss


# output
from __future__ import annotations

import numpy as np


def grad_loss_of_text(
    inputs: Int[np.ndarray, "T"],
    targets: Int[np.ndarray, "T"],
    h0: Float[np.ndarray, "H 1"],
    w_xh: Float[np.ndarray, "H V"],
    w_hh: Float[np.ndarray, "H H"],
    w_hy: Float[np.ndarray, "V H"],
    b_h: Float[np.ndarray, "H 1"],
    b_y: Float[np.ndarray, "V 1"],
):
    """Gradient of loss_of_text.

    Returns (grad_h0, grad_w_xh, grad_w_hh, grad_w_hy, grad_b_h, grad_b_y).
    """
    # Forward
    h = np.copy(h0)  # [H, 1]
    h_history = []
    x_history = []
    p_history = []
    for t in range(len(inputs)):
        h_history.append(h)
        x = np.zeros((len(b_y), 1))  # 1 of V
        s0 = inputs[t]
        x[s0] = 1
        x_history.append(x)
        s1 = np.dot(w_xh, x)  # [H, 1]
        s2 = np.dot(w_hh, h)  # [H, 1]
        s3 = s1 + s2  # [H, 1]
        s4 = s3 + b_h  # [H, 1]
        h = np.tanh(s4)  # [H, 1]
        s5 = np.dot(w_hy, h)  # [V, 1]
        y = s5 + b_y  # unnormalized log probabilities
        s6 = np.exp(y)  # [V, 1]
        s8 = np.sum(s6)
        p = s6 / s8  # [V, 1]
        p_history.append(p)

    # Backward
    grad_loss = 1.0
    grad_h = np.zeros_like(h)
    grad_b_y = np.zeros_like(b_y)
    grad_w_xh = np.zeros_like(w_xh)
    grad_w_hh = np.zeros_like(w_hh)
    grad_b_h = np.zeros_like(b_h)
    grad_w_hy = np.zeros_like(w_hy)
    for t in reversed(range(len(inputs))):
        h_before = h_history.pop()
        x = x_history.pop()
        p = p_history.pop()
        s9 = targets[t]
        grad_s11 = -grad_loss  # sign flips
        grad_y = -p * grad_s11  # softmax and cross-entropy: p, less 1 at the label
        grad_y[s9, 0] += grad_s11
        grad_b_y += grad_y  # gradient copier
        grad_s5 = grad_y  # gradient copier
        grad_w_hy += grad_s5 @ h.T  # matrix product
        grad_h += w_hy.T @ grad_s5  # gradient adder: matrix product
        grad_s4 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
        grad_b_h += grad_s4  # gradient copier
        grad_s3 = grad_s4  # gradient copier
        grad_s1 = grad_s3  # gradient copier
        grad_s2 = grad_s3  # gradient copier
        grad_w_hh += grad_s2 @ h_before.T  # matrix product
        grad_h = w_hh.T @ grad_s2  # [H, 1] = [H, H] @ [H, 1]
        grad_w_xh += grad_s1 @ x.T  # matrix product
        h = h_before
    grad_h0 = grad_h
    return grad_h0, grad_w_xh, grad_w_hh, grad_w_hy, grad_b_h, grad_b_y
