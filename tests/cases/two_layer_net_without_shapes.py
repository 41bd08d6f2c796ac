# flags: -w w1,b1,w2,b2
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([2, 0, 1, 1]), w1=np.sin(np.arange(12.0)).reshape(3, 4), b1=np.array([0.1, -0.2, 0.3, 0.4]), w2=np.cos(np.arange(12.0)).reshape(4, 3), b2=np.array([0.3, 0.1, -0.1])
import numpy as np

REG = 1e-3


def loss(x, y, w1, b1, w2, b2):
    h = np.maximum(0, x @ w1 + b1)
    scores = h @ w2 + b2
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probs = e / np.sum(e, axis=1, keepdims=True)
    data_loss = -np.mean(np.log(probs[np.arange(len(y)), y]))
    return data_loss + REG * (np.sum(w1**2) + np.sum(w2**2))
# output
import numpy as np

REG = 1e-3


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


def grad_loss(x, y, w1, b1, w2, b2):
    """Gradient of loss: returns (grad_w1, grad_b1, grad_w2, grad_b2)."""
    # Forward
    s0 = x @ w1
    s1 = s0 + b1
    h = np.maximum(0, s1)
    s2 = h @ w2
    scores = s2 + b2
    s3 = np.max(scores, axis=1, keepdims=True)
    s4 = scores - s3
    e = np.exp(s4)
    s5 = np.sum(e, axis=1, keepdims=True)
    probs = e / s5
    s6 = np.arange(len(y))
    s7 = probs[s6, y]
    s8 = np.log(s7)

    # Backward
    grad_out = 1.0
    grad_data_loss = grad_out  # gradient copier
    grad_s15 = grad_out  # gradient copier
    grad_s14 = grad_s15 * REG  # swap multiplier
    grad_s11 = grad_s14  # gradient copier
    grad_s13 = grad_s14  # gradient copier
    grad_s12 = grad_s13  # sum: copies to all
    grad_s10 = grad_s11  # sum: copies to all
    grad_s9 = -grad_data_loss  # sign flips
    grad_s8 = grad_s9 / s8.size  # mean: shared equally
    at = np.zeros_like(probs)
    np.add.at(at, (s6, y), grad_s8)  # grad at the label
    # softmax and cross-entropy: grad at the label, less p Σ grad
    grad_scores = at - probs * np.sum(at, axis=1, keepdims=True)
    grad_b2 = unbroadcast(grad_scores, b2)  # gradient copier
    grad_s2 = unbroadcast(grad_scores, s2)  # gradient copier
    # gradient adder: power, matrix product
    grad_w2 = grad_s12 * 2 * w2 + right_gradient(grad_s2, h, w2)
    grad_h = left_gradient(grad_s2, h, w2)  # matrix product
    grad_s1 = grad_h * (s1 > 0)  # gradient router
    grad_b1 = unbroadcast(grad_s1, b1)  # gradient copier
    grad_s0 = unbroadcast(grad_s1, s0)  # gradient copier
    # gradient adder: power, matrix product
    grad_w1 = grad_s10 * 2 * w1 + right_gradient(grad_s0, x, w1)
    return grad_w1, grad_b1, grad_w2, grad_b2
