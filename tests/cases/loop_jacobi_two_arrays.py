# inputs: A=np.cos(np.arange(7.0)), B=np.sin(np.arange(7.0)), c=0.3, steps=3
import numpy as np


def jacobi(A: Float[np.ndarray, "N"], B: Float[np.ndarray, "N"], c: float, steps: int):
    A = A.copy()
    B = B.copy()
    for t in range(steps):
        B[1:-1] = c * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = c * (B[:-2] + B[1:-1] + B[2:])
    return np.sum(A**2)


# output
from __future__ import annotations

import numpy as np


def grad_jacobi(
    A: Float[np.ndarray, "N"], B: Float[np.ndarray, "N"], c: float, steps: int
):
    """Gradient of jacobi: returns (grad_A, grad_B, grad_c)."""
    # Forward
    A = A.copy()  # [N]
    B = B.copy()  # [N]
    s4_history = []
    s10_history = []
    for t in range(steps):
        s0 = A[:-2]  # [N-2]
        s1 = A[1:-1]  # [N-2]
        s2 = s0 + s1  # [N-2]
        s3 = A[2:]  # [N-2]
        s4 = s2 + s3  # [N-2]
        s4_history.append(s4)
        s5 = c * s4  # [N-2]
        B[1:-1] = s5
        s6 = B[:-2]  # [N-2]
        s7 = B[1:-1]  # [N-2]
        s8 = s6 + s7  # [N-2]
        s9 = B[2:]  # [N-2]
        s10 = s8 + s9  # [N-2]
        s10_history.append(s10)
        s11 = c * s10  # [N-2]
        A[1:-1] = s11

    # Backward
    grad_out = 1.0
    grad_s12 = grad_out  # sum: copies to all
    grad_A = grad_s12 * 2 * A  # power
    grad_B = np.zeros_like(B)
    grad_c = 0.0
    for t in reversed(range(steps)):
        s4 = s4_history.pop()
        s10 = s10_history.pop()
        grad_s11 = grad_A[1:-1]  # gradient router: to what was written
        grad_c += np.vdot(grad_s11, s10)  # swap multiplier, undo broadcast [N-2] -> []
        grad_s10 = grad_s11 * c  # swap multiplier
        grad_s8 = grad_s10  # gradient copier
        grad_s9 = grad_s10  # gradient copier
        grad_s6 = grad_s8  # gradient copier
        grad_s7 = grad_s8  # gradient copier
        grad_B[2:] += grad_s9  # gradient router: to what is read
        grad_B[1:-1] += grad_s7  # gradient router: to what is read
        grad_B[:-2] += grad_s6  # gradient router: to what is read
        grad_s5 = grad_B[1:-1].copy()  # gradient router: to what was written
        grad_B[1:-1] = 0.0  # overwritten: no gradient gets through
        grad_c += np.vdot(grad_s5, s4)  # swap multiplier, undo broadcast [N-2] -> []
        grad_s4 = grad_s5 * c  # swap multiplier
        grad_s2 = grad_s4  # gradient copier
        grad_s3 = grad_s4  # gradient copier
        grad_s0 = grad_s2  # gradient copier
        grad_s1 = grad_s2  # gradient copier
        grad_A[1:-1] = 0.0  # overwritten: no gradient gets through
        grad_A[2:] += grad_s3  # gradient router: to what is read
        grad_A[1:-1] += grad_s1  # gradient router: to what is read
        grad_A[:-2] += grad_s0  # gradient router: to what is read
    return grad_A, grad_B, grad_c
