# inputs: x=np.sin(np.arange(8.0)).reshape(4, 2), w=np.cos(np.arange(4.0)).reshape(2, 2), u=np.ones(2)
import numpy as np


def loss(x: Float[np.ndarray, "T D"], w: Float[np.ndarray, "D D"], u: Float[np.ndarray, "D"]):
    state = {"h": u, "energy": 0.0}
    for t in range(len(x)):
        state["h"] = np.tanh(state["h"] @ w + x[t])
        if np.sum(state["h"]) > 0:
            state["energy"] += np.sum(state["h"] ** 2)
        else:
            state["last"] = state["h"]
    return state["energy"] + np.sum(state["h"] * u)


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "T D"], w: Float[np.ndarray, "D D"], u: Float[np.ndarray, "D"]
):
    """Gradient of loss: returns (grad_x, grad_w, grad_u)."""
    # Forward
    h_history = []
    s4_history = []
    h = u
    for t in range(len(x)):
        h_history.append(h)
        s0 = h @ w  # [D] = [D] @ [D, D]
        s1 = x[t]  # [D]
        s2 = s0 + s1  # [D]
        h = np.tanh(s2)  # [D]
        s3 = np.sum(h)
        s4 = s3 > 0
        s4_history.append(s4)

    # Backward
    grad_out = 1.0
    grad_energy = grad_out  # gradient copier
    grad_s8 = grad_out  # gradient copier
    grad_s7 = grad_s8  # sum: copies to all
    grad_h = grad_s7 * u  # swap multiplier
    grad_w = np.zeros_like(w)
    grad_x = np.zeros_like(x)
    h_1 = h
    for t in reversed(range(len(x))):
        h_before = h_history.pop()
        s4 = s4_history.pop()
        if s4:
            grad_s5 = grad_energy  # sum: copies to all
            grad_h += grad_s5 * 2 * h_1  # power
        grad_s2 = grad_h * (1 - h_1**2)  # tanh: 1 - tanh²
        grad_s0 = grad_s2  # gradient copier
        grad_s1 = grad_s2  # gradient copier
        grad_x[t] += grad_s1  # gradient router: to what is read
        grad_w += np.outer(h_before, grad_s0)  # matrix product
        grad_h = grad_s0 @ w.T  # [D] = [D] @ [D, D]
        h_1 = h_before
    grad_u = grad_s7 * h + grad_h  # gradient adder: swap multiplier
    return grad_x, grad_w, grad_u
