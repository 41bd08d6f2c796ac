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


def k(x: Float[np.ndarray, "N"], n: int):
    states = []
    u = x.copy()
    for t in range(n):
        u[0] = u[0] * 2
        new = u * u
        states.append(new)
        u = new
    y = 0.0
    for t in range(n):
        y = y + np.sum(states.pop() ** 2)
    return y


def m(y: Float[np.ndarray, "N M"], n: int):
    y = y.copy()
    s = 0.0
    for i in range(n):
        v = y[i]
        y[i] = v * v
        s = s + np.sum(v * y[i])
    return s
# output
forward.py:8:9: row may share its array with another name, which this changes, too
        row[0] = 2.0
        ^
help: write into a copy: row = row.copy()
forward.py:15:9: row may share its array with another name, which this changes, too
        row *= 2.0
        ^
help: write row = row * ... if only row is meant
forward.py:29:9: u is on a list while this changes its array
        u[0] = u[0] * 2
        ^
help: append a copy of it: u.copy()
forward.py:44:9: y may share its array with another name, which this changes, too
        y[i] = v * v
        ^
help: copy the part that is read of it before; if that is one number, give the shapes (-s x=N)
