# inputs: x=np.array([[0.5, 1.0, 2.0], [1.5, -1.0, 0.5]]), y=np.array([0.5, -1.5, 2.0])
from numpy import pad, shape, size, sum


def f(x, y):
    return sum(pad(x, 1) ** 2) * shape(x)[0] + sum(x * y) / size(x)


# output
from numpy import pad, shape, size, sum
import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def unpad(y, x, pad_width):
    """Return the part of np.pad(x, pad_width) that x fills."""
    starts = np.broadcast_to(pad_width, (np.ndim(x), 2))[:, 0]
    return np.asarray(y)[tuple(slice(i, i + n) for i, n in zip(starts, shape(x)))]


def grad_f(x, y):
    """Gradient of f: returns (grad_x, grad_y)."""
    # Forward
    s0 = pad(x, 1)
    s4 = x * y

    # Backward
    grad_out = 1.0
    grad_s3 = grad_out  # gradient copier
    grad_s6 = grad_out  # gradient copier
    grad_s5 = grad_s6 / size(x)  # quotient
    grad_s4 = grad_s5 * np.ones_like(s4)  # sum: copies to all
    grad_y = unbroadcast(grad_s4 * x, y)  # swap multiplier
    grad_s2 = grad_s3 * shape(x)[0]  # swap multiplier
    grad_s1 = grad_s2  # sum: copies to all
    grad_s0 = grad_s1 * 2 * s0  # power
    # gradient adder: swap multiplier, padding
    grad_x = unbroadcast(grad_s4 * y, x) + unpad(grad_s0, x, 1)
    return grad_x, grad_y
