import numpy as np


def predict(params, x):
    # all but the last are hidden
    for W, b in params[:-1]:
        x = np.tanh(x @ W + b)
    W, b = params[-1]
    return x @ W + b


def loss(params: list[tuple[np.ndarray, np.ndarray]], x, y, decay: float = 1e-3):
    penalty = sum(np.sum(W**2) for W, _ in params)
    return np.mean((predict(params, x) - y) ** 2) + decay * penalty


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


def grad_loss(params: list[tuple[np.ndarray, np.ndarray]], x, y, decay: float = 1e-3):
    """Gradient of loss.

    Returns (list(zip(grad_Ws, grad_bs)), grad_x, grad_y, grad_decay).
    """
    # Forward
    Ws = [row[0] for row in params]
    bs = [row[1] for row in params]
    items = []
    for i in range(len(Ws)):
        W = Ws[i]
        s0 = W**2
        s1 = np.sum(s0)
        items.append(s1)
    penalty = sum(items)
    x_history = []
    s2_history = []
    # all but the last are hidden
    for i in range(len(Ws) - 1):
        x_history.append(x)
        W_4 = Ws[i]
        b_2 = bs[i]
        s2 = x @ W_4
        s2_history.append(s2)
        s3 = s2 + b_2
        x = np.tanh(s3)
    s4 = Ws[-1]
    s5 = bs[-1]
    s6 = x @ s4
    s7 = s6 + s5
    s8 = s7 - y
    s9 = s8**2

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # gradient copier
    grad_s11 = grad_out  # gradient copier
    grad_decay = grad_s11 * penalty  # swap multiplier
    grad_penalty = grad_s11 * decay  # swap multiplier
    grad_s9 = grad_s10 / np.size(s9)  # mean: shared equally
    grad_s8 = grad_s9 * 2 * s8  # power
    grad_y = -unbroadcast(grad_s8, y)  # sign flips
    grad_s7 = unbroadcast(grad_s8, s7)  # gradient copier
    grad_s6 = unbroadcast(grad_s7, s6)  # gradient copier
    grad_s5 = unbroadcast(grad_s7, s5)  # gradient copier
    grad_x = left_gradient(grad_s6, x, s4)  # matrix product
    grad_s4 = right_gradient(grad_s6, x, s4)  # matrix product
    grad_bs = [np.zeros_like(s) * 1.0 for s in bs]
    grad_bs[-1] = grad_bs[-1] + grad_s5
    grad_Ws = [np.zeros_like(s) * 1.0 for s in Ws]
    grad_Ws[-1] = grad_Ws[-1] + grad_s4
    for i in reversed(range(len(Ws) - 1)):
        x_before = x_history.pop()
        W_4 = Ws[i]
        s2 = s2_history.pop()
        b_2 = bs[i]
        grad_s3 = grad_x * (1 - x**2)  # tanh: 1 - tanh²
        grad_s2 = unbroadcast(grad_s3, s2)  # gradient copier
        grad_b_2 = unbroadcast(grad_s3, b_2)  # gradient copier
        grad_x = left_gradient(grad_s2, x_before, W_4)  # matrix product
        grad_W_4 = right_gradient(grad_s2, x_before, W_4)  # matrix product
        grad_bs[i] = grad_bs[i] + grad_b_2
        grad_Ws[i] = grad_Ws[i] + grad_W_4
        x = x_before
    for i in reversed(range(len(Ws))):
        W = Ws[i]
        grad_s0 = grad_penalty  # sum: copies to all
        grad_W = grad_s0 * 2 * W  # power
        grad_Ws[i] = grad_Ws[i] + grad_W
    return list(zip(grad_Ws, grad_bs)), grad_x, grad_y, grad_decay
