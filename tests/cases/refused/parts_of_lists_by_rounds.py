import numpy as np


def written(x, w):
    hs = [x * w]
    last = x
    for i in range(3):
        hs[0][0] -= w * x[0]
        s = np.sum(last * last)
        last = hs[0]
    return s


def filled(x, w):
    hs = [x * w]
    last = x
    i = 0
    while i < 3:
        hs[0][:] = w * last
        s = np.sum(last * last)
        last = hs[0]
        i += 1
    return s
# output
forward.py:7:5: last may share its array with what is on a list, which a round changes
    for i in range(3):
    ^
help: let it have a copy: last.copy()
forward.py:18:5: last may share its array with what is on a list, which a round changes
    while i < 3:
    ^
help: let it have a copy: last.copy()
