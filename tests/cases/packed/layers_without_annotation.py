import numpy as np


def predict(params, x):
    for w, b in params[:-1]:
        x = np.tanh(x @ w + b)
    w, b = params[-1]
    return x @ w + b


def loss(params, x, y):
    return np.mean((predict(params, x) - y) ** 2)


def two_layers(params, x):
    W1, b1, W2, b2 = params
    h = np.tanh(x @ W1 + b1)
    return np.sum(h @ W2 + b2)
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


def grad_loss(params: list[tuple[np.ndarray, np.ndarray]], x, y):
    """Gradient of loss: returns (list(zip(grad_ws, grad_bs)), grad_x, grad_y)."""
    # Forward
    ws = [row[0] for row in params]
    bs = [row[1] for row in params]
    x_history = []
    s0_history = []
    for i in range(len(ws) - 1):
        x_history.append(x)
        w_2 = ws[i]
        b_2 = bs[i]
        s0 = x @ w_2
        s0_history.append(s0)
        s1 = s0 + b_2
        x = np.tanh(s1)
    s2 = ws[-1]
    s3 = bs[-1]
    s4 = x @ s2
    s5 = s4 + s3
    s6 = s5 - y
    s7 = s6**2

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out / np.size(s7)  # mean: shared equally
    grad_s6 = grad_s7 * 2 * s6  # power
    grad_y = -unbroadcast(grad_s6, y)  # sign flips
    grad_s5 = unbroadcast(grad_s6, s5)  # gradient copier
    grad_s4 = unbroadcast(grad_s5, s4)  # gradient copier
    grad_s3 = unbroadcast(grad_s5, s3)  # gradient copier
    grad_x = left_gradient(grad_s4, x, s2)  # matrix product
    grad_s2 = right_gradient(grad_s4, x, s2)  # matrix product
    grad_bs = [np.zeros_like(s) * 1.0 for s in bs]
    grad_bs[-1] = grad_bs[-1] + grad_s3
    grad_ws = [np.zeros_like(s) * 1.0 for s in ws]
    grad_ws[-1] = grad_ws[-1] + grad_s2
    for i in reversed(range(len(ws) - 1)):
        x_before = x_history.pop()
        w_2 = ws[i]
        s0 = s0_history.pop()
        b_2 = bs[i]
        grad_s1 = grad_x * (1 - x**2)  # tanh: 1 - tanh²
        grad_s0 = unbroadcast(grad_s1, s0)  # gradient copier
        grad_b_2 = unbroadcast(grad_s1, b_2)  # gradient copier
        grad_x = left_gradient(grad_s0, x_before, w_2)  # matrix product
        grad_w_2 = right_gradient(grad_s0, x_before, w_2)  # matrix product
        grad_bs[i] = grad_bs[i] + grad_b_2
        grad_ws[i] = grad_ws[i] + grad_w_2
        x = x_before
    return list(zip(grad_ws, grad_bs)), grad_x, grad_y


def grad_two_layers(params, x):
    """Gradient of two_layers.

    Returns ((grad_W1, grad_b1, grad_W2, grad_b2), grad_x).
    """
    # Forward
    W1, b1, W2, b2 = params
    s0 = x @ W1
    s1 = s0 + b1
    h = np.tanh(s1)
    s2 = h @ W2
    s3 = s2 + b2

    # Backward
    grad_out = 1.0
    grad_s3 = np.full_like(s3, grad_out)  # sum: copies to all
    grad_b2 = unbroadcast(grad_s3, b2)  # gradient copier
    grad_s2 = unbroadcast(grad_s3, s2)  # gradient copier
    grad_W2 = right_gradient(grad_s2, h, W2)  # matrix product
    grad_h = left_gradient(grad_s2, h, W2)  # matrix product
    grad_s1 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
    grad_b1 = unbroadcast(grad_s1, b1)  # gradient copier
    grad_s0 = unbroadcast(grad_s1, s0)  # gradient copier
    grad_x = left_gradient(grad_s0, x, W1)  # matrix product
    grad_W1 = right_gradient(grad_s0, x, W1)  # matrix product
    return (grad_W1, grad_b1, grad_W2, grad_b2), grad_x
