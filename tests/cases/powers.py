# inputs: x=1.3, y=0.4
# inputs: x=0.2, y=-1.7
HALF = 0.5


def powers(x, y):
    a = x**3 + x**1 + x**0
    b = x**HALF
    c = x**y
    d = 2**y
    return a * b + c * d


def negative_base(y):
    return (-y) ** 4
# output
from math import copysign, inf, log, nan

HALF = 0.5


def log_of_base(x):
    """Return log(x) as the gradient of x**y has it: 0 at 0, not a number below."""
    if x == 0:
        return 0.0
    return log(x) if x > 0 else nan


def power(x, y):
    """Return x**y, infinite where x is 0 and y below it, without an error."""
    return inf if x == 0 and y < 0 else x**y


def divide(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * copysign(inf, y)


def grad_powers(x, y):
    """Gradient of powers: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = x**3
    s1 = x**1
    s2 = s0 + s1
    s3 = x**0
    a = s2 + s3
    b = x**HALF
    c = x**y
    d = 2**y

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # gradient copier
    grad_s5 = grad_out  # gradient copier
    grad_c = grad_s5 * d  # swap multiplier
    grad_d = grad_s5 * c  # swap multiplier
    grad_a = grad_s4 * b  # swap multiplier
    grad_b = grad_s4 * a  # swap multiplier
    less = y - 1 + (x == 0) * (y == 0)  # one less; 0 at 0 ** 0
    # gradient adder: exponential
    grad_y = grad_d * d * log(2) + grad_c * c * log_of_base(x)
    grad_s2 = grad_a  # gradient copier
    grad_s0 = grad_s2  # gradient copier
    grad_s1 = grad_s2  # gradient copier
    # gradient adder: power
    grad_x = grad_c * y * power(x, less) + divide(grad_b * HALF, b)
    grad_x = grad_x + grad_s1 + grad_s0 * 3 * x**2  # gradient adder: copier, power
    return grad_x, grad_y


def grad_negative_base(y):
    """Gradient of negative_base: returns grad_y. The input is a scalar."""
    # Forward
    s0 = -y

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out * 4 * s0**3  # power
    grad_y = -grad_s0  # sign flips
    return grad_y
