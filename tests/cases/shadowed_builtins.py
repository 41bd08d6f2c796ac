def max(a, b):
    return a * b + b


def relu(x):
    return max(0, x)


def own(x):
    return relu(x) * x


def well_known(x, y):
    return softplus(x) * max(x, y)
# output
import builtins
from math import exp, log1p


def softplus(x):
    return builtins.max(0, x) + log1p(exp(-abs(x)))


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def grad_own(x):
    """Gradient of own: returns grad_x. The input is a scalar."""
    # Forward
    s0 = 0 * x
    s1 = s0 + x

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out * x  # swap multiplier
    grad_s0 = grad_s1  # gradient copier
    # gradient adder: swap multiplier, copier
    grad_x = grad_out * s1 + grad_s1 + grad_s0 * 0
    return grad_x


def grad_well_known(x, y):
    """Gradient of well_known: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = softplus(x)
    s1 = x * y
    s2 = s1 + y

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out * s2  # swap multiplier
    grad_s2 = grad_out * s0  # swap multiplier
    grad_s1 = grad_s2  # gradient copier
    grad_y = grad_s2 + grad_s1 * x  # gradient adder: copier, swap multiplier
    # gradient adder: swap multiplier, softplus
    grad_x = grad_s1 * y + grad_s0 * sigmoid(x)
    return grad_x, grad_y
