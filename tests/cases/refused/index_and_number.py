import numpy as np


def f(e, idx):
    return np.sum(e[idx]) * np.max(idx)


def g(e, axis):
    return np.sum(e, axis=axis) * np.sin(axis)


# output
forward.py:5:19: an index has no gradient
    return np.sum(e[idx]) * np.max(idx)
                  ^
help: annotate idx, if it is no real input: idx: int, or of several idx: Int[np.ndarray, "N"]
forward.py:9:12: sum has no gradient in its argument axis
    return np.sum(e, axis=axis) * np.sin(axis)
           ^
help: annotate axis, if it is no real input: axis: int
