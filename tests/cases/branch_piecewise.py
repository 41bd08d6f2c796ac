# inputs: x=-1.3, a=0.7
# inputs: x=0.3, a=0.7
# inputs: x=1.3, a=0.7
# inputs: x=2.3, a=0.7
import math


def f(x: float, a: float):
    if x < 0:
        return a * (math.exp(x) - 1)
    elif x < 1:
        y = x * a
    elif x < 2:
        y = a * x**2
    else:
        y = a * (4 * x - 4)
    return y


# output
import math


def grad_f(x: float, a: float):
    """Gradient of f: returns (grad_x, grad_a). Inputs are scalars."""
    # Forward
    if x < 0:
        s1 = math.exp(x)
        s2 = s1 - 1
    elif not x < 1:
        if x < 2:
            s5 = x**2
        else:
            s6 = 4 * x
            s7 = s6 - 4

    # Backward
    grad_y = 1.0
    grad_out = grad_y  # gradient copier
    if x < 0:
        grad_a = grad_out * s2  # swap multiplier
        grad_s2 = grad_out * a  # swap multiplier
        grad_s1 = grad_s2  # gradient copier
        grad_x = grad_s1 * s1  # exponential: its own slope
    elif x < 1:
        grad_x = grad_out * a  # swap multiplier
        grad_a = grad_out * x  # swap multiplier
    elif x < 2:
        grad_a = grad_out * s5  # swap multiplier
        grad_s5 = grad_out * a  # swap multiplier
        grad_x = grad_s5 * 2 * x  # power
    else:
        grad_a = grad_out * s7  # swap multiplier
        grad_s7 = grad_out * a  # swap multiplier
        grad_s6 = grad_s7  # gradient copier
        grad_x = grad_s6 * 4  # swap multiplier
    return grad_x, grad_a
