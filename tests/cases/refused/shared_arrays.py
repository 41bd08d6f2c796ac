import numpy as np


def f(x):
    y = np.exp(x)
    z = y
    z *= 2
    return y + z


def double(a):
    a *= 2
    return a


def g(x, y):
    t = np.exp(y)
    pair = (t, x)
    t += x
    return double(x) * x + pair[0]


def view(x):
    y = np.asarray(x)
    y *= 2
    return x * y


def view_of_a_view(x):
    y = np.exp(x)
    z = np.real(np.asarray(y))
    y += 1
    return z
# output
forward.py:7:5: z may share its array with another name, which this changes, too
    z *= 2
    ^
help: write z = z * ... if only z is meant
forward.py:12:5: a may share its array with another name, which this changes, too
    a *= 2
    ^
help: write a = a * ... if only a is meant
forward.py:19:5: t may share its array with another name, which this changes, too
    t += x
    ^
help: write t = t + ... if only t is meant
forward.py:25:5: y may share its array with another name, which this changes, too
    y *= 2
    ^
help: write y = y * ... if only y is meant; or into x itself: x[...] = ...
forward.py:32:5: y may share its array with another name, which this changes, too
    y += 1
    ^
help: write y = y + ... if only y is meant
