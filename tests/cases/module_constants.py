import math
import numpy as unused

TAU = 2 * math.pi
WEIGHTS = (0.1, 0.2)
LIMIT, START = 3, 0.5
SETTINGS = {"rate": 1e-3}


def f(x, y):
    LIMIT_ = y * START
    return TAU * x * LIMIT_ + LIMIT**2
# output
import math

TAU = 2 * math.pi
LIMIT, START = 3, 0.5


def grad_f(x, y):
    """Gradient of f: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    LIMIT_ = y * START
    s0 = TAU * x

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # gradient copier
    grad_s0 = grad_s1 * LIMIT_  # swap multiplier
    grad_LIMIT_ = grad_s1 * s0  # swap multiplier
    grad_x = grad_s0 * TAU  # swap multiplier
    grad_y = grad_LIMIT_ * START  # swap multiplier
    return grad_x, grad_y
