def f(x, y):
    a = x if y else 3
    b = {i for i in x}
    c = lambda t: t
    d = 0 < x < 1
    g = {1.5: x}
    h = f"{x}"
    i = x.T
    j = x[0]
    k = {x, y}
    l = 3j
    m = b"bytes"
    n = x | 2
    o = x in y
    p = (x, y) + 1
    q, r = x
    s, t = x, y, 3
    u = x(3)
    v = (x, y)[2]
    return x
# output
forward.py:3:9: a comprehension is not supported
    b = {i for i in x}
        ^
help: write its parts out
forward.py:5:9: a chain of comparisons is not supported
    d = 0 < x < 1
        ^
help: compare two values at a time
forward.py:6:9: a dict with keys like these is not supported
    g = {1.5: x}
        ^
help: use texts or whole numbers
forward.py:10:9: a set is not supported
    k = {x, y}
        ^
help: use a tuple
forward.py:12:9: bytes can't be differentiated
    m = b"bytes"
        ^
help: use real numbers
forward.py:14:9: the operator in is not supported
    o = x in y
        ^
help: it has no gradient: use arithmetic
forward.py:15:9: a tuple or list where a number has to stand
    p = (x, y) + 1
        ^
help: use its parts one by one, or numpy.array
forward.py:17:5: 3 values for 2 names
    s, t = x, y, 3
    ^
help: give each name one value
forward.py:18:9: what is called here is not a function
    u = x(3)
        ^
help: give it the default that it is for, x=np.tanh; or let a function around this one take it
forward.py:19:9: index 2 of 2 values
    v = (x, y)[2]
        ^
help: use an index that the tuple has
