# The layers keep what their backward would need in dicts, of which the loss reads a part.
# inputs: x=np.sin(np.arange(12.0)).reshape(4, 3), w1=np.cos(np.arange(6.0)).reshape(3, 2), b1=np.ones(2), w2=np.sin(np.arange(4.0)).reshape(2, 2), b2=np.zeros(2)
import numpy as np


def affine(x, w, b):
    cache = {"x": x, "w": w}
    cache["out"] = x @ w + b
    return cache["out"], cache


def activated(cache, h):
    cache["a"] = np.tanh(h)


def loss(
    x: Float[np.ndarray, "N D"],
    w1: Float[np.ndarray, "D H"],
    b1: Float[np.ndarray, "H"],
    w2: Float[np.ndarray, "H C"],
    b2: Float[np.ndarray, "C"],
):
    cache = {}
    h, cache["hidden"] = affine(x, w1, b1)
    activated(cache, h)
    cache["scores"], _ = affine(cache["a"], w2, b2)
    out = dict(cache["hidden"], data=np.mean(cache["scores"] ** 2))
    out["reg"] = np.sum(out["w"] ** 2)
    return out["data"] + 0.1 * out["reg"]


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    w1: Float[np.ndarray, "D H"],
    b1: Float[np.ndarray, "H"],
    w2: Float[np.ndarray, "H C"],
    b2: Float[np.ndarray, "C"],
):
    """Gradient of loss: returns (grad_x, grad_w1, grad_b1, grad_w2, grad_b2)."""
    # Forward
    s0 = x @ w1  # [N, H] = [N, D] @ [D, H]
    cache_out = s0 + b1  # [N, H]
    a = np.tanh(cache_out)  # [N, H]
    s1 = a @ w2  # [N, C] = [N, H] @ [H, C]
    cache_out_1 = s1 + b2  # [N, C]

    # Backward
    grad_result = 1.0
    grad_data = grad_result  # gradient copier
    grad_s4 = grad_result  # gradient copier
    grad_reg = grad_s4 * 0.1  # swap multiplier
    grad_s3 = grad_reg  # sum: copies to all
    grad_s2 = grad_data / (x.shape[0] * w2.shape[1])  # mean: shared equally
    grad_cache_out_1 = grad_s2 * 2 * cache_out_1  # power
    grad_b2 = np.sum(grad_cache_out_1, axis=0)  # undo broadcast [N, C] -> [C]
    grad_s1 = grad_cache_out_1  # gradient copier
    grad_w2 = a.T @ grad_s1  # [H, C] = [H, N] @ [N, C]
    grad_a = grad_s1 @ w2.T  # [N, H] = [N, C] @ [C, H]
    grad_cache_out = grad_a * (1 - a**2)  # tanh: 1 - tanh²
    grad_b1 = np.sum(grad_cache_out, axis=0)  # undo broadcast [N, H] -> [H]
    grad_s0 = grad_cache_out  # gradient copier
    grad_x = grad_s0 @ w1.T  # [N, D] = [N, H] @ [H, D]
    grad_w1 = grad_s3 * 2 * w1 + x.T @ grad_s0  # gradient adder: power, matrix product
    return grad_x, grad_w1, grad_b1, grad_w2, grad_b2
