def f(x, y):
    if x > 0:
        a = 2
    for i in range(3):
        b = x
    while x:
        pass
    with open("f") as c:
        pass
    try:
        d = 1
    except ValueError:
        pass
    assert x
    raise ValueError
    import os
    global e
    del y
    class G: pass
    async def h(): pass
    y.attribute = 3
    y[0] = 3
    x
    return x
# output
forward.py:6:5: a while loop is not supported
    while x:
    ^
help: write its rounds out as assignments
forward.py:8:5: a with statement is not supported
    with open("f") as c:
    ^
help: write its lines alone, and the with around the call
forward.py:10:5: a try statement is not supported
    try:
    ^
help: ask by an if whether it would fail, or let the exception pass to the caller
forward.py:15:5: f raises an error in any case
    raise ValueError
    ^
help: raise it where an if asks for it
