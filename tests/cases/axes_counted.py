# flags: -f loss
# inputs: x=np.cos(np.arange(24.0)).reshape(2, 3, 2, 2), gamma=np.array([0.5, -1.0, 2.0]).reshape(3, 1, 1)
# inputs: x=np.cos(np.arange(12.0)).reshape(2, 3, 2), gamma=0.5
import numpy as np


def loss(x, gamma):
    axes = tuple(range(2, x.ndim))
    mean = x.mean(axis=axes, keepdims=True)
    var = x.var(axis=axes, keepdims=True)
    y = gamma * (x - mean) / np.sqrt(var + 1e-5)
    return np.sum(np.max(y, axis=tuple(range(1, y.ndim))) ** 2) + np.sum(y**3)
# output
import numpy as np
from math import prod


def axes_of(x, axis):
    """Return the axes that axis names, all of them where it is None; a number has none."""
    return tuple(
        range(np.ndim(x)) if axis is None or np.ndim(x) == 0 else np.ravel(axis)
    )


def kept(y, x, axis, keepdims):
    """Return y, reduced from x, with the reduced axes in their places, each of size 1; a number as it is."""
    if keepdims or np.ndim(y) == 0:
        return y
    rank = np.ndim(x)
    return np.expand_dims(y, tuple(i % rank - rank for i in axes_of(x, axis)))


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def divide(x, y):
    """Return x / y, and 0 where x is 0: what nothing is routed to has no slope, whatever y is."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    zeros = np.zeros(shape, np.result_type(x, y, 0.5))
    return np.divide(x, y, out=zeros, where=x != 0)


def count(x, axis):
    """Return how many entries of x are reduced to one along the axes."""
    return prod(np.shape(x)[i] for i in axes_of(x, axis))


def grad_loss(x, gamma):
    """Gradient of loss: returns (grad_x, grad_gamma)."""
    # Forward
    axes = tuple(range(2, x.ndim))
    mean = x.mean(axis=axes, keepdims=True)
    var = x.var(axis=axes, keepdims=True)
    s0 = x - mean
    s1 = gamma * s0
    s2 = var + 1e-5
    s3 = np.sqrt(s2)
    y = s1 / s3
    s4 = np.max(y, axis=tuple(range(1, y.ndim)))

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # gradient copier
    grad_s8 = grad_out  # gradient copier
    grad_s7 = grad_s8  # sum: copies to all
    grad_s5 = grad_s6  # sum: copies to all
    grad_s4 = grad_s5 * 2 * s4  # power
    # 1 where it is
    here = (y == kept(s4, y, tuple(range(1, y.ndim)), False)).astype(s4.dtype)
    ties = np.sum(here, axis=tuple(range(1, y.ndim)), keepdims=True)  # how many
    grad_y = grad_s7 * 3 * y**2  # power
    # gradient adder: router
    grad_y = grad_y + np.where(
        here, kept(grad_s4, y, tuple(range(1, y.ndim)), False) / ties, 0
    )
    grad_s1 = unbroadcast(grad_y / s3, s1)  # quotient
    grad_s3 = -unbroadcast(grad_y * y, s3) / s3  # quotient
    grad_s2 = divide(grad_s3, 2 * s3)  # square root: 1 / (2 √x)
    grad_var = grad_s2  # gradient copier
    grad_gamma = unbroadcast(grad_s1 * s0, gamma)  # swap multiplier
    grad_s0 = unbroadcast(grad_s1 * gamma, s0)  # swap multiplier
    grad_mean = -unbroadcast(grad_s0, mean)  # sign flips
    grad_x = unbroadcast(grad_s0, x)  # gradient copier
    grad_x = grad_x + grad_var * 2 / count(x, axes) * s0  # gradient adder: variance
    grad_x = grad_x + grad_mean / count(x, axes)  # gradient adder: mean
    return grad_x, grad_gamma
