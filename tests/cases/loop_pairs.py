# inputs: p=np.cos(np.arange(12.0) ** 2).reshape(4, 3), m=np.arange(1.0, 5.0), g=0.5
from itertools import combinations

import numpy as np


def energy(p: Float[np.ndarray, "N 3"], m: Float[np.ndarray, "N"], g: float = 1.0):
    potential = 0.0
    for i, j in combinations(range(len(p)), 2):
        r = np.linalg.norm(p[i] - p[j])
        potential -= g * m[i] * m[j] / r
    return potential


# output
from __future__ import annotations

import numpy as np


def grad_energy(p: Float[np.ndarray, "N 3"], m: Float[np.ndarray, "N"], g: float = 1.0):
    """Gradient of energy: returns (grad_p, grad_m, grad_g)."""
    # Forward
    s3_history = []
    r_history = []
    for i in range(len(p)):
        s0 = i + 1
        for j in range(s0, len(p)):
            s1 = p[i]  # [3]
            s2 = p[j]  # [3]
            s3 = s1 - s2  # [3]
            s3_history.append(s3)
            r = np.linalg.norm(s3)
            r_history.append(r)

    # Backward
    grad_potential = 1.0
    grad_p = np.zeros_like(p)
    grad_m = np.zeros_like(m)
    grad_g = 0.0
    for i in reversed(range(len(p))):
        s0 = i + 1
        for j in reversed(range(s0, len(p))):
            s3 = s3_history.pop()
            r = r_history.pop()
            s4 = m[i]
            s5 = g * s4
            s6 = m[j]
            s7 = s5 * s6
            s8 = s7 / r
            grad_s8 = -grad_potential  # sign flips
            grad_s7 = grad_s8 / r  # quotient
            grad_r = -grad_s8 * s8 / r  # quotient
            grad_s5 = grad_s7 * s6  # swap multiplier
            grad_s6 = grad_s7 * s5  # swap multiplier
            grad_m[j] += grad_s6  # gradient router: to what is read
            grad_g += grad_s5 * s4  # swap multiplier
            grad_s4 = grad_s5 * g  # swap multiplier
            grad_m[i] += grad_s4  # gradient router: to what is read
            length = r + (r == 0)  # 1 in place of 0
            grad_s3 = grad_r / length * s3  # norm: x over its length, 0 at 0
            grad_s1 = grad_s3  # gradient copier
            grad_s2 = -grad_s3  # sign flips
            grad_p[j] += grad_s2  # gradient router: to what is read
            grad_p[i] += grad_s1  # gradient router: to what is read
    return grad_p, grad_m, grad_g
