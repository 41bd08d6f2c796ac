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
    s6_history = []
    s8_history = []
    s9_history = []
    s11_history = []
    s12_history = []
    s13_history = []
    for i_2 in range(min(len(xs), len(target))):
        c_history.append(c)
        h_history.append(h)
        s0 = xs[i_2]  # [N, D]
        s1 = target[i_2]  # [N, H]
        s2 = s0 @ w  # [N, 4*H] = [N, D] @ [D, 4*H]
        s3 = h @ u  # [N, 4*H] = [N, H] @ [H, 4*H]
        s4 = s2 + s3  # [N, 4*H]
        z = s4 + b  # [N, 4*H]
        s5 = np.split(z, 4, axis=1)
        i = s5[0]  # [N, H]
        f = s5[1]  # [N, H]
        o = s5[2]  # [N, H]
        g = s5[3]  # [N, H]
        s6 = sigmoid(f)  # [N, H]
        s6_history.append(s6)
        s7 = s6 * c  # [N, H]
        s8 = sigmoid(i)  # [N, H]
        s8_history.append(s8)
        s9 = np.tanh(g)  # [N, H]
        s9_history.append(s9)
        s10 = s8 * s9  # [N, H]
        c = s7 + s10  # [N, H]
        s11 = sigmoid(o)  # [N, H]
        s11_history.append(s11)
        s12 = np.tanh(c)  # [N, H]
        s12_history.append(s12)
        h = s11 * s12  # [N, H]
        s13 = h - s1  # [N, H]
        s13_history.append(s13)

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
    for i_2 in reversed(range(min(len(xs), len(target)))):
        c = c_history.pop()
        h = h_history.pop()
        s0 = xs[i_2]
        s6 = s6_history.pop()
        s8 = s8_history.pop()
        s9 = s9_history.pop()
        s11 = s11_history.pop()
        s12 = s12_history.pop()
        s13 = s13_history.pop()
        grad_s14 = grad_L  # sum: copies to all
        grad_s13 = grad_s14 * 2 * s13  # power
        grad_h += grad_s13  # gradient adder: copier
        grad_s1 = -grad_s13  # gradient copier
        grad_s11 = grad_h * s12  # swap multiplier
        grad_s12 = grad_h * s11  # swap multiplier
        grad_c += grad_s12 * (1 - s12**2)  # gradient adder: tanh
        grad_o = grad_s11 * (1 - s11) * s11  # sigmoid: (1 - σ) σ
        grad_s7 = grad_c  # gradient copier
        grad_s10 = grad_c  # gradient copier
        grad_s8 = grad_s10 * s9  # swap multiplier
        grad_s9 = grad_s10 * s8  # swap multiplier
        grad_g = grad_s9 * (1 - s9**2)  # tanh: 1 - tanh²
        grad_i = grad_s8 * (1 - s8) * s8  # sigmoid: (1 - σ) σ
        grad_c = grad_s7 * s6  # swap multiplier
        grad_s6 = grad_s7 * c  # swap multiplier
        grad_f = grad_s6 * (1 - s6) * s6  # sigmoid: (1 - σ) σ
        # split: joined again
        grad_z = np.concatenate((grad_i, grad_f, grad_o, grad_g), axis=1)
        grad_b += np.sum(grad_z, axis=0)  # undo broadcast [N, 4*H] -> [4*H]
        grad_s4 = grad_z  # gradient copier
        grad_s2 = grad_s4  # gradient copier
        grad_s3 = grad_s4  # gradient copier
        grad_u += h.T @ grad_s3  # matrix product
        grad_h = grad_s3 @ u.T  # [N, H] = [N, 4*H] @ [4*H, H]
        grad_w += s0.T @ grad_s2  # matrix product
        grad_s0 = grad_s2 @ w.T  # [N, D] = [N, 4*H] @ [4*H, D]
        grad_target[i_2] += grad_s1  # gradient router: to what is read
        grad_xs[i_2] += grad_s0  # gradient router: to what is read
    return grad_xs, grad_w, grad_u, grad_b, grad_target
