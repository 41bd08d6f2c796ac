# inputs: x=np.array([0.3, 0.8]), y=np.array([0.6, 0.2])
import numpy as np


def f(x: Float[np.ndarray, "N"], y: "Float[np.ndarray, 'N']"):
    return np.exp(x) * y
# output
from __future__ import annotations

import numpy as np


def grad_f(x: Float[np.ndarray, "N"], y: "Float[np.ndarray, 'N']"):
    """Gradient of f: returns (grad_x, grad_y)."""
    # Forward
    s0 = np.exp(x)  # [N]
    out = s0 * y  # [N]

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_y = grad_out * s0  # swap multiplier
    grad_s0 = grad_out * y  # swap multiplier
    grad_x = grad_s0 * s0  # exponential: its own slope
    return grad_x, grad_y
