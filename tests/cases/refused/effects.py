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


SAID = {"it is {a}": 1.0}


def quoted(x):
    print(f"{SAID['it is {a}']}")
    return x * x


# output
forward.py:8:11: h.pop, which changes a value, is not supported here
    print(h.pop())
          ^
help: do it on a line of its own
forward.py:16:15: a list that grows is not supported here
        print(h)
              ^
help: use what is put onto it, or len of it
forward.py:22:11: y.sort, which changes a value, is not supported here
    print(y.sort())
          ^
help: do it on a line of its own
forward.py:27:13: a name that is assigned within such a statement is not supported here
    assert (y := x * 2) > 1
            ^
help: compute it on a line before
forward.py:35:11: norm, a function that isn't defined at the top of the file, is not supported here
    print(norm(x))
          ^
help: define it at the top of the file, or call it on a line before
forward.py:45:11: shifted, called for its effect, is not supported here
    print(shifted(x))
          ^
help: call it on a line before: shifted may change what it is given
forward.py:51:9: a raise without an error is not supported here
        raise
        ^
help: name it: raise ValueError("...")
forward.py:59:14: such a text within the braces of another is not supported here
    print(f"{SAID['it is {a}']}")
             ^
help: give the text a name on a line before
