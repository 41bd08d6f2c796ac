# flags: -m vjp
import numpy as np


def passed(x, h):
    h = np.tanh(h)
    return x, h, h * x
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


def vjp_passed(x, h, grad_out0, grad_out1, grad_out2):
    """Vector-Jacobian product of passed: returns (grad_x, grad_h)."""
    # Forward
    h_1 = np.tanh(h)

    # Backward
    # gradient adder: swap multiplier
    grad_x = grad_out0 + unbroadcast(grad_out2 * h_1, x)
    # gradient adder: swap multiplier
    grad_h_1 = grad_out1 + unbroadcast(grad_out2 * x, h_1)
    grad_h = grad_h_1 * (1 - h_1**2)  # tanh: 1 - tanh²
    return grad_x, grad_h
