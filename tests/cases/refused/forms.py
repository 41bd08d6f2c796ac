def one_or_other(x, n: int):
    if n > 1:
        y = (x, x)
    else:
        y = x
    return y


def longer(x, n: int):
    y = (x, x)
    for i in range(n):
        y = (x, x, x * i)
    return y[0]


def list_then_number(x, n: int):
    y = []
    for i in range(n):
        y = x * i
    return y


def extended(x, n: int):
    y = [x]
    both = [y]
    for i in range(n):
        y.reverse()
    return both[0]


def inserted(x, n: int):
    y = []
    for i in range(n):
        y.append(x)
        y.insert(1, x * i)
    return y.pop()


# output
forward.py:2:5: y is a tuple in one branch and a number or array in the other
    if n > 1:
    ^
help: give it one kind of value, or other names
forward.py:11:5: y is a tuple of 2 before the loop and a tuple of 3 in it
    for i in range(n):
    ^
help: give it one form: a number or array, or a tuple of as many parts
forward.py:18:5: y is a list before the loop and a number or array in it
    for i in range(n):
    ^
help: give it one form: a number or array, or a tuple of as many parts
forward.py:27:9: y.reverse is not supported
        y.reverse()
        ^
help: use append: y.append(x), one value at a time
forward.py:35:9: y.insert is not supported
        y.insert(1, x * i)
        ^
help: insert at the front: y.insert(0, x)
