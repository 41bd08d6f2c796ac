"""A function that is a default is the one that is differentiated through; another one is refused as it runs."""

import numpy as np

SLOPE = 0.1


def leaky(z, slope=SLOPE):
    return np.where(z > 0, z, slope * z)


def layer(x, w, act=np.sin):
    return act(x @ w)


def f(x, w, act=leaky):
    h = layer(x, w, act)
    return np.sum(np.tanh(h) * layer(x, w))


# inputs: x=np.array([[0.5, -1.0], [2.0, 0.3]]), w=np.array([[1.5, -0.4, 0.2], [0.3, 0.9, -0.7]])
# output
import numpy as np

SLOPE = 0.1


def leaky(z, slope=SLOPE):
    return np.where(z > 0, z, slope * z)


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


def grad_f(x, w, act=leaky):
    """Gradient of f: returns (grad_x, grad_w)."""
    # Forward
    assert act is leaky, "this is the gradient for act=leaky"
    s0 = x @ w
    s1 = s0 > 0
    s2 = SLOPE * s0
    h = np.where(s1, s0, s2)
    s3 = np.tanh(h)
    s5 = np.sin(s0)

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_s3 = grad_s6 * s5  # swap multiplier
    grad_s5 = grad_s6 * s3  # swap multiplier
    grad_h = grad_s3 * (1 - s3**2)  # tanh: 1 - tanh²
    grad_s2 = np.where(s1, 0, grad_h)  # gradient router
    # gradient adder: sine, router, swap multiplier
    grad_s0 = grad_s5 * np.cos(s0) + np.where(s1, grad_h, 0) + grad_s2 * SLOPE
    grad_x = left_gradient(grad_s0, x, w)  # matrix product
    grad_w = right_gradient(grad_s0, x, w)  # matrix product
    return grad_x, grad_w
