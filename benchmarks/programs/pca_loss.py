from typing import Annotated

import numpy as np


def loss(x: Annotated[np.ndarray, "N D"], w: Annotated[np.ndarray, "D K"]):
    centered = x - np.mean(x, axis=0)
    reconstruction = centered @ w @ w.T
    return np.mean(np.sum((centered - reconstruction) ** 2, axis=1))
