# flags: -f steps
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), n=4
from typing import Annotated

import numpy as np


def steps(x: Annotated[np.ndarray, "T K"], n: int):
    best = np.zeros((n, 3))
    best[0] = x[0]
    for t in range(1, n):
        for k in range(3):
            score = best[t - 1, k]
            if k > 0:
                score = np.logaddexp(score, best[t - 1, k - 1] * x[t, k])
            best[t, k] = score + x[t, k]
    return best[-1, -1]
# output
from typing import Annotated
import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def fitted(grad, x):
    """Return grad, broadcast and summed, so that it has the shape of x."""
    if np.shape(grad) == np.shape(x):
        return grad
    shape = np.broadcast_shapes(np.shape(grad), np.shape(x))
    return unbroadcast(np.array(np.broadcast_to(grad, shape)), x)


def grad_steps(x: Annotated[np.ndarray, "T K"], n: int):
    """Gradient of steps: returns grad_x."""
    # Forward
    best = np.zeros((n, 3))  # [n, 3]
    s0 = x[0]  # [K]
    best[0] = s0
    score_history = []
    for t in range(1, n):
        for k in range(3):
            s1 = t - 1
            score = best[s1, k]
            if k > 0:
                s4 = k - 1
                s5 = best[s1, s4]
                s6 = x[t, k]
                s7 = s5 * s6
                score = np.logaddexp(score, s7)
                score_history.append(score)
            s8 = x[t, k]
            s9 = score + s8
            best[t, k] = s9

    # Backward
    grad_out = 1.0
    grad_best = np.zeros_like(best)
    grad_best[-1, -1] = grad_out  # gradient router: to what is read
    grad_x = np.zeros_like(x) * 1.0
    for t in reversed(range(1, n)):
        for k in reversed(range(3)):
            s1 = t - 1
            score = best[s1, k]
            grad_s9 = grad_best[t, k]  # gradient router: to what was written
            grad_score = grad_s9  # gradient copier
            grad_s8 = grad_s9  # gradient copier
            grad_x[t, k] += grad_s8  # gradient router: to what is read
            grad_best[t, k] = 0.0  # overwritten: no gradient gets through
            if k > 0:
                s4 = k - 1
                s5 = best[s1, s4]
                s6 = x[t, k]
                s7 = s5 * s6
                score_1 = score_history.pop()
                # log-sum-exp: the share of each
                grad_s7 = grad_score * np.exp(s7 - score_1)
                # log-sum-exp: the share of each
                grad_score = grad_score * np.exp(score - score_1)
                grad_s5 = grad_s7 * s6  # swap multiplier
                grad_s6 = grad_s7 * s5  # swap multiplier
                grad_x[t, k] += grad_s6  # gradient router: to what is read
                grad_best[s1, s4] += grad_s5  # gradient router: to what is read
            grad_best[s1, k] += grad_score  # gradient router: to what is read
    grad_s0 = fitted(grad_best[0], s0)  # gradient router: to what was written
    grad_x[0] += grad_s0  # gradient router: to what is read
    return grad_x
