import numpy as np


def generator(x):
    yield x


def with_block(x):
    with open("log.txt") as log:
        return np.log(x)


def tried(x):
    try:
        y = 1 / x
    finally:
        print("done")
    return y


def changed(x):
    global TOTAL
    TOTAL = TOTAL + x
    return TOTAL


def around(x):
    def inner():
        nonlocal y
        y = y * x
        return y

    y = x
    return inner()


def matched(x, pair):
    match pair:
        case [first, second]:
            y = x * first + second
        case _:
            y = x * x
    return y


def deleted(x):
    y = [x, x]
    del y[0]
    return y[0]


def always(x):
    y = x * x
    raise ValueError(y)


def any_keyword(x, **more):
    return x


def keyword(x):
    return any_keyword(x, b=2)


def mapped(x):
    return sum(filter(lambda v: v > 0, x))


# output
forward.py:5:5: a generator is not supported
    yield x
    ^
help: return the values as a tuple, or a list that grows
forward.py:9:5: a with statement is not supported
    with open("log.txt") as log:
    ^
help: write its lines alone, and the with around the call
forward.py:14:5: a try statement is not supported
    try:
    ^
help: ask by an if whether it would fail, or let the exception pass to the caller
forward.py:22:5: a global statement is not supported
    global TOTAL
    ^
help: pass the value in and return it
forward.py:29:9: a nonlocal statement is not supported
        nonlocal y
        ^
help: pass the value in and return it
forward.py:38:5: a match that takes its subject apart is not supported
    match pair:
    ^
help: write it as if and elif
forward.py:48:5: a del statement is not supported
    del y[0]
    ^
help: take a part of it instead: y = y[1:]
forward.py:54:5: always raises an error in any case
    raise ValueError(y)
    ^
help: raise it where an if asks for it
forward.py:66:16: filter() is not supported
    return sum(filter(lambda v: v > 0, x))
               ^
help: write it as a loop
