# inputs: x=np.cos(np.arange(1.0, 4.0)), w=np.sin(np.arange(9.0)).reshape(3, 3), layers=3
import numpy as np


def loss(x: Float[np.ndarray, "D"], w: Float[np.ndarray, "D D"], layers: int):
    skips = []
    for _ in range(layers):
        skips.append(x)
        x = np.tanh(w @ x)
    for _ in range(layers):
        x = np.tanh(w.T @ x) + skips.pop()
    return np.sum(x**2)


# output
from __future__ import annotations

import numpy as np


def grad_loss(x: Float[np.ndarray, "D"], w: Float[np.ndarray, "D D"], layers: int):
    """Gradient of loss: returns (grad_x, grad_w)."""
    # Forward
    skips = []
    x_history_1 = []
    x_history_2 = []
    for _ in range(layers):
        x_history_1.append(x)
        skips.append(x)
        s0 = w @ x  # [D] = [D, D] @ [D]
        x = np.tanh(s0)  # [D]
        x_history_2.append(x)
    x_history = []
    s3_history = []
    for _ in range(layers):
        x_history.append(x)
        s1 = w.T  # [D, D]
        s2 = s1 @ x  # [D] = [D, D] @ [D]
        s3 = np.tanh(s2)  # [D]
        s3_history.append(s3)
        s4 = skips.pop()  # [D]
        x = s3 + s4  # [D]

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # sum: copies to all
    grad_x = grad_s5 * 2 * x  # power
    grad_skips = []
    grad_w = np.zeros_like(w)
    for _ in reversed(range(layers)):
        x = x_history.pop()
        s3 = s3_history.pop()
        grad_skips.append(grad_x)
        grad_s2 = grad_x * (1 - s3**2)  # tanh: 1 - tanh²
        grad_w += np.outer(x, grad_s2)  # matrix product
        grad_x = w @ grad_s2  # [D] = [D, D] @ [D]
    for _ in reversed(range(layers)):
        x = x_history_1.pop()
        x_1 = x_history_2.pop()
        grad_s0 = grad_x * (1 - x_1**2)  # tanh: 1 - tanh²
        grad_w += np.outer(grad_s0, x)  # matrix product
        grad_x = grad_skips.pop()  # as its value went onto a list
        grad_x = w.T @ grad_s0 + grad_x  # gradient adder: matrix product
    return grad_x, grad_w
