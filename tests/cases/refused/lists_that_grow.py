import numpy as np


def f(x, n: int):
    states = []
    for i in range(n):
        states.append(x * i)
    first = []
    second = first
    second.append(x)
    for state in states:
        states.append(state)
    states.insert(1, x)
    part = states[1:]
    pairs = []
    pairs.append((x, x))
    pairs.append(x)
    return np.sum(np.stack(states) ** 2)


def behind_loops(x, n: int):
    s = 0.0
    for i in range(n):
        for j in range(n):
            row = [x[i]]
            row.append(x[j])
            s += row[0] * row[1]
    return s + row[0]
# output
forward.py:11:5: a loop over a list that changes in it is not supported
    for state in states:
    ^
help: run over range(len(...)), or append to another list
forward.py:13:5: states.insert is not supported
    states.insert(1, x)
    ^
help: insert at the front: states.insert(0, x)
forward.py:17:5: a number or array goes onto a list of tuples
    pairs.append(x)
    ^
help: let all on a list be of one form
forward.py:24:9: row may be what a round before made, which is no number or array
        for j in range(n):
        ^
help: bind row before the loop; or to an array: row = np.array(...)
