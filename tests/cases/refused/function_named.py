# flags: -f g -f h
def f(x):
    return x
# output
forward.py: no function 'g' in this file
help: it has f
forward.py: no function 'h' in this file
help: it has f
