import numpy as np


def two_names(x, n: int):
    a = [x, x]
    a.append(x)
    b = [x]
    b.append(x)
    for t in range(n):
        new = [v * 2 for v in a]
        a = new
        b = new
    return sum(np.sum(v) for v in a) + sum(np.sum(v) for v in b)


def of_before(x, n: int):
    a = [x, x]
    a.append(x)
    new = [x]
    for t in range(n):
        new.append(x)
        a = new
    return sum(np.sum(v) for v in a)


def in_a_branch(x, n: int):
    a = [x, x]
    a.append(x)
    for t in range(n):
        if t > 1:
            a = [v * 2 for v in a]
    return sum(np.sum(v) for v in a)


def another_form(x, n: int):
    a = [x * i for i in range(n)]
    for t in range(n):
        a = [(v, v) for v in a]
    return sum(np.sum(v) for v in a)


def no_list(x, n: int):
    a = [x * i for i in range(n)]
    for t in range(n):
        a = np.stack(a)
    return np.sum(a)


def element_written(x, n: int):
    a = [x * i for i in range(n)]
    for t in range(n):
        v = a[0]
        v[0] = 1.0
        a = [u * 2 for u in a]
    return sum(np.sum(v) for v in a)


def kept_and_written(x, n: int):
    a = [x * i for i in range(n)]
    u = x * 2
    for t in range(n):
        u[0] = np.sum(a[0])
        a = [u, x]
        a.append(u)
    return sum(np.sum(v) for v in a)


# output
forward.py:9:5: b is another list in a loop
    for t in range(n):
    ^
help: carry an array of it: b = np.array(b), or a new list in each round
forward.py:20:5: a is another list in a loop
    for t in range(n):
    ^
help: carry an array of it: a = np.array(a), or a new list in each round
forward.py:30:9: a is another list in each branch
        if t > 1:
        ^
help: let each branch make it in one line, or append to one list in both
forward.py:37:5: a is another kind of list in a loop
    for t in range(n):
    ^
help: let all on it be of one form
forward.py:44:5: a is another list in a loop
    for t in range(n):
    ^
help: carry an array of it: a = np.array(a)
forward.py:53:9: an array on a may have another name, which this changes, too
        v[0] = 1.0
        ^
help: append a copy of it: a.append(x.copy())
forward.py:62:9: u is on a list while this changes its array
        u[0] = np.sum(a[0])
        ^
help: append a copy of it: u.copy()
