from itertools import combinations, product

import numpy as np


def f(x, n):
    y = 0.0
    for i, j in product(range(n), range(n)):
        if x[i] > x[j]:
            break
        y = y + x[i] * x[j]
    return y


def g(x):
    y = 0.0
    for index in np.ndindex(2, 2):
        y = y + x[index]
    return y


def h(x):
    hs = [x, x * 2]
    y = 0.0
    for a, b in combinations(hs, 2):
        y = y + a * b
        if len(hs) < 5:
            hs.append(a + b)
    return y


def push(hs, x):
    hs.append(x)


def k(x):
    hs = [x]
    y = 0.0
    for i, j in product(range(3), range(len(hs))):
        y = y + hs[j] * i
        push(hs, y)
    return y
# output
forward.py:8:17: unknown function 'product'
    for i, j in product(range(n), range(n)):
                ^
help: write loops within each other, for i in range(n): for j in range(m), and no break
forward.py:17:18: unknown function 'np.ndindex'
    for index in np.ndindex(2, 2):
                 ^
help: take a name for each axis, for i, j in np.ndindex(n, m): ..., and no break
forward.py:25:17: unknown function 'combinations'
    for a, b in combinations(hs, 2):
                ^
help: write loops within each other, for i in range(n): for j in range(m), and no break
forward.py:39:17: unknown function 'product'
    for i, j in product(range(3), range(len(hs))):
                ^
help: write loops within each other, for i in range(n): for j in range(m), and no break
