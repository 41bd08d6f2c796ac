import math

import numpy as np


def by_default(x):
    y = np.exp(x)

    def g(q=y):
        return q * 3

    y *= x
    return g()


def make(k):
    def g(x):
        return k * np.exp(x)

    return g


def by_closure(x, w):
    h = make(w)
    w += 1
    return h(x)


def shared(x, b=np.zeros(2)):
    b += x
    return b


def through_helper(x, b=np.zeros(2)):
    return shared(x) + b


def by_constant(x):
    z = np.zeros(2)
    w = z
    w += x
    return (z + 1) * w
# output
forward.py:12:5: y may share its array with another name, which this changes, too
    y *= x
    ^
help: write y = y * ... if only y is meant
forward.py:25:5: w may share its array with another name, which this changes, too
    w += 1
    ^
help: write w = w + ... if only w is meant
forward.py:30:5: b is a default, which every call that is given no other shares
    b += x
    ^
help: write b = b + ...
forward.py:41:5: w may share its array with another name, which this changes, too
    w += x
    ^
help: write w = w + ... if only w is meant
