import numpy as np


def f(x: Float[np.ndarray, "N"], n: int):
    parts = []
    for i in range(n):
        parts.append(np.sin(x[: i + 1]))
    return np.sum(np.concatenate(parts) ** 2)


def g(x: Float[np.ndarray, "N D"], n: int):
    parts = []
    for i in range(n):
        parts.append(x[:, :i])
    return np.sum(np.hstack(parts) ** 2)
# output
forward.py:8:19: concatenate has no gradient in its argument arrays
    return np.sum(np.concatenate(parts) ** 2)
                  ^
help: declare the shapes: a list is joined where they tell that all on it has one size
forward.py:15:19: hstack has no gradient in its argument arrays
    return np.sum(np.hstack(parts) ** 2)
                  ^
help: declare the shapes: a list is joined where they tell that all on it has one size
