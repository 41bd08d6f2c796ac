# flags: -m hvp
import numpy as np
from jax import lax


def softmax_loss(x, y):
    shift = lax.stop_gradient(np.max(x, axis=1, keepdims=True))
    e = np.exp(x - shift)
    p = e / np.sum(e, axis=1, keepdims=True)
    return -np.sum(y * np.log(p))


def used_both_ways(x):
    return np.sum(np.exp(x) * np.exp(lax.stop_gradient(x)) * lax.stop_gradient(np.exp(x)))


def momentum_target(w, x):
    teacher = lax.stop_gradient(x @ w)
    return np.mean((np.tanh(x @ w) - teacher) ** 2)
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


def hvp_softmax_loss(x, y, v_x, v_y):
    """Hessian-vector product of softmax_loss: returns (hvp_x, hvp_y)."""
    # Forward
    shift = np.max(x, axis=1, keepdims=True)
    s1 = x - shift
    e = np.exp(s1)
    s2 = np.sum(e, axis=1, keepdims=True)
    p = e / s2
    s3 = np.log(p)
    s4 = y * s3

    # Backward
    grad_s4 = np.full_like(s4, -1.0)  # sum: copies to all
    grad_s3 = unbroadcast(grad_s4 * y, s3)  # swap multiplier

    # Backward of gradient · v, v held constant
    hvp_s8 = -v_x  # sign flips
    hvp_p = hvp_s8 * np.sum(grad_s3, axis=1, keepdims=True)  # swap multiplier
    # swap multiplier, undo broadcast
    hvp_s9 = np.sum(hvp_s8 * p, axis=1, keepdims=True)
    hvp_grad_s3 = v_x + hvp_s9  # gradient adder: copier, sum
    hvp_y = unbroadcast(hvp_grad_s3 * grad_s4, y)  # swap multiplier
    hvp_s3 = unbroadcast(v_y * grad_s4, s3)  # swap multiplier
    # log-softmax: grad - p Σ grad
    hvp_x = hvp_s3 - p * np.sum(hvp_s3, axis=1, keepdims=True)
    # gradient adder: softmax
    hvp_x = hvp_x + p * (hvp_p - np.sum(hvp_p * p, axis=1, keepdims=True))
    return hvp_x, hvp_y


def hvp_used_both_ways(x, v_x):
    """Hessian-vector product of used_both_ways: returns hvp_x."""
    # Forward
    s0 = np.exp(x)

    # Backward
    grad_s0 = s0 * s0  # swap multiplier

    # Backward of gradient · v, v held constant
    hvp_s0 = v_x * grad_s0  # swap multiplier
    hvp_x = hvp_s0 * s0  # exponential: its own slope
    return hvp_x


def hvp_momentum_target(w, x, v_w, v_x):
    """Hessian-vector product of momentum_target: returns (hvp_w, hvp_x)."""
    # Forward
    teacher = x @ w
    s2 = np.tanh(teacher)
    s3 = s2 - teacher
    s4 = s3**2

    # Backward
    grad_s4 = 1.0 / s4.size  # mean: shared equally
    s5 = grad_s4 * 2
    grad_s3 = s5 * s3  # power
    s6 = 1 - s2**2
    grad_s0 = grad_s3 * s6  # tanh: 1 - tanh²

    # Backward of gradient · v, v held constant
    hvp_grad_s0 = unbroadcast(x @ v_w, grad_s0)  # matrix product
    # gradient adder: matrix product
    hvp_grad_s0 = hvp_grad_s0 + unbroadcast(v_x @ w, grad_s0)
    hvp_grad_s2 = hvp_grad_s0 * s6  # swap multiplier
    hvp_s6 = hvp_grad_s0 * grad_s3  # swap multiplier
    hvp_s7 = -hvp_s6  # sign flips
    hvp_s3 = hvp_grad_s2 * s5  # swap multiplier
    hvp_s2 = hvp_s7 * 2 * s2 + hvp_s3  # gradient adder: power, copier
    hvp_s0 = hvp_s2 * s6  # tanh: 1 - tanh²
    # gradient adder: matrix product
    hvp_x = left_gradient(grad_s0, x, v_w) + left_gradient(hvp_s0, x, w)
    # gradient adder: matrix product
    hvp_w = right_gradient(grad_s0, v_x, w) + right_gradient(hvp_s0, x, w)
    return hvp_w, hvp_x
