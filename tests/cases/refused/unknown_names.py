import maths as math
import numpy as np
from math import sinn


def f(x, y):
    a = math.expp(x)
    b = np.tahn(y)
    c = sinn(x)
    d = sigmiod(x)
    e = y_ * 2
    u = np.fft.rfft(x)
    h = later + x
    later = 3
    return print(x)


def g(x):
    return math.exp(x) + scipy.special.expit(x) + open(x)
# output
forward.py:7:9: unknown function 'math.expp'
    a = math.expp(x)
        ^
help: give its gradient in a file of rules, by --rules, or define it in this file
forward.py:8:9: unknown function 'np.tahn'
    b = np.tahn(y)
        ^
help: did you mean np.tanh?
forward.py:9:9: unknown function 'sinn'
    c = sinn(x)
        ^
help: did you mean math.sin?
forward.py:10:9: unknown name 'sigmiod'
    d = sigmiod(x)
        ^
help: did you mean sigmoid?
forward.py:11:9: unknown name 'y_'
    e = y_ * 2
        ^
help: define it, import it or pass it in
forward.py:13:9: later is read before it is assigned
    h = later + x
        ^
help: assign it on every way that leads here
forward.py:15:12: print() is not supported
    return print(x)
           ^
help: leave it out: the forward function is arithmetic
forward.py:19:12: unknown function 'math.exp'
    return math.exp(x) + scipy.special.expit(x) + open(x)
           ^
help: give its gradient in a file of rules, by --rules, or define it in this file
forward.py:19:26: unknown name 'scipy'
    return math.exp(x) + scipy.special.expit(x) + open(x)
                         ^
help: write import scipy at the top of the file
forward.py:19:51: open() is not supported
    return math.exp(x) + scipy.special.expit(x) + open(x)
                                                  ^
help: leave it out: the forward function is arithmetic
