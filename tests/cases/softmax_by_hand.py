# inputs: x=np.cos(np.arange(6.0)).reshape(2, 3), u=np.sin(np.arange(6.0)).reshape(2, 3), z=np.array([0.3, -0.4, 0.9]), t=0.7
import numpy as np


def shifted(x, u):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    return np.sum(p * u)


def in_one_line(x, u):
    return np.sum(np.exp(x) / np.exp(x).sum(-1, keepdims=True) * u)


def of_a_vector(z: Float[np.ndarray, "C"]):
    e = np.exp(z - z.max())
    p = e / e.sum()
    return -np.sum(p * np.log(p))


def log_softmax(x: Float[np.ndarray, "N C"], u: Float[np.ndarray, "N C"]):
    m = x.max(axis=1, keepdims=True)
    logp = x - m - np.log(np.sum(np.exp(x - m), axis=1, keepdims=True))
    return -np.sum(u * logp)


def log_sum_exp(x: Float[np.ndarray, "N C"], t: float):
    z = x / t
    m = np.max(z, axis=1, keepdims=True)
    lse = m[:, 0] + np.log(np.sum(np.exp(z - m), axis=1))
    return t * np.sum(lse)


def in_a_function(x, u):
    return np.sum(softmax(x, axis=0) * u)


def softmax(scores, axis=-1):
    e = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)
# output
from __future__ import annotations

import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_shifted(x, u):
    """Gradient of shifted: returns (grad_x, grad_u)."""
    # Forward
    s0 = np.max(x, axis=1, keepdims=True)
    s1 = x - s0
    e = np.exp(s1)
    s2 = np.sum(e, axis=1, keepdims=True)
    p = e / s2
    s3 = p * u

    # Backward
    grad_out = 1.0
    grad_s3 = np.full_like(s3, grad_out)  # sum: copies to all
    grad_u = unbroadcast(grad_s3 * p, u)  # swap multiplier
    grad_p = unbroadcast(grad_s3 * u, p)  # swap multiplier
    # softmax: p (grad - Σ grad p)
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=1, keepdims=True))
    return grad_x, grad_u


def grad_in_one_line(x, u):
    """Gradient of in_one_line: returns (grad_x, grad_u)."""
    # Forward
    s0 = np.exp(x)
    s2 = s0.sum(-1, keepdims=True)
    s3 = s0 / s2
    s4 = s3 * u

    # Backward
    grad_out = 1.0
    grad_s4 = np.full_like(s4, grad_out)  # sum: copies to all
    grad_u = unbroadcast(grad_s4 * s3, u)  # swap multiplier
    grad_s3 = unbroadcast(grad_s4 * u, s3)  # swap multiplier
    # softmax: p (grad - Σ grad p)
    grad_x = s3 * (grad_s3 - np.sum(grad_s3 * s3, axis=-1, keepdims=True))
    return grad_x, grad_u


def grad_of_a_vector(z: Float[np.ndarray, "C"]):
    """Gradient of of_a_vector: returns grad_z."""
    # Forward
    s0 = z.max()
    s1 = z - s0  # [C]
    e = np.exp(s1)  # [C]
    s2 = e.sum()
    p = e / s2  # [C]
    s3 = np.log(p)  # [C]

    # Backward
    grad_out = 1.0
    grad_s5 = -grad_out  # sign flips
    grad_s4 = grad_s5  # sum: copies to all
    grad_p = grad_s4 * s3  # swap multiplier
    grad_s3 = grad_s4 * p  # swap multiplier
    # gradient adder: log-softmax, softmax
    grad_z = grad_s3 - p * np.sum(grad_s3) + p * (grad_p - np.vdot(grad_p, p))
    return grad_z


def grad_log_softmax(x: Float[np.ndarray, "N C"], u: Float[np.ndarray, "N C"]):
    """Gradient of log_softmax: returns (grad_x, grad_u)."""
    # Forward
    m = x.max(axis=1, keepdims=True)  # [N, 1]
    s0 = x - m  # [N, C]
    s2 = np.exp(s0)  # [N, C]
    s3 = np.sum(s2, axis=1, keepdims=True)  # [N, 1]
    s4 = np.log(s3)  # [N, 1]
    logp = s0 - s4  # [N, C]

    # Backward
    grad_out = 1.0
    grad_s6 = -grad_out  # sign flips
    grad_s5 = grad_s6  # sum: copies to all
    grad_u = grad_s5 * logp  # swap multiplier
    grad_logp = grad_s5 * u  # swap multiplier
    # log-softmax: grad - p Σ grad
    grad_x = grad_logp - np.exp(logp) * np.sum(grad_logp, axis=1, keepdims=True)
    return grad_x, grad_u


def grad_log_sum_exp(x: Float[np.ndarray, "N C"], t: float):
    """Gradient of log_sum_exp: returns (grad_x, grad_t)."""
    # Forward
    z = x / t  # [N, C]
    m = np.max(z, axis=1, keepdims=True)  # [N, 1]
    s0 = m[:, 0]  # [N]
    s1 = z - m  # [N, C]
    s2 = np.exp(s1)  # [N, C]
    s3 = np.sum(s2, axis=1)  # [N]
    s4 = np.log(s3)  # [N]
    lse = s0 + s4  # [N]
    s5 = np.sum(lse)

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out * t  # swap multiplier
    grad_lse = grad_s5  # sum: copies to all
    grad_z = grad_lse * np.exp(z - lse[:, None])  # log-sum-exp: softmax
    grad_x = grad_z / t  # quotient
    # gradient adder: swap multiplier, quotient
    grad_t = grad_out * s5 - np.sum(grad_z * z) / t
    return grad_x, grad_t


def grad_in_a_function(x, u):
    """Gradient of in_a_function: returns (grad_x, grad_u)."""
    # Forward
    s0 = np.max(x, axis=0, keepdims=True)
    s1 = x - s0
    e = np.exp(s1)
    s2 = np.sum(e, axis=0, keepdims=True)
    s3 = e / s2
    s4 = s3 * u

    # Backward
    grad_out = 1.0
    grad_s4 = np.full_like(s4, grad_out)  # sum: copies to all
    grad_u = unbroadcast(grad_s4 * s3, u)  # swap multiplier
    grad_s3 = unbroadcast(grad_s4 * u, s3)  # swap multiplier
    # softmax: p (grad - Σ grad p)
    grad_x = s3 * (grad_s3 - np.sum(grad_s3 * s3, axis=0, keepdims=True))
    return grad_x, grad_u
