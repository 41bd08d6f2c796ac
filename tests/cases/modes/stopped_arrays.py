import numpy as np
from jax import lax


def softmax_loss(x, y):
    shift = lax.stop_gradient(np.max(x, axis=1, keepdims=True))
    e = np.exp(x - shift)
    p = e / np.sum(e, axis=1, keepdims=True)
    return -np.sum(y * np.log(p))


def used_both_ways(x):
    return np.sum(np.exp(x) * np.exp(lax.stop_gradient(x)) * lax.stop_gradient(np.exp(x)))


def momentum_target(w, x):
    teacher = lax.stop_gradient(x @ w)
    return np.mean((np.tanh(x @ w) - teacher) ** 2)
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


def left_gradient(grad, x, y):
    """Return the gradient of x in x @ y: grad @ y.T, and likewise for vectors and stacks."""
    if np.ndim(y) == 1:
        gradient = np.expand_dims(grad, -1) * y
    elif np.ndim(x) == 1:
        gradient = (np.expand_dims(grad, -2) @ np.swapaxes(y, -1, -2))[..., 0, :]
    else:
        gradient = grad @ np.swapaxes(y, -1, -2)
    return unbroadcast(gradient, x)


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


def grad_softmax_loss(x, y):
    """Gradient of softmax_loss: returns (grad_x, grad_y)."""
    # Forward
    shift = np.max(x, axis=1, keepdims=True)
    s1 = x - shift
    e = np.exp(s1)
    s2 = np.sum(e, axis=1, keepdims=True)
    p = e / s2
    s3 = np.log(p)
    s4 = y * s3

    # Backward
    grad_out = 1.0
    grad_s5 = -grad_out  # sign flips
    grad_s4 = np.full_like(s4, grad_s5)  # sum: copies to all
    grad_y = unbroadcast(grad_s4 * s3, y)  # swap multiplier
    grad_s3 = unbroadcast(grad_s4 * y, s3)  # swap multiplier
    # log-softmax: grad - p Σ grad
    grad_x = grad_s3 - p * np.sum(grad_s3, axis=1, keepdims=True)
    return grad_x, grad_y


def grad_used_both_ways(x):
    """Gradient of used_both_ways: returns grad_x."""
    # Forward
    s0 = np.exp(x)

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_s3 = grad_s6 * s0  # swap multiplier
    grad_s0 = grad_s3 * s0  # swap multiplier
    grad_x = grad_s0 * s0  # exponential: its own slope
    return grad_x


def grad_momentum_target(w, x):
    """Gradient of momentum_target: returns (grad_w, grad_x)."""
    # Forward
    teacher = x @ w
    s2 = np.tanh(teacher)
    s3 = s2 - teacher
    s4 = s3**2

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out / s4.size  # mean: shared equally
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_s2 = grad_s3  # gradient copier
    grad_s0 = grad_s2 * (1 - s2**2)  # tanh: 1 - tanh²
    grad_x = left_gradient(grad_s0, x, w)  # matrix product
    grad_w = right_gradient(grad_s0, x, w)  # matrix product
    return grad_w, grad_x
