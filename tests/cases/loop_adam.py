# inputs: x=np.array([0.1, 0.2, 0.5]), lr=0.1, steps=3
import numpy as np


def loss_after(x: Float[np.ndarray, "N"], lr: float, steps: int):
    m = np.zeros_like(x)
    v = np.zeros_like(x)
    for t in range(1, steps + 1):
        g = 2 * x + np.sin(x)
        m = 0.9 * m + 0.1 * g
        v = 0.99 * v + 0.01 * g**2
        x = x - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return np.sum(x**2)


# output
from __future__ import annotations

import numpy as np


def grad_loss_after(x: Float[np.ndarray, "N"], lr: float, steps: int):
    """Gradient of loss_after: returns (grad_x, grad_lr)."""
    # Forward
    m = np.zeros_like(x)  # [N]
    v = np.zeros_like(x)  # [N]
    s0 = steps + 1
    x_history = []
    g_history = []
    s10_history = []
    s15_history = []
    s16_history = []
    s17_history = []
    for t in range(1, s0):
        x_history.append(x)
        s1 = 2 * x  # [N]
        s2 = np.sin(x)  # [N]
        g = s1 + s2  # [N]
        g_history.append(g)
        s3 = 0.9 * m  # [N]
        s4 = 0.1 * g  # [N]
        m = s3 + s4  # [N]
        s5 = 0.99 * v  # [N]
        s6 = g**2  # [N]
        s7 = 0.01 * s6  # [N]
        v = s5 + s7  # [N]
        s8 = 0.9**t
        s9 = 1 - s8
        s10 = m / s9  # [N]
        s10_history.append(s10)
        s11 = lr * s10  # [N]
        s12 = 0.99**t
        s13 = 1 - s12
        s14 = v / s13  # [N]
        s15 = np.sqrt(s14)  # [N]
        s15_history.append(s15)
        s16 = s15 + 1e-8  # [N]
        s16_history.append(s16)
        s17 = s11 / s16  # [N]
        s17_history.append(s17)
        x = x - s17  # [N]

    # Backward
    grad_out = 1.0
    grad_s18 = grad_out  # sum: copies to all
    grad_x = grad_s18 * 2 * x  # power
    grad_m = np.zeros_like(m)
    grad_v = np.zeros_like(v)
    grad_lr = 0.0
    for t in reversed(range(1, s0)):
        x = x_history.pop()
        g = g_history.pop()
        s8 = 0.9**t
        s9 = 1 - s8
        s10 = s10_history.pop()
        s12 = 0.99**t
        s13 = 1 - s12
        s15 = s15_history.pop()
        s16 = s16_history.pop()
        s17 = s17_history.pop()
        grad_s17 = -grad_x  # sign flips
        grad_s11 = grad_s17 / s16  # quotient
        grad_s16 = -grad_s17 * s17 / s16  # quotient
        grad_s15 = grad_s16  # gradient copier
        grad_s14 = grad_s15 / (2 * s15)  # square root: 1 / (2 √x)
        grad_v += grad_s14 / s13  # gradient adder: quotient
        grad_lr += np.vdot(grad_s11, s10)  # swap multiplier, undo broadcast [N] -> []
        grad_s10 = grad_s11 * lr  # swap multiplier
        grad_m += grad_s10 / s9  # gradient adder: quotient
        grad_s5 = grad_v  # gradient copier
        grad_s7 = grad_v  # gradient copier
        grad_s6 = grad_s7 * 0.01  # swap multiplier
        grad_v = grad_s5 * 0.99  # swap multiplier
        grad_s3 = grad_m  # gradient copier
        grad_s4 = grad_m  # gradient copier
        # gradient adder: power, swap multiplier
        grad_g = grad_s6 * 2 * g + grad_s4 * 0.1
        grad_m = grad_s3 * 0.9  # swap multiplier
        grad_s1 = grad_g  # gradient copier
        grad_s2 = grad_g  # gradient copier
        # gradient adder: copier, sine, swap multiplier
        grad_x += grad_s2 * np.cos(x) + grad_s1 * 2
    return grad_x, grad_lr
