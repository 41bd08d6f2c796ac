async def f(x):
    return x
# output
forward.py:1:1: f is async, which is not supported
async def f(x):
^
help: define it without async
