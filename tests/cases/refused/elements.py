import numpy as np


def twice(x, w):
    a = x * 1.0
    hs = [a, a]
    hs[0][1] = w[0]
    return np.sum(hs[1] ** 2)


def in_each_place(x, w):
    a = x * 1.0
    hs = []
    for t in range(3):
        hs.append(a)
        hs[t][t] *= w[t]
    return np.sum(hs[0] ** 2)


def by_its_name(x, w):
    hs = []
    a = x * 1.0
    hs.append(a)
    hs[0][1] = w[0]
    return np.sum(hs[0] ** 2) + np.sum(a)


def of_the_caller(x, w):
    hs = [x]
    hs[0][1] = w[0]
    return np.sum(hs[0] ** 2)


def read_before(x, w):
    hs = [x * 2.0]
    a = hs[0]
    hs[0][1] = w[0]
    return np.sum(hs[0] ** 2) + np.sum(a ** 3)


def put_elsewhere(x, w):
    hs = [x * 2.0, x * 3.0]
    hs[1] = hs[0]
    hs[0][1] = w[0]
    return np.sum(hs[1] ** 2)


def repeated(x, w):
    hs = [np.zeros(3)] * 3
    hs[1][0] = x[0]
    return np.sum(hs[0] ** 2)


def a_view(x, w):
    m = x * 1.0
    hs = []
    for t in range(3):
        v = m[t:]
        hs.append(v)
        hs[t][0] = w[t]
    return np.sum(hs[0] ** 2)


def moved(x, w):
    hs = [x * w[0], x * w[1]]
    row = hs[0]
    hs[0] = x * 3.0
    row[0] = w[3]
    return np.sum(hs[0] * hs[1]) + row[0]
# output
forward.py:7:5: an array on hs may have another name, which this changes, too
    hs[0][1] = w[0]
    ^
help: append a copy of it: hs.append(x.copy())
forward.py:16:9: an array on hs may have another name, which this changes, too
        hs[t][t] *= w[t]
        ^
help: append a copy of it: hs.append(x.copy())
forward.py:24:5: an array on hs may have another name, which this changes, too
    hs[0][1] = w[0]
    ^
help: append a copy of it: hs.append(x.copy())
forward.py:30:5: an array on hs may have another name, which this changes, too
    hs[0][1] = w[0]
    ^
help: append a copy of it: hs.append(x.copy())
forward.py:37:5: an array on hs may have another name, which this changes, too
    hs[0][1] = w[0]
    ^
help: append a copy of it: hs.append(x.copy())
forward.py:44:5: an array on hs may have another name, which this changes, too
    hs[0][1] = w[0]
    ^
help: append a copy of it: hs.append(x.copy())
forward.py:50:5: an array on hs may have another name, which this changes, too
    hs[1][0] = x[0]
    ^
help: append a copy of it: hs.append(x.copy())
forward.py:60:9: an array on hs may have another name, which this changes, too
        hs[t][0] = w[t]
        ^
help: append a copy of it: hs.append(x.copy())
forward.py:68:5: whether row is still what is on hs at its place isn't known
    row[0] = w[3]
    ^
help: write into what is on the list: hs[...][...] = ...
