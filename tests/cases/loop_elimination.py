# inputs: A=np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]), b=np.array([1.0, -0.5, 0.3])
import numpy as np


def loss(A: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"]):
    A = A.copy()
    b = b.copy()
    n = len(b)
    for k in range(n):
        for i in range(k + 1, n):
            m = A[i, k] / A[k, k]
            A[i, k:] -= m * A[k, k:]
            b[i] -= m * b[k]
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
    return np.sum(x**2)


# output
from __future__ import annotations

import numpy as np


def grad_loss(A: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"]):
    """Gradient of loss: returns (grad_A, grad_b)."""
    # Forward
    A = A.copy()  # [N, N]
    b = b.copy()  # [N]
    n = len(b)
    m_history = []
    for k in range(n):
        s0 = k + 1
        for i in range(s0, n):
            s1 = A[i, k]
            s2 = A[k, k]
            m = s1 / s2
            m_history.append(m)
            s3 = A[i, k:]  # [N-k]
            s4 = A[k, k:]  # [N-k]
            s5 = m * s4  # [N-k]
            s6 = s3 - s5  # [N-k]
            A[i, k:] = s6
            s7 = b[i]
            s8 = b[k]
            s9 = m * s8
            s10 = s7 - s9
            b[i] = s10
    x = np.zeros(n)  # [N]
    for i in reversed(range(n)):
        s11 = b[i]
        s12 = i + 1
        s13 = A[i, s12:]  # [N-i-1]
        s15 = x[s12:]  # [N-i-1]
        s16 = s13 @ s15  # [] = [N-i-1] @ [N-i-1]
        s17 = s11 - s16
        s18 = A[i, i]
        s19 = s17 / s18
        x[i] = s19

    # Backward
    grad_out = 1.0
    grad_s20 = grad_out  # sum: copies to all
    grad_x = grad_s20 * 2 * x  # power
    grad_b = np.zeros_like(b)
    grad_A = np.zeros_like(A)
    for i in range(n):
        s12 = i + 1
        s13 = A[i, s12:]
        s15 = x[s12:]
        s18 = A[i, i]
        s19 = x[i]
        grad_s19 = grad_x[i]  # gradient router: to what was written
        grad_s17 = grad_s19 / s18  # quotient
        grad_s18 = -grad_s19 * s19 / s18  # quotient
        grad_A[i, i] += grad_s18  # gradient router: to what is read
        grad_s11 = grad_s17  # gradient copier
        grad_s16 = -grad_s17  # sign flips
        grad_s13 = grad_s16 * s15  # inner product: swap multiplier
        grad_s15 = grad_s16 * s13  # inner product: swap multiplier
        grad_x[s12:] += grad_s15  # gradient router: to what is read
        grad_A[i, s12:] += grad_s13  # gradient router: to what is read
        grad_b[i] += grad_s11  # gradient router: to what is read
    for k in reversed(range(n)):
        s0 = k + 1
        for i in reversed(range(s0, n)):
            s2 = A[k, k]
            m = m_history.pop()
            s4 = A[k, k:]
            s8 = b[k]
            grad_s10 = grad_b[i]  # gradient router: to what was written
            grad_s7 = grad_s10  # gradient copier
            grad_s9 = -grad_s10  # sign flips
            grad_s8 = grad_s9 * m  # swap multiplier
            grad_b[i] = 0.0  # overwritten: no gradient gets through
            grad_b[k] += grad_s8  # gradient router: to what is read
            grad_b[i] += grad_s7  # gradient router: to what is read
            grad_s6 = grad_A[i, k:].copy()  # gradient router: to what was written
            grad_s3 = grad_s6  # gradient copier
            grad_s5 = -grad_s6  # sign flips
            # gradient adder: swap multiplier
            grad_m = grad_s9 * s8 + np.vdot(grad_s5, s4)
            grad_s4 = grad_s5 * m  # swap multiplier
            grad_s1 = grad_m / s2  # quotient
            grad_s2 = -grad_m * m / s2  # quotient
            grad_A[i, k:] = 0.0  # overwritten: no gradient gets through
            grad_A[k, k:] += grad_s4  # gradient router: to what is read
            grad_A[i, k:] += grad_s3  # gradient router: to what is read
            grad_A[k, k] += grad_s2  # gradient router: to what is read
            grad_A[i, k] += grad_s1  # gradient router: to what is read
    return grad_A, grad_b
