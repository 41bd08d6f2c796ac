import sys

if sys.version_info > (3, 0):

    def f(x):
        return x * 2

else:

    def f(x):
        return x * 3


try:
    from fast import g
except ImportError:

    def g(x):
        return x * x
# output
forward.py:10:5: what f is only the run tells: it is defined in more than one way
    def f(x):
    ^
help: define it once, or differentiate the function that runs: flatgen.grad(f)
forward.py:18:5: what g is only the run tells: it is defined in more than one way
    def g(x):
    ^
help: define it once, or differentiate the function that runs: flatgen.grad(f)
