def f(x, y):
    return x * y, x + y


def g(x, y):
    return


def h(n: int, mode="sum"):
    return 2 * n
# output
forward.py:2:12: f returns 2 values; a gradient is of one
    return x * y, x + y
           ^
help: return one value, no cache beside it, or take the mode vjp: an upstream for each
forward.py:5:1: g returns nothing
def g(x, y):
^
help: return the value to differentiate
forward.py:9:1: h has no real input
def h(n: int, mode="sum"):
^
help: give it a parameter that is a real number or an array
