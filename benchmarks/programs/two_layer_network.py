from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    y: Annotated[np.ndarray, "N"],
    w1: Annotated[np.ndarray, "D H"],
    b1: Annotated[np.ndarray, "H"],
    w2: Annotated[np.ndarray, "H C"],
    b2: Annotated[np.ndarray, "C"],
    reg: float,
):
    h = np.maximum(0, x @ w1 + b1)
    scores = h @ w2 + b2
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probs = e / np.sum(e, axis=1, keepdims=True)
    data_loss = -np.mean(np.log(probs[np.arange(len(y)), y]))
    return data_loss + reg * (np.sum(w1**2) + np.sum(w2**2))
