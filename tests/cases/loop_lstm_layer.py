# inputs: x=np.cos(np.arange(12.0)).reshape(2, 3, 2), h0=np.sin(np.arange(4.0)).reshape(2, 2), Wx=np.cos(np.arange(16.0)).reshape(2, 8), Wh=np.sin(np.arange(16.0)).reshape(2, 8), b=np.cos(np.arange(8.0))
import numpy as np


def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    H = prev_h.shape[1]
    a = x.dot(Wx) + prev_h.dot(Wh) + b
    i = sigmoid(a[:, :H])
    f = sigmoid(a[:, H : 2 * H])
    o = sigmoid(a[:, 2 * H : 3 * H])
    g = np.tanh(a[:, 3 * H :])
    next_c = f * prev_c + i * g
    next_h = o * np.tanh(next_c)
    return next_h, next_c


def lstm_forward(
    x: Float[np.ndarray, "N T D"],
    h0: Float[np.ndarray, "N H"],
    Wx: Float[np.ndarray, "D 4*H"],
    Wh: Float[np.ndarray, "H 4*H"],
    b: Float[np.ndarray, "4*H"],
):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    prev_h, prev_c = h0, np.zeros_like(h0)
    for t in range(T):
        prev_h, prev_c = lstm_step_forward(x[:, t, :], prev_h, prev_c, Wx, Wh, b)
        h[:, t, :] = prev_h
    return h
# output
from __future__ import annotations

import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def grad_lstm_forward(
    x: Float[np.ndarray, "N T D"],
    h0: Float[np.ndarray, "N H"],
    Wx: Float[np.ndarray, "D 4*H"],
    Wh: Float[np.ndarray, "H 4*H"],
    b: Float[np.ndarray, "4*H"],
):
    """Gradient of lstm_forward: returns (grad_x, grad_h0, grad_Wx, grad_Wh, grad_b)."""
    # Forward
    N = x.shape[0]
    T = x.shape[1]
    H = h0.shape[1]
    h = np.zeros((N, T, H))  # [N, T, H]
    prev_c = np.zeros_like(h0)  # [N, H]
    prev_h_history = []
    prev_c_history = []
    a_history = []
    i_history = []
    f_history = []
    o_history = []
    g_history = []
    s15_history = []
    prev_h = h0
    for t in range(T):
        prev_h_history.append(prev_h)
        prev_c_history.append(prev_c)
        s1 = x[:, t, :]  # [N, D]
        H_1 = prev_h.shape[1]
        s2 = s1.dot(Wx)  # [N, 4*H]
        s3 = prev_h.dot(Wh)  # [N, 4*H]
        s4 = s2 + s3  # [N, 4*H]
        a = s4 + b  # [N, 4*H]
        a_history.append(a)
        s5 = a[:, :H_1]  # [N, H]
        i = sigmoid(s5)  # [N, H]
        i_history.append(i)
        s6 = 2 * H_1
        s7 = a[:, H_1:s6]  # [N, H]
        f = sigmoid(s7)  # [N, H]
        f_history.append(f)
        s9 = 3 * H_1
        s10 = a[:, s6:s9]  # [N, H]
        o = sigmoid(s10)  # [N, H]
        o_history.append(o)
        s12 = a[:, s9:]  # [N, H]
        g = np.tanh(s12)  # [N, H]
        g_history.append(g)
        s13 = f * prev_c  # [N, H]
        s14 = i * g  # [N, H]
        prev_c = s13 + s14  # [N, H]
        s15 = np.tanh(prev_c)  # [N, H]
        s15_history.append(s15)
        prev_h = o * s15  # [N, H]

    # Backward
    grad_h = np.ones_like(h)  # seed: the gradient of the sum of h
    grad_prev_h = np.zeros_like(prev_h)
    grad_prev_c = np.zeros_like(prev_c)
    grad_x = np.zeros_like(x)
    grad_Wx = np.zeros_like(Wx)
    grad_Wh = np.zeros_like(Wh)
    grad_b = np.zeros_like(b)
    for t in reversed(range(T)):
        prev_h = prev_h_history.pop()
        prev_c = prev_c_history.pop()
        s1 = x[:, t, :]
        H_1 = Wh.shape[0]
        i = i_history.pop()
        s6 = 2 * H_1
        f = f_history.pop()
        s9 = 3 * H_1
        o = o_history.pop()
        g = g_history.pop()
        s15 = s15_history.pop()
        a = a_history.pop()
        grad_next_h = grad_prev_h + grad_h[:, t, :]  # gradient adder: router
        grad_o = grad_next_h * s15  # swap multiplier
        grad_s15 = grad_next_h * o  # swap multiplier
        grad_next_c = grad_prev_c + grad_s15 * (1 - s15**2)  # gradient adder: tanh
        grad_s13 = grad_next_c  # gradient copier
        grad_s14 = grad_next_c  # gradient copier
        grad_i = grad_s14 * g  # swap multiplier
        grad_g = grad_s14 * i  # swap multiplier
        grad_prev_c = grad_s13 * f  # swap multiplier
        grad_f = grad_s13 * prev_c  # swap multiplier
        grad_s12 = grad_g * (1 - g**2)  # tanh: 1 - tanh²
        grad_s10 = grad_o * (1 - o) * o  # sigmoid: (1 - σ) σ
        grad_s7 = grad_f * (1 - f) * f  # sigmoid: (1 - σ) σ
        grad_s5 = grad_i * (1 - i) * i  # sigmoid: (1 - σ) σ
        grad_a = np.zeros_like(a)
        grad_a[:, s9:] = grad_s12  # gradient router: to what is read
        grad_a[:, s6:s9] += grad_s10  # gradient router: to what is read
        grad_a[:, H_1:s6] += grad_s7  # gradient router: to what is read
        grad_a[:, :H_1] += grad_s5  # gradient router: to what is read
        grad_b += np.sum(grad_a, axis=0)  # undo broadcast [N, 4*H] -> [4*H]
        grad_s4 = grad_a  # gradient copier
        grad_s2 = grad_s4  # gradient copier
        grad_s3 = grad_s4  # gradient copier
        grad_Wh += prev_h.T @ grad_s3  # matrix product
        grad_prev_h = grad_s3 @ Wh.T  # [N, H] = [N, 4*H] @ [4*H, H]
        grad_Wx += s1.T @ grad_s2  # matrix product
        grad_s1 = grad_s2 @ Wx.T  # [N, D] = [N, 4*H] @ [4*H, D]
        grad_x[:, t, :] += grad_s1  # gradient router: to what is read
    grad_h0 = grad_prev_h
    return grad_x, grad_h0, grad_Wx, grad_Wh, grad_b
