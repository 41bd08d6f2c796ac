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


def perhaps_another(x, n: int):
    u = x * 1.5
    h = []
    for i in range(n):
        u[0] = u[0] * 2
        h.append(u)
        if i > 1:
            u = u * 2
    return np.sum(np.stack(h))


def another_in_the_inner_loop(x, n: int):
    u = x * 1.5
    h = []
    for j in range(n):
        for i in range(n):
            u[0] = u[0] * 2
            h.append(u)
            u = u * 2
        h.append(u)
    return np.sum(np.stack(h))


# output
forward.py:8:9: h is on a list while this changes its array
        h += x * i
        ^
help: append a copy of it: h.copy()
forward.py:12:5: row is on a list while this changes its array
    row[0] = 1.0
    ^
help: append a copy of it: row.copy()
forward.py:20:9: u is on a list while this changes its array
        u[0] = u[0] * 2
        ^
help: append a copy of it: u.copy()
forward.py:32:13: u is on a list while this changes its array
            u[0] = u[0] * 2
            ^
help: append a copy of it: u.copy()
