# flags: -w x,wq,wk,wv
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), wq=np.sin(np.arange(6.0)).reshape(3, 2), wk=np.sin(np.arange(6.0) + 1).reshape(3, 2), wv=np.sin(np.arange(6.0) + 2).reshape(3, 2), target=np.cos(np.arange(8.0)).reshape(4, 2)
import numpy as np


def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def loss(
    x: Float[np.ndarray, "T D"],
    wq: Float[np.ndarray, "D H"],
    wk: Float[np.ndarray, "D H"],
    wv: Float[np.ndarray, "D H"],
    target: Float[np.ndarray, "T H"],
):
    q = x @ wq
    k = x @ wk
    v = x @ wv
    scores = q @ k.T / np.sqrt(k.shape[1])
    attention = softmax(scores)
    y = attention @ v
    return np.mean((y - target) ** 2)
# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "T D"],
    wq: Float[np.ndarray, "D H"],
    wk: Float[np.ndarray, "D H"],
    wv: Float[np.ndarray, "D H"],
    target: Float[np.ndarray, "T H"],
):
    """Gradient of loss: returns (grad_x, grad_wq, grad_wk, grad_wv)."""
    # Forward
    q = x @ wq  # [T, H] = [T, D] @ [D, H]
    k = x @ wk  # [T, H] = [T, D] @ [D, H]
    v = x @ wv  # [T, H] = [T, D] @ [D, H]
    s0 = k.T  # [H, T]
    s1 = q @ s0  # [T, T] = [T, H] @ [H, T]
    s2 = np.sqrt(k.shape[1])
    scores = s1 / s2  # [T, T]
    s3 = np.max(scores, axis=-1, keepdims=True)  # [T, 1]
    s4 = scores - s3  # [T, T]
    e = np.exp(s4)  # [T, T]
    s5 = np.sum(e, axis=-1, keepdims=True)  # [T, 1]
    attention = e / s5  # [T, T]
    y = attention @ v  # [T, H] = [T, T] @ [T, H]
    s6 = y - target  # [T, H]

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out / target.size  # mean: shared equally
    grad_s6 = grad_s7 * 2 * s6  # power
    grad_y = grad_s6  # gradient copier
    grad_attention = grad_y @ v.T  # [T, T] = [T, H] @ [H, T]
    grad_v = attention.T @ grad_y  # [T, H] = [T, T] @ [T, H]
    # softmax: p (grad - Σ grad p)
    grad_scores = attention * (
        grad_attention - np.sum(grad_attention * attention, axis=-1, keepdims=True)
    )
    grad_s1 = grad_scores / s2  # quotient
    grad_q = grad_s1 @ k  # [T, H] = [T, T] @ [T, H]
    grad_k = grad_s1.T @ q  # [T, H] = [T, T] @ [T, H]
    grad_wv = x.T @ grad_v  # [D, H] = [D, T] @ [T, H]
    grad_wk = x.T @ grad_k  # [D, H] = [D, T] @ [T, H]
    # gradient adder: matrix product
    grad_x = grad_v @ wv.T + grad_k @ wk.T + grad_q @ wq.T
    grad_wq = x.T @ grad_q  # [D, H] = [D, T] @ [T, H]
    return grad_x, grad_wq, grad_wk, grad_wv
