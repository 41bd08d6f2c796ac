"""A dict of functions: which of them is called is a choice; partials have their arguments."""

from functools import partial
from typing import Annotated

import numpy as np


def relu(z):
    return np.maximum(0, z)


ACTIVATIONS = {"tanh": np.tanh, "relu": relu}
half = partial(np.multiply, 0.5)


def f(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D H"],
    b: Annotated[np.ndarray, "H"],
    kind: str = "relu",
):
    act = ACTIVATIONS[kind]
    h = act(x @ w + b)
    return np.sum(half(h) ** 2)


# inputs: x=np.array([[0.5, -1.0], [2.0, 0.3]]), w=np.array([[1.5, -0.4, 0.2], [0.3, 0.9, -0.7]]), b=np.ones(3)
# output
from typing import Annotated
import numpy as np


def grad_f(
    x: Annotated[np.ndarray, "N D"],
    w: Annotated[np.ndarray, "D H"],
    b: Annotated[np.ndarray, "H"],
    kind: str = "relu",
):
    """Gradient of f: returns (grad_x, grad_w, grad_b)."""
    # Forward
    assert kind in ("tanh", "relu")
    s0 = x @ w  # [N, H] = [N, D] @ [D, H]
    s1 = s0 + b  # [N, H]
    if kind == "tanh":
        h = np.tanh(s1)  # [N, H]
    else:
        h = np.maximum(0, s1)  # [N, H]
    s4 = np.multiply(0.5, h)  # [N, H]

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # sum: copies to all
    grad_s4 = grad_s5 * 2 * s4  # power
    grad_h = grad_s4 * 0.5  # swap multiplier
    if kind == "tanh":
        grad_s1 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
    else:
        grad_s1 = grad_h * (s1 > 0)  # gradient router
    grad_b = np.sum(grad_s1, axis=0)  # undo broadcast [N, H] -> [H]
    grad_x = grad_s1 @ w.T  # [N, D] = [N, H] @ [H, D]
    grad_w = x.T @ grad_s1  # [D, H] = [D, N] @ [N, H]
    return grad_x, grad_w, grad_b
