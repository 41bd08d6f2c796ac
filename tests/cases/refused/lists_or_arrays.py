import numpy as np


def part_of_a_list(x, n: int):
    h = [x, x * 2]
    for i in range(n):
        h.append(x * i)
    s = 0.0
    for a in h[:-1]:
        h[0] = a * 2
        s += np.sum(a)
    for i, a in enumerate(h[1:]):
        h.append(a)
    for a, b in zip(h, reversed(h)):
        h.pop()
    for a in h[n:]:
        s += np.sum(a)
    return s


# output
forward.py:9:5: a loop over a part of a list that changes in it is not supported
    for a in h[:-1]:
    ^
help: name the part on a line before, or run over range(...)
forward.py:12:5: a loop over a part of a list that changes in it is not supported
    for i, a in enumerate(h[1:]):
    ^
help: name the part on a line before, or run over range(...)
forward.py:14:5: a loop over a list that changes in it is not supported
    for a, b in zip(h, reversed(h)):
    ^
help: run over range(len(...)), or append to another list
forward.py:14:5: a loop over a part of a list that changes in it is not supported
    for a, b in zip(h, reversed(h)):
    ^
help: name the part on a line before, or run over range(...)
forward.py:16:14: which part of a list is meant only the run tells: that is not supported
    for a in h[n:]:
             ^
help: read its parts in a loop over range(...), or make an array of it: np.array(h)[i:]
