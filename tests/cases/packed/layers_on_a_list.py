import numpy as np


def forward(ws, x, acts):
    acts.append(x)
    for w in ws:
        acts.append(np.tanh(acts[-1] @ w))
    return acts[-1]


def loss(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N D"],
    ws: list[Float[np.ndarray, "D D"]],
):
    acts = []
    scores = forward(ws, x, acts)
    penalty = 0.0
    for h in acts:
        penalty += 0.01 * np.sum(h**2)
    return np.sum((scores - y) ** 2) + penalty


# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N D"],
    ws: list[Float[np.ndarray, "D D"]],
):
    """Gradient of loss: returns (grad_x, grad_y, grad_ws)."""
    # Forward
    acts = [x]
    for i in range(len(ws)):
        w = ws[i]  # [D, D]
        s0 = acts[-1]  # [N, D]
        s1 = s0 @ w  # [N, D] = [N, D] @ [D, D]
        s2 = np.tanh(s1)  # [N, D]
        acts.append(s2)
    scores = acts[-1]  # [N, D]
    s7 = scores - y  # [N, D]

    # Backward
    grad_out = 1.0
    grad_s9 = grad_out  # gradient copier
    grad_penalty = grad_out  # gradient copier
    grad_s8 = grad_s9  # sum: copies to all
    grad_s7 = grad_s8 * 2 * s7  # power
    grad_y = -grad_s7  # sign flips
    grad_scores = grad_s7  # gradient copier
    grad_acts = [np.zeros_like(s) for s in acts]  # of what is left on acts
    for i in reversed(range(len(acts))):
        h = acts[i]
        grad_s5 = grad_penalty * 0.01  # swap multiplier
        grad_s4 = grad_s5  # sum: copies to all
        grad_h = grad_s4 * 2 * h  # power
        grad_acts[i] = grad_acts[i] + grad_h
    grad_acts[-1] = grad_acts[-1] + grad_scores
    grad_ws = [np.zeros_like(s) for s in ws]
    for i in reversed(range(len(ws))):
        w = ws[i]
        s0 = acts[i]
        s2 = acts[i + 1]
        grad_s2 = grad_acts.pop()  # as its value went onto a list
        grad_s1 = grad_s2 * (1 - s2**2)  # tanh: 1 - tanh²
        grad_s0 = grad_s1 @ w.T  # [N, D] = [N, D] @ [D, D]
        grad_w = s0.T @ grad_s1  # [D, D] = [D, N] @ [N, D]
        grad_acts[-1] = grad_acts[-1] + grad_s0
        grad_ws[i] = grad_w
    grad_x = grad_acts.pop()  # as its value went onto a list
    return grad_x, grad_y, grad_ws
