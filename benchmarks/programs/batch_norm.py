from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    gamma: Annotated[np.ndarray, "D"],
    beta: Annotated[np.ndarray, "D"],
    target: Annotated[np.ndarray, "N D"],
):
    mu = np.mean(x, axis=0)
    centered = x - mu
    var = np.mean(centered**2, axis=0)
    std = np.sqrt(var + 1e-5)
    xhat = centered / std
    y = gamma * xhat + beta
    return 0.5 * np.sum((y - target) ** 2)
