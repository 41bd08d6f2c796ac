# inputs: x=np.cos(np.arange(1.0, 4.0)), w=np.sin(np.arange(9.0)).reshape(3, 3), layers=3
import numpy as np


def loss(x: Float[np.ndarray, "D"], w: Float[np.ndarray, "D D"], layers: int):
    skips = []
    for _ in range(layers):
        skips.append(x)
        x = np.tanh(w @ x)
    for _ in range(layers):
        x = np.tanh(w.T @ x) + skips.pop()
    return np.sum(x**2)


# output
from __future__ import annotations

import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


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


def left_gradient(grad, x, y):
    """Return the gradient of x in x @ y: grad @ y.T, and likewise for vectors and stacks."""
    if np.ndim(y) == 1:
        gradient = np.expand_dims(grad, -1) * y
    elif np.ndim(x) == 1:
        gradient = (np.expand_dims(grad, -2) @ np.swapaxes(y, -1, -2))[..., 0, :]
    else:
        gradient = grad @ np.swapaxes(y, -1, -2)
    return unbroadcast(gradient, x)


def grad_loss(x: Float[np.ndarray, "D"], w: Float[np.ndarray, "D D"], layers: int):
    """Gradient of loss: returns (grad_x, grad_w)."""
    # Forward
    skips = []
    x_history_1 = []
    x_2_history = []
    for _ in range(layers):
        x_history_1.append(x)
        skips.append(x)
        s0 = w @ x  # [D] = [D, D] @ [D]
        x = np.tanh(s0)  # [D]
        x_2_history.append(x)
    x_history = []
    s3_history = []
    s4_history = []
    for _ in range(layers):
        x_history.append(x)
        s1 = w.T  # [D, D]
        s2 = s1 @ x
        s3 = np.tanh(s2)
        s3_history.append(s3)
        s4 = skips.pop()
        s4_history.append(s4)
        x = s3 + s4

    # Backward
    grad_out = 1.0
    grad_skips = [0.0] * len(skips)  # of what is left on skips
    grad_s5 = grad_out  # sum: copies to all
    grad_x = grad_s5 * 2 * x  # power
    grad_w = np.zeros_like(w)
    for _ in reversed(range(layers)):
        s3 = s3_history.pop()
        s1 = w.T
        x = x_history.pop()
        s4 = s4_history.pop()
        grad_s3 = unbroadcast(grad_x, s3)  # gradient copier
        grad_s4 = unbroadcast(grad_x, s4)  # gradient copier
        grad_skips.append(grad_s4)
        grad_s2 = grad_s3 * (1 - s3**2)  # tanh: 1 - tanh²
        grad_x = right_gradient(grad_s2, s1, x)  # matrix product
        grad_s1 = left_gradient(grad_s2, s1, x)  # matrix product
        grad_w += grad_s1.T  # transpose: back
    for _ in reversed(range(layers)):
        x = x_2_history.pop()
        x_1 = x_history_1.pop()
        grad_s0 = grad_x * (1 - x**2)  # tanh: 1 - tanh²
        grad_w += np.outer(grad_s0, x_1)  # matrix product
        grad_x = grad_skips.pop()  # as its value went onto a list
        grad_x = w.T @ grad_s0 + grad_x  # gradient adder: matrix product
    return grad_x, grad_w
