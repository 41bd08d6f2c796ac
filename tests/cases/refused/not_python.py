def f(x:
    return x
# output
forward.py:1:6: not valid Python: '(' was never closed
def f(x:
     ^
help: flatgen reads what Python can read
