# inputs: T=np.array([[0.7, 0.3], [0.4, 0.6]]), E=np.array([[0.9, 0.2], [0.3, 0.8], [0.5, 0.4]]), p=np.array([0.6, 0.4])
import numpy as np


def log_likelihood(
    T: Float[np.ndarray, "S S"], E: Float[np.ndarray, "N S"], p: Float[np.ndarray, "S"]
):
    alpha = p * E[0]
    total = 0.0
    for t in range(1, len(E)):
        alpha = (alpha @ T) * E[t]
        c = np.sum(alpha)
        total += np.log(c)
        alpha = alpha / c
    return total


# output
from __future__ import annotations

import numpy as np


def grad_log_likelihood(
    T: Float[np.ndarray, "S S"], E: Float[np.ndarray, "N S"], p: Float[np.ndarray, "S"]
):
    """Gradient of log_likelihood: returns (grad_T, grad_E, grad_p)."""
    # Forward
    s0 = E[0]  # [S]
    alpha = p * s0  # [S]
    alpha_history = []
    s1_history = []
    c_history = []
    for t in range(1, len(E)):
        alpha_history.append(alpha)
        s1 = alpha @ T  # [S] = [S] @ [S, S]
        s1_history.append(s1)
        s2 = E[t]  # [S]
        alpha = s1 * s2  # [S]
        c = np.sum(alpha)
        c_history.append(c)
        alpha = alpha / c  # [S]

    # Backward
    grad_total = 1.0
    grad_alpha = np.zeros_like(alpha)
    grad_T = np.zeros_like(T)
    grad_E = np.zeros_like(E)
    for t in reversed(range(1, len(E))):
        alpha_before = alpha_history.pop()
        s1 = s1_history.pop()
        s2 = E[t]
        c = c_history.pop()
        # gradient adder: quotient, logarithm
        grad_c = -np.sum(grad_alpha * alpha) / c + grad_total / c
        grad_alpha = grad_alpha / c + grad_c  # gradient adder: quotient, sum
        grad_s1 = grad_alpha * s2  # swap multiplier
        grad_s2 = grad_alpha * s1  # swap multiplier
        grad_E[t] += grad_s2  # gradient router: to what is read
        grad_T += np.outer(alpha_before, grad_s1)  # matrix product
        grad_alpha = grad_s1 @ T.T  # [S] = [S] @ [S, S]
        alpha = alpha_before
    grad_p = grad_alpha * s0  # swap multiplier
    grad_s0 = grad_alpha * p  # swap multiplier
    grad_E[0] += grad_s0  # gradient router: to what is read
    return grad_T, grad_E, grad_p
