import numpy as np


def asked(x, n: int):
    T = {}
    for i in range(n):
        for j in range(n):
            T[i, j] = T[i - 1, j] * x[i] if (i - 1, j) in T else x[j]
    return T[n - 1, 1]


def taken_whole(x, n: int):
    T = {}
    for i in range(n):
        for j in range(i):
            T[i, j] = x[i] * x[j]
    return sum(T.values())


def of_what_was_read(x, n: int):
    T = {}
    for i in range(n):
        for j in range(n):
            T[i, j] = T.get((i - 1, j), x[0]) * x[j]
    return T[n - 1, 0]


def sizes_that_move(x, n: int):
    T = {}
    for i in range(3):
        n = n + 1
        for j in range(n):
            T[i, j] = x[j]
    return T[2, 2] * T[0, 0]


def complex_numbers(x):
    T = {}
    for i in range(len(x)):
        for j in range(2):
            T[i, j] = np.exp(1j * x[i])
    return np.real(T[0, 1] * T[1, 0])


def nothing(x):
    T = [[0.0] * 2 for _ in range(len(x))]
    start = None
    for i in range(len(x)):
        T[i][0] = start
        T[i][1] = x[i]
    return T[0][1] if T[0][0] is None else x[0]


# output
forward.py:8:45: a key that only the run tells is not supported
            T[i, j] = T[i - 1, j] * x[i] if (i - 1, j) in T else x[j]
                                            ^
help: make a table of it: T = np.zeros((n, m)), T[i, j] = x; or write the keys out
forward.py:9:12: a key that only the run tells is not supported
    return T[n - 1, 1]
           ^
help: make a table of it: T = np.zeros((n, m)), T[i, j] = x; or write the keys out
forward.py:16:13: a key that only the run tells is not supported
            T[i, j] = x[i] * x[j]
            ^
help: make a table of it: T = np.zeros((n, m)), T[i, j] = x; or write the keys out
forward.py:24:23: a dict is read by a key that is written out
            T[i, j] = T.get((i - 1, j), x[0]) * x[j]
                      ^
help: make a table of it: T = np.zeros((n, m)), T[i, j] = x; or write the keys out
forward.py:25:12: a key that only the run tells is not supported
    return T[n - 1, 0]
           ^
help: make a table of it: T = np.zeros((n, m)), T[i, j] = x; or write the keys out
forward.py:33:13: a key that only the run tells is not supported
            T[i, j] = x[j]
            ^
help: make a table of it: T = np.zeros((n, m)), T[i, j] = x; or write the keys out
forward.py:41:13: an array of real numbers cuts off what is written into it
            T[i, j] = np.exp(1j * x[i])
            ^
help: make it of complex numbers, by dtype=complex
forward.py:49:9: writing into what has no name of its own is not supported
        T[i][0] = start
        ^
help: write into an array by its own name, in one pair of brackets
forward.py:50:9: writing into what has no name of its own is not supported
        T[i][1] = x[i]
        ^
help: write into an array by its own name, in one pair of brackets
