import numpy as np


def f(x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "M K"], b: Float[np.ndarray, "N"]):
    y = x @ w
    z = x + b
    r = z.reshape(4, 2)[0] + np.arange(6.0).reshape(4, 2)
    return np.sum(y) + np.sum(z)


def g(x: Float[np.ndarray, "N D"], y: Float[np.ndarray, "M K"]):
    joined = np.concatenate([x, y])
    total = np.sum(x, axis=2)
    return np.sum(joined) + np.sum(total) + x[0, 1, 2]


def h(x: Float[np.ndarray, "3"], y: Float[np.ndarray, "4"]):
    return np.sum(x * y)
# output
forward.py:5:9: the inner dimensions of [N, D] @ [M, K] don't fit
    y = x @ w
        ^
help: give equal dimensions one name, or leave the shapes out
forward.py:6:9: [N, D] and [N] can't be broadcast together
    z = x + b
        ^
help: give equal dimensions one name, or leave the shapes out; x[:, None] is a column
forward.py:12:14: [N, D] and [M, K] can't be joined
    joined = np.concatenate([x, y])
             ^
help: give equal dimensions one name, or leave the shapes out
forward.py:13:13: there is no axis 2 in [N, D]
    total = np.sum(x, axis=2)
            ^
help: its axes are 0 to 1
forward.py:14:45: 3 indices into [N, D]
    return np.sum(joined) + np.sum(total) + x[0, 1, 2]
                                            ^
help: give at most one for each axis
forward.py:18:19: [4] and [3] can't be broadcast together
    return np.sum(x * y)
                  ^
help: give equal dimensions one name, or leave the shapes out; x[:, None] is a column
