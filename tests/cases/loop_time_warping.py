# inputs: a=np.array([0.1, 0.5, 0.3]), b=np.array([0.2, 0.7])
import numpy as np


def distance(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"]):
    n, m = len(a), len(b)
    D = np.full((n + 1, m + 1), np.inf)
    D[0, 0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            cost = (a[i - 1] - b[j - 1]) ** 2
            D[i, j] = cost + min(D[i - 1, j], D[i, j - 1], D[i - 1, j - 1])
    return D[n, m]


# output
from __future__ import annotations

import numpy as np


def grad_distance(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"]):
    """Gradient of distance: returns (grad_a, grad_b)."""
    # Forward
    D = np.full((len(a) + 1, len(b) + 1), np.inf)  # [N+1, M+1]
    D[0, 0] = 0.0
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            s0 = i - 1
            s1 = a[s0]
            s2 = j - 1
            s3 = b[s2]
            s4 = s1 - s3
            cost = s4**2
            s6 = D[s0, j]
            s8 = D[i, s2]
            s11 = D[s0, s2]
            s12 = min(s6, s8)
            s13 = min(s12, s11)
            s14 = cost + s13
            D[i, j] = s14

    # Backward
    grad_out = 1.0
    grad_D = np.zeros_like(D)
    grad_D[len(a), len(b)] = grad_out  # gradient router: to what is read
    grad_b = np.zeros_like(b)
    grad_a = np.zeros_like(a)
    for i in reversed(range(1, len(a) + 1)):
        for j in reversed(range(1, len(b) + 1)):
            s0 = i - 1
            s2 = j - 1
            s1 = a[s0]
            s3 = b[s2]
            s4 = s1 - s3
            s6 = D[s0, j]
            s8 = D[i, s2]
            s11 = D[s0, s2]
            s12 = min(s6, s8)
            grad_s14 = grad_D[i, j]  # gradient router: to what was written
            grad_cost = grad_s14  # gradient copier
            grad_s13 = grad_s14  # gradient copier
            grad_s12 = grad_s13 * (s12 <= s11)  # gradient router
            grad_s11 = grad_s13 * (s11 < s12)  # gradient router
            grad_s6 = grad_s12 * (s6 <= s8)  # gradient router
            grad_s8 = grad_s12 * (s8 < s6)  # gradient router
            grad_D[s0, s2] += grad_s11  # gradient router: to what is read
            grad_D[i, s2] += grad_s8  # gradient router: to what is read
            grad_D[s0, j] += grad_s6  # gradient router: to what is read
            grad_s4 = grad_cost * 2 * s4  # power
            grad_s1 = grad_s4  # gradient copier
            grad_s3 = -grad_s4  # sign flips
            grad_b[s2] += grad_s3  # gradient router: to what is read
            grad_a[s0] += grad_s1  # gradient router: to what is read
    return grad_a, grad_b
