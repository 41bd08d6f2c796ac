# inputs: x=2.0, y=0.0
# inputs: x=2.0, y=1.0
def f(x, y):
    return x**y
# output
from math import inf, log, nan


def power(x, y):
    """Return x**y, infinite where x is 0 and y below it, without an error."""
    return inf if x == 0 and y < 0 else x**y


def log_of_base(x):
    """Return log(x) as the gradient of x**y has it: 0 at 0, not a number below."""
    if x == 0:
        return 0.0
    return log(x) if x > 0 else nan


def grad_f(x, y):
    """Gradient of f: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    out = x**y

    # Backward
    grad_out = 1.0
    less = y - 1 + (x == 0) * (y == 0)  # one less; 0 at 0 ** 0
    grad_x = grad_out * y * power(x, less)  # power
    grad_y = grad_out * out * log_of_base(x)  # exponential: log of the base
    return grad_x, grad_y
