# A two-layer network with a softmax loss, as in the lectures: shapes are in the annotations.
#
#     flatgen examples/two_layer_net.py -w w1,b1,w2,b2
#
# Something to try it with:
#
# inputs: x=np.eye(2, 3), y=np.array([1, 0]), w1=np.ones((3, 2)) / 4, b1=np.array([0.1, -0.2]), w2=np.eye(2), b2=np.zeros(2)

from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    y: Annotated[np.ndarray, "N"],
    w1: Annotated[np.ndarray, "D H"],
    b1: Annotated[np.ndarray, "H"],
    w2: Annotated[np.ndarray, "H C"],
    b2: Annotated[np.ndarray, "C"],
):
    h = np.maximum(0, x @ w1 + b1)
    scores = h @ w2 + b2
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probs = e / np.sum(e, axis=1, keepdims=True)
    return -np.mean(np.log(probs[np.arange(len(y)), y]))
# output
from typing import Annotated
import numpy as np


def grad_loss(
    x: Annotated[np.ndarray, "N D"],
    y: Annotated[np.ndarray, "N"],
    w1: Annotated[np.ndarray, "D H"],
    b1: Annotated[np.ndarray, "H"],
    w2: Annotated[np.ndarray, "H C"],
    b2: Annotated[np.ndarray, "C"],
):
    """Gradient of loss: returns (grad_w1, grad_b1, grad_w2, grad_b2)."""
    # Forward
    s0 = x @ w1  # [N, H] = [N, D] @ [D, H]
    s1 = s0 + b1  # [N, H]
    h = np.maximum(0, s1)  # [N, H]
    s2 = h @ w2  # [N, C] = [N, H] @ [H, C]
    scores = s2 + b2  # [N, C]
    s3 = np.max(scores, axis=1, keepdims=True)  # [N, 1]
    s4 = scores - s3  # [N, C]
    e = np.exp(s4)  # [N, C]
    s5 = np.sum(e, axis=1, keepdims=True)  # [N, 1]
    probs = e / s5  # [N, C]
    s6 = np.arange(len(y))  # [N]

    # Backward
    grad_out = 1.0
    grad_s9 = -grad_out  # sign flips
    grad_s8 = grad_s9 / y.size  # mean: shared equally
    grad_scores = -probs * grad_s8  # softmax and cross-entropy: p, less 1 at the label
    grad_scores[s6, y] += grad_s8
    grad_b2 = np.sum(grad_scores, axis=0)  # undo broadcast [N, C] -> [C]
    grad_s2 = grad_scores  # gradient copier
    grad_w2 = h.T @ grad_s2  # [H, C] = [H, N] @ [N, C]
    grad_h = grad_s2 @ w2.T  # [N, H] = [N, C] @ [C, H]
    grad_s1 = grad_h * (s1 > 0)  # gradient router
    grad_b1 = np.sum(grad_s1, axis=0)  # undo broadcast [N, H] -> [H]
    grad_s0 = grad_s1  # gradient copier
    grad_w1 = x.T @ grad_s0  # [D, H] = [D, N] @ [N, H]
    return grad_w1, grad_b1, grad_w2, grad_b2
