# inputs: y=np.array([0.3, -0.4]), a=1.2, b=0.3, dt=0.1, steps=3
import numpy as np


def slope(y: Float[np.ndarray, "2"], a: float, b: float):
    return np.array([y[1], -a * np.sin(y[0]) - b * y[1]])


def miss(y: Float[np.ndarray, "2"], a: float, b: float, dt: float, steps: int):
    for _ in range(steps):
        k1 = slope(y, a, b)
        k2 = slope(y + dt / 2 * k1, a, b)
        k3 = slope(y + dt / 2 * k2, a, b)
        k4 = slope(y + dt * k3, a, b)
        y = y + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return np.sum(y**2)


# output
from __future__ import annotations

import numpy as np


def grad_miss(y: Float[np.ndarray, "2"], a: float, b: float, dt: float, steps: int):
    """Gradient of miss: returns (grad_y, grad_a, grad_b, grad_dt)."""
    # Forward
    s0_history = []
    s2_history = []
    s3_history = []
    k1_history = []
    s11_history = []
    s13_history = []
    s14_history = []
    k2_history = []
    s22_history = []
    s24_history = []
    s25_history = []
    k3_history = []
    s32_history = []
    s34_history = []
    s35_history = []
    s45_history = []
    for _ in range(steps):
        s0 = y[1]
        s0_history.append(s0)
        s1 = -a
        s2 = y[0]
        s2_history.append(s2)
        s3 = np.sin(s2)
        s3_history.append(s3)
        s4 = s1 * s3
        s6 = b * s0
        s7 = s4 - s6
        k1 = np.array([s0, s7])  # [2]
        k1_history.append(k1)
        s8 = dt / 2
        s9 = s8 * k1  # [2]
        s10 = y + s9  # [2]
        s11 = s10[1]
        s11_history.append(s11)
        s13 = s10[0]
        s13_history.append(s13)
        s14 = np.sin(s13)
        s14_history.append(s14)
        s15 = s1 * s14
        s17 = b * s11
        s18 = s15 - s17
        k2 = np.array([s11, s18])  # [2]
        k2_history.append(k2)
        s20 = s8 * k2  # [2]
        s21 = y + s20  # [2]
        s22 = s21[1]
        s22_history.append(s22)
        s24 = s21[0]
        s24_history.append(s24)
        s25 = np.sin(s24)
        s25_history.append(s25)
        s26 = s1 * s25
        s28 = b * s22
        s29 = s26 - s28
        k3 = np.array([s22, s29])  # [2]
        k3_history.append(k3)
        s30 = dt * k3  # [2]
        s31 = y + s30  # [2]
        s32 = s31[1]
        s32_history.append(s32)
        s34 = s31[0]
        s34_history.append(s34)
        s35 = np.sin(s34)
        s35_history.append(s35)
        s36 = s1 * s35
        s38 = b * s32
        s39 = s36 - s38
        k4 = np.array([s32, s39])  # [2]
        s40 = dt / 6
        s41 = 2 * k2  # [2]
        s42 = k1 + s41  # [2]
        s43 = 2 * k3  # [2]
        s44 = s42 + s43  # [2]
        s45 = s44 + k4  # [2]
        s45_history.append(s45)
        s46 = s40 * s45  # [2]
        y = y + s46  # [2]

    # Backward
    grad_out = 1.0
    grad_s47 = grad_out  # sum: copies to all
    grad_y = grad_s47 * 2 * y  # power
    grad_a = 0.0
    grad_b = 0.0
    grad_dt = 0.0
    for _ in reversed(range(steps)):
        s0 = s0_history.pop()
        s1 = -a
        s2 = s2_history.pop()
        s3 = s3_history.pop()
        k1 = k1_history.pop()
        s8 = dt / 2
        s11 = s11_history.pop()
        s13 = s13_history.pop()
        s14 = s14_history.pop()
        k2 = k2_history.pop()
        s22 = s22_history.pop()
        s24 = s24_history.pop()
        s25 = s25_history.pop()
        k3 = k3_history.pop()
        s32 = s32_history.pop()
        s34 = s34_history.pop()
        s35 = s35_history.pop()
        s40 = dt / 6
        s45 = s45_history.pop()
        grad_s40 = np.vdot(grad_y, s45)  # swap multiplier, undo broadcast [2] -> []
        grad_s45 = grad_y * s40  # swap multiplier
        grad_s44 = grad_s45  # gradient copier
        grad_k4 = grad_s45  # gradient copier
        grad_s42 = grad_s44  # gradient copier
        grad_s43 = grad_s44  # gradient copier
        grad_s41 = grad_s42  # gradient copier
        grad_dt += grad_s40 / 6  # quotient
        grad_s39 = grad_k4[1]  # written out: each its part
        grad_s36 = grad_s39  # gradient copier
        grad_s38 = -grad_s39  # sign flips
        grad_b += grad_s38 * s32  # swap multiplier
        # gradient adder: written out, swap multiplier
        grad_s32 = grad_k4[0] + grad_s38 * b
        grad_s35 = grad_s36 * s1  # swap multiplier
        grad_s34 = grad_s35 * np.cos(s34)  # sine: cosine
        grad_s31 = np.zeros_like(y)
        grad_s31[0] = grad_s34  # gradient router: to what is read
        grad_s31[1] += grad_s32  # gradient router: to what is read
        grad_s30 = grad_s31  # gradient copier
        grad_dt += np.vdot(grad_s30, k3)  # swap multiplier, undo broadcast [2] -> []
        grad_k3 = grad_s43 * 2 + grad_s30 * dt  # gradient adder: swap multiplier
        grad_s29 = grad_k3[1]  # written out: each its part
        grad_s26 = grad_s29  # gradient copier
        grad_s28 = -grad_s29  # sign flips
        grad_b += grad_s28 * s22  # swap multiplier
        # gradient adder: written out, swap multiplier
        grad_s22 = grad_k3[0] + grad_s28 * b
        grad_s25 = grad_s26 * s1  # swap multiplier
        grad_s24 = grad_s25 * np.cos(s24)  # sine: cosine
        grad_s21 = np.zeros_like(y)
        grad_s21[0] = grad_s24  # gradient router: to what is read
        grad_s21[1] += grad_s22  # gradient router: to what is read
        grad_s20 = grad_s21  # gradient copier
        grad_k2 = grad_s41 * 2 + grad_s20 * s8  # gradient adder: swap multiplier
        grad_s18 = grad_k2[1]  # written out: each its part
        grad_s15 = grad_s18  # gradient copier
        grad_s17 = -grad_s18  # sign flips
        grad_b += grad_s17 * s11  # swap multiplier
        # gradient adder: written out, swap multiplier
        grad_s11 = grad_k2[0] + grad_s17 * b
        grad_s14 = grad_s15 * s1  # swap multiplier
        grad_s13 = grad_s14 * np.cos(s13)  # sine: cosine
        grad_s10 = np.zeros_like(y)
        grad_s10[0] = grad_s13  # gradient router: to what is read
        grad_s10[1] += grad_s11  # gradient router: to what is read
        grad_s9 = grad_s10  # gradient copier
        # gradient adder: swap multiplier
        grad_s8 = np.vdot(grad_s20, k2) + np.vdot(grad_s9, k1)
        grad_k1 = grad_s42 + grad_s9 * s8  # gradient adder: copier, swap multiplier
        grad_dt += grad_s8 / 2  # quotient
        grad_s7 = grad_k1[1]  # written out: each its part
        grad_s4 = grad_s7  # gradient copier
        grad_s6 = -grad_s7  # sign flips
        grad_b += grad_s6 * s0  # swap multiplier
        # gradient adder: written out, swap multiplier
        grad_s0 = grad_k1[0] + grad_s6 * b
        # gradient adder: swap multiplier
        grad_s1 = grad_s36 * s35 + grad_s26 * s25 + grad_s15 * s14 + grad_s4 * s3
        grad_s3 = grad_s4 * s1  # swap multiplier
        grad_s2 = grad_s3 * np.cos(s2)  # sine: cosine
        grad_a -= grad_s1  # sign flips
        grad_y += grad_s31 + grad_s21 + grad_s10  # gradient adder: copier
        grad_y[0] += grad_s2  # gradient router: to what is read
        grad_y[1] += grad_s0  # gradient router: to what is read
    return grad_y, grad_a, grad_b, grad_dt
