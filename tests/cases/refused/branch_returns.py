def f(x: float):
    if x > 0:
        return x**2


def g(x: float):
    if x > 0:
        y = x**2
    elif x > -1:
        return x
    else:
        return
    return y
# output
forward.py:2:5: one way returns a value, the other none
    if x > 0:
    ^
help: return a value on every way
forward.py:9:5: one way returns a value, the other none
    elif x > -1:
    ^
help: return a value on every way
