# inputs: w=np.array([[1.0, 3.0, 8.0, 0.9], [2.0, 0.7, 1.5, 7.0], [6.0, 2.4, 0.5, 4.3], [3.5, 1.2, 5.0, 0.8]])
import numpy as np


def distances(w: Float[np.ndarray, "N N"]):
    d = w.copy()
    n = len(d)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]
    return np.sum(d**2)


# output
from __future__ import annotations

import numpy as np


def grad_distances(w: Float[np.ndarray, "N N"]):
    """Gradient of distances: returns grad_w."""
    # Forward
    d = w.copy()  # [N, N]
    n = len(d)
    s4_history = []
    for k in range(n):
        for i in range(n):
            for j in range(n):
                s0 = d[i, k]
                s1 = d[k, j]
                s2 = s0 + s1
                s3 = d[i, j]
                s4 = s2 < s3
                s4_history.append(s4)
                if s4:
                    d[i, j] = s2

    # Backward
    grad_out = 1.0
    grad_s8 = grad_out  # sum: copies to all
    grad_d = grad_s8 * 2 * d  # power
    for k in reversed(range(n)):
        for i in reversed(range(n)):
            for j in reversed(range(n)):
                s4 = s4_history.pop()
                if s4:
                    grad_s2 = grad_d[i, j]  # gradient router: to what was written
                    grad_d[i, j] = 0.0  # overwritten: no gradient gets through
                else:
                    grad_s2 = 0.0
                grad_d[k, j] += grad_s2  # gradient router: to what is read
                grad_d[i, k] += grad_s2  # gradient router: to what is read
    grad_w = grad_d
    return grad_w
