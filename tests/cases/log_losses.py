import math


def cross_entropy(p, y):
    return -(y * math.log(p) + (1 - y) * math.log(1 - p))


def softplus_loss(z):
    return math.log(1 + math.exp(z))
# output
import math


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))


def grad_cross_entropy(p, y):
    """Gradient of cross_entropy: returns (grad_p, grad_y). Inputs are scalars."""
    # Forward
    s0 = math.log(p)
    s2 = 1 - y
    s3 = 1 - p
    s4 = math.log(s3)

    # Backward
    grad_out = 1.0
    grad_s6 = -grad_out  # sign flips
    grad_s1 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s2 = grad_s5 * s4  # swap multiplier
    grad_s4 = grad_s5 * s2  # swap multiplier
    grad_s3 = grad_s4 / s3  # logarithm: 1 / x
    grad_y = -grad_s2 + grad_s1 * s0  # gradient adder: sign flips, swap multiplier
    grad_s0 = grad_s1 * y  # swap multiplier
    grad_p = -grad_s3 + grad_s0 / p  # gradient adder: sign flips, logarithm
    return grad_p, grad_y


def grad_softplus_loss(z):
    """Gradient of softplus_loss: returns grad_z. The input is a scalar."""
    # Backward
    grad_out = 1.0
    grad_z = grad_out * sigmoid(z)  # softplus: σ
    return grad_z
