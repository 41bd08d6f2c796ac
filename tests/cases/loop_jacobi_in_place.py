# inputs: A=np.array([0.3, 1.2, -0.7, 0.5, 2.0]), B=np.array([0.1, 0.2, 0.3, 0.4, 0.5]), steps=3
import numpy as np


def jacobi(A: Float[np.ndarray, "N"], B: Float[np.ndarray, "N"], steps: int):
    for t in range(steps):
        B[1:-1] = 0.33333 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.33333 * (B[:-2] + B[1:-1] + B[2:])
    return np.sum(A**2)


# output
from __future__ import annotations

import numpy as np


def grad_jacobi(A: Float[np.ndarray, "N"], B: Float[np.ndarray, "N"], steps: int):
    """Gradient of jacobi: returns (grad_A, grad_B)."""
    # Forward
    B = np.copy(B)
    A = np.copy(A)
    for t in range(steps):
        s0 = A[:-2]  # [N-2]
        s1 = A[1:-1]  # [N-2]
        s2 = s0 + s1  # [N-2]
        s3 = A[2:]  # [N-2]
        s4 = s2 + s3  # [N-2]
        s5 = 0.33333 * s4  # [N-2]
        B[1:-1] = s5
        s6 = B[:-2]  # [N-2]
        s7 = B[1:-1]  # [N-2]
        s8 = s6 + s7  # [N-2]
        s9 = B[2:]  # [N-2]
        s10 = s8 + s9  # [N-2]
        s11 = 0.33333 * s10  # [N-2]
        A[1:-1] = s11

    # Backward
    grad_out = 1.0
    grad_s12 = grad_out  # sum: copies to all
    grad_A = grad_s12 * 2 * A  # power
    grad_B = np.zeros_like(B)
    for t in reversed(range(steps)):
        grad_s11 = grad_A[1:-1]  # gradient router: to what was written
        grad_s10 = grad_s11 * 0.33333  # swap multiplier
        grad_s8 = grad_s10  # gradient copier
        grad_s9 = grad_s10  # gradient copier
        grad_s6 = grad_s8  # gradient copier
        grad_s7 = grad_s8  # gradient copier
        grad_B[2:] += grad_s9  # gradient router: to what is read
        grad_B[1:-1] += grad_s7  # gradient router: to what is read
        grad_B[:-2] += grad_s6  # gradient router: to what is read
        grad_s5 = grad_B[1:-1].copy()  # gradient router: to what was written
        grad_B[1:-1] = 0.0  # overwritten: no gradient gets through
        grad_s4 = grad_s5 * 0.33333  # swap multiplier
        grad_s2 = grad_s4  # gradient copier
        grad_s3 = grad_s4  # gradient copier
        grad_s0 = grad_s2  # gradient copier
        grad_s1 = grad_s2  # gradient copier
        grad_A[1:-1] = 0.0  # overwritten: no gradient gets through
        grad_A[2:] += grad_s3  # gradient router: to what is read
        grad_A[1:-1] += grad_s1  # gradient router: to what is read
        grad_A[:-2] += grad_s0  # gradient router: to what is read
    return grad_A, grad_B
