import numpy as np
from numpy import ndarray


def layer(params, i, a):
    return np.maximum(0, a @ params["W" + str(i)] + params["b" + str(i)])


def loss(params: dict[str, ndarray], x: ndarray, y: ndarray):
    a = layer(params, 1, x)
    a = layer(params, 2, a)
    scores = a @ params["W3"]
    return np.mean((scores - y) ** 2)


# output
import numpy as np
from numpy import ndarray


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


def grad_loss(params: dict[str, ndarray], x: ndarray, y: ndarray):
    """Gradient of loss.

    Returns ({"W1": grad_W1, "b1": grad_b1, "W2": grad_W2, "b2": grad_b2, "W3":
    grad_W3}, grad_x, grad_y). Of params, the keys that are read.
    """
    # Forward
    W1 = params["W1"]
    b1 = params["b1"]
    W2 = params["W2"]
    b2 = params["b2"]
    W3 = params["W3"]
    s0 = x @ W1
    s1 = s0 + b1
    a_1 = np.maximum(0, s1)
    s2 = a_1 @ W2
    s3 = s2 + b2
    a = np.maximum(0, s3)
    scores = a @ W3
    s4 = scores - y
    s5 = s4**2

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out / s5.size  # mean: shared equally
    grad_s4 = grad_s5 * 2 * s4  # power
    grad_y = -unbroadcast(grad_s4, y)  # sign flips
    grad_scores = unbroadcast(grad_s4, scores)  # gradient copier
    grad_W3 = right_gradient(grad_scores, a, W3)  # matrix product
    grad_a = left_gradient(grad_scores, a, W3)  # matrix product
    grad_s3 = grad_a * (s3 > 0)  # gradient router
    grad_b2 = unbroadcast(grad_s3, b2)  # gradient copier
    grad_s2 = unbroadcast(grad_s3, s2)  # gradient copier
    grad_W2 = right_gradient(grad_s2, a_1, W2)  # matrix product
    grad_a_1 = left_gradient(grad_s2, a_1, W2)  # matrix product
    grad_s1 = grad_a_1 * (s1 > 0)  # gradient router
    grad_b1 = unbroadcast(grad_s1, b1)  # gradient copier
    grad_s0 = unbroadcast(grad_s1, s0)  # gradient copier
    grad_x = left_gradient(grad_s0, x, W1)  # matrix product
    grad_W1 = right_gradient(grad_s0, x, W1)  # matrix product
    return (
        {"W1": grad_W1, "b1": grad_b1, "W2": grad_W2, "b2": grad_b2, "W3": grad_W3},
        grad_x,
        grad_y,
    )
