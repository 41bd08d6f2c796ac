# inputs: x=np.cos(np.arange(12.0)).reshape(1, 3, 4), Wqkv=np.sin(np.arange(48.0)).reshape(4, 12), Wo=np.cos(np.arange(16.0)).reshape(4, 4), n_heads=2
import numpy as np


def multi_head_attention(
    x: Float[np.ndarray, "B T D"],
    Wqkv: Float[np.ndarray, "D 3*D"],
    Wo: Float[np.ndarray, "D D"],
    n_heads,
):
    B, T, D = x.shape
    q, k, v = np.split(x @ Wqkv, 3, axis=-1)
    q = q.reshape(B, T, n_heads, D // n_heads).transpose(0, 2, 1, 3)
    k = k.reshape(B, T, n_heads, D // n_heads).transpose(0, 2, 1, 3)
    v = v.reshape(B, T, n_heads, D // n_heads).transpose(0, 2, 1, 3)
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(D // n_heads)
    scores = np.where(np.triu(np.ones((T, T), dtype=bool), k=1), -1e9, scores)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    att = e / e.sum(axis=-1, keepdims=True)
    out = (att @ v).transpose(0, 2, 1, 3).reshape(B, T, D)
    return np.sum((out @ Wo) ** 2)
# output
from __future__ import annotations

import numpy as np


def grad_multi_head_attention(
    x: Float[np.ndarray, "B T D"],
    Wqkv: Float[np.ndarray, "D 3*D"],
    Wo: Float[np.ndarray, "D D"],
    n_heads,
):
    """Gradient of multi_head_attention: returns (grad_x, grad_Wqkv, grad_Wo)."""
    # Forward
    B = x.shape[0]
    T = x.shape[1]
    D = x.shape[2]
    s0 = x @ Wqkv  # [B, T, 3*D] = [B, T, D] @ [D, 3*D]
    s1 = np.split(s0, 3, axis=-1)
    q_1 = s1[0]  # [B, T, D]
    k_1 = s1[1]  # [B, T, D]
    v_1 = s1[2]  # [B, T, D]
    s2 = D // n_heads
    s3 = q_1.reshape(B, T, n_heads, s2)  # [B, T, n_heads, D//n_heads]
    q = s3.transpose(0, 2, 1, 3)  # [B, n_heads, T, D//n_heads]
    s5 = k_1.reshape(B, T, n_heads, s2)  # [B, T, n_heads, D//n_heads]
    k = s5.transpose(0, 2, 1, 3)  # [B, n_heads, T, D//n_heads]
    s7 = v_1.reshape(B, T, n_heads, s2)  # [B, T, n_heads, D//n_heads]
    v = s7.transpose(0, 2, 1, 3)  # [B, n_heads, T, D//n_heads]
    s8 = k.transpose(0, 1, 3, 2)  # [B, n_heads, D//n_heads, T]
    # [B, n_heads, T, T] = [B, n_heads, T, D//n_heads] @ [B, n_heads, D//n_heads, T]
    s9 = q @ s8
    s11 = np.sqrt(s2)
    scores_1 = s9 / s11  # [B, n_heads, T, T]
    s12 = np.ones((T, T), dtype=bool)  # [T, T]
    s13 = np.triu(s12, k=1)  # [T, T]
    scores = np.where(s13, -1e9, scores_1)  # [B, n_heads, T, T]
    s14 = scores.max(axis=-1, keepdims=True)  # [B, n_heads, T, 1]
    s15 = scores - s14  # [B, n_heads, T, T]
    e = np.exp(s15)  # [B, n_heads, T, T]
    s16 = e.sum(axis=-1, keepdims=True)  # [B, n_heads, T, 1]
    att = e / s16  # [B, n_heads, T, T]
    # [B, n_heads, T, D//n_heads] = [B, n_heads, T, T] @ [B, n_heads, T, D//n_heads]
    s17 = att @ v
    s18 = s17.transpose(0, 2, 1, 3)  # [B, T, n_heads, D//n_heads]
    out = s18.reshape(B, T, D)  # [B, T, D]
    s19 = out @ Wo  # [B, T, D] = [B, T, D] @ [D, D]

    # Backward
    grad_result = 1.0
    grad_s20 = grad_result  # sum: copies to all
    grad_s19 = grad_s20 * 2 * s19  # power
    # matrix product, over all rows
    grad_Wo = np.tensordot(out, grad_s19, ((0, 1), (0, 1)))
    grad_out = grad_s19 @ Wo.T  # [B, T, D] = [B, T, D] @ [D, D]
    grad_s18 = np.reshape(grad_out, s18.shape)  # reshape: back
    grad_s17 = np.transpose(grad_s18, (0, 2, 1, 3))  # transpose: back
    # [B, n_heads, T, T] = [B, n_heads, T, D//n_heads] @ [B, n_heads, D//n_heads, T]
    grad_att = grad_s17 @ np.swapaxes(v, -1, -2)
    # [B, n_heads, T, D//n_heads] = [B, n_heads, T, T] @ [B, n_heads, T, D//n_heads]
    grad_v = np.swapaxes(att, -1, -2) @ grad_s17
    # softmax: p (grad - Σ grad p)
    grad_scores = att * (grad_att - np.sum(grad_att * att, axis=-1, keepdims=True))
    grad_scores_1 = np.where(s13, 0, grad_scores)  # gradient router
    grad_s9 = grad_scores_1 / s11  # quotient
    # [B, n_heads, T, D//n_heads] = [B, n_heads, T, T] @ [B, n_heads, T, D//n_heads]
    grad_q = grad_s9 @ k
    # [B, n_heads, T, D//n_heads] = [B, n_heads, T, T] @ [B, n_heads, T, D//n_heads]
    grad_k = np.swapaxes(grad_s9, -1, -2) @ q
    grad_s7 = np.transpose(grad_v, (0, 2, 1, 3))  # transpose: back
    grad_v_1 = np.reshape(grad_s7, x.shape)  # reshape: back
    grad_s5 = np.transpose(grad_k, (0, 2, 1, 3))  # transpose: back
    grad_k_1 = np.reshape(grad_s5, x.shape)  # reshape: back
    grad_s3 = np.transpose(grad_q, (0, 2, 1, 3))  # transpose: back
    grad_q_1 = np.reshape(grad_s3, x.shape)  # reshape: back
    # split: joined again
    grad_s0 = np.concatenate((grad_q_1, grad_k_1, grad_v_1), axis=-1)
    grad_x = grad_s0 @ Wqkv.T  # [B, T, D] = [B, T, 3*D] @ [3*D, D]
    # matrix product, over all rows
    grad_Wqkv = np.tensordot(x, grad_s0, ((0, 1), (0, 1)))
    return grad_x, grad_Wqkv, grad_Wo
