import numpy as np


def f(x: Float[np.ndarray, "N M"]):
    y = x.copy()
    for i in range(len(x)):
        row = y[i]
        row[0] = 2.0
    return np.sum(y)


def g(x: Float[np.ndarray, "N M"]):
    y = x.copy()
    for row in y:
        row *= 2.0
    return np.sum(y)


def h(x: Float[np.ndarray, "N"], steps: int):
    for t in range(steps):
        x[1:] += x[:-1]
    return np.sum(x)
# output
forward.py:8:9: row may share its array with another name, which this changes, too
        row[0] = 2.0
        ^
help: write into a copy: row = row.copy()
forward.py:15:9: row may share its array with another name, which this changes, too
        row *= 2.0
        ^
help: write row = row * ... if only row is meant
forward.py:21:9: writing into x, whose array may have another name, is not supported
        x[1:] += x[:-1]
        ^
help: write into a copy: x = x.copy()
