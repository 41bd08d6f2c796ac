# flags: -w W
# inputs: W=np.cos(np.arange(6.0)).reshape(2, 3), X=np.sin(np.arange(8.0)).reshape(4, 2), y=np.array([2, 0, 1, 1]), reg=0.1
import numpy as np


def softmax_loss_naive(
    W: Float[np.ndarray, "D C"],
    X: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    reg: float,
):
    loss = 0.0
    num_train = X.shape[0]
    for i in range(num_train):
        scores = X[i].dot(W)
        scores -= np.max(scores)
        p = np.exp(scores) / np.sum(np.exp(scores))
        loss += -np.log(p[y[i]])
    loss /= num_train
    loss += reg * np.sum(W * W)
    return loss
# output
from __future__ import annotations

import numpy as np


def grad_softmax_loss_naive(
    W: Float[np.ndarray, "D C"],
    X: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    reg: float,
):
    """Gradient of softmax_loss_naive: returns grad_W."""
    # Forward
    num_train = X.shape[0]
    p_history = []
    for i in range(num_train):
        s0 = X[i]  # [D]
        scores = s0.dot(W)  # [C]
        s1 = np.max(scores)
        scores -= s1  # [C]
        s2 = np.exp(scores)  # [C]
        s4 = np.sum(s2)
        p = s2 / s4  # [C]
        p_history.append(p)

    # Backward
    grad_loss = 1.0
    grad_s11 = grad_loss  # gradient copier
    grad_s10 = grad_s11 * reg  # swap multiplier
    grad_s9 = grad_s10  # sum: copies to all
    grad_loss = grad_loss / num_train  # quotient
    grad_W = grad_s9 * W * 2  # swap multiplier, twice
    for i in reversed(range(num_train)):
        s0 = X[i]
        p = p_history.pop()
        s5 = y[i]
        grad_s7 = -grad_loss  # sign flips
        grad_scores = -p * grad_s7  # softmax and cross-entropy: p, less 1 at the label
        grad_scores[s5] += grad_s7
        grad_W += np.outer(s0, grad_scores)  # matrix product
    return grad_W
