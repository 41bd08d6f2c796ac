from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    y: Annotated[np.ndarray, "N"],
    w: Annotated[np.ndarray, "D C"],
    b: Annotated[np.ndarray, "C"],
    reg: float,
):
    scores = x @ w + b
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    log_probs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    data_loss = -np.mean(log_probs[np.arange(len(y)), y])
    return data_loss + 0.5 * reg * np.sum(w * w)
