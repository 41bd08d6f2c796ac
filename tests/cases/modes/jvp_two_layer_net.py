# flags: -m jvp --value -w w1,b1,w2,b2
import numpy as np


def scores(
    x: Float[np.ndarray, "N D"],
    w1: Float[np.ndarray, "D H"],
    b1: Float[np.ndarray, "H"],
    w2: Float[np.ndarray, "H C"],
    b2: Float[np.ndarray, "C"],
):
    h = np.maximum(0, x @ w1 + b1)
    s = h @ w2 + b2
    e = np.exp(s - np.max(s, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)
# output
from __future__ import annotations

import numpy as np


def value_and_jvp_scores(
    x: Float[np.ndarray, "N D"],
    w1: Float[np.ndarray, "D H"],
    b1: Float[np.ndarray, "H"],
    w2: Float[np.ndarray, "H C"],
    b2: Float[np.ndarray, "C"],
    dot_w1: Float[np.ndarray, "D H"],
    dot_b1: Float[np.ndarray, "H"],
    dot_w2: Float[np.ndarray, "H C"],
    dot_b2: Float[np.ndarray, "C"],
):
    """Value and Jacobian-vector product of scores: returns out, dot_out."""
    # Forward
    s0 = x @ w1  # [N, H] = [N, D] @ [D, H]
    s1 = s0 + b1  # [N, H]
    h = np.maximum(0, s1)  # [N, H]
    s2 = h @ w2  # [N, C] = [N, H] @ [H, C]
    s = s2 + b2  # [N, C]
    s3 = np.max(s, axis=1, keepdims=True)  # [N, 1]
    s4 = s - s3  # [N, C]
    e = np.exp(s4)  # [N, C]
    s5 = np.sum(e, axis=1, keepdims=True)  # [N, 1]
    out = e / s5  # [N, C]

    # Tangents
    dot_s0 = x @ dot_w1  # [N, H] = [N, D] @ [D, H]
    dot_s1 = dot_s0 + dot_b1  # sum rule
    dot_h = dot_s1 * (s1 > 0)  # router
    dot_s2 = dot_h @ w2 + h @ dot_w2  # product rule
    dot_s = dot_s2 + dot_b2  # sum rule
    # softmax: p (dx - Σ dx p)
    dot_out = out * (dot_s - np.sum(dot_s * out, axis=1, keepdims=True))
    return out, dot_out
