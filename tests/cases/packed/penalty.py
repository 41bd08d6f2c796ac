# A typed dict, all of it in a penalty; the product with its Hessian.
# flags: -m hvp
from typing import TypedDict

import numpy as np


class Params(TypedDict):
    w: np.ndarray
    b: np.ndarray


def loss(params: Params, x: np.ndarray):
    penalty = sum(np.sum(v**2) for v in params.values())
    return np.sum(np.tanh(x @ params["w"] + params["b"])) + 0.1 * penalty


# output
from typing import TypedDict
import numpy as np


class Params(TypedDict):
    w: np.ndarray
    b: np.ndarray


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


def hvp_loss(params: Params, x: np.ndarray, v_params: Params, v_x: np.ndarray):
    """Hessian-vector product of loss: returns ({"w": hvp_w, "b": hvp_b}, hvp_x)."""
    # Forward
    w = params["w"]
    b = params["b"]
    v_w = v_params["w"]
    v_b = v_params["b"]
    s4 = x @ w
    s5 = s4 + b
    s6 = np.tanh(s5)

    # Backward
    s9 = 1 - s6**2
    grad_s4 = unbroadcast(s9, s4)  # gradient copier

    # Backward of gradient · v, v held constant
    hvp_grad_s4 = unbroadcast(x @ v_w, grad_s4)  # matrix product
    # gradient adder: matrix product
    hvp_grad_s4 = hvp_grad_s4 + unbroadcast(v_x @ w, grad_s4)
    hvp_grad_s5 = v_b + hvp_grad_s4  # gradient adder: broadcast, again
    hvp_s9 = hvp_grad_s5 * 1.0  # swap multiplier
    hvp_s10 = -hvp_s9  # sign flips
    hvp_s6 = hvp_s10 * 2 * s6  # power
    hvp_s5 = hvp_s6 * s9  # tanh: 1 - tanh²
    # gradient adder: swap multiplier, copier
    hvp_b = v_b * 0.2 + unbroadcast(hvp_s5, b)
    hvp_s4 = unbroadcast(hvp_s5, s4)  # gradient copier
    # gradient adder: matrix product
    hvp_x = left_gradient(grad_s4, x, v_w) + left_gradient(hvp_s4, x, w)
    # gradient adder: swap multiplier, matrix product
    hvp_w = v_w * 0.2 + right_gradient(grad_s4, v_x, w)
    hvp_w = hvp_w + right_gradient(hvp_s4, x, w)  # gradient adder: matrix product
    return {"w": hvp_w, "b": hvp_b}, hvp_x
