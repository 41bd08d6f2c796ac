# inputs: q=np.cos(np.arange(6.0)).reshape(3, 2), k=np.sin(np.arange(6.0)).reshape(3, 2), v=np.cos(np.arange(1.0, 7.0)).reshape(3, 2)
import numpy as np


def loss(
    q: Float[np.ndarray, "T D"],
    k: Float[np.ndarray, "T D"],
    v: Float[np.ndarray, "T D"],
):
    out = np.zeros(v.shape)
    for t in range(len(q)):
        scores = k[: t + 1] @ q[t]
        e = np.exp(scores - np.max(scores))
        p = e / np.sum(e)
        out[t] = p @ v[: t + 1]
    return np.sum(out**2)


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    q: Float[np.ndarray, "T D"],
    k: Float[np.ndarray, "T D"],
    v: Float[np.ndarray, "T D"],
):
    """Gradient of loss: returns (grad_q, grad_k, grad_v)."""
    # Forward
    out = np.zeros(v.shape)  # [T, D]
    p_history = []
    for t in range(len(q)):
        s0 = t + 1
        s1 = k[:s0]  # [t+1, D]
        s2 = q[t]  # [D]
        scores = s1 @ s2  # [t+1] = [t+1, D] @ [D]
        s3 = np.max(scores)
        s4 = scores - s3  # [t+1]
        e = np.exp(s4)  # [t+1]
        s5 = np.sum(e)
        p = e / s5  # [t+1]
        p_history.append(p)
        s7 = v[:s0]  # [t+1, D]
        s8 = p @ s7  # [D] = [t+1] @ [t+1, D]
        out[t] = s8

    # Backward
    grad_result = 1.0
    grad_s9 = grad_result  # sum: copies to all
    grad_out = grad_s9 * 2 * out  # power
    grad_k = np.zeros_like(k)
    grad_q = np.zeros_like(q)
    grad_v = np.zeros_like(v)
    for t in reversed(range(len(q))):
        s0 = t + 1
        s1 = k[:s0]
        s2 = q[t]
        p = p_history.pop()
        s7 = v[:s0]
        grad_s8 = grad_out[t]  # gradient router: to what was written
        grad_p = grad_s8 @ s7.T  # [t+1] = [D] @ [D, t+1]
        grad_s7 = np.outer(p, grad_s8)  # matrix product
        grad_v[:s0] += grad_s7  # gradient router: to what is read
        grad_scores = p * (grad_p - np.vdot(grad_p, p))  # softmax: p (grad - Σ grad p)
        grad_s1 = np.outer(grad_scores, s2)  # matrix product
        grad_s2 = s1.T @ grad_scores  # [D] = [D, t+1] @ [t+1]
        grad_q[t] += grad_s2  # gradient router: to what is read
        grad_k[:s0] += grad_s1  # gradient router: to what is read
    return grad_q, grad_k, grad_v
