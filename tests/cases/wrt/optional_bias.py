"""A parameter that may be None is an input where it is asked for by name."""

# flags: -w x,w,b
import numpy as np


def f(x, w, b=None):
    y = x @ w
    if b is not None:
        y = y + b
    return np.sum(np.tanh(y))


# inputs: x=np.array([[0.5, -1.0], [2.0, 0.3]]), w=np.array([[1.5, -0.4, 0.2], [0.3, 0.9, -0.7]]), b=np.array([0.1, 0.2, -0.3])
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


def grad_f(x, w, b=None):
    """Gradient of f: returns (grad_x, grad_w, grad_b)."""
    # Forward
    y = x @ w
    if b is not None:
        y_1 = y + b
    else:
        y_1 = y
    s0 = np.tanh(y_1)

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out  # sum: copies to all
    grad_y = grad_s0 * (1 - s0**2)  # tanh: 1 - tanh²
    if b is not None:
        grad_b = unbroadcast(grad_y, b)  # gradient copier
        grad_y = unbroadcast(grad_y, y)  # gradient copier
    else:
        grad_b = np.zeros_like(b) * 1.0
    grad_x = left_gradient(grad_y, x, w)  # matrix product
    grad_w = right_gradient(grad_y, x, w)  # matrix product
    return grad_x, grad_w, grad_b
