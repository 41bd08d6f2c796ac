# flags: -f f
import math


def make(n):
    return n * 2


K = make(3)
L = math.sqrt(K)


def f(x):
    return K * x * x * L
# output
import math
import numpy as np


def make(n):
    return n * 2


K = make(3)
L = math.sqrt(K)


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_f(x):
    """Gradient of f: returns grad_x."""
    # Forward
    s0 = K * x
    s1 = s0 * x
    out = s1 * L

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s1 = unbroadcast(grad_out * L, s1)  # swap multiplier
    grad_s0 = grad_s1 * x  # swap multiplier
    # gradient adder: swap multiplier
    grad_x = unbroadcast(grad_s1 * s0, x) + unbroadcast(grad_s0 * K, x)
    return grad_x
