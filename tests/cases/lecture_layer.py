# inputs: x=np.cos(np.arange(6.0)).reshape(2, 3), w=np.sin(np.arange(12.0)).reshape(3, 4), b=np.array([0.1, -0.2, 0.3, 0.4]), upstream=np.cos(np.arange(8.0)).reshape(2, 4), s=0.7, y=np.array([0.5, -1.2, 0.8]), z=np.array([0.4, -1.5, 2.0])
import numpy as np


def matrix_product(
    x: Float[np.ndarray, "N D"],
    w: Float[np.ndarray, "D M"],
    upstream: Float[np.ndarray, "N M"],
):
    y = x @ w
    return np.sum(y * upstream)


def layer(x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D M"], b: Float[np.ndarray, "M"]):
    y = x @ w + b  # one row for each example
    h = np.maximum(0, y)
    return np.mean(h**2)


def gates(y: Float[np.ndarray, "N"], z: Float[np.ndarray, "N"], s: float):
    a = y + z  # add copies
    b = np.maximum(y, z)  # max routes
    c = a * b  # multiply swaps
    return np.sum(s * c)


def column_and_row(x: Float[np.ndarray, "N D"], y: Float[np.ndarray, "D"]):
    mean = np.mean(x, axis=1, keepdims=True)
    scaled = (x - mean) * y
    return np.sum(scaled**3)
# output
from __future__ import annotations

import numpy as np


def grad_matrix_product(
    x: Float[np.ndarray, "N D"],
    w: Float[np.ndarray, "D M"],
    upstream: Float[np.ndarray, "N M"],
):
    """Gradient of matrix_product: returns (grad_x, grad_w, grad_upstream)."""
    # Forward
    y = x @ w  # [N, M] = [N, D] @ [D, M]

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out  # sum: copies to all
    grad_upstream = grad_s0 * y  # swap multiplier
    grad_y = grad_s0 * upstream  # swap multiplier
    grad_x = grad_y @ w.T  # [N, D] = [N, M] @ [M, D]
    grad_w = x.T @ grad_y  # [D, M] = [D, N] @ [N, M]
    return grad_x, grad_w, grad_upstream


def grad_layer(
    x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D M"], b: Float[np.ndarray, "M"]
):
    """Gradient of layer: returns (grad_x, grad_w, grad_b)."""
    # Forward
    s0 = x @ w  # [N, M] = [N, D] @ [D, M]
    y = s0 + b  # one row for each example
    h = np.maximum(0, y)  # [N, M]

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out / (x.shape[0] * w.shape[1])  # mean: shared equally
    grad_h = grad_s1 * 2 * h  # power
    grad_y = grad_h * (y > 0)  # gradient router
    grad_b = np.sum(grad_y, axis=0)  # undo broadcast [N, M] -> [M]
    grad_s0 = grad_y  # gradient copier
    grad_x = grad_s0 @ w.T  # [N, D] = [N, M] @ [M, D]
    grad_w = x.T @ grad_s0  # [D, M] = [D, N] @ [N, M]
    return grad_x, grad_w, grad_b


def grad_gates(y: Float[np.ndarray, "N"], z: Float[np.ndarray, "N"], s: float):
    """Gradient of gates: returns (grad_y, grad_z, grad_s)."""
    # Forward
    a = y + z  # add copies
    b = np.maximum(y, z)  # max routes
    c = a * b  # multiply swaps

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out  # sum: copies to all
    grad_s = np.sum(grad_s0 * c)  # swap multiplier, undo broadcast [N] -> []
    grad_c = grad_s0 * s  # swap multiplier
    grad_a = grad_c * b  # swap multiplier
    grad_b = grad_c * a  # swap multiplier
    grad_y = grad_b * (y >= z) + grad_a  # gradient adder: router, copier
    grad_z = grad_b * (z > y) + grad_a  # gradient adder: router, copier
    return grad_y, grad_z, grad_s


def grad_column_and_row(x: Float[np.ndarray, "N D"], y: Float[np.ndarray, "D"]):
    """Gradient of column_and_row: returns (grad_x, grad_y)."""
    # Forward
    mean = np.mean(x, axis=1, keepdims=True)  # [N, 1]
    s0 = x - mean  # [N, D]
    scaled = s0 * y  # [N, D]

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # sum: copies to all
    grad_scaled = grad_s1 * 3 * scaled**2  # power
    # swap multiplier, undo broadcast [N, D] -> [D]
    grad_y = np.sum(grad_scaled * s0, axis=0)
    grad_s0 = grad_scaled * y  # swap multiplier
    # sign flips, undo broadcast [N, D] -> [N, 1]
    grad_mean = -np.sum(grad_s0, axis=1, keepdims=True)
    grad_x = grad_s0 + grad_mean / x.shape[1]  # gradient adder: copier, mean
    return grad_x, grad_y
