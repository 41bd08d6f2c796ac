# flags: -f loss
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), w=np.sin(np.arange(6.0)).reshape(3, 2)
import numpy as np


def loss(x, w, act=None, last=None):
    act = act or np.tanh
    scores = act(x @ w)
    if last is not None:
        scores = last(scores)
    return np.sum(scores**2)
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


def grad_loss(x, w, act=None, last=None):
    """Gradient of loss: returns (grad_x, grad_w)."""
    # Forward
    assert act is None, "this is the gradient for act=None"
    assert last is None, "this is the gradient for last=None"
    s0 = x @ w
    scores_1 = np.tanh(s0)
    s1 = scores_1**2

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # sum: copies to all
    grad_scores_1 = grad_s1 * 2 * scores_1  # power
    grad_s0 = grad_scores_1 * (1 - s1)  # tanh: 1 - tanh²
    grad_x = left_gradient(grad_s0, x, w)  # matrix product
    grad_w = right_gradient(grad_s0, x, w)  # matrix product
    return grad_x, grad_w
