# inputs: a=np.array([0.1, 0.5, 0.3]), b=np.array([0.2, 0.7]), gap=0.15
import numpy as np


def distance(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"], gap: float):
    D = np.zeros((len(a) + 1, len(b) + 1))
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i == 0:
                D[i, j] = j * gap
            elif j == 0:
                D[i, j] = i * gap
            else:
                change = D[i - 1, j - 1] + (a[i - 1] - b[j - 1]) ** 2
                D[i, j] = min(D[i - 1, j] + gap, D[i, j - 1] + gap, change)
    return D[len(a), len(b)]


# output
from __future__ import annotations

import numpy as np


def grad_distance(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"], gap: float):
    """Gradient of distance: returns (grad_a, grad_b, grad_gap)."""
    # Forward
    D = np.zeros((len(a) + 1, len(b) + 1))  # [N+1, M+1]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i == 0:
                s1 = j * gap
                D[i, j] = s1
            elif j == 0:
                s3 = i * gap
                D[i, j] = s3
            else:
                s4 = i - 1
                s5 = j - 1
                s6 = D[s4, s5]
                s8 = a[s4]
                s10 = b[s5]
                s11 = s8 - s10
                s12 = s11**2
                change = s6 + s12
                s14 = D[s4, j]
                s15 = s14 + gap
                s17 = D[i, s5]
                s18 = s17 + gap
                s19 = min(s15, s18)
                s20 = min(s19, change)
                D[i, j] = s20

    # Backward
    grad_out = 1.0
    grad_D = np.zeros_like(D)
    grad_D[len(a), len(b)] = grad_out  # gradient router: to what is read
    grad_b = np.zeros_like(b)
    grad_a = np.zeros_like(a)
    grad_gap = 0.0
    for i in reversed(range(len(a) + 1)):
        for j in reversed(range(len(b) + 1)):
            if i == 0:
                grad_s1 = grad_D[i, j]  # gradient router: to what was written
                grad_D[i, j] = 0.0  # overwritten: no gradient gets through
                grad_gap += grad_s1 * j  # swap multiplier
            elif j == 0:
                grad_s3 = grad_D[i, j]  # gradient router: to what was written
                grad_D[i, j] = 0.0  # overwritten: no gradient gets through
                grad_gap += grad_s3 * i  # swap multiplier
            else:
                s4 = i - 1
                s5 = j - 1
                s8 = a[s4]
                s10 = b[s5]
                s11 = s8 - s10
                s6 = D[s4, s5]
                s12 = s11**2
                change = s6 + s12
                s14 = D[s4, j]
                s15 = s14 + gap
                s17 = D[i, s5]
                s18 = s17 + gap
                s19 = min(s15, s18)
                grad_s20 = grad_D[i, j]  # gradient router: to what was written
                grad_s19 = grad_s20 * (s19 <= change)  # gradient router
                grad_change = grad_s20 * (change < s19)  # gradient router
                grad_s15 = grad_s19 * (s15 <= s18)  # gradient router
                grad_s18 = grad_s19 * (s18 < s15)  # gradient router
                grad_gap += grad_s18  # gradient copier
                grad_s17 = grad_s18  # gradient copier
                grad_gap += grad_s15  # gradient copier
                grad_s14 = grad_s15  # gradient copier
                grad_s6 = grad_change  # gradient copier
                grad_s12 = grad_change  # gradient copier
                grad_s11 = grad_s12 * 2 * s11  # power
                grad_s8 = grad_s11  # gradient copier
                grad_s10 = -grad_s11  # sign flips
                grad_b[s5] += grad_s10  # gradient router: to what is read
                grad_a[s4] += grad_s8  # gradient router: to what is read
                grad_D[i, j] = 0.0  # overwritten: no gradient gets through
                grad_D[i, s5] += grad_s17  # gradient router: to what is read
                grad_D[s4, j] += grad_s14  # gradient router: to what is read
                grad_D[s4, s5] += grad_s6  # gradient router: to what is read
    return grad_a, grad_b, grad_gap
