# inputs: A=np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]), b=np.array([1.0, -0.5, 0.3]), steps=2
import numpy as np


def solution_norm(A: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"], steps: int):
    x = np.zeros(len(b))
    r = b
    p = r
    rr = r @ r
    for _ in range(steps):
        Ap = A @ p
        alpha = rr / (p @ Ap)
        x = x + alpha * p
        r = r - alpha * Ap
        rr_new = r @ r
        p = r + rr_new / rr * p
        rr = rr_new
    return np.sum(x**2)


# output
from __future__ import annotations

import numpy as np


def grad_solution_norm(
    A: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"], steps: int
):
    """Gradient of solution_norm: returns (grad_A, grad_b)."""
    # Forward
    x = np.zeros(len(b))  # [N]
    rr = b @ b  # [] = [N] @ [N]
    p_history = []
    rr_history = []
    Ap_history = []
    s0_history = []
    r_history = []
    s3_history = []
    r = b
    p = b
    for _ in range(steps):
        p_history.append(p)
        rr_history.append(rr)
        Ap = A @ p  # [N] = [N, N] @ [N]
        Ap_history.append(Ap)
        s0 = p @ Ap  # [] = [N] @ [N]
        s0_history.append(s0)
        alpha = rr / s0
        s1 = alpha * p  # [N]
        x = x + s1  # [N]
        s2 = alpha * Ap  # [N]
        r = r - s2  # [N]
        r_history.append(r)
        rr_new = r @ r  # [] = [N] @ [N]
        s3 = rr_new / rr
        s3_history.append(s3)
        s4 = s3 * p  # [N]
        p = r + s4  # [N]
        rr = rr_new

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # sum: copies to all
    grad_x = grad_s5 * 2 * x  # power
    grad_r = np.zeros_like(r)
    grad_p = np.zeros_like(p)
    grad_A = np.zeros_like(A)
    grad_rr = 0.0
    for _ in reversed(range(steps)):
        p = p_history.pop()
        rr = rr_history.pop()
        Ap = Ap_history.pop()
        s0 = s0_history.pop()
        alpha = rr / s0
        r = r_history.pop()
        s3 = s3_history.pop()
        grad_s3 = np.vdot(grad_p, p)  # swap multiplier, undo broadcast [N] -> []
        grad_rr_new = grad_rr + grad_s3 / rr  # gradient adder: quotient
        # gradient adder: copier, inner product
        grad_r += grad_p + grad_rr_new * r + grad_rr_new * r
        grad_s2 = -grad_r  # sign flips
        # gradient adder: swap multiplier
        grad_alpha = np.vdot(grad_s2, Ap) + np.vdot(grad_x, p)
        grad_rr = -grad_s3 * s3 / rr + grad_alpha / s0  # gradient adder: quotient
        grad_s0 = -grad_alpha * alpha / s0  # quotient
        # gradient adder: swap multiplier, inner product
        grad_Ap = grad_s2 * alpha + grad_s0 * p
        grad_A += np.outer(grad_Ap, p)  # matrix product
        # gradient adder: swap multiplier, inner product, matrix product
        grad_p = grad_p * s3 + grad_x * alpha + grad_s0 * Ap + A.T @ grad_Ap
    # gradient adder: inner product
    grad_b = grad_r + grad_p + grad_rr * b + grad_rr * b
    return grad_A, grad_b
