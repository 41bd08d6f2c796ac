# inputs: x=0.5
# inputs: x=np.array([0.5, 0.2])
# inputs: x=np.array([[0.5], [0.2]])
import numpy as np

MASK = np.array([1.0, 0.5])
MASK[1] = 0.25
GAIN = np.sqrt(2 / np.pi)


def inside(x):
    offset = np.array([1.0, 2.0])
    return np.exp(x + offset) * np.ones(2)


def outside(x):
    masked = x * MASK
    return sigmoid(MASK) * np.tanh(GAIN * x) + masked


def no_broadcast(x):
    inner = GAIN * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + np.tanh(inner))
# output
import numpy as np

MASK = np.array([1.0, 0.5])
MASK[1] = 0.25
GAIN = np.sqrt(2 / np.pi)


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1, e) / (1 + e)


def grad_inside(x):
    """Gradient of inside: returns grad_x."""
    # Forward
    offset = np.array([1.0, 2.0])  # [2]
    s0 = x + offset
    s1 = np.exp(s0)
    s2 = np.ones(2)  # [2]
    out = s1 * s2

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s1 = grad_out * s2  # swap multiplier
    grad_s0 = grad_s1 * s1  # exponential: its own slope
    grad_x = unbroadcast(grad_s0, x)  # gradient copier
    return grad_x


def grad_outside(x):
    """Gradient of outside: returns grad_x."""
    # Forward
    masked = x * MASK
    s0 = GAIN * x
    s1 = np.tanh(s0)
    s2 = sigmoid(MASK) * s1
    out = s2 + masked

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s2 = grad_out  # gradient copier
    grad_masked = grad_out  # gradient copier
    grad_s1 = unbroadcast(grad_s2 * sigmoid(MASK), s1)  # swap multiplier
    grad_s0 = grad_s1 * (1 - s1**2)  # tanh: 1 - tanh²
    # gradient adder: swap multiplier
    grad_x = grad_s0 * GAIN + unbroadcast(grad_masked * MASK, x)
    return grad_x


def grad_no_broadcast(x):
    """Gradient of no_broadcast: returns grad_x."""
    # Forward
    s0 = x**3
    s1 = 0.044715 * s0
    s2 = x + s1
    inner = GAIN * s2
    s3 = 0.5 * x
    s4 = np.tanh(inner)
    s5 = 1 + s4
    out = s3 * s5

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s3 = grad_out * s5  # swap multiplier
    grad_s5 = grad_out * s3  # swap multiplier
    grad_s4 = grad_s5  # gradient copier
    grad_inner = grad_s4 * (1 - s4**2)  # tanh: 1 - tanh²
    grad_s2 = grad_inner * GAIN  # swap multiplier
    grad_s1 = grad_s2  # gradient copier
    grad_s0 = grad_s1 * 0.044715  # swap multiplier
    # gradient adder: swap multiplier, copier, power
    grad_x = grad_s3 * 0.5 + grad_s2 + grad_s0 * 3 * x**2
    return grad_x
