# inputs: x=np.array([0.3, -1.2, 2.0]), y=np.array([0.4, 1.5, -0.7])
# inputs: x=0.3, y=0.4
import numpy as np


def activations(x, y):
    a = sigmoid(x) * relu(y) + tanh(x)
    b = softplus(x) + silu(y) + gelu(x * y)
    return np.exp(a * b)
# output
import numpy as np
from scipy.special import erf
from math import sqrt


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def relu(x):
    return np.maximum(0, x)


def softplus(x):
    return np.logaddexp(0, x)


def silu(x):
    return x * sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_activations(x, y):
    """Gradient of activations: returns (grad_x, grad_y)."""
    # Forward
    s0 = sigmoid(x)
    s1 = relu(y)
    s2 = s0 * s1
    s3 = np.tanh(x)
    a = s2 + s3
    s4 = softplus(x)
    s5 = silu(y)
    s6 = s4 + s5
    s7 = x * y
    s8 = gelu(s7)
    b = s6 + s8
    s9 = a * b
    out = np.exp(s9)

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s9 = grad_out * out  # exponential: its own slope
    grad_a = grad_s9 * b  # swap multiplier
    grad_b = grad_s9 * a  # swap multiplier
    grad_s6 = grad_b  # gradient copier
    grad_s8 = grad_b  # gradient copier
    distribution = 0.5 * (1 + erf(s7 / sqrt(2)))  # Φ
    density = np.exp(-0.5 * s7 * s7) / sqrt(2 * np.pi)  # φ
    grad_s7 = grad_s8 * (distribution + s7 * density)  # gelu: Φ + x φ
    grad_s4 = unbroadcast(grad_s6, s4)  # gradient copier
    grad_s5 = unbroadcast(grad_s6, s5)  # gradient copier
    sigma = sigmoid(y)  # σ
    grad_s2 = grad_a  # gradient copier
    grad_s3 = unbroadcast(grad_a, s3)  # gradient copier
    grad_s0 = unbroadcast(grad_s2 * s1, s0)  # swap multiplier
    grad_s1 = unbroadcast(grad_s2 * s0, s1)  # swap multiplier
    grad_y = unbroadcast(grad_s7 * x, y)  # swap multiplier
    grad_y = grad_y + grad_s5 * (sigma + s5 * (1 - sigma))  # gradient adder: silu
    grad_y = grad_y + grad_s1 * (y > 0)  # gradient adder: router
    # gradient adder: swap multiplier, softplus
    grad_x = unbroadcast(grad_s7 * y, x) + grad_s4 * s0
    grad_x = grad_x + grad_s3 * (1 - s3**2)  # gradient adder: tanh
    grad_x = grad_x + grad_s0 * (1 - s0) * s0  # gradient adder: sigmoid
    return grad_x, grad_y
