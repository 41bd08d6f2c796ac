from itertools import product

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
# output
forward.py:8:17: unknown function 'product'
    for i, j in product(range(n), range(n)):
                ^
help: write loops within each other, for i in range(n): for j in range(m), and no break
forward.py:17:18: unknown function 'np.ndindex'
    for index in np.ndindex(2, 2):
                 ^
help: write loops within each other, for i in range(n): for j in range(m), and no break
