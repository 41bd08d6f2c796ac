from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "T D"],
    wq: Annotated[np.ndarray, "D H"],
    wk: Annotated[np.ndarray, "D H"],
    wv: Annotated[np.ndarray, "D H"],
    target: Annotated[np.ndarray, "T H"],
):
    q = x @ wq
    k = x @ wk
    v = x @ wv
    scores = q @ k.T / np.sqrt(wq.shape[1])
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    attention = e / np.sum(e, axis=1, keepdims=True)
    y = attention @ v
    return np.mean((y - target) ** 2)
