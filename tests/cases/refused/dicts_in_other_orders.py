import numpy as np


def has_it_or_not(x: np.ndarray, a: float, k: int):
    d = {"z": a}
    if k:
        d["u"] = a * x[0]
    for v in x[:k]:
        d["u"] = v * a
    return len(d) * a


def in_each_branch(x: np.ndarray, a: float, k: int):
    if k:
        d = {"u": a, "w": x[0]}
    else:
        d = {"w": a * a, "u": x[1]}
    s = 0.0
    for v in d.values():
        s = s * a + v
    return s


def taken_out_and_set(x: np.ndarray, a: float, k: int):
    d = {"u": a, "w": x[0]}
    if k:
        v = d.pop("u")
        d["u"] = v * 2
    s = 0.0
    for v in d.values():
        s = s * a + v
    return s


def made_anew_in_rounds(x: np.ndarray, a: float, k: int):
    d = {"u": a, "w": x[0]}
    for v in x:
        d = {"w": d["u"] * v, "u": d["w"]}
    s = 0.0
    for v in d.values():
        s = s * a + v
    return s


def of_a_helper(x: np.ndarray, a: float, k: int):
    d = mk(x, a, k)
    s = 0.0
    for v in d.values():
        s = s * a + v
    return s


def mk(x, a, k: int):
    if k:
        return {"u": a, "w": x[0]}
    return {"w": a * a, "u": x[1]}


def taken_out_in_rounds(x: np.ndarray, a: float, k: int):
    d = {"u": a, "w": x[0]}
    for i in range(k):
        v = d.pop("u")
        d["u"] = v * 2
    s = 0.0
    for v in d.values():
        s = s * a + v
    return s
# output
forward.py:10:12: whether d has "u" only the run tells
    return len(d) * a
           ^
help: set it on every way that leads here
forward.py:19:14: in what order d has its entries only the run tells
    for v in d.values():
             ^
help: set them in the same order on every way that leads here
forward.py:30:14: in what order d has its entries only the run tells
    for v in d.values():
             ^
help: set them in the same order on every way that leads here
forward.py:40:14: in what order d has its entries only the run tells
    for v in d.values():
             ^
help: set them in the same order on every way that leads here
forward.py:48:14: in what order d has its entries only the run tells
    for v in d.values():
             ^
help: set them in the same order on every way that leads here
forward.py:65:14: in what order d has its entries only the run tells
    for v in d.values():
             ^
help: set them in the same order on every way that leads here
