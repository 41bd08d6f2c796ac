import numpy as np


def changed(x):
    at = [1, 1, 1]
    at[0] = 2
    return x[tuple(at)] ** 2


def axis(x):
    parts = [slice(None)] * x.ndim
    parts[1] = slice(0, 2)
    return np.sum(x[tuple(parts)] ** 2)


def given(x, at: tuple[int, ...]):
    return x[at] ** 2


def longer(x, n: int):
    at = []
    for i in range(n):
        at.append(i)
    return x[tuple(at) + (1,)] ** 2


def of_a_generator(x):
    at = tuple(s // 2 for s in x.shape)
    return np.sum(x[at] ** 2)


def compared(x, at):
    return x[0] if at == (0, 1) else x[1]


# output
forward.py:7:12: a tuple of unknown length as an index is not supported
    return x[tuple(at)] ** 2
           ^
help: write its parts out: x[i, j]; or take a list of one place each: x[list(rows)]
forward.py:13:19: a tuple of unknown length as an index is not supported
    return np.sum(x[tuple(parts)] ** 2)
                  ^
help: write its parts out: x[i, j]; or take a list of one place each: x[list(rows)]
forward.py:24:12: a tuple of unknown length as an index is not supported
    return x[tuple(at) + (1,)] ** 2
           ^
help: write its parts out: x[i, j]; or take a list of one place each: x[list(rows)]
forward.py:29:19: a tuple of unknown length as an index is not supported
    return np.sum(x[at] ** 2)
                  ^
help: write its parts out: x[i, j]; or take a list of one place each: x[list(rows)]
forward.py:33:20: what is compared with a tuple or list may be one, or an array
    return x[0] if at == (0, 1) else x[1]
                   ^
help: compare its parts, i == p[0] and j == p[1]; or declare an array as one
