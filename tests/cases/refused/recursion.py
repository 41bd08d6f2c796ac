def factorial(n, x):
    return n * factorial(n - 1, x)


def even(x):
    return odd(x - 1)


def odd(x):
    return even(x - 1)
# output
forward.py:2:16: recursion: factorial calls itself
    return n * factorial(n - 1, x)
               ^
help: write it as a loop
