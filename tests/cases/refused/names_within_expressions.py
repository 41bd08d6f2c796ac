def chosen(x, a: float):
    t = x[3]
    y = (t := a * x[1]) if x[0] > 0 else a
    return y * t


def otherwise(x, a: float):
    t = x[3]
    y = x[1] if x[0] > 0 else (t := a * x[1])
    return y * t


def behind_and(x, a: float):
    s = 0.0
    for i in range(3):
        if i > 0 and (r := x[i] * a) < 5:
            s += r
    return s
# output
forward.py:3:10: a name that is assigned in a part of an expression that may not be run
    y = (t := a * x[1]) if x[0] > 0 else a
         ^
help: assign it on a line of its own, with an if around it
forward.py:9:32: a name that is assigned in a part of an expression that may not be run
    y = x[1] if x[0] > 0 else (t := a * x[1])
                               ^
help: assign it on a line of its own, with an if around it
forward.py:16:23: a name that is assigned in a part of an expression that may not be run
        if i > 0 and (r := x[i] * a) < 5:
                      ^
help: assign it on a line of its own, with an if around it
