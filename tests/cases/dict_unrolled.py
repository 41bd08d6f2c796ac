# Keys that a loop counts: its rounds are written out.
# inputs: x=np.sin(np.arange(6.0)).reshape(3, 2), w0=np.cos(np.arange(4.0)).reshape(2, 2), w1=np.sin(np.arange(4.0)).reshape(2, 2)
import numpy as np


def loss(x: Float[np.ndarray, "N D"], w0: Float[np.ndarray, "D D"], w1: Float[np.ndarray, "D D"]):
    weights = {"w0": w0, "w1": w1}
    layers = {"h0": x}
    for i in range(2):
        layers[f"h{i + 1}"] = np.tanh(layers[f"h{i}"] @ weights[f"w{i}"])
    penalties = {name: np.sum(w**2) for name, w in weights.items()}
    return np.mean(layers["h2"] ** 2) + 0.1 * sum(penalties.values())


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    w0: Float[np.ndarray, "D D"],
    w1: Float[np.ndarray, "D D"],
):
    """Gradient of loss: returns (grad_x, grad_w0, grad_w1)."""
    # Forward
    s0 = x @ w0  # [N, D] = [N, D] @ [D, D]
    h1 = np.tanh(s0)  # [N, D]
    s1 = h1 @ w1  # [N, D] = [N, D] @ [D, D]
    h2 = np.tanh(s1)  # [N, D]
    s4 = h2**2  # [N, D]

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # gradient copier
    grad_s7 = grad_out  # gradient copier
    grad_s6 = grad_s7 * 0.1  # swap multiplier
    grad_penalties_w0 = grad_s6  # gradient copier
    grad_penalties_w1 = grad_s6  # gradient copier
    grad_s4 = grad_s5 / x.size  # mean: shared equally
    grad_h2 = grad_s4 * 2 * h2  # power
    grad_s3 = grad_penalties_w1  # sum: copies to all
    grad_s2 = grad_penalties_w0  # sum: copies to all
    grad_s1 = grad_h2 * (1 - s4)  # tanh: 1 - tanh²
    grad_w1 = grad_s3 * 2 * w1 + h1.T @ grad_s1  # gradient adder: power, matrix product
    grad_h1 = grad_s1 @ w1.T  # [N, D] = [N, D] @ [D, D]
    grad_s0 = grad_h1 * (1 - h1**2)  # tanh: 1 - tanh²
    grad_x = grad_s0 @ w0.T  # [N, D] = [N, D] @ [D, D]
    grad_w0 = grad_s2 * 2 * w0 + x.T @ grad_s0  # gradient adder: power, matrix product
    return grad_x, grad_w0, grad_w1
