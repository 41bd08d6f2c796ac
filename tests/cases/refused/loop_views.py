import numpy as np


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
# output
forward.py:14:9: new is on a list while this changes its array
        u[0] = u[0] * 2
        ^
help: append a copy of it: new.copy()
