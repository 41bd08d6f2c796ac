# flags: -m jvp
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


def jvp_softmax_loss(x, y, dot_x, dot_y):
    """Jacobian-vector product of softmax_loss: returns dot_out."""
    # Forward
    shift = np.max(x, axis=1, keepdims=True)
    s1 = x - shift
    e = np.exp(s1)
    s2 = np.sum(e, axis=1, keepdims=True)
    p = e / s2
    s3 = np.log(p)

    # Tangents
    # log-softmax: grad - p Σ grad
    dot_s3 = dot_x + np.sum(-dot_x * p, axis=1, keepdims=True)
    dot_s4 = dot_y * s3 + dot_s3 * y  # product rule
    dot_s5 = np.sum(dot_s4)  # linear
    dot_out = -dot_s5  # sign
    return dot_out


def jvp_used_both_ways(x, dot_x):
    """Jacobian-vector product of used_both_ways: returns dot_out."""
    # Forward
    s0 = np.exp(x)

    # Tangents
    dot_s0 = dot_x * s0  # exponential: its own slope
    dot_s3 = dot_s0 * s0  # product rule
    dot_s6 = dot_s3 * s0  # product rule
    dot_out = np.sum(dot_s6)  # linear
    return dot_out


def jvp_momentum_target(w, x, dot_w, dot_x):
    """Jacobian-vector product of momentum_target: returns dot_out."""
    # Forward
    teacher = x @ w
    s2 = np.tanh(teacher)
    s3 = s2 - teacher

    # Tangents
    dot_s0 = dot_x @ w + x @ dot_w  # product rule
    dot_s2 = dot_s0 * (1 - s2**2)  # tanh: 1 - tanh²
    dot_s3 = dot_s2  # sum rule
    dot_s4 = dot_s3 * 2 * s3  # power
    dot_out = np.mean(dot_s4)  # linear
    return dot_out
