import numpy as np


def on_one_way(x, a, flag: bool):
    b = x.copy()
    h = []
    if flag:
        h.append(b)
    else:
        b = b * a
    b[0] += a
    return sum(np.sum(v) for v in h) + np.sum(b)


def in_another_round(x, a, n: int):
    b = x.copy()
    h = []
    for i in range(n):
        if i == 1:
            h.append(b)
        else:
            b[0] += a
    return sum(np.sum(v) for v in h) + np.sum(b)
# output
forward.py:11:5: b is on a list while this changes its array
    b[0] += a
    ^
help: append a copy of it: b.copy()
forward.py:22:13: b is on a list while this changes its array
            b[0] += a
            ^
help: append a copy of it: b.copy()
