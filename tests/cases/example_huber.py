# A robust loss, element by element, on arrays of any shape: routers all the way.
#
#     flatgen examples/huber.py
#
# The gradient of an array function is that of the sum of its values. Where shapes may differ, the small
# helper unbroadcast goes into the output.
import numpy as np


def huber(prediction, target):
    residual = np.abs(prediction - target)
    near = 0.5 * residual**2
    far = residual - 0.5
    return np.where(residual < 1, near, far)
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


def grad_huber(prediction, target):
    """Gradient of huber: returns (grad_prediction, grad_target)."""
    # Forward
    s0 = prediction - target
    residual = np.abs(s0)
    s1 = residual**2
    near = 0.5 * s1
    far = residual - 0.5
    s2 = residual < 1
    out = np.where(s2, near, far)

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_near = np.where(s2, grad_out, 0)  # gradient router
    grad_far = np.where(s2, 0, grad_out)  # gradient router
    grad_residual = grad_far  # gradient copier
    grad_s1 = grad_near * 0.5  # swap multiplier
    # gradient adder: squared absolute value, absolute value
    grad_s0 = grad_s1 * 2 * s0 + grad_residual * np.sign(s0)
    grad_prediction = unbroadcast(grad_s0, prediction)  # gradient copier
    grad_target = -unbroadcast(grad_s0, target)  # sign flips
    return grad_prediction, grad_target
