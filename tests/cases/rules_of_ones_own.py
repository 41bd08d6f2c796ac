# flags: --rules rules/mine.py
import math


def f(x, y):
    return sigmoid(x) * math.exp(y) + math.nextafter(x, y)


def g(x):
    return x * sigmoid(2)
# output
import math


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))


def grad_f(x, y):
    """Gradient of f: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = sigmoid(x)
    s1 = math.exp(y)

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # gradient copier
    grad_s3 = grad_out  # gradient copier
    grad_s0 = grad_s2 * s1  # swap multiplier
    grad_s1 = grad_s2 * s0  # swap multiplier
    grad_y = grad_s1 * s1  # my exponential
    # gradient adder: copier, to the next number, my sigmoid
    grad_x = grad_s3 + grad_s0 * (s0 - s0 * s0)
    return grad_x, grad_y


def grad_g(x):
    """Gradient of g: returns grad_x. The input is a scalar."""
    # Backward
    grad_out = 1.0
    grad_x = grad_out * sigmoid(2)  # swap multiplier
    return grad_x
