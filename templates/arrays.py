"""Helpers on arrays: copied into output that needs them."""

import numpy as np
from scipy.special import erf


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def relu(x):
    return np.maximum(0, x)


def leaky_relu(x, alpha=0.01):
    return np.where(x > 0, x, alpha * x)


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def softplus(x):
    return np.logaddexp(0, x)


def silu(x):
    return x * sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


def softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def divide(x, y):
    """Return x / y, and 0 where x is 0: what nothing is routed to has no slope, whatever y is."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    zeros = np.zeros(shape, np.result_type(x, y, 0.5))
    return np.divide(x, y, out=zeros, where=x != 0)


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def left_gradient(grad, x, y):
    """Return the gradient of x in x @ y: grad @ y.T, and likewise for vectors and stacks."""
    if np.ndim(y) == 1:
        gradient = np.expand_dims(grad, -1) * y
    elif np.ndim(x) == 1:
        gradient = (np.expand_dims(grad, -2) @ np.swapaxes(y, -1, -2))[..., 0, :]
    else:
        gradient = grad @ np.swapaxes(y, -1, -2)
    return unbroadcast(gradient, x)


# fmt: off
def right_gradient(grad, x, y):
    """Return the gradient of y in x @ y: x.T @ grad, and likewise for vectors and stacks."""
    if np.ndim(x) == 1:
        gradient = (
            x * grad
            if np.ndim(y) == 1
            else np.expand_dims(x, -1) * np.expand_dims(grad, -2)
        )
    elif np.ndim(y) == 1:
        gradient = (np.swapaxes(x, -1, -2) @ np.expand_dims(grad, -1))[..., 0]
    else:
        gradient = np.swapaxes(x, -1, -2) @ grad
    return unbroadcast(gradient, y)
# fmt: on


def fitted(grad, x):
    """Return grad, broadcast and summed, so that it has the shape of x."""
    if np.shape(grad) == np.shape(x):
        return grad
    shape = np.broadcast_shapes(np.shape(grad), np.shape(x))
    return unbroadcast(np.array(np.broadcast_to(grad, shape)), x)


def crossed(y, grad, x, axis=-1):
    """Return y × grad, the gradient of x in np.cross(x, y): of two vectors in a plane that is a number."""
    if np.shape(x)[-1] == np.shape(y)[-1] == 2:
        turned = np.stack([np.take(y, 1, -1), -np.take(y, 0, -1)], -1)
        return unbroadcast(np.expand_dims(grad, -1) * turned, x)
    product = np.cross(y, np.moveaxis(grad, axis, -1))
    return unbroadcast(product[..., : np.shape(x)[-1]], x)
