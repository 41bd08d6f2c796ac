# A filter's answer at a frequency: powers of a complex number.
# inputs: x=np.array([0.3, -0.7, 0.4]), w=0.8
import numpy as np


def response(x: Float[np.ndarray, "N"], w: float):
    z = np.exp(-1j * w)
    total = 0
    for k in range(len(x)):
        total = total + x[k] * z ** (-k)
    return np.abs(total / (1 - 0.5 * z)) ** 2
# output
from __future__ import annotations

import numpy as np


def grad_response(x: Float[np.ndarray, "N"], w: float):
    """Gradient of response: returns (grad_x, grad_w)."""
    # Forward
    s0 = -1j * w
    z = np.exp(s0)
    total = 0
    for k in range(len(x)):
        s1 = x[k]
        s2 = -k
        s3 = z**s2
        s4 = s1 * s3
        total = total + s4
    s5 = 0.5 * z
    s6 = 1 - s5
    s7 = total / s6

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out * 2 * s7  # squared absolute value: 2 x
    grad_total = grad_s7 / np.conj(s6)  # quotient, conjugated
    grad_s6 = -grad_s7 * np.conj(s7 / s6)  # quotient, conjugated
    grad_s5 = -grad_s6  # sign flips
    grad_x = np.zeros_like(x)
    grad_z = grad_s5 * 0.5  # swap multiplier, conjugated
    for k in reversed(range(len(x))):
        s1 = x[k]
        s2 = -k
        s3 = z**s2
        grad_s1 = np.real(grad_total * np.conj(s3))  # swap multiplier, conjugated
        grad_s3 = grad_total * s1  # swap multiplier, conjugated
        grad_z += grad_s3 * np.conj(s2 * z ** (s2 - (s2 != 0)))  # power, conjugated
        grad_x[k] += grad_s1  # gradient router: to what is read
    grad_s0 = grad_z * np.conj(z)  # exponential: its own slope, conjugated
    grad_w = np.real(grad_s0 * 1j)  # swap multiplier, conjugated
    return grad_x, grad_w
