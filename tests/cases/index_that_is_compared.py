# inputs: e=np.array([[0.5, 1.0], [1.5, -1.0], [2.0, 3.0]]), labels=np.array([0, 2, 2]), w=np.array([1.0, 2.0])
# inputs: e=np.array([[0.5, 1.0], [1.5, -1.0], [2.0, 3.0]]), labels=np.array([1, 0]), w=np.array([1.0, 2.0])
import numpy as np


def without_padding(e, labels):
    kept = labels != 0
    return np.sum(e[labels] * kept[:, None]) / np.sum(kept)


def one_hot(e, labels, w):
    hot = labels[:, None] == np.arange(3)
    return np.sum(hot @ e * w) + np.sum(np.where(np.isin(labels, [1, 2]), e[labels, 0], 0))


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


def grad_without_padding(e, labels):
    """Gradient of without_padding: returns grad_e."""
    # Forward
    kept = labels != 0
    s0 = e[labels]
    s1 = kept[:, None]
    s2 = s0 * s1
    s4 = np.sum(kept)

    # Backward
    grad_out = 1.0
    grad_s3 = grad_out / s4  # quotient
    grad_s2 = grad_s3 * np.ones_like(s2)  # sum: copies to all
    grad_s0 = unbroadcast(grad_s2 * s1, s0)  # swap multiplier
    grad_e = np.zeros_like(e) * 1.0
    np.add.at(grad_e, labels, grad_s0)  # gradient router: to what is read; repeats add
    return grad_e


def grad_one_hot(e, labels, w):
    """Gradient of one_hot: returns (grad_e, grad_w)."""
    # Forward
    s0 = labels[:, None]
    s1 = np.arange(3)  # [3]
    hot = s0 == s1
    s2 = hot @ e
    s3 = s2 * w
    s5 = np.isin(labels, [1, 2])
    s6 = e[labels, 0]
    s7 = np.where(s5, s6, 0)

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # gradient copier
    grad_s8 = grad_out  # gradient copier
    grad_s7 = grad_s8 * np.ones_like(s7)  # sum: copies to all
    grad_s6 = unbroadcast(np.where(s5, grad_s7, 0), s6)  # gradient router
    grad_s3 = grad_s4 * np.ones_like(s3)  # sum: copies to all
    grad_w = unbroadcast(grad_s3 * s2, w)  # swap multiplier
    grad_s2 = unbroadcast(grad_s3 * w, s2)  # swap multiplier
    grad_e = np.copy(right_gradient(grad_s2, hot, e))  # matrix product
    # gradient router: to what is read; repeats add
    np.add.at(grad_e, (labels, 0), grad_s6)
    return grad_e, grad_w
