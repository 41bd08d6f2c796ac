import math

import numpy as np
from scipy import special


def f(x, y):
    return special.gammainc(x, y)


def g(x, y):
    return np.clip(x, y, 3) + np.exp(x, out=y)


def h(x):
    return math.log(x, 2, 3)
# output
forward.py:8:12: gammainc has no gradient in its argument a
    return special.gammainc(x, y)
           ^
help: keep that argument constant, or give a rule for it by --rules
forward.py:12:31: np.exp with out= is not supported
    return np.clip(x, y, 3) + np.exp(x, out=y)
                              ^
help: leave out= away: np.exp returns its result
forward.py:16:12: log with these arguments is not supported
    return math.log(x, 2, 3)
           ^
help: flatgen knows log(x), log(x, base)
