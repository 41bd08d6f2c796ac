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
forward.py:8:5: a with statement is not supported
    with open("f") as c:
    ^
help: write its lines alone, and the with around the call
forward.py:10:5: a try statement is not supported
    try:
    ^
help: ask by an if whether it would fail, or let the exception pass to the caller
forward.py:15:5: an import inside a function is not supported
    import os
    ^
help: import at the top of the file
forward.py:16:5: a global statement is not supported
    global e
    ^
help: pass the value in and return it
forward.py:17:5: a del statement is not supported
    del y
    ^
help: leave the name alone: it does no harm
forward.py:18:5: a class inside a function is not supported
    class G: pass
    ^
help: use functions and tuples
forward.py:19:5: an async function is not supported
    async def h(): pass
    ^
help: define it without async
forward.py:20:5: setting an attribute is not supported
    y.attribute = 3
    ^
help: use a plain name
forward.py:22:5: an expression by itself does nothing
    x
    ^
help: assign it to a name, or take the line out
