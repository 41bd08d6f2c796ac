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


# output
forward.py:6:5: only a tuple written out can be taken apart
    first, *rest = x
    ^
help: assign the parts one by one
forward.py:12:5: only a tuple written out can be taken apart
    first, *rest = x
    ^
help: assign the parts one by one
