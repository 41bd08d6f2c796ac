from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "D"],
    y: float,
    w1: Annotated[np.ndarray, "H D"],
    b1: Annotated[np.ndarray, "H"],
    w2: Annotated[np.ndarray, "H"],
    b2: float,
):
    h = np.tanh(w1 @ x + b1)
    prediction = w2 @ h + b2
    return 0.5 * (prediction - y) ** 2
