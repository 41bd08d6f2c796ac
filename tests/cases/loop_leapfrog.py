# inputs: x=np.array([[0.0, 0.1], [1.0, 0.2], [-0.3, 0.9]]), v=np.array([[0.1, 0.0], [0.0, -0.2], [0.3, 0.1]]), m=np.array([1.0, 0.5, 0.8]), dt=0.1, steps=2
import numpy as np


def accelerations(x: Float[np.ndarray, "N 2"], m: Float[np.ndarray, "N"]):
    a = np.zeros(x.shape)
    for i in range(len(x)):
        for j in range(len(x)):
            if i != j:
                d = x[j] - x[i]
                a[i] += m[j] * d / (np.sum(d**2) + 0.01) ** 1.5
    return a


def spread(
    x: Float[np.ndarray, "N 2"],
    v: Float[np.ndarray, "N 2"],
    m: Float[np.ndarray, "N"],
    dt: float,
    steps: int,
):
    for _ in range(steps):
        v = v + dt / 2 * accelerations(x, m)
        x = x + dt * v
        v = v + dt / 2 * accelerations(x, m)
    return np.sum(x**2)


# output
from __future__ import annotations

import numpy as np


def grad_spread(
    x: Float[np.ndarray, "N 2"],
    v: Float[np.ndarray, "N 2"],
    m: Float[np.ndarray, "N"],
    dt: float,
    steps: int,
):
    """Gradient of spread: returns (grad_x, grad_v, grad_m, grad_dt)."""
    # Forward
    x_history = []
    d_history = []
    s8_history = []
    s10_history = []
    a_history = []
    v_history = []
    x_history_1 = []
    d_8_history = []
    s21_history = []
    s23_history = []
    a_history_1 = []
    for _ in range(steps):
        x_history.append(x)
        s0 = dt / 2
        a = np.zeros(x.shape)  # [N, 2]
        for i in range(len(x)):
            for j in range(len(x)):
                if i != j:
                    s2 = x[j]  # [2]
                    s3 = x[i]  # [2]
                    d = s2 - s3  # [2]
                    d_history.append(d)
                    s4 = m[j]
                    s5 = s4 * d  # [2]
                    s6 = d**2  # [2]
                    s7 = np.sum(s6)
                    s8 = s7 + 0.01
                    s8_history.append(s8)
                    s9 = s8**1.5
                    s10 = s5 / s9  # [2]
                    s10_history.append(s10)
                    a[i] += s10
        a_history.append(a)
        s11 = s0 * a  # [N, 2]
        v = v + s11  # [N, 2]
        v_history.append(v)
        s12 = dt * v  # [N, 2]
        x = x + s12  # [N, 2]
        x_history_1.append(x)
        a = np.zeros(x.shape)  # [N, 2]
        for i in range(len(x)):
            for j in range(len(x)):
                if i != j:
                    s15 = x[j]  # [2]
                    s16 = x[i]  # [2]
                    d_8 = s15 - s16  # [2]
                    d_8_history.append(d_8)
                    s17 = m[j]
                    s18 = s17 * d_8  # [2]
                    s19 = d_8**2  # [2]
                    s20 = np.sum(s19)
                    s21 = s20 + 0.01
                    s21_history.append(s21)
                    s22 = s21**1.5
                    s23 = s18 / s22  # [2]
                    s23_history.append(s23)
                    a[i] += s23
        a_history_1.append(a)
        s24 = s0 * a  # [N, 2]
        v = v + s24  # [N, 2]

    # Backward
    grad_out = 1.0
    grad_s25 = grad_out  # sum: copies to all
    grad_x = grad_s25 * 2 * x  # power
    grad_v = np.zeros_like(v)
    grad_m = np.zeros_like(m)
    grad_dt = 0.0
    for _ in reversed(range(steps)):
        x = x_history.pop()
        s0 = dt / 2
        a = a_history.pop()
        v = v_history.pop()
        x_1 = x_history_1.pop()
        a_1 = a_history_1.pop()
        grad_a = grad_v * s0  # swap multiplier
        for i in reversed(range(len(x_1))):
            for j in reversed(range(len(x_1))):
                if i != j:
                    d_8 = d_8_history.pop()
                    s17 = m[j]
                    s21 = s21_history.pop()
                    s22 = s21**1.5
                    s23 = s23_history.pop()
                    grad_s23 = grad_a[i]  # gradient copier
                    grad_s18 = grad_s23 / s22  # quotient
                    # quotient, undo broadcast [2] -> []
                    grad_s22 = -np.sum(grad_s23 * s23) / s22
                    grad_s21 = grad_s22 * 1.5 * s21**0.5  # power
                    grad_s20 = grad_s21  # gradient copier
                    grad_s19 = grad_s20  # sum: copies to all
                    # swap multiplier, undo broadcast [2] -> []
                    grad_s17 = np.vdot(grad_s18, d_8)
                    # gradient adder: power, swap multiplier
                    grad_d_8 = grad_s19 * 2 * d_8 + grad_s18 * s17
                    grad_m[j] += grad_s17  # gradient router: to what is read
                    grad_s15 = grad_d_8  # gradient copier
                    grad_s16 = -grad_d_8  # sign flips
                    grad_x[i] += grad_s16  # gradient router: to what is read
                    grad_x[j] += grad_s15  # gradient router: to what is read
        grad_dt += np.vdot(grad_x, v)  # swap multiplier, undo broadcast [N, 2] -> []
        grad_v_1 = grad_v + grad_x * dt  # gradient adder: copier, swap multiplier
        grad_s11 = grad_v_1  # gradient copier
        # gradient adder: swap multiplier
        grad_s0 = np.vdot(grad_v, a_1) + np.vdot(grad_s11, a)
        grad_v = grad_v_1  # gradient copier
        grad_a = grad_s11 * s0  # swap multiplier
        for i in reversed(range(len(x))):
            for j in reversed(range(len(x))):
                if i != j:
                    d = d_history.pop()
                    s4 = m[j]
                    s8 = s8_history.pop()
                    s9 = s8**1.5
                    s10 = s10_history.pop()
                    grad_s10 = grad_a[i]  # gradient copier
                    grad_s5 = grad_s10 / s9  # quotient
                    # quotient, undo broadcast [2] -> []
                    grad_s9 = -np.sum(grad_s10 * s10) / s9
                    grad_s8 = grad_s9 * 1.5 * s8**0.5  # power
                    grad_s7 = grad_s8  # gradient copier
                    grad_s6 = grad_s7  # sum: copies to all
                    # swap multiplier, undo broadcast [2] -> []
                    grad_s4 = np.vdot(grad_s5, d)
                    # gradient adder: power, swap multiplier
                    grad_d = grad_s6 * 2 * d + grad_s5 * s4
                    grad_m[j] += grad_s4  # gradient router: to what is read
                    grad_s2 = grad_d  # gradient copier
                    grad_s3 = -grad_d  # sign flips
                    grad_x[i] += grad_s3  # gradient router: to what is read
                    grad_x[j] += grad_s2  # gradient router: to what is read
        grad_dt += grad_s0 / 2  # quotient
    return grad_x, grad_v, grad_m, grad_dt
