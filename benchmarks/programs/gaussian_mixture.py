from typing import Annotated

import numpy as np
from scipy.special import logsumexp


def loss(
    x: Annotated[np.ndarray, "N D"],
    logits: Annotated[np.ndarray, "K"],
    means: Annotated[np.ndarray, "K D"],
    log_stds: Annotated[np.ndarray, "K D"],
):
    z = (x[:, None, :] - means) / np.exp(log_stds)
    log_weights = logits - logsumexp(logits, axis=0)
    log_normal = -0.5 * np.sum(z**2, axis=2) - np.sum(log_stds, axis=1)
    constant = 0.5 * x.shape[1] * np.log(2 * np.pi)
    return -np.sum(logsumexp(log_weights + log_normal - constant, axis=1))
