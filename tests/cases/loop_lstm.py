# inputs: xs=np.cos(np.arange(12.0)).reshape(3, 2, 2), w=np.sin(np.arange(16.0)).reshape(2, 8), u=np.cos(np.arange(16.0)).reshape(2, 8), b=np.sin(np.arange(8.0)), target=np.cos(np.arange(12.0)).reshape(3, 2, 2)
import numpy as np


def loss(
    xs: Float[np.ndarray, "T N D"],
    w: Float[np.ndarray, "D 4*H"],
    u: Float[np.ndarray, "H 4*H"],
    b: Float[np.ndarray, "4*H"],
    target: Float[np.ndarray, "T N H"],
):
    h = np.zeros(target.shape[1:])
    c = np.zeros(target.shape[1:])
    L = 0.0
    for x, y in zip(xs, target):
        z = x @ w + h @ u + b
        i, f, o, g = np.split(z, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        L += np.sum((h - y) ** 2)
    return L / len(xs)


# output
from __future__ import annotations

import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def grad_loss(
    xs: Float[np.ndarray, "T N D"],
    w: Float[np.ndarray, "D 4*H"],
    u: Float[np.ndarray, "H 4*H"],
    b: Float[np.ndarray, "4*H"],
    target: Float[np.ndarray, "T N H"],
):
    """Gradient of loss: returns (grad_xs, grad_w, grad_u, grad_b, grad_target)."""
    # Forward
    h = np.zeros(target.shape[1:])  # [N, H]
    c = np.zeros(target.shape[1:])  # [N, H]
    c_history = []
    h_history = []
    s4_history = []
    s6_history = []
    s7_history = []
    s9_history = []
    s10_history = []
    s11_history = []
    for i in range(min(len(xs), len(target))):
        c_history.append(c)
        h_history.append(h)
        x = xs[i]  # [N, D]
        y = target[i]  # [N, H]
        s0 = x @ w  # [N, 4*H] = [N, D] @ [D, 4*H]
        s1 = h @ u  # [N, 4*H] = [N, H] @ [H, 4*H]
        s2 = s0 + s1  # [N, 4*H]
        z = s2 + b  # [N, 4*H]
        s3 = np.split(z, 4, axis=1)
        i_1 = s3[0]  # [N, H]
        f = s3[1]  # [N, H]
        o = s3[2]  # [N, H]
        g = s3[3]  # [N, H]
        s4 = sigmoid(f)  # [N, H]
        s4_history.append(s4)
        s5 = s4 * c  # [N, H]
        s6 = sigmoid(i_1)  # [N, H]
        s6_history.append(s6)
        s7 = np.tanh(g)  # [N, H]
        s7_history.append(s7)
        s8 = s6 * s7  # [N, H]
        c = s5 + s8  # [N, H]
        s9 = sigmoid(o)  # [N, H]
        s9_history.append(s9)
        s10 = np.tanh(c)  # [N, H]
        s10_history.append(s10)
        h = s9 * s10  # [N, H]
        s11 = h - y  # [N, H]
        s11_history.append(s11)

    # Backward
    grad_out = 1.0
    grad_L = grad_out / len(xs)  # quotient
    grad_c = np.zeros_like(c)
    grad_h = np.zeros_like(h)
    grad_xs = np.zeros_like(xs)
    grad_target = np.zeros_like(target)
    grad_w = np.zeros_like(w)
    grad_u = np.zeros_like(u)
    grad_b = np.zeros_like(b)
    for i in reversed(range(min(len(xs), len(target)))):
        c = c_history.pop()
        h = h_history.pop()
        x = xs[i]
        s4 = s4_history.pop()
        s6 = s6_history.pop()
        s7 = s7_history.pop()
        s9 = s9_history.pop()
        s10 = s10_history.pop()
        s11 = s11_history.pop()
        grad_s12 = grad_L  # sum: copies to all
        grad_s11 = grad_s12 * 2 * s11  # power
        grad_h += grad_s11  # gradient adder: copier
        grad_y = -grad_s11  # sign flips
        grad_s9 = grad_h * s10  # swap multiplier
        grad_s10 = grad_h * s9  # swap multiplier
        grad_c += grad_s10 * (1 - s10**2)  # gradient adder: tanh
        grad_o = grad_s9 * (1 - s9) * s9  # sigmoid: (1 - σ) σ
        grad_s5 = grad_c  # gradient copier
        grad_s8 = grad_c  # gradient copier
        grad_s6 = grad_s8 * s7  # swap multiplier
        grad_s7 = grad_s8 * s6  # swap multiplier
        grad_g = grad_s7 * (1 - s7**2)  # tanh: 1 - tanh²
        grad_i = grad_s6 * (1 - s6) * s6  # sigmoid: (1 - σ) σ
        grad_c = grad_s5 * s4  # swap multiplier
        grad_s4 = grad_s5 * c  # swap multiplier
        grad_f = grad_s4 * (1 - s4) * s4  # sigmoid: (1 - σ) σ
        # split: joined again
        grad_z = np.concatenate((grad_i, grad_f, grad_o, grad_g), axis=1)
        grad_b += np.sum(grad_z, axis=0)  # undo broadcast [N, 4*H] -> [4*H]
        grad_s2 = grad_z  # gradient copier
        grad_s0 = grad_s2  # gradient copier
        grad_s1 = grad_s2  # gradient copier
        grad_u += h.T @ grad_s1  # matrix product
        grad_h = grad_s1 @ u.T  # [N, H] = [N, 4*H] @ [4*H, H]
        grad_w += x.T @ grad_s0  # matrix product
        grad_x = grad_s0 @ w.T  # [N, D] = [N, 4*H] @ [4*H, D]
        grad_target[i] += grad_y  # gradient router: to what is read
        grad_xs[i] += grad_x  # gradient router: to what is read
    return grad_xs, grad_w, grad_u, grad_b, grad_target
