# inputs: x=np.array([0.5, -0.2])
import numpy as np

RATE = -1.5


def f(x):
    return gelu(x) * gelu(RATE) * np.exp(x)
# output
import numpy as np
from scipy.special import erf
import math
from math import sqrt

RATE = -1.5


def gelu(x):
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


def gelu_1(x):
    return 0.5 * x * (1 + math.erf(x / sqrt(2)))


def grad_f(x):
    """Gradient of f: returns grad_x."""
    # Forward
    s0 = gelu(x)
    s1 = s0 * gelu_1(RATE)
    s2 = np.exp(x)
    out = s1 * s2

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s1 = grad_out * s2  # swap multiplier
    grad_s2 = grad_out * s1  # swap multiplier
    grad_s0 = grad_s1 * gelu_1(RATE)  # swap multiplier
    distribution = 0.5 * (1 + erf(x / sqrt(2)))  # Φ
    density = np.exp(-0.5 * x * x) / sqrt(2 * np.pi)  # φ
    # gradient adder: exponential, gelu
    grad_x = grad_s2 * s2 + grad_s0 * (distribution + x * density)
    return grad_x
