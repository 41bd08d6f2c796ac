import numpy as np


def first(x, w, k: int):
    if k > 0:
        h = [v + w for v in x]
        if k > 5:
            h = [v * w * w for v in x]
    else:
        h = [v * w for v in x]
    return h[0]


def second(x, w, k: int):
    if k > 0:
        h = [v + w for v in x]
    else:
        h = [v * w for v in x]
    if k > 5:
        h = [v * w * w for v in x]
    return sum(h)


def third(x, w, k: int):

    def mk(a):
        h = [v for v in a]
        return h
    g = mk(x)
    if k > 0:
        if k > -5:
            g = [v * w for v in x]
    elif k:
        g.append(w)
    else:
        g = [sum(g), 2.0, 2.0]
    return sum(g)


def fifth(x, w, k: int):
    s = 0.0
    for i in range(3):
        if k > i:
            h = [v + w for v in x]
            if k > 5:
                h = [v * w * i for v in x]
        else:
            h = [v * w for v in x]
        s = s + h[0] * h[1]
    return s


def sixth(x, w, k: int):

    def mk(a):
        return [v * a for v in x]
    if k > 0:
        h = mk(w)
        if k > 2:
            if k > 5:
                h = mk(w * w)
        elif k > 1:
            h = mk(2.0)
    else:
        h = mk(-w)
    return sum(h)
# output
forward.py:5:5: h is another list in each branch
    if k > 0:
    ^
help: let each branch make it in one line, or append to one list in both
forward.py:19:5: h is another list in each branch
    if k > 5:
    ^
help: let each branch make it in one line, or append to one list in both
forward.py:30:5: g is another list in each branch
    if k > 0:
    ^
help: let each branch make it in one line, or append to one list in both
forward.py:43:9: h is another list in each branch
        if k > i:
        ^
help: let each branch make it in one line, or append to one list in both
forward.py:57:5: h is another list in each branch
    if k > 0:
    ^
help: let each branch make it in one line, or append to one list in both
