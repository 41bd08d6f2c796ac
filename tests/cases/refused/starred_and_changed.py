import numpy as np


def by_a_second_name(x):
    y = x
    first, *rest = x
    y[1] = 100.0
    return sum(v * first for v in rest)


def by_a_part(x):
    first, *rest = x
    z = x[1:]
    z[0] = 7.0
    return sum(v * first for v in rest)


def doubled(w, y):
    first, *rest = w
    for i in range(len(y)):
        y[i] *= 2
    return sum(r * first for r in rest)


def by_a_helper(x):
    return doubled(x, x[1:])


# output
forward.py:6:5: only a tuple written out can be taken apart
    first, *rest = x
    ^
help: assign the parts one by one
forward.py:12:5: only a tuple written out can be taken apart
    first, *rest = x
    ^
help: assign the parts one by one
forward.py:19:5: only a tuple written out can be taken apart
    first, *rest = w
    ^
help: assign the parts one by one
