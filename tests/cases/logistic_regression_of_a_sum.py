# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), w=np.array([0.7, -1.1, 0.4]), b=0.2, y=np.array([1.0, 0.0, 1.0, 0.3])
from typing import Annotated

import numpy as np


def regression(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    b: float,
    y: Annotated[np.ndarray, "N"],
):
    p = 1 / (1 + np.exp(-x @ w - b))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
# output
from typing import Annotated
import numpy as np


def grad_regression(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    b: float,
    y: Annotated[np.ndarray, "N"],
):
    """Gradient of regression: returns (grad_x, grad_w, grad_b, grad_y)."""
    # Forward
    s0 = -x  # [N, D]
    s1 = s0 @ w  # [N] = [N, D] @ [D]
    s2 = s1 - b  # [N]
    s3 = np.exp(s2)  # [N]
    s4 = 1 + s3  # [N]
    p = 1 / s4  # [N]

    # Backward
    grad_out = 1.0
    grad_s12 = -grad_out  # sign flips
    grad_s11 = grad_s12 / y.size  # mean: shared equally
    grad_y = -grad_s11 * s2  # cross-entropy: log of the odds
    grad_s2 = grad_s11 * (p - y)  # sigmoid of -u and cross-entropy: p - y
    grad_b = -np.sum(grad_s2)  # sign flips, undo broadcast [N] -> []
    grad_s1 = grad_s2  # gradient copier
    grad_w = s0.T @ grad_s1  # [D] = [D, N] @ [N]
    grad_s0 = np.outer(grad_s1, w)  # matrix product
    grad_x = -grad_s0  # sign flips
    return grad_x, grad_w, grad_b, grad_y
