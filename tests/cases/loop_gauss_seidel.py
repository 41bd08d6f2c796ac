# inputs: A=np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]), b=np.array([1.0, -0.5, 0.3]), omega=1.2, sweeps=2
import numpy as np


def residuals(
    A: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"], omega: float, sweeps: int
):
    x = np.zeros(len(b))
    total = 0.0
    for _ in range(sweeps):
        for i in range(len(b)):
            s = A[i] @ x - A[i, i] * x[i]
            x[i] = (1 - omega) * x[i] + omega * (b[i] - s) / A[i, i]
        r = b - A @ x
        total += r @ r
    return total


# output
from __future__ import annotations

import numpy as np


def grad_residuals(
    A: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"], omega: float, sweeps: int
):
    """Gradient of residuals: returns (grad_A, grad_b, grad_omega)."""
    # Forward
    x = np.zeros(len(b))  # [N]
    s3_history = []
    s9_history = []
    r_history = []
    for _ in range(sweeps):
        for i in range(len(b)):
            s0 = A[i]  # [N]
            s1 = s0 @ x  # [] = [N] @ [N]
            s2 = A[i, i]
            s3 = x[i]
            s3_history.append(s3)
            s4 = s2 * s3
            s = s1 - s4
            s5 = 1 - omega
            s7 = s5 * s3
            s8 = b[i]
            s9 = s8 - s
            s9_history.append(s9)
            s10 = omega * s9
            s12 = s10 / s2
            s13 = s7 + s12
            x[i] = s13
        s14 = A @ x  # [N] = [N, N] @ [N]
        r = b - s14  # [N]
        r_history.append(r)

    # Backward
    grad_total = 1.0
    grad_x = np.zeros_like(x)
    grad_b = np.zeros_like(b)
    grad_A = np.zeros_like(A)
    grad_omega = 0.0
    for _ in reversed(range(sweeps)):
        r = r_history.pop()
        grad_r = grad_total * r * 2  # inner product: swap multiplier, twice
        grad_b += grad_r  # gradient copier
        grad_s14 = -grad_r  # sign flips
        grad_A += np.outer(grad_s14, x)  # matrix product
        grad_x += A.T @ grad_s14  # gradient adder: matrix product
        for i in reversed(range(len(b))):
            s3 = s3_history.pop()
            x[i] = s3  # put back
            s0 = A[i]
            s2 = A[i, i]
            s5 = 1 - omega
            s9 = s9_history.pop()
            s10 = omega * s9
            s12 = s10 / s2
            grad_s13 = grad_x[i]  # gradient router: to what was written
            grad_s7 = grad_s13  # gradient copier
            grad_s12 = grad_s13  # gradient copier
            grad_s10 = grad_s12 / s2  # quotient
            grad_omega += grad_s10 * s9  # swap multiplier
            grad_s9 = grad_s10 * omega  # swap multiplier
            grad_s8 = grad_s9  # gradient copier
            grad_s = -grad_s9  # sign flips
            grad_b[i] += grad_s8  # gradient router: to what is read
            grad_s5 = grad_s7 * s3  # swap multiplier
            grad_omega -= grad_s5  # sign flips
            grad_s1 = grad_s  # gradient copier
            grad_s4 = -grad_s  # sign flips
            # gradient adder: quotient, swap multiplier
            grad_s2 = -grad_s12 * s12 / s2 + grad_s4 * s3
            grad_s3 = grad_s7 * s5 + grad_s4 * s2  # gradient adder: swap multiplier
            grad_A[i, i] += grad_s2  # gradient router: to what is read
            grad_s0 = grad_s1 * x  # inner product: swap multiplier
            grad_x[i] = 0.0  # overwritten: no gradient gets through
            grad_x += grad_s1 * s0  # gradient adder: inner product
            grad_x[i] += grad_s3  # gradient router: to what is read
            grad_A[i] += grad_s0  # gradient router: to what is read
    return grad_A, grad_b, grad_omega
