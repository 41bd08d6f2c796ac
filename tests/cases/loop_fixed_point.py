# inputs: w=np.array([[0.3, -0.2], [0.1, 0.4]]), b=np.array([0.5, -0.6]), most=50
import numpy as np


def settled(w: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"], most: int):
    h = np.zeros_like(b)
    for k in range(most):
        new = np.tanh(w @ h + b)
        change = np.max(np.abs(new - h))
        h = new
        if change < 1e-9:
            break
    return np.sum(h**2)


# output
from __future__ import annotations

import numpy as np


def grad_settled(w: Float[np.ndarray, "N N"], b: Float[np.ndarray, "N"], most: int):
    """Gradient of settled: returns (grad_w, grad_b)."""
    # Forward
    h = np.zeros_like(b)  # [N]
    h_history = []
    new_history = []
    rounds = 0
    for k in range(most):
        h_history.append(h)
        rounds += 1
        s0 = w @ h  # [N] = [N, N] @ [N]
        s1 = s0 + b  # [N]
        new = np.tanh(s1)  # [N]
        new_history.append(new)
        s2 = new - h  # [N]
        s3 = np.abs(s2)  # [N]
        change = np.max(s3)
        h = new
        if change < 1e-9:
            break

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # sum: copies to all
    grad_h = grad_s5 * 2 * h  # power
    grad_w = np.zeros_like(w)
    grad_b = np.zeros_like(b)
    for _ in range(rounds):
        h = h_history.pop()
        new = new_history.pop()
        grad_s1 = grad_h * (1 - new**2)  # tanh: 1 - tanh²
        grad_b += grad_s1  # gradient copier
        grad_s0 = grad_s1  # gradient copier
        grad_w += np.outer(grad_s0, h)  # matrix product
        grad_h = w.T @ grad_s0  # [N] = [N, N] @ [N]
    return grad_w, grad_b
