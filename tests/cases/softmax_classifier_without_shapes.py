# flags: -w w,b
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([2, 0, 1, 1]), w=np.sin(np.arange(9.0)).reshape(3, 3), b=np.array([0.1, -0.2, 0.3])
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([2, 0, 1, 1]), w=np.sin(np.arange(9.0)).reshape(3, 3), b=0.2
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([1, 0, 0, 1]), w=np.sin(np.arange(6.0)).reshape(3, 2), b=np.array([[0.1], [-0.2], [0.3], [0.5]])
import numpy as np


def loss(x, y, w, b):
    scores = x @ w + b
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_probs[np.arange(len(y)), y].mean()
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


def grad_loss(x, y, w, b):
    """Gradient of loss: returns (grad_w, grad_b)."""
    # Forward
    s0 = x @ w
    scores = s0 + b
    s1 = scores.max(axis=1, keepdims=True)
    shifted = scores - s1
    s2 = np.exp(shifted)
    s3 = s2.sum(axis=1, keepdims=True)
    s4 = np.log(s3)
    log_probs = shifted - s4
    s5 = np.arange(len(y))
    s6 = log_probs[s5, y]

    # Backward
    grad_out = 1.0
    grad_s7 = -grad_out  # sign flips
    grad_s6 = grad_s7 / s6.size  # mean: shared equally
    grad_log_probs = np.zeros_like(log_probs)
    # gradient router: to what is read; repeats add
    np.add.at(grad_log_probs, (s5, y), grad_s6)
    # log-softmax: grad - p Σ grad
    grad_scores = grad_log_probs - np.exp(log_probs) * np.sum(
        grad_log_probs, axis=1, keepdims=True
    )
    grad_b = unbroadcast(grad_scores, b)  # gradient copier
    grad_s0 = unbroadcast(grad_scores, s0)  # gradient copier
    grad_w = right_gradient(grad_s0, x, w)  # matrix product
    return grad_w, grad_b
