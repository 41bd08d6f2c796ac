# flags: -f attention
# inputs: q=np.linspace(-1, 1, 6).reshape(3, 2), k=np.linspace(-0.4, 0.9, 6).reshape(3, 2), v=np.linspace(0.2, 1.1, 6).reshape(3, 2), tau=1.3
import numpy as np


def attention(
    q: Float[np.ndarray, "N D"],
    k: Float[np.ndarray, "N D"],
    v: Float[np.ndarray, "N D"],
    tau: float,
):
    s = q @ k.T
    s[np.triu_indices(len(q), 1)] = -np.inf
    s = s / tau
    e = np.exp(s - s.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return np.sum((p @ v) ** 2)
# output
from __future__ import annotations

import numpy as np


def grad_attention(
    q: Float[np.ndarray, "N D"],
    k: Float[np.ndarray, "N D"],
    v: Float[np.ndarray, "N D"],
    tau: float,
):
    """Gradient of attention: returns (grad_q, grad_k, grad_v, grad_tau)."""
    # Forward
    s0 = k.T  # [D, N]
    s_1 = q @ s0  # [N, N] = [N, D] @ [D, N]
    s1 = np.triu_indices(len(q), 1)
    s_1[s1] = -np.inf
    s = s_1 / tau  # [N, N]
    s2 = s.max(axis=1, keepdims=True)  # [N, 1]
    s3 = s - s2  # [N, N]
    e = np.exp(s3)  # [N, N]
    s4 = e.sum(axis=1, keepdims=True)  # [N, 1]
    p = e / s4  # [N, N]
    s5 = p @ v  # [N, D] = [N, N] @ [N, D]

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_s5 = grad_s6 * 2 * s5  # power
    grad_v = p.T @ grad_s5  # [N, D] = [N, N] @ [N, D]
    grad_p = grad_s5 @ v.T  # [N, N] = [N, D] @ [D, N]
    # softmax: p (grad - Σ grad p)
    grad_s = p * (grad_p - np.sum(grad_p * p, axis=1, keepdims=True))
    # quotient, undo broadcast [N, N] -> []
    grad_tau = -np.sum(grad_s * np.where(np.isinf(s), 0, s)) / tau
    grad_s_1 = grad_s / tau  # quotient
    grad_s_1[s1] = 0.0  # overwritten: no gradient gets through
    grad_q = grad_s_1 @ k  # [N, D] = [N, N] @ [N, D]
    grad_k = grad_s_1.T @ q  # [N, D] = [N, N] @ [N, D]
    return grad_q, grad_k, grad_v, grad_tau
