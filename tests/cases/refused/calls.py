def h(a, b, /, c=1, *, d):
    return a * b * c * d


def nothing(a):
    b = a


def f(x, *rest, **more):
    a = h(x)
    b = h(x, x, x, x, d=x)
    c = h(x, x, d=x, e=x)
    e = h(x, b=x, d=x)
    g = h(x, x, x, c=x, d=x)
    i = nothing(x)
    j = sum()
    k = max(x, key=abs)
    l = h
    return l + max()
# output
forward.py:9:19: **more is not supported
def f(x, *rest, **more):
                  ^
help: name each input
forward.py:10:9: h misses its argument b
    a = h(x)
        ^
help: its signature is h(a, b, /, c=1, *, d)
forward.py:11:9: h takes at most 3 positional, not 4
    b = h(x, x, x, x, d=x)
        ^
help: its signature is h(a, b, /, c=1, *, d)
forward.py:12:9: h has no parameter e
    c = h(x, x, d=x, e=x)
        ^
help: its signature is h(a, b, /, c=1, *, d)
forward.py:13:9: h has no parameter b
    e = h(x, b=x, d=x)
        ^
help: its signature is h(a, b, /, c=1, *, d)
forward.py:14:9: h is given c twice
    g = h(x, x, x, c=x, d=x)
        ^
help: its signature is h(a, b, /, c=1, *, d)
forward.py:15:9: nothing returns nothing
    i = nothing(x)
        ^
help: let it return its value
forward.py:16:9: sum of anything but values written out is not supported
    j = sum()
        ^
help: write its values out: sum((a, b, c))
forward.py:17:9: max with key= is not supported
    k = max(x, key=abs)
        ^
help: call max with its values alone
forward.py:19:16: max of anything but values written out is not supported
    return l + max()
               ^
help: write its values out: max((a, b, c))
