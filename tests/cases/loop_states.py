# inputs: xs=np.cos(np.arange(12.0)).reshape(4, 3), w=np.sin(np.arange(9.0)).reshape(3, 3), h=np.array([0.1, -0.4, 0.3]), ys=np.sin(np.arange(12.0)).reshape(4, 3)
import numpy as np


def loss(
    xs: Float[np.ndarray, "T D"],
    w: Float[np.ndarray, "D D"],
    h: Float[np.ndarray, "D"],
    ys: Float[np.ndarray, "T D"],
):
    states = []
    for x in xs:
        h = np.tanh(w @ h + x)
        states.append(h)
    return np.mean((np.stack(states) - ys) ** 2)


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    xs: Float[np.ndarray, "T D"],
    w: Float[np.ndarray, "D D"],
    h: Float[np.ndarray, "D"],
    ys: Float[np.ndarray, "T D"],
):
    """Gradient of loss: returns (grad_xs, grad_w, grad_h, grad_ys)."""
    # Forward
    states = []
    h_history = []
    for i in range(len(xs)):
        h_history.append(h)
        x = xs[i]  # [D]
        s0 = w @ h  # [D] = [D, D] @ [D]
        s1 = s0 + x  # [D]
        h = np.tanh(s1)  # [D]
        states.append(h)
    s2 = np.stack(states)  # [T, D]
    s3 = s2 - ys  # [T, D]

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out / xs.size  # mean: shared equally
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_ys = -grad_s3  # sign flips
    grad_s2 = grad_s3  # gradient copier
    grad_states = list(grad_s2)  # stacked: each its part
    grad_h = np.zeros_like(h)
    grad_xs = np.zeros_like(xs)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(xs))):
        h_before = h_history.pop()
        grad_h_1 = grad_states.pop()  # as its value went onto a list
        grad_h += grad_h_1  # gradient adder
        grad_s1 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
        grad_s0 = grad_s1  # gradient copier
        grad_x = grad_s1  # gradient copier
        grad_w += np.outer(grad_s0, h_before)  # matrix product
        grad_h = w.T @ grad_s0  # [D] = [D, D] @ [D]
        grad_xs[i] += grad_x  # gradient router: to what is read
        h = h_before
    return grad_xs, grad_w, grad_h, grad_ys
