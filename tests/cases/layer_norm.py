# flags: -w x,gain,bias
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), gain=np.array([0.5, -1.0, 2.0]), bias=np.array([0.1, 0.2, -0.3]), target=np.sin(np.arange(12.0)).reshape(4, 3)
import numpy as np


def loss(
    x: Float[np.ndarray, "N D"],
    gain: Float[np.ndarray, "D"],
    bias: Float[np.ndarray, "D"],
    target: Float[np.ndarray, "N D"],
    eps: float = 1e-5,
):
    mean = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    xhat = (x - mean) / np.sqrt(var + eps)
    y = xhat * gain + bias
    return np.mean((y - target) ** 2)
# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    gain: Float[np.ndarray, "D"],
    bias: Float[np.ndarray, "D"],
    target: Float[np.ndarray, "N D"],
    eps: float = 1e-5,
):
    """Gradient of loss: returns (grad_x, grad_gain, grad_bias)."""
    # Forward
    mean = x.mean(axis=-1, keepdims=True)  # [N, 1]
    var = x.var(axis=-1, keepdims=True)  # [N, 1]
    s0 = x - mean  # [N, D]
    s1 = var + eps  # [N, 1]
    s2 = np.sqrt(s1)  # [N, 1]
    xhat = s0 / s2  # [N, D]
    s3 = xhat * gain  # [N, D]
    y = s3 + bias  # [N, D]
    s4 = y - target  # [N, D]

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out / x.size  # mean: shared equally
    grad_s4 = grad_s5 * 2 * s4  # power
    grad_y = grad_s4  # gradient copier
    grad_bias = np.sum(grad_y, axis=0)  # undo broadcast [N, D] -> [D]
    grad_s3 = grad_y  # gradient copier
    # swap multiplier, undo broadcast [N, D] -> [D]
    grad_gain = np.sum(grad_s3 * xhat, axis=0)
    grad_xhat = grad_s3 * gain  # swap multiplier
    along = np.mean(grad_xhat * xhat, axis=-1, keepdims=True)  # how much goes along y
    # normalisation: (grad - its mean - y times that of grad y) / std
    grad_x = (
        grad_xhat - np.mean(grad_xhat, axis=-1, keepdims=True) - xhat * along
    ) / s2
    return grad_x, grad_gain, grad_bias
