import functools

import other
from numba import njit


@functools.lru_cache(maxsize=None)
def f(x):
    return x


@other.change
def g(x):
    return x


@njit
def h(x):
    yield x
# output
forward.py:12:2: the decorator @other.change may change what g does
@other.change
 ^
help: differentiate the function without it
forward.py:19:5: a generator is not supported
    yield x
    ^
help: return the values as a tuple, or a list that grows
