import math
import numpy as np

UNIT = "m"


def f(x):
    a = x * "a"
    b = "a" - x
    c = -"a"
    d = x * UNIT
    e = np.exp("a")
    g = math.pow(x, "a")
    h = max(x, "a")
    i = x * float("inf")
    return x


def g(x):
    return x, "a"
# output
forward.py:8:13: a text where a number has to stand
    a = x * "a"
            ^
help: use real numbers
forward.py:9:9: a text where a number has to stand
    b = "a" - x
        ^
help: use real numbers
forward.py:10:10: a text where a number has to stand
    c = -"a"
         ^
help: use real numbers
forward.py:11:13: a text where a number has to stand
    d = x * UNIT
            ^
help: use real numbers
forward.py:12:16: a text where a number has to stand
    e = np.exp("a")
               ^
help: use real numbers
forward.py:13:21: a text where a number has to stand
    g = math.pow(x, "a")
                    ^
help: use real numbers
forward.py:14:9: a text where a number has to stand
    h = max(x, "a")
        ^
help: use real numbers
forward.py:20:12: a text where a number has to stand
    return x, "a"
           ^
help: use real numbers
