import numpy as np


def loss(params: dict[str, np.ndarray], x, decay: float = 0.1):
    h = np.tanh(x @ params["w"] + params["b"])
    # the biases are left alone
    penalty = sum(np.sum(p**2) for name, p in params.items() if name != "b")
    return np.mean(h**2) + decay * penalty


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


def grad_loss(params: dict[str, np.ndarray], x, decay: float = 0.1):
    """Gradient of loss: returns (dict(zip(params, grad_ps)), grad_x, grad_decay)."""
    # Forward
    ps = list(params.values())
    w_at = list(params).index("w")
    b_at = list(params).index("b")
    keys = list(params)
    w = ps[w_at]
    s0 = x @ w
    b = ps[b_at]
    s1 = s0 + b
    h = np.tanh(s1)
    items = []
    s2_history = []
    # the biases are left alone
    for i in range(len(keys)):
        name = keys[i]
        p = ps[i]
        s2 = name != "b"
        s2_history.append(s2)
        if s2:
            s3 = p**2
            s4 = np.sum(s3)
            items.append(s4)
    penalty = sum(items)
    s5 = h**2

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # gradient copier
    grad_s7 = grad_out  # gradient copier
    grad_decay = grad_s7 * penalty  # swap multiplier
    grad_penalty = grad_s7 * decay  # swap multiplier
    grad_s5 = grad_s6 / s5.size  # mean: shared equally
    grad_h = grad_s5 * 2 * h  # power
    grad_ps = [np.zeros_like(s) * 1.0 for s in ps]
    for i in reversed(range(len(keys))):
        p = ps[i]
        s2 = s2_history.pop()
        if s2:
            grad_s3 = grad_penalty  # sum: copies to all
            grad_p = grad_s3 * 2 * p  # power
        else:
            grad_p = np.zeros_like(p) * 1.0
        grad_ps[i] = grad_ps[i] + grad_p
    grad_s1 = grad_h * (1 - s5)  # tanh: 1 - tanh²
    grad_s0 = unbroadcast(grad_s1, s0)  # gradient copier
    grad_b = unbroadcast(grad_s1, b)  # gradient copier
    grad_ps[b_at] = grad_ps[b_at] + grad_b
    grad_x = left_gradient(grad_s0, x, w)  # matrix product
    grad_w = right_gradient(grad_s0, x, w)  # matrix product
    grad_ps[w_at] = grad_ps[w_at] + grad_w
    return dict(zip(params, grad_ps)), grad_x, grad_decay
