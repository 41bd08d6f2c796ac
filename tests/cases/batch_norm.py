# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), gamma=np.array([0.5, -1.0, 2.0]), beta=np.array([0.1, 0.2, -0.3]), target=np.sin(np.arange(12.0)).reshape(4, 3)
import numpy as np


def loss(
    x: Float[np.ndarray, "N D"],
    gamma: Float[np.ndarray, "D"],
    beta: Float[np.ndarray, "D"],
    target: Float[np.ndarray, "N D"],
):
    mu = np.mean(x, axis=0)
    centered = x - mu
    var = np.mean(centered**2, axis=0)
    std = np.sqrt(var + 1e-5)
    xhat = centered / std
    y = gamma * xhat + beta
    L = 0.5 * np.sum((y - target) ** 2)
    return L
# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    gamma: Float[np.ndarray, "D"],
    beta: Float[np.ndarray, "D"],
    target: Float[np.ndarray, "N D"],
):
    """Gradient of loss: returns (grad_x, grad_gamma, grad_beta, grad_target)."""
    # Forward
    mu = np.mean(x, axis=0)  # [D]
    centered = x - mu  # [N, D]
    s0 = centered**2  # [N, D]
    var = np.mean(s0, axis=0)  # [D]
    s1 = var + 1e-5  # [D]
    std = np.sqrt(s1)  # [D]
    xhat = centered / std  # [N, D]
    s2 = gamma * xhat  # [N, D]
    y = s2 + beta  # [N, D]
    s3 = y - target  # [N, D]

    # Backward
    grad_L = 1.0
    grad_s5 = grad_L * 0.5  # swap multiplier
    grad_s4 = grad_s5  # sum: copies to all
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_target = -grad_s3  # sign flips
    grad_y = grad_s3  # gradient copier
    grad_beta = np.sum(grad_y, axis=0)  # undo broadcast [N, D] -> [D]
    grad_s2 = grad_y  # gradient copier
    # swap multiplier, undo broadcast [N, D] -> [D]
    grad_gamma = np.sum(grad_s2 * xhat, axis=0)
    grad_xhat = grad_s2 * gamma  # swap multiplier
    along = np.mean(grad_xhat * xhat, axis=0)  # how much goes along y
    # normalisation: (grad - its mean - y times that of grad y) / std
    grad_x = (grad_xhat - np.mean(grad_xhat, axis=0) - xhat * along) / std
    return grad_x, grad_gamma, grad_beta, grad_target
