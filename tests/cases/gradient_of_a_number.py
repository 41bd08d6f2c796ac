# The output is an array on one way and a number on the other: the gradient of that is an array without axes, which isn't added to.
# inputs: x=np.array([0.3, -0.4, 0.8]), w=np.array([0.5, -0.2, 1.0]), c=-0.3
import numpy as np


def f(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"], c: float):
    if c > 0.2:
        return w
    s = np.sum(w)
    b = x[1:]
    a = np.zeros(2)
    for i in range(3):
        a = np.sin(s * b)
    return np.sum(a) + s + np.sum(x)
# output
from __future__ import annotations

import numpy as np


def grad_f(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"], c: float):
    """Gradient of f: returns (grad_x, grad_w, grad_c)."""
    # Forward
    a_history = []
    s1_history = []
    if c > 0.2:
        out = w
    else:
        s = np.sum(w)
        b = x[1:]  # [N-1]
        a = np.zeros(2)  # [2]
        for i in range(3):
            a_history.append(a)
            s1 = s * b  # [N-1]
            s1_history.append(s1)
            a = np.sin(s1)  # [N-1]
        s2 = np.sum(a)
        s3 = s2 + s
        s4 = np.sum(x)
        out = s3 + s4

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    if c > 0.2:
        grad_x = np.zeros_like(x)
        grad_w = grad_out
    else:
        grad_s3 = grad_out  # gradient copier
        grad_s4 = grad_out  # gradient copier
        grad_s2 = grad_s3  # gradient copier
        grad_a = np.full_like(a, grad_s2)  # sum: copies to all
        grad_s = grad_s3  # gradient copier
        grad_b = np.zeros_like(b)
        grad_s = np.copy(grad_s)
        for i in reversed(range(3)):
            s1 = s1_history.pop()
            a = a_history.pop()
            grad_s1 = grad_a * np.cos(s1)  # sine: cosine
            grad_s += np.vdot(grad_s1, b)  # swap multiplier, undo broadcast [N-1] -> []
            grad_b += grad_s1 * s  # swap multiplier
            grad_a = np.zeros_like(a)
        grad_x = np.full_like(x, grad_s4)  # sum: copies to all
        grad_x[1:] += grad_b  # gradient router: to what is read
        grad_w = np.full_like(w, grad_s)  # sum: copies to all
    grad_c = 0.0  # no path to the output
    return grad_x, grad_w, grad_c
