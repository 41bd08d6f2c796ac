# flags: -w y,q
def f(x, y: int):
    return x * y
# output
forward.py: wrt names 'q', which is no input
help: the inputs are x, y
forward.py:2:1: wrt names 'y', which is a constant
def f(x, y: int):
^
help: leave it out of wrt, or annotate y as float
