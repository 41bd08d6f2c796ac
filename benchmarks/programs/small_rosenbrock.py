from typing import Annotated

import numpy as np


def loss(x: Annotated[np.ndarray, "N"]):
    valley = x[1:] - x[:-1] ** 2
    return np.sum(100 * valley**2 + (1 - x[:-1]) ** 2)
