import numpy as np


def f(x, y, u, v):
    x.sort()
    np.fill_diagonal(y @ y, v)
    z = y * 2
    np.fill_diagonal(z, v, wrap=True)
    w = u.copy()
    w.resize(3)
    return np.sum(x + z) + np.sum(w)


def g(x):
    z = x.copy()
    y = z
    z.fill(2.0)
    return np.sum(z + y)
# output
forward.py:6:5: np.fill_diagonal of what has no name is not supported
    np.fill_diagonal(y @ y, v)
    ^
help: give the array a name of its own
forward.py:8:5: np.fill_diagonal with these arguments is not supported
    np.fill_diagonal(z, v, wrap=True)
    ^
help: leave them out
forward.py:10:5: the attribute .resize is not supported
    w.resize(3)
    ^
help: use a function of numpy, math or your own
forward.py:17:5: z may share its array with another name, which this changes, too
    z.fill(2.0)
    ^
help: write into a copy: z = z.copy()
