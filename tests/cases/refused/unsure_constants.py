C = 0
globals()["C"] = 3


def f(x):
    return x**C
# output
forward.py:6:15: what C is only the run tells: the file calls globals
    return x**C
              ^
help: give it one meaning, at the top of the file
