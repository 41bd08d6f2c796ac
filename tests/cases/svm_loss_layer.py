# flags: -w W
# inputs: W=np.cos(np.arange(6.0)).reshape(2, 3), X=np.sin(np.arange(8.0)).reshape(4, 2), y=np.array([2, 0, 1, 1]), reg=0.1
import numpy as np


def svm_loss_vectorized(
    W: Float[np.ndarray, "D C"],
    X: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    reg: float,
):
    num_train = X.shape[0]
    scores = X.dot(W)
    correct_class_scores = scores[np.arange(num_train), y]
    margins = np.maximum(0, scores - correct_class_scores[:, np.newaxis] + 1.0)
    margins[np.arange(num_train), y] = 0
    loss = np.sum(margins) / num_train
    loss += 0.5 * reg * np.sum(W * W)
    return loss
# output
from __future__ import annotations

import numpy as np


def grad_svm_loss_vectorized(
    W: Float[np.ndarray, "D C"],
    X: Float[np.ndarray, "N D"],
    y: Int[np.ndarray, "N"],
    reg: float,
):
    """Gradient of svm_loss_vectorized: returns grad_W."""
    # Forward
    num_train = X.shape[0]
    scores = X.dot(W)  # [N, C]
    s0 = np.arange(num_train)  # [N]
    correct_class_scores = scores[s0, y]  # [N]
    s1 = correct_class_scores[:, np.newaxis]  # [N, 1]
    s2 = scores - s1  # [N, C]
    s3 = s2 + 1.0  # [N, C]
    s6 = 0.5 * reg

    # Backward
    grad_loss = 1.0
    grad_loss_1 = grad_loss  # gradient copier
    grad_s9 = grad_loss  # gradient copier
    grad_s8 = grad_s9 * s6  # swap multiplier
    grad_s7 = grad_s8  # sum: copies to all
    grad_s5 = grad_loss_1 / num_train  # quotient
    # sum: copies to all
    grad_margins = np.full((X.shape[0], W.shape[1]), grad_s5, W.dtype)
    grad_margins[s0, y] = 0.0  # overwritten: no gradient gets through
    grad_s3 = grad_margins * (s3 > 0)  # gradient router
    grad_s2 = grad_s3  # gradient copier
    # sign flips, undo broadcast [N, C] -> [N]
    grad_correct_class_scores = -np.sum(grad_s2, axis=1)
    grad_scores = grad_s2  # gradient copier
    grad_scores[s0, y] += grad_correct_class_scores  # gradient router: to what is read
    # gradient adder: swap multiplier, matrix product
    grad_W = grad_s7 * W * 2 + X.T @ grad_scores
    return grad_W
