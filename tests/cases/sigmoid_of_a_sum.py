# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), w=np.array([0.7, -1.1, 0.4]), b=0.2, y=np.array([1.0, 0.0, 1.0, 0.3])
# inputs: x=900 * np.cos(np.arange(6.0)).reshape(2, 3), w=np.array([0.7, -1.1, 0.4]), b=0.2, y=np.array([1.0, 2.0])
from typing import Annotated

import numpy as np


def neuron(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    b: float,
    y: Annotated[np.ndarray, "N"],
):
    return np.sum(y / (1 + np.exp(-x @ w - b)))


def by_reciprocal(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    b: float,
    y: Annotated[np.ndarray, "N"],
):
    return np.sum(y * np.log(np.reciprocal(1 + np.exp(b - x @ w))))
# output
from typing import Annotated
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def grad_neuron(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    b: float,
    y: Annotated[np.ndarray, "N"],
):
    """Gradient of neuron: returns (grad_x, grad_w, grad_b, grad_y)."""
    # Forward
    s0 = -x  # [N, D]
    s1 = s0 @ w  # [N] = [N, D] @ [D]
    s2 = s1 - b  # [N]
    s3 = np.exp(s2)  # [N]
    s4 = 1 + s3  # [N]
    s5 = y / s4  # [N]

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # sum: copies to all
    sigma = sigmoid(-s2)  # σ
    grad_y = grad_s5 * sigma  # gate: σ
    grad_s2 = -grad_s5 * s5 * (1 - sigma)  # gate: -y (1 - σ)
    grad_b = -np.sum(grad_s2)  # sign flips, undo broadcast [N] -> []
    grad_s1 = grad_s2  # gradient copier
    grad_w = s0.T @ grad_s1  # [D] = [D, N] @ [N]
    grad_s0 = np.outer(grad_s1, w)  # matrix product
    grad_x = -grad_s0  # sign flips
    return grad_x, grad_w, grad_b, grad_y


def grad_by_reciprocal(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    b: float,
    y: Annotated[np.ndarray, "N"],
):
    """Gradient of by_reciprocal: returns (grad_x, grad_w, grad_b, grad_y)."""
    # Forward
    s0 = x @ w  # [N] = [N, D] @ [D]
    s1 = b - s0  # [N]
    s2 = np.exp(s1)  # [N]
    s3 = 1 + s2  # [N]
    s4 = np.reciprocal(s3)  # [N]
    s5 = np.log(s4)  # [N]

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_y = grad_s6 * s5  # swap multiplier
    grad_s5 = grad_s6 * y  # swap multiplier
    grad_s1 = -grad_s5 * (1 - s4)  # log of the sigmoid of -u: -(1 - σ)
    grad_b = np.sum(grad_s1)  # undo broadcast [N] -> []
    grad_s0 = -grad_s1  # sign flips
    grad_x = np.outer(grad_s0, w)  # matrix product
    grad_w = x.T @ grad_s0  # [D] = [D, N] @ [N]
    return grad_x, grad_w, grad_b, grad_y
