import numpy as np


def f(x, n: int):
    h = np.zeros(2)
    states = []
    for i in range(n):
        h += x * i
        states.append(h)
    row = x * 2
    states.append(row)
    row[0] = 1.0
    return np.sum(np.stack(states) ** 2)


# output
forward.py:8:9: h is on a list while this changes its array
        h += x * i
        ^
help: append a copy of it: h.copy()
forward.py:12:5: row is on a list while this changes its array
    row[0] = 1.0
    ^
help: append a copy of it: row.copy()
