import numpy as np


def a1(x):
    a = x * 2.0
    b = a
    b *= x
    a += x
    return np.sum(b)


def a2(x):
    a = x * 2.0
    b = a
    a *= x
    b += 1.0
    return np.sum(a * a)


def a3(x, w):
    u = x.copy()
    v = u
    v *= w
    u += 1
    return np.sum(v)
# output
forward.py:7:5: b may share its array with another name, which this changes, too
    b *= x
    ^
help: write b = b * ... if only b is meant
forward.py:8:5: a may share its array with another name, which this changes, too
    a += x
    ^
help: write a = a + ... if only a is meant
forward.py:15:5: a may share its array with another name, which this changes, too
    a *= x
    ^
help: write a = a * ... if only a is meant
forward.py:16:5: b may share its array with another name, which this changes, too
    b += 1.0
    ^
help: write b = b + ... if only b is meant
forward.py:23:5: v may share its array with another name, which this changes, too
    v *= w
    ^
help: write v = v * ... if only v is meant
forward.py:24:5: u may share its array with another name, which this changes, too
    u += 1
    ^
help: write u = u + ... if only u is meant
