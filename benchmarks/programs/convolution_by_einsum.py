from typing import Annotated

import numpy as np


def loss(
    x: Annotated[np.ndarray, "N C T"],
    kernel: Annotated[np.ndarray, "O C 3"],
    bias: Annotated[np.ndarray, "O"],
):
    windows = np.stack([x[:, :, :-2], x[:, :, 1:-1], x[:, :, 2:]], axis=-1)
    y = np.einsum("nctk,ock->not", windows, kernel, optimize=True) + bias[:, None]
    return np.sum(np.maximum(0, y) ** 2)
