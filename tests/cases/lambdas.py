# inputs: x=0.5, w=1.2
from math import exp

square = lambda v: v * v


def twice(f, v):
    return f(f(v))


def f(x, w):
    scaled = lambda v, by=w: v * by
    return twice(scaled, square(x)) + twice(lambda v: exp(-v) * x, w)


# output
from math import exp


def grad_f(x, w):
    """Gradient of f: returns (grad_x, grad_w). Inputs are scalars."""
    # Forward
    s0 = x * x
    s1 = s0 * w
    s3 = -w
    s4 = exp(s3)
    s5 = s4 * x
    s6 = -s5
    s7 = exp(s6)

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # gradient copier
    grad_s8 = grad_out  # gradient copier
    grad_s7 = grad_s8 * x  # swap multiplier
    grad_s6 = grad_s7 * s7  # exponential: its own slope
    grad_s5 = -grad_s6  # sign flips
    grad_s4 = grad_s5 * x  # swap multiplier
    grad_s3 = grad_s4 * s4  # exponential: its own slope
    grad_s1 = grad_s2 * w  # swap multiplier
    # gradient adder: sign flips, swap multiplier
    grad_w = -grad_s3 + grad_s2 * s1 + grad_s1 * s0
    grad_s0 = grad_s1 * w  # swap multiplier
    # gradient adder: swap multiplier
    grad_x = grad_s8 * s7 + grad_s5 * s4 + grad_s0 * x + grad_s0 * x
    return grad_x, grad_w
