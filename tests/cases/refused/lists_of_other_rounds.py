import numpy as np


def on_two_ways(x: np.ndarray, a: float, k: int):
    if k:
        p = [v * a for v in x]
    if not k:
        p = [v * 2.0 for v in x]
    return sum(p)


def of_the_round_before(x, a: float):
    s = a * 2
    for o in range(2):
        if o > 0:
            s = s * 0.5 + sum(p)
        p = [s * a, a]
    return s


def by_a_flag(x, a: float, k: int):
    s = a * 2
    for o in range(2):
        if k:
            p = [s * a, a]
        s = s * 0.5
        if k:
            s = s + sum(p)
    return s


def made_in_the_first_round(x, a: float):
    s = a * 2
    for o in range(3):
        if o == 0:
            p = [s * a, a]
        s = s * 0.5 + sum(p)
        p.append(s)
    return s


def of_an_inner_loop(x: np.ndarray, a: float):
    s = a * 2
    for o in range(2):
        for z in x:
            p = [a * z, s]
        s = s * 0.5 + np.sum(p)
    return s


def by_a_loop_and_a_comprehension(x, a: float, k: int):
    if k:
        for i in range(3):
            h = [x]
    else:
        h = [x * 2.0 for j in range(3)]
    return sum(np.sum(e * e) for e in h)


def a_tuple_of_an_inner_loop(x: np.ndarray, a: float):
    s = a * 2
    for o in range(2):
        for z in x:
            p = (a * z, s)
        s = s * 0.5 + sum(p)
    return s


def a_dict_of_an_inner_loop(x: np.ndarray, a: float):
    s = 0.0
    for o in range(2):
        for z in x:
            p = {"u": a * z}
        s = s * 0.5 + p["u"]
    return s


def behind_the_loop(x: np.ndarray, a: float):
    for z in x:
        p = [a * z, a]
    return sum(p)


def sliced_in_another_loop(x: np.ndarray, a: float):
    for i in x:
        p = (a,)
    for i in x:
        p = p[::1]
    return a * p[0]


def left_early(x: np.ndarray, a: float):
    for i in range(3):
        if x[i] > 0:
            y = [v * x[i] for v in x]
            break
    else:
        y = [v * a for v in x]
    return sum(y)


def a_list_or_appended(x, a, k: int):
    if k:
        for i in range(3):
            h = [x, x * a]
            if i == k:
                break
    else:
        h = []
        for i in range(3):
            h.append(x * a * i)
    return sum(np.sum(e) for e in h)


def found_early(p, a, x):
    for v in x:
        if v > a:
            return [v * a for _ in range(2)]
    return p


def of_a_helper_that_is_called_again(x: np.ndarray, a: float):
    p = [a, x[1]]
    p = found_early(p, a, x)
    for z in x[:2]:
        p = found_early(p, z, x)
    return p[0]
# output
forward.py:7:5: p is another list in each branch
    if not k:
    ^
help: let each branch make it in one line, or append to one list in both
forward.py:14:5: p may be what a round before made, which is no number or array
    for o in range(2):
    ^
help: bind p before the loop; or to an array: p = np.array(...)
forward.py:24:9: p is no number or array, and bound on one way only
        if k:
        ^
help: assign it on every way that leads here
forward.py:35:9: p is no number or array, and bound on one way only
        if o == 0:
        ^
help: assign it on every way that leads here
forward.py:45:9: p may be what a round before made, which is no number or array
        for z in x:
        ^
help: bind p before the loop; or to an array: p = np.array(...)
forward.py:52:5: h is another list in each branch
    if k:
    ^
help: let each branch make it in one line, or append to one list in both
forward.py:63:9: p may be what a round before made, which is no number or array
        for z in x:
        ^
help: bind p before the loop; or to an array: p = np.array(...)
forward.py:72:9: p may be what a round before made, which is no number or array
        for z in x:
        ^
help: bind p before the loop; or to an array: p = np.array(...)
forward.py:79:5: p may be what a round before made, which is no number or array
    for z in x:
    ^
help: bind p before the loop; or to an array: p = np.array(...)
forward.py:85:5: p may be what a round before made, which is no number or array
    for i in x:
    ^
help: bind p before the loop; or to an array: p = np.array(...)
forward.py:93:5: y is another list in each branch
    for i in range(3):
    ^
help: let each branch make it in one line, or append to one list in both
forward.py:103:5: h is another list in each branch
    if k:
    ^
help: let each branch make it in one line, or append to one list in both
forward.py:117:9: what is returned here is no number or array, and bound on one way only
        if v > a:
        ^
help: assign it on every way that leads here
