import numpy as np


def f(x: Float[np.ndarray, "N"], n: int, axis: int):
    parts = []
    for i in range(n):
        parts.append(np.sin(x[: i + 1]))
    return np.sum(np.concatenate(parts, axis=axis) ** 2)
# output
forward.py:8:19: concatenate has no gradient in its argument arrays
    return np.sum(np.concatenate(parts, axis=axis) ** 2)
                  ^
help: write the axis out, and declare the shapes: how many axes has what is on the list?
