def power(x: float):
    return x ^ 2


def power_of_no_annotation(x):
    y = x * 2
    return y + (x ^ 2)


def either(x: float):
    return x | 2


def inverted(x: float):
    return ~x


def made_of_it(x: float):
    y = x * 2
    return y & 1
# output
forward.py:2:12: the operator ^ is not supported on floating numbers
    return x ^ 2
           ^
help: a power is written **
forward.py:7:17: the operator ^ is not supported on floating numbers
    return y + (x ^ 2)
                ^
help: a power is written **
forward.py:11:12: the operator | is not supported on floating numbers
    return x | 2
           ^
help: it has no gradient: use arithmetic
forward.py:15:12: the operator ~ is not supported on floating numbers
    return ~x
           ^
help: it has no gradient: use arithmetic
