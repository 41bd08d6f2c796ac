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
