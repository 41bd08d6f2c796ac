# flags: -f layernorm -w x,gamma,beta
# inputs: x=np.cos(np.arange(12.0)).reshape(3, 4), gamma=np.array([0.5, 1.5, -0.2, 1.0]), beta=np.array([0.1, 0.2, 0.3, 0.4]), ln_param={"scale": 2.0}
from typing import Annotated

import numpy as np


def layernorm(
    x: Annotated[np.ndarray, "N D"],
    gamma: Annotated[np.ndarray, "D"],
    beta: Annotated[np.ndarray, "D"],
    ln_param: dict[str, float],
):
    eps = ln_param.get("eps", 1e-5)
    mean = np.mean(x, axis=1, keepdims=True)
    variance = np.var(x, axis=1, keepdims=True)
    out = gamma * (x - mean) / np.sqrt(variance + eps) + beta
    return out * ln_param["scale"]
# output
from typing import Annotated
import numpy as np


def grad_layernorm(
    x: Annotated[np.ndarray, "N D"],
    gamma: Annotated[np.ndarray, "D"],
    beta: Annotated[np.ndarray, "D"],
    ln_param: dict[str, float],
):
    """Gradient of layernorm: returns (grad_x, grad_gamma, grad_beta)."""
    # Forward
    eps = ln_param.get("eps", 1e-5)
    scale = ln_param["scale"]
    mean = np.mean(x, axis=1, keepdims=True)  # [N, 1]
    variance = np.var(x, axis=1, keepdims=True)  # [N, 1]
    s0 = x - mean  # [N, D]
    s1 = gamma * s0  # [N, D]
    s2 = variance + eps  # [N, 1]
    s3 = np.sqrt(s2)  # [N, 1]
    s4 = s1 / s3  # [N, D]
    out = s4 + beta  # [N, D]
    result = out * scale  # [N, D]

    # Backward
    grad_result = np.ones_like(result)  # seed: the gradient of the sum of result
    grad_out = grad_result * scale  # swap multiplier
    grad_beta = np.sum(grad_out, axis=0)  # undo broadcast [N, D] -> [D]
    grad_s4 = grad_out  # gradient copier
    grad_s1 = grad_s4 / s3  # quotient
    # quotient, undo broadcast [N, D] -> [N, 1]
    grad_s3 = -np.sum(grad_s4 * s4, axis=1, keepdims=True) / s3
    grad_s2 = grad_s3 / (2 * s3)  # square root: 1 / (2 √x)
    grad_variance = grad_s2  # gradient copier
    # swap multiplier, undo broadcast [N, D] -> [D]
    grad_gamma = np.sum(grad_s1 * s0, axis=0)
    grad_s0 = grad_s1 * gamma  # swap multiplier
    # sign flips, undo broadcast [N, D] -> [N, 1]
    grad_mean = -np.sum(grad_s0, axis=1, keepdims=True)
    # gradient adder: copier, variance
    grad_x = grad_s0 + grad_variance * 2 / x.shape[1] * s0
    grad_x = grad_x + grad_mean / x.shape[1]  # gradient adder: mean
    return grad_x, grad_gamma, grad_beta
