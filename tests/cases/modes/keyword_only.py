# flags: -m vjp
import numpy as np


def scaled(x, scale=2.0, *, shift: float = 0.0):
    return x * scale + shift
# output
def vjp_scaled(x, scale=2.0, *, shift: float = 0.0, grad_out: float):
    """Vector-Jacobian product of scaled.

    Returns (grad_x, grad_scale, grad_shift). Inputs are scalars.
    """
    # Backward
    grad_shift = grad_out  # gradient copier
    grad_s0 = grad_out  # gradient copier
    grad_x = grad_s0 * scale  # swap multiplier
    grad_scale = grad_s0 * x  # swap multiplier
    return grad_x, grad_scale, grad_shift
