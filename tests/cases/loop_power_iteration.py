# inputs: A=np.array([[2.0, 0.5], [0.4, 1.0]]), v=np.array([1.0, 0.3]), steps=3
import numpy as np


def eigenvalue(A: Float[np.ndarray, "N N"], v: Float[np.ndarray, "N"], steps: int):
    for _ in range(steps):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v @ A @ v


# output
from __future__ import annotations

import numpy as np


def grad_eigenvalue(A: Float[np.ndarray, "N N"], v: Float[np.ndarray, "N"], steps: int):
    """Gradient of eigenvalue: returns (grad_A, grad_v)."""
    # Forward
    v_history = []
    v_history_1 = []
    s0_history = []
    for _ in range(steps):
        v_history.append(v)
        v = A @ v  # [N] = [N, N] @ [N]
        v_history_1.append(v)
        s0 = np.linalg.norm(v)
        s0_history.append(s0)
        v = v / s0  # [N]
    s1 = v @ A  # [N] = [N] @ [N, N]

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out * v  # inner product: swap multiplier
    # gradient adder: inner product, matrix product
    grad_v = grad_out * s1 + grad_s1 @ A.T
    grad_A = np.outer(v, grad_s1)  # matrix product
    for _ in reversed(range(steps)):
        v_before = v_history.pop()
        v_1 = v_history_1.pop()
        s0 = s0_history.pop()
        grad_s0 = -np.sum(grad_v * v) / s0  # quotient, undo broadcast [N] -> []
        length = s0 + (s0 == 0)  # 1 in place of 0
        grad_v = grad_v / s0 + grad_s0 / length * v_1  # gradient adder: quotient, norm
        grad_A += np.outer(grad_v, v_before)  # matrix product
        grad_v = A.T @ grad_v  # [N] = [N, N] @ [N]
        v = v_before
    return grad_A, grad_v
