from math import *


def wave(t: float, k: float):
    return sin(tau * k * t) + cos(pi * t) / e


# output
from math import *


def grad_wave(t: float, k: float):
    """Gradient of wave: returns (grad_t, grad_k). Inputs are scalars."""
    # Forward
    s0 = tau * k
    s1 = s0 * t
    s3 = pi * t

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # gradient copier
    grad_s5 = grad_out  # gradient copier
    grad_s4 = grad_s5 / e  # quotient
    grad_s3 = -grad_s4 * sin(s3)  # cosine: -sine
    grad_s1 = grad_s2 * cos(s1)  # sine: cosine
    grad_t = grad_s3 * pi + grad_s1 * s0  # gradient adder: swap multiplier
    grad_s0 = grad_s1 * t  # swap multiplier
    grad_k = grad_s0 * tau  # swap multiplier
    return grad_t, grad_k
