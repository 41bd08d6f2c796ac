import numpy as np
from mylib import *
from numpy import *

FAST = True
if FAST:

    def act(x):
        return x * x

else:

    def act(x):
        return x * x * x


try:
    from math import sin as g
except ImportError:
    from math import cos as g

N = 2


def setup():
    global N
    N = 3


K = 2.0


def helper(x, k=K):
    return x * k


K = 3.0


def by_branch(x):
    return act(x)


def by_import(x):
    return g(x)


def by_global(x):
    return x**N


def by_default(x):
    return helper(x)


def by_star(x, y):
    return sum([x, y]) + sigmoid(x)


def twice(x, x):
    return x
# output
forward.py:26:5: a global statement is not supported
    global N
    ^
help: pass the value in and return it
forward.py:33:17: K may be another value when helper is called
def helper(x, k=K):
                ^
help: write the default's value out
forward.py:41:12: what act is only the run tells: it is defined in more than one way
    return act(x)
           ^
help: give it one meaning, at the top of the file
forward.py:45:12: what g is only the run tells: it is imported in more than one way
    return g(x)
           ^
help: give it one meaning, at the top of the file
forward.py:49:15: what N is only the run tells: a function changes it by global
    return x**N
              ^
help: give it one meaning, at the top of the file
forward.py:57:26: sigmoid may come from mylib by *
    return sum([x, y]) + sigmoid(x)
                         ^
help: import sigmoid by its name, or no * from mylib
forward.py:60:1: twice has two parameters of one name
def twice(x, x):
^
help: give each its own
