# flags: -f loss
# inputs: x=np.cos(np.arange(6.0)).reshape(3, 2), w=np.array([0.3, -0.7]), y=np.array([0.5, 1.0, -0.2])
from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    y: Annotated[np.ndarray, "N"],
    kind: str = "absolute",
):
    error = x @ w - y
    match kind:
        case "squared" | "l2":
            each = error**2
        case "absolute":  # kinked at 0
            each = np.abs(error)
        case _:
            raise ValueError(f"no loss {kind}")
    return np.mean(each)
# output
from typing import Annotated
import numpy as np


def grad_loss(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D"],
    y: Annotated[np.ndarray, "N"],
    kind: str = "absolute",
):
    """Gradient of loss: returns (grad_x, grad_w, grad_y)."""
    # Forward
    s0 = x @ w  # [N] = [N, D] @ [D]
    error = s0 - y  # [N]
    if not (kind == "squared" or kind == "l2"):
        # kinked at 0
        if kind != "absolute":
            raise ValueError(f"no loss {kind}")

    # Backward
    grad_out = 1.0
    grad_each = grad_out / y.size * np.ones_like(y)  # mean: shared equally
    if kind == "squared" or kind == "l2":
        grad_error = grad_each * 2 * error  # power
    else:
        grad_error = grad_each * np.sign(error)  # absolute value: routes with the sign
    grad_y = -grad_error  # sign flips
    grad_x = np.outer(grad_error, w)  # matrix product
    grad_w = x.T @ grad_error  # [D] = [D, N] @ [N]
    return grad_x, grad_w, grad_y
