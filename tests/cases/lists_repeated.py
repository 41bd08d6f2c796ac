# inputs: x=np.array([0.5, -1.0, 2.0])
import numpy as np


def f(x):
    return np.sum(np.concatenate([x] * 2) * np.arange(6.0)) + np.sum(np.stack(2 * [x]) ** 2)


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


def grad_f(x):
    """Gradient of f: returns grad_x."""
    # Forward
    s0 = np.concatenate([x, x])
    s1 = np.arange(6.0)
    s2 = s0 * s1
    s4 = np.stack([x, x])

    # Backward
    grad_out = 1.0
    grad_s3 = grad_out  # gradient copier
    grad_s6 = grad_out  # gradient copier
    grad_s5 = grad_s6  # sum: copies to all
    grad_s4 = grad_s5 * 2 * s4  # power
    grad_s2 = np.full_like(s2, grad_s3)  # sum: copies to all
    grad_s0 = unbroadcast(grad_s2 * s1, s0)  # swap multiplier
    grad_x = grad_s4[0] + grad_s4[1]  # gradient adder: stacked
    grad_x = grad_x + grad_s0[: np.shape(x)[0]]  # gradient adder: joined
    grad_x = grad_x + grad_s0[np.shape(x)[0] :]  # gradient adder: joined
    return grad_x
