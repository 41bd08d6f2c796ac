# flags: -w x
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), y=np.array([2, 0, 1, 1])
import numpy as np


def softmax_loss(x: Float[np.ndarray, "N C"], y: Int[np.ndarray, "N"]):
    shifted_logits = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted_logits), axis=1, keepdims=True)
    log_probs = shifted_logits - np.log(Z)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    return loss
# output
from __future__ import annotations

import numpy as np


def grad_softmax_loss(x: Float[np.ndarray, "N C"], y: Int[np.ndarray, "N"]):
    """Gradient of softmax_loss: returns grad_x."""
    # Forward
    s0 = np.max(x, axis=1, keepdims=True)  # [N, 1]
    shifted_logits = x - s0  # [N, C]
    s1 = np.exp(shifted_logits)  # [N, C]
    Z = np.sum(s1, axis=1, keepdims=True)  # [N, 1]
    s2 = np.log(Z)  # [N, 1]
    log_probs = shifted_logits - s2  # [N, C]
    N = x.shape[0]
    s3 = np.arange(N)  # [N]

    # Backward
    grad_loss = 1.0
    grad_s6 = grad_loss / N  # quotient
    grad_s5 = -grad_s6  # sign flips
    grad_s4 = grad_s5  # sum: copies to all
    # softmax and cross-entropy: p, less 1 at the label
    grad_x = -np.exp(log_probs) * grad_s4
    grad_x[s3, y] += grad_s4
    return grad_x
