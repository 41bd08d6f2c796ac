def f(x: float, n: int):
    ps = [[0.0, x] for _ in range(n)]
    q = ps[1]
    q[0] = x * x
    return ps[1][0]


def g(x: float):
    a = [x, 1.0]
    b = a if x > 0 else [x, 3.0]
    b[0] = x * x
    return a[0]


def h(x: float):
    ps = []
    ps.append([x, 2.0])
    q = ps[-1]
    q[0] = x * x
    return ps[0][0]
# output
forward.py:3:5: a second name for a list that grows is not supported
    q = ps[1]
    ^
help: change it by its first name, or make it an array
forward.py:10:5: a second name for a list that grows is not supported
    b = a if x > 0 else [x, 3.0]
    ^
help: change it by its first name, or make it an array
forward.py:18:5: a second name for a list that grows is not supported
    q = ps[-1]
    ^
help: change it by its first name, or make it an array
