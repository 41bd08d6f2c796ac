import numpy as np


def by_any_index(A, index):
    C = A * 2
    row = C[index]
    row[:] = 0.5
    return np.sum(C**2)


def one_of_two(A, x):
    C = A * 2
    row = C[0] if x > 0 else C[1]
    row[:] = row * x
    return np.sum(C**2)


def on_a_list(A: Float[np.ndarray, "N M"]):
    C = A * 2
    rows = []
    for row in C:
        rows.append(row)
        row *= 2
    return np.sum(np.stack(rows))


def replaced_in_a_round(A, n: int):
    C = A * 2
    row = C[0, :]
    for i in range(n):
        row *= 2
        C = C * C
    return np.sum(C) + np.sum(row)


def handed_on(A: Float[np.ndarray, "N M"]):
    C = A * 2
    before = C[0]
    for i in range(1, len(C)):
        row = C[i]
        row -= before
        before *= 2
        before = row
    return np.sum(C)


def kept_of_a_copy(A: Float[np.ndarray, "N M"]):
    C = A * 2
    other = np.asarray(C)
    row = C[0]
    row *= 2
    return np.sum(C * other)


def bound_to_an_element_before(x):
    s = 0.0
    for i in x:
        s += i
    v = x.copy()
    for i in range(3):
        v *= 2
        v = x
    return v * s
# output
forward.py:7:5: row may be a copy of a part of C, or the part itself
    row[:] = 0.5
    ^
help: write into C itself: C[index, ...] = ...; or annotate index: int
forward.py:14:5: row may share its array with another name, which this changes, too
    row[:] = row * x
    ^
help: write into a copy: row = row.copy(); or into C itself: C[...] = ...
forward.py:23:9: row is on a list while this changes its array
        row *= 2
        ^
help: append a copy of it: row.copy()
forward.py:30:9: row is a part of C, which is another array in a later round
    for i in range(n):
        ^
help: give the other array another name than C
forward.py:31:9: which array this is a part of changes: C is another one in a later round
        row *= 2
        ^
help: give the other array another name than C
forward.py:39:5: before may share its array with another name when a round changes it
    for i in range(1, len(C)):
    ^
help: let it have a copy: before.copy()
forward.py:39:5: C may share its array with another name when a round changes it
    for i in range(1, len(C)):
    ^
help: copy the part that is read of it before; if that is one number, give the shapes (-s x=N)
forward.py:41:9: C may share its array with another name, which this changes, too
        row -= before
        ^
help: copy the part that is read of it before; if that is one number, give the shapes (-s x=N)
forward.py:51:5: C may share its array with another name, which this changes, too
    row *= 2
    ^
help: write into a copy: C = C.copy()
forward.py:60:5: v may share its array with another name when a round changes it
    for i in range(3):
    ^
help: let it have a copy: v.copy()
