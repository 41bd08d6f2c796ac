# inputs: x=np.array([0.3, 0.4]), y=np.array([0.3, 0.7])
from __future__ import annotations

import numpy as np


def divergence(x: Float[np.ndarray, "N"], y: Float[np.ndarray, "N"]):
    z = x * y
    with np.errstate(divide="ignore", invalid="ignore"):
        r = z / x  # the ratio
        # its log
        l = np.log(r)
    return np.sum(l * x)


# output
from __future__ import annotations

import numpy as np


def grad_divergence(x: Float[np.ndarray, "N"], y: Float[np.ndarray, "N"]):
    """Gradient of divergence: returns (grad_x, grad_y)."""
    # Forward
    z = x * y  # [N]
    with np.errstate(divide="ignore", invalid="ignore"):
        r = z / x  # the ratio
        # its log
        l = np.log(r)  # [N]

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out  # sum: copies to all
    grad_l = grad_s0 * x  # swap multiplier
    with np.errstate(divide="ignore", invalid="ignore"):
        grad_r = grad_l / r  # logarithm: 1 / x
        grad_z = grad_r / x  # quotient
    # gradient adder: swap multiplier, quotient
    grad_x = grad_s0 * l - grad_r * r / x + grad_z * y
    grad_y = grad_z * x  # swap multiplier
    return grad_x, grad_y
