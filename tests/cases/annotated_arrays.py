# inputs: x=np.array([0.3, 0.8]), y=np.array([[0.5], [0.2]])
# inputs: x=0.3, y=np.array([0.5, 0.2])
def f(x: "np.ndarray", y):
    return abs(x) * y


def g(x, y) -> "np.ndarray":
    return x * y * x


def h(x, y):
    z: "np.ndarray" = x * y
    return z**y
# output
import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_f(x: "np.ndarray", y):
    """Gradient of f: returns (grad_x, grad_y)."""
    # Forward
    s0 = abs(x)
    out = s0 * y

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_y = unbroadcast(grad_out * s0, y)  # swap multiplier
    grad_s0 = unbroadcast(grad_out * y, s0)  # swap multiplier
    grad_x = grad_s0 * np.sign(x)  # absolute value: routes with the sign
    return grad_x, grad_y


def grad_g(x, y):
    """Gradient of g: returns (grad_x, grad_y)."""
    # Forward
    s0 = x * y
    out = s0 * x

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s0 = grad_out * x  # swap multiplier
    # gradient adder: swap multiplier
    grad_x = unbroadcast(grad_out * s0, x) + unbroadcast(grad_s0 * y, x)
    grad_y = unbroadcast(grad_s0 * x, y)  # swap multiplier
    return grad_x, grad_y


def grad_h(x, y):
    """Gradient of h: returns (grad_x, grad_y)."""
    # Forward
    z = x * y
    out = z**y

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    # one less; 0 at 0 ** 0
    less = np.where((z == 0) * (y == 0), np.zeros_like(z), y - 1)
    grad_z = grad_out * y * np.power(1.0 * z, less)  # power
    grad_x = unbroadcast(grad_z * y, x)  # swap multiplier
    # exponential: log of the base
    grad_y = unbroadcast(grad_out * out * np.log(z + (z == 0)), y)
    grad_y = grad_y + unbroadcast(grad_z * x, y)  # gradient adder: swap multiplier
    return grad_x, grad_y
