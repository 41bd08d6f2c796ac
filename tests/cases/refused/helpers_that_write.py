import numpy as np


def step(A):
    A[0] = A[1] * 2
    A = A * 3
    return A[0]


def rebound(u):
    v = u * 1.0
    s = step(v)
    return np.sum(v * v) + s


def change(A):
    A[0] = A[1] * 2


def alias(u):
    v = u * 1.0
    w = v
    change(v)
    return np.sum(w * v)


def part(u):
    v = u * 1.0
    change(v[1:])
    return np.sum(v * v)


def one_entry(A, s):
    A[1] = s


def in_a_branch(x):
    v = x.copy()
    t = v
    if x[0] > 0:
        one_entry(v, x[0] * x[1])
    return t


# output
forward.py:5:5: A may share its array with another name, which this changes, too
    A[0] = A[1] * 2
    ^
help: write into a copy: A = A.copy()
forward.py:17:5: A may share its array with another name, which this changes, too
    A[0] = A[1] * 2
    ^
help: write into a copy: A = A.copy()
forward.py:34:5: A may share its array with another name, which this changes, too
    A[1] = s
    ^
help: write into a copy: A = A.copy()
