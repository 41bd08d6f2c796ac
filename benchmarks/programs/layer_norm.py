from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N D"],
    gain: Annotated[np.ndarray, "D"],
    bias: Annotated[np.ndarray, "D"],
    target: Annotated[np.ndarray, "N D"],
):
    mean = np.mean(x, axis=-1, keepdims=True)
    var = np.mean((x - mean) ** 2, axis=-1, keepdims=True)
    xhat = (x - mean) / np.sqrt(var + 1e-5)
    y = xhat * gain + bias
    return np.mean((y - target) ** 2)
