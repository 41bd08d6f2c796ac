# flags: -w x,y,reg
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([0.5, -1.0, 2.0, 0.3]), x_new=np.sin(np.arange(6.0)).reshape(2, 3), y_new=np.array([0.7, -0.4]), reg=0.8
import numpy as np


def validation_loss(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N"],
    x_new: Float[np.ndarray, "M D"],
    y_new: Float[np.ndarray, "M"],
    reg: float,
):
    A = x.T @ x + reg * np.eye(x.shape[1])
    w = np.linalg.solve(A, x.T @ y)
    return np.mean((x_new @ w - y_new) ** 2)
# output
from __future__ import annotations

import numpy as np


def grad_validation_loss(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N"],
    x_new: Float[np.ndarray, "M D"],
    y_new: Float[np.ndarray, "M"],
    reg: float,
):
    """Gradient of validation_loss: returns (grad_x, grad_y, grad_reg)."""
    # Forward
    s0 = x.T  # [D, N]
    s1 = s0 @ x  # [D, D] = [D, N] @ [N, D]
    s2 = np.eye(x.shape[1])  # [D, D]
    s3 = reg * s2  # [D, D]
    A = s1 + s3  # [D, D]
    s5 = s0 @ y  # [D] = [D, N] @ [N]
    w = np.linalg.solve(A, s5)  # [D]
    s6 = x_new @ w  # [M] = [M, D] @ [D]
    s7 = s6 - y_new  # [M]

    # Backward
    grad_out = 1.0
    grad_s8 = grad_out / y_new.size  # mean: shared equally
    grad_s7 = grad_s8 * 2 * s7  # power
    grad_s6 = grad_s7  # gradient copier
    grad_w = x_new.T @ grad_s6  # [D] = [D, M] @ [M]
    adjoint = np.linalg.solve(A.T, grad_w)  # Aᵀ grad b = grad x
    grad_A = -np.outer(adjoint, w)  # solve: -grad b xᵀ
    grad_s5 = adjoint  # solve: by the transpose
    grad_y = x @ grad_s5  # [N] = [N, D] @ [D]
    grad_s1 = grad_A  # gradient copier
    grad_s3 = grad_A  # gradient copier
    grad_reg = np.vdot(grad_s3, s2)  # swap multiplier, undo broadcast [D, D] -> []
    # gradient adder: matrix product, matrix product with itself
    grad_x = np.outer(y, grad_s5) + x @ (grad_s1 + grad_s1.T)
    return grad_x, grad_y, grad_reg
