import numpy as np


def f(x, i, v):
    z = x.copy()
    np.put(z, i, v)
    return np.sum(np.r_["0,2", x, v]) + np.sum(np.c_[0:3, v]) + np.sum(z)


def g(x):
    u, s, vh = np.linalg.svd(x)
    return np.sum(u * s)
# output
forward.py:6:5: unknown function 'np.put'
    np.put(z, i, v)
    ^
help: write by an index for each axis: z[rows, columns] = values
forward.py:7:19: a text in np.r_ is not supported
    return np.sum(np.r_["0,2", x, v]) + np.sum(np.c_[0:3, v]) + np.sum(z)
                  ^
help: join arrays alone: np.arange makes one of a range, np.concatenate takes an axis
forward.py:7:48: a range in np.c_ is not supported
    return np.sum(np.r_["0,2", x, v]) + np.sum(np.c_[0:3, v]) + np.sum(z)
                                               ^
help: join arrays alone: np.arange makes one of a range, np.concatenate takes an axis
forward.py:11:16: svd with these arguments is not supported
    u, s, vh = np.linalg.svd(x)
               ^
help: for U and V write full_matrices=False, or declare that it is square
