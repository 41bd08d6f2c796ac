# inputs: x=0.4
# inputs: x=0.4, training=False
import builtins
from math import *

# the physicist's
A = 1.0; B = A + 1; FLAG = True
C = D = .5e1
# a matter
# of taste
LOW = -(2 ** 0.5)  # below zero


def f(x, training=True, mode: str = "a\"b", shape=(1, 2)):
    h = x ** -LOW
    return h * (.25 + 3.) ** C * pi * B + e * FLAG * builtins.abs(x)


def constants_only_here(x):
    half = 1 / 2
    k = half
    k *= 2
    return x * k * sigmoid(2)
# output
from math import *

# the physicist's
A = 1.0
B = A + 1
FLAG = True
C = D = 0.5e1
# a matter
# of taste
LOW = -(2**0.5)  # below zero


def sign(x):
    """Return the slope of abs: 1, -1, or 0 at 0."""
    return int(x > 0) - int(x < 0)


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def grad_f(x, training=True, mode: str = 'a"b', shape=(1, 2)):
    """Gradient of f: returns grad_x. Inputs are scalars."""
    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # gradient copier
    grad_s4 = grad_out  # gradient copier
    grad_s3 = grad_s4 * (e * FLAG)  # swap multiplier
    grad_s1 = grad_s2 * B  # swap multiplier
    grad_s0 = grad_s1 * pi  # swap multiplier
    grad_h = grad_s0 * 3.25**C  # swap multiplier
    # gradient adder: absolute value, power
    grad_x = grad_s3 * sign(x) + grad_h * -LOW * x ** (-LOW - 1)
    return grad_x


def grad_constants_only_here(x):
    """Gradient of constants_only_here: returns grad_x. The input is a scalar."""
    # Forward
    half = 1 / 2
    k = half * 2

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out * sigmoid(2)  # swap multiplier
    grad_x = grad_s0 * k  # swap multiplier
    return grad_x
