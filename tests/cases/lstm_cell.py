# inputs: x=np.cos(np.arange(4.0)).reshape(2, 2), h=np.sin(np.arange(2.0)).reshape(2, 1), c=np.cos(np.arange(2.0)).reshape(2, 1), w=np.sin(np.arange(8.0)).reshape(2, 4), u=np.cos(np.arange(4.0)).reshape(1, 4), b=np.sin(np.arange(4.0))
import numpy as np


def step(
    x: Float[np.ndarray, "N D"],
    h: Float[np.ndarray, "N H"],
    c: Float[np.ndarray, "N H"],
    w: Float[np.ndarray, "D 4*H"],
    u: Float[np.ndarray, "H 4*H"],
    b: Float[np.ndarray, "4*H"],
):
    z = x @ w + h @ u + b
    i, f, o, g = np.split(z, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return np.sum(h**2)
# output
from __future__ import annotations

import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def grad_step(
    x: Float[np.ndarray, "N D"],
    h: Float[np.ndarray, "N H"],
    c: Float[np.ndarray, "N H"],
    w: Float[np.ndarray, "D 4*H"],
    u: Float[np.ndarray, "H 4*H"],
    b: Float[np.ndarray, "4*H"],
):
    """Gradient of step: returns (grad_x, grad_h, grad_c, grad_w, grad_u, grad_b)."""
    # Forward
    s0 = x @ w  # [N, 4*H] = [N, D] @ [D, 4*H]
    s1 = h @ u  # [N, 4*H] = [N, H] @ [H, 4*H]
    s2 = s0 + s1  # [N, 4*H]
    z = s2 + b  # [N, 4*H]
    s3 = np.split(z, 4, axis=1)
    i = s3[0]  # [N, H]
    f = s3[1]  # [N, H]
    o = s3[2]  # [N, H]
    g = s3[3]  # [N, H]
    s4 = sigmoid(f)  # [N, H]
    s5 = s4 * c  # [N, H]
    s6 = sigmoid(i)  # [N, H]
    s7 = np.tanh(g)  # [N, H]
    s8 = s6 * s7  # [N, H]
    c_1 = s5 + s8  # [N, H]
    s9 = sigmoid(o)  # [N, H]
    s10 = np.tanh(c_1)  # [N, H]
    h_1 = s9 * s10  # [N, H]

    # Backward
    grad_out = 1.0
    grad_s11 = grad_out  # sum: copies to all
    grad_h_1 = grad_s11 * 2 * h_1  # power
    grad_s9 = grad_h_1 * s10  # swap multiplier
    grad_s10 = grad_h_1 * s9  # swap multiplier
    grad_c_1 = grad_s10 * (1 - s10**2)  # tanh: 1 - tanh²
    grad_o = grad_s9 * (1 - s9) * s9  # sigmoid: (1 - σ) σ
    grad_s5 = grad_c_1  # gradient copier
    grad_s8 = grad_c_1  # gradient copier
    grad_s6 = grad_s8 * s7  # swap multiplier
    grad_s7 = grad_s8 * s6  # swap multiplier
    grad_g = grad_s7 * (1 - s7**2)  # tanh: 1 - tanh²
    grad_i = grad_s6 * (1 - s6) * s6  # sigmoid: (1 - σ) σ
    grad_c = grad_s5 * s4  # swap multiplier
    grad_s4 = grad_s5 * c  # swap multiplier
    grad_f = grad_s4 * (1 - s4) * s4  # sigmoid: (1 - σ) σ
    # split: joined again
    grad_z = np.concatenate((grad_i, grad_f, grad_o, grad_g), axis=1)
    grad_b = np.sum(grad_z, axis=0)  # undo broadcast [N, 4*H] -> [4*H]
    grad_s2 = grad_z  # gradient copier
    grad_s0 = grad_s2  # gradient copier
    grad_s1 = grad_s2  # gradient copier
    grad_h = grad_s1 @ u.T  # [N, H] = [N, 4*H] @ [4*H, H]
    grad_u = h.T @ grad_s1  # [H, 4*H] = [H, N] @ [N, 4*H]
    grad_x = grad_s0 @ w.T  # [N, D] = [N, 4*H] @ [4*H, D]
    grad_w = x.T @ grad_s0  # [D, 4*H] = [D, N] @ [N, 4*H]
    return grad_x, grad_h, grad_c, grad_w, grad_u, grad_b
