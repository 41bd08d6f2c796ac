# inputs: x=np.array([0.3, 0.4]), n=3
import numpy as np


def settled(x, n: int):
    y = x
    for i in range(n):
        with np.errstate(over="ignore"):
            y = np.exp(-y) * x
            if y[0] > 10:
                y = y * x
        y = y + 1
    return np.sum(y * y)


# output
import numpy as np


def grad_settled(x, n: int):
    """Gradient of settled: returns grad_x."""
    # Forward
    s1_history = []
    y_history = []
    s3_history = []
    y = x
    for i in range(n):
        with np.errstate(over="ignore"):
            s0 = -y
            s1 = np.exp(s0)
            s1_history.append(s1)
            y = s1 * x
            y_history.append(y)
            s2 = y[0]
            s3 = s2 > 10
            s3_history.append(s3)
            if s3:
                y = y * x
        y = y + 1

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # sum: copies to all
    grad_y = grad_s4 * y * 2  # swap multiplier, twice
    grad_x = np.zeros_like(x) * 1.0
    for i in reversed(range(n)):
        s1 = s1_history.pop()
        y = y_history.pop()
        s3 = s3_history.pop()
        with np.errstate(over="ignore"):
            if s3:
                grad_x += grad_y * y  # swap multiplier
                grad_y = grad_y * x  # swap multiplier
            grad_x += grad_y * s1  # swap multiplier
            grad_s1 = grad_y * x  # swap multiplier
            grad_s0 = grad_s1 * s1  # exponential: its own slope
            grad_y = -grad_s0  # sign flips
    grad_x = grad_x + grad_y  # gradient adder
    return grad_x
