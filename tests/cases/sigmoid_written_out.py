import math


def one_line(x):
    return 1 / (1 + math.exp(-x))


def many_lines(x, w):
    z = w * x
    e = math.exp(-z)
    d = 1.0 + e
    return 1.0 / d


def by_tanh(x):
    return 0.5 * (1 + math.tanh(x / 2))


def other_way(x):
    e = math.exp(x)
    return e / (e + 1)


def not_quite(x):
    return 1 / (1 + math.exp(x))
# output
import math


def grad_one_line(x):
    """Gradient of one_line: returns grad_x. The input is a scalar."""
    # Forward
    s0 = -x
    s1 = math.exp(s0)
    s2 = 1 + s1
    out = 1 / s2

    # Backward
    grad_out = 1.0
    grad_x = grad_out * (1 - out) * out  # sigmoid: (1 - σ) σ
    return grad_x


def grad_many_lines(x, w):
    """Gradient of many_lines: returns (grad_x, grad_w). Inputs are scalars."""
    # Forward
    z = w * x
    s0 = -z
    e = math.exp(s0)
    d = 1.0 + e
    out = 1.0 / d

    # Backward
    grad_out = 1.0
    grad_z = grad_out * (1 - out) * out  # sigmoid: (1 - σ) σ
    grad_w = grad_z * x  # swap multiplier
    grad_x = grad_z * w  # swap multiplier
    return grad_x, grad_w


def grad_by_tanh(x):
    """Gradient of by_tanh: returns grad_x. The input is a scalar."""
    # Forward
    s0 = x / 2
    s1 = math.tanh(s0)
    s2 = 1 + s1
    out = 0.5 * s2

    # Backward
    grad_out = 1.0
    grad_x = grad_out * (1 - out) * out  # sigmoid: (1 - σ) σ
    return grad_x


def grad_other_way(x):
    """Gradient of other_way: returns grad_x. The input is a scalar."""
    # Forward
    e = math.exp(x)
    s0 = e + 1
    out = e / s0

    # Backward
    grad_out = 1.0
    grad_x = grad_out * (1 - out) * out  # sigmoid: (1 - σ) σ
    return grad_x


def grad_not_quite(x):
    """Gradient of not_quite: returns grad_x. The input is a scalar."""
    # Forward
    s0 = math.exp(x)
    s1 = 1 + s0
    out = 1 / s1

    # Backward
    grad_out = 1.0
    grad_x = -grad_out * (1 - out) * out  # sigmoid of -u: -(1 - σ) σ
    return grad_x
