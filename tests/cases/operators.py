# inputs: x=0.7, y=-1.3, n=3
# inputs: x=-2.6, y=0.9, n=2
# inputs: x=1.9, y=2.4, n=1
def operators(x, y, n: int):
    a = -x + +y
    b = x // y + x % y
    c = x**2 + y**-1 + x**n
    d = divmod(x, y)
    return a * b / c + d[0] * d[1] - abs(a) ** 0.5
# output
from math import copysign, inf


def divide(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * copysign(inf, y)


def sign(x):
    """Return the slope of abs: 1, -1, or 0 at 0."""
    return int(x > 0) - int(x < 0)


def grad_operators(x, y, n: int):
    """Gradient of operators: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = -x
    s1 = +y
    a = s0 + s1
    s2 = x // y
    s3 = x % y
    b = s2 + s3
    s4 = x**2
    s5 = y**-1
    s6 = s4 + s5
    s7 = x**n
    c = s6 + s7
    s8 = x // y
    s10 = a * b
    s11 = s10 / c
    s14 = abs(a)
    s15 = s14**0.5

    # Backward
    grad_out = 1.0
    grad_s13 = grad_out  # gradient copier
    grad_s15 = -grad_out  # sign flips
    grad_s14 = divide(grad_s15 * 0.5, s15)  # power
    grad_s11 = grad_s13  # gradient copier
    grad_s12 = grad_s13  # gradient copier
    grad_s9 = grad_s12 * s8  # swap multiplier
    grad_s10 = grad_s11 / c  # quotient
    grad_c = -grad_s11 * s11 / c  # quotient
    # gradient adder: absolute value, swap multiplier
    grad_a = grad_s14 * sign(a) + grad_s10 * b
    grad_b = grad_s10 * a  # swap multiplier
    grad_s6 = grad_c  # gradient copier
    grad_s7 = grad_c  # gradient copier
    grad_s4 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s3 = grad_b  # gradient copier
    grad_s0 = grad_a  # gradient copier
    grad_s1 = grad_a  # gradient copier
    grad_y = -grad_s9 * (x // y) - grad_s5 * y**-2  # gradient adder: remainder, power
    grad_y = grad_y - grad_s3 * (x // y) + grad_s1  # gradient adder: remainder, copier
    # gradient adder: remainder, power
    grad_x = grad_s9 + grad_s7 * n * x ** (n - (n != 0))
    # gradient adder: power, remainder, sign flips
    grad_x = grad_x + grad_s4 * 2 * x + grad_s3 - grad_s0
    return grad_x, grad_y
