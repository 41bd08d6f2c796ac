import math

import numpy as np


def unequal(x):
    return math.dist((x,), (x, x))


def nothing(x):
    return ()


def whole(x, y):
    return np.array([x, y])
# output
forward.py:7:12: dist has no gradient in its argument ps
    return math.dist((x,), (x, x))
           ^
help: keep that argument constant, or give a rule for it by --rules
forward.py:10:1: nothing returns nothing
def nothing(x):
^
help: return the value to differentiate
