# inputs: x=np.array([0.3, 1.4, -0.2, 0.9])
import math

import numpy as np


def logsumexp(x: Float[np.ndarray, "N"]):
    m = x[0]
    for i in range(1, len(x)):
        if x[i] > m:
            m = x[i]
    s = 0.0
    for i in range(len(x)):
        s += math.exp(x[i] - m)
    return m + math.log(s)


# output
from __future__ import annotations

import math
import numpy as np


def divide(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * math.copysign(math.inf, y)


def grad_logsumexp(x: Float[np.ndarray, "N"]):
    """Gradient of logsumexp: returns grad_x."""
    # Forward
    m = x[0]
    s1_history = []
    for i in range(1, len(x)):
        s0 = x[i]
        s1 = s0 > m
        s1_history.append(s1)
        if s1:
            m = x[i]
    s = 0.0
    s4_history = []
    for i in range(len(x)):
        s2 = x[i]
        s3 = s2 - m
        s4 = math.exp(s3)
        s4_history.append(s4)
        s += s4

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # gradient copier
    grad_s = divide(grad_s5, s)  # logarithm: 1 / x
    grad_x = np.zeros_like(x)
    grad_m = grad_out  # gradient copier
    for i in reversed(range(len(x))):
        s4 = s4_history.pop()
        grad_s3 = grad_s * s4  # exponential: its own slope
        grad_m -= grad_s3  # sign flips
        grad_s2 = grad_s3  # gradient copier
        grad_x[i] += grad_s2  # gradient router: to what is read
    for i in reversed(range(1, len(x))):
        s1 = s1_history.pop()
        if s1:
            grad_x[i] += grad_m  # gradient router: to what is read
            grad_m = 0.0
    grad_x[0] += grad_m  # gradient router: to what is read
    return grad_x
