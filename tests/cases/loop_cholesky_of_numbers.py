# inputs: A=np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]])
import numpy as np


def trace(A: Float[np.ndarray, "N N"]):
    n = A.shape[0]
    L = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            if i == j:
                L[i, j] = np.sqrt(s)
            else:
                L[i, j] = s / L[j, j]
    return np.sum(L)


# output
from __future__ import annotations

import numpy as np


def divide(x, y):
    """Return x / y, and 0 where x is 0: what nothing is routed to has no slope, whatever y is."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    zeros = np.zeros(shape, np.result_type(x, y, 0.5))
    return np.divide(x, y, out=zeros, where=x != 0)


def grad_trace(A: Float[np.ndarray, "N N"]):
    """Gradient of trace: returns grad_A."""
    # Forward
    n = A.shape[0]
    L = np.zeros((n, n))  # [N, N]
    for i in range(n):
        s0 = i + 1
        for j in range(s0):
            s = A[i, j]
            for k in range(j):
                s1 = L[i, k]
                s2 = L[j, k]
                s3 = s1 * s2
                s -= s3
            if i == j:
                s5 = np.sqrt(s)
                L[i, j] = s5
            else:
                s6 = L[j, j]
                s7 = s / s6
                L[i, j] = s7

    # Backward
    grad_out = 1.0
    grad_L = np.full_like(A, grad_out)  # sum: copies to all
    grad_A = np.zeros_like(A)
    for i in reversed(range(n)):
        s0 = i + 1
        for j in reversed(range(s0)):
            if i == j:
                s5 = L[i, j]
                grad_s5 = grad_L[i, j]  # gradient router: to what was written
                grad_L[i, j] = 0.0  # overwritten: no gradient gets through
                grad_s = divide(grad_s5, 2 * s5)  # square root: 1 / (2 √x)
            else:
                s6 = L[j, j]
                s7 = L[i, j]
                grad_s7 = grad_L[i, j]  # gradient router: to what was written
                grad_s = grad_s7 / s6  # quotient
                grad_s6 = -grad_s7 * s7 / s6  # quotient
                grad_L[i, j] = 0.0  # overwritten: no gradient gets through
                grad_L[j, j] += grad_s6  # gradient router: to what is read
            for k in reversed(range(j)):
                s1 = L[i, k]
                s2 = L[j, k]
                grad_s3 = -grad_s  # sign flips
                grad_s1 = grad_s3 * s2  # swap multiplier
                grad_s2 = grad_s3 * s1  # swap multiplier
                grad_L[j, k] += grad_s2  # gradient router: to what is read
                grad_L[i, k] += grad_s1  # gradient router: to what is read
            grad_A[i, j] += grad_s  # gradient router: to what is read
    return grad_A
