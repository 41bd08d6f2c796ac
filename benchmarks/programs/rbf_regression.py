from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    y: Annotated[np.ndarray, "N"],
    centers: Annotated[np.ndarray, "M D"],
    alpha: Annotated[np.ndarray, "M"],
    width: float,
):
    squares = np.sum(x**2, axis=1)[:, None] + np.sum(centers**2, axis=1)
    distances = squares - 2 * x @ centers.T
    kernel = np.exp(-distances / (2 * width**2))
    return np.mean((kernel @ alpha - y) ** 2)
