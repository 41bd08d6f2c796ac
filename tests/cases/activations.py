def activations(x, y):
    a = sigmoid(x) * relu(y) + tanh(x)
    b = softplus(x) + silu(y) + gelu(x * y)
    return a * b
# output
from math import erf, exp, log1p, pi, sqrt, tanh


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def relu(x):
    return max(0, x)


def softplus(x):
    return max(0, x) + log1p(exp(-abs(x)))


def silu(x):
    return x * sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + erf(x / sqrt(2)))


def grad_activations(x, y):
    """Gradient of activations: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = sigmoid(x)
    s1 = relu(y)
    s2 = s0 * s1
    s3 = tanh(x)
    a = s2 + s3
    s4 = softplus(x)
    s5 = silu(y)
    s6 = s4 + s5
    s7 = x * y
    s8 = gelu(s7)
    b = s6 + s8

    # Backward
    grad_out = 1.0
    grad_a = grad_out * b  # swap multiplier
    grad_b = grad_out * a  # swap multiplier
    grad_s6 = grad_b  # gradient copier
    grad_s8 = grad_b  # gradient copier
    distribution = 0.5 * (1 + erf(s7 / sqrt(2)))  # Φ
    density = exp(-0.5 * s7 * s7) / sqrt(2 * pi)  # φ
    grad_s7 = grad_s8 * (distribution + s7 * density)  # gelu: Φ + x φ
    grad_s4 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    sigma = sigmoid(y)  # σ
    grad_s2 = grad_a  # gradient copier
    grad_s3 = grad_a  # gradient copier
    grad_s0 = grad_s2 * s1  # swap multiplier
    grad_s1 = grad_s2 * s0  # swap multiplier
    # gradient adder: swap multiplier, silu
    grad_y = grad_s7 * x + grad_s5 * (sigma + s5 * (1 - sigma))
    grad_y = grad_y + grad_s1 * (y > 0)  # gradient adder: router
    # gradient adder: swap multiplier, softplus
    grad_x = grad_s7 * y + grad_s4 * sigmoid(x)
    grad_x = grad_x + grad_s3 * (1 - s3**2)  # gradient adder: tanh
    grad_x = grad_x + grad_s0 * (1 - s0) * s0  # gradient adder: sigmoid
    return grad_x, grad_y
