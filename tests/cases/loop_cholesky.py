# inputs: A=np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]])
import numpy as np


def log_det(A: Float[np.ndarray, "N N"]):
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        L[j, j] = np.sqrt(A[j, j] - np.sum(L[j, :j] ** 2))
        for i in range(j + 1, n):
            L[i, j] = (A[i, j] - L[i, :j] @ L[j, :j]) / L[j, j]
    return 2 * np.sum(np.log(np.diag(L)))


# output
from __future__ import annotations

import numpy as np


def divide(x, y):
    """Return x / y, and 0 where x is 0: what nothing is routed to has no slope, whatever y is."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    zeros = np.zeros(shape, np.result_type(x, y, 0.5))
    return np.divide(x, y, out=zeros, where=x != 0)


def grad_log_det(A: Float[np.ndarray, "N N"]):
    """Gradient of log_det: returns grad_A."""
    # Forward
    n = len(A)
    L = np.zeros((n, n))  # [N, N]
    for j in range(n):
        s0 = A[j, j]
        s1 = L[j, :j]  # [j]
        s2 = s1**2  # [j]
        s3 = np.sum(s2)
        s4 = s0 - s3
        s5 = np.sqrt(s4)
        L[j, j] = s5
        s6 = j + 1
        for i in range(s6, n):
            s7 = A[i, j]
            s8 = L[i, :j]  # [j]
            s9 = L[j, :j]  # [j]
            s10 = s8 @ s9  # [] = [j] @ [j]
            s11 = s7 - s10
            s12 = L[j, j]
            s13 = s11 / s12
            L[i, j] = s13
    s14 = np.diag(L)  # [N]

    # Backward
    grad_out = 1.0
    grad_s16 = grad_out * 2  # swap multiplier
    grad_s15 = grad_s16  # sum: copies to all
    grad_s14 = grad_s15 / s14  # logarithm: 1 / x
    grad_L = np.diag(grad_s14)  # diagonal: back to its place
    grad_A = np.zeros_like(A)
    for j in reversed(range(n)):
        s1 = L[j, :j]
        s5 = L[j, j]
        s6 = j + 1
        for i in reversed(range(s6, n)):
            s8 = L[i, :j]
            s9 = L[j, :j]
            s12 = L[j, j]
            s13 = L[i, j]
            grad_s13 = grad_L[i, j]  # gradient router: to what was written
            grad_s11 = grad_s13 / s12  # quotient
            grad_s12 = -grad_s13 * s13 / s12  # quotient
            grad_s7 = grad_s11  # gradient copier
            grad_s10 = -grad_s11  # sign flips
            grad_s8 = grad_s10 * s9  # inner product: swap multiplier
            grad_s9 = grad_s10 * s8  # inner product: swap multiplier
            grad_L[i, j] = 0.0  # overwritten: no gradient gets through
            grad_L[j, j] += grad_s12  # gradient router: to what is read
            grad_L[j, :j] += grad_s9  # gradient router: to what is read
            grad_L[i, :j] += grad_s8  # gradient router: to what is read
            grad_A[i, j] += grad_s7  # gradient router: to what is read
        grad_s5 = grad_L[j, j]  # gradient router: to what was written
        grad_s4 = divide(grad_s5, 2 * s5)  # square root: 1 / (2 √x)
        grad_s0 = grad_s4  # gradient copier
        grad_s3 = -grad_s4  # sign flips
        grad_s2 = grad_s3  # sum: copies to all
        grad_s1 = grad_s2 * 2 * s1  # power
        grad_L[j, j] = 0.0  # overwritten: no gradient gets through
        grad_L[j, :j] += grad_s1  # gradient router: to what is read
        grad_A[j, j] += grad_s0  # gradient router: to what is read
    return grad_A
