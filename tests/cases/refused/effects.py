import numpy as np


def popped(x):
    h = []
    for i in range(3):
        h.append(x * i)
    print(h.pop())
    return x * x


def printed_list(x):
    h = []
    for i in range(3):
        h.append(x * i)
        print(h)
    return h.pop()


def sorted_in_print(x):
    y = x * 2
    print(y.sort())
    return np.sum(y)


def named_within(x):
    assert (y := x * 2) > 1
    return y


def inner_function(x):
    def norm(v):
        return v * v

    print(norm(x))
    return x * x


def shifted(v):
    v[0] = 0.0
    return v


def passed_on(x):
    print(shifted(x))
    return np.sum(x * x)


def again(x):
    if x < 0:
        raise
    return x


def quoted(x, d: dict):
    print(f"{d['a']} and {x['it is a "b"']}")
    return x * x


# output
forward.py:56:45: not valid Python: f-string: unterminated string
    print(f"{d['a']} and {x['it is a "b"']}")
                                            ^
help: flatgen reads what Python can read
