from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    y: Annotated[np.ndarray, "N"],
    w: Annotated[np.ndarray, "D"],
    b: float,
):
    z = x @ w + b
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
