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


def a_view_without_axes(x):
    a = np.zeros((3, 1))
    a[0] = x[0] ** 2
    h = []
    for i in range(1, 3):
        h.append(np.reshape(a[i - 1], ()))
        a[i - 1] = 7.0
        a[i] = x[i] * a[i - 1]
    return h.pop() + h.pop() ** 2


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
forward.py:45:9: a is on a list while this changes its array
        a[i - 1] = 7.0
        ^
help: append a copy of it: a.copy()
forward.py:46:9: a is on a list while this changes its array
        a[i] = x[i] * a[i - 1]
        ^
help: append a copy of it: a.copy()
