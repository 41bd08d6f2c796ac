import numpy as np


def got(params: dict[str, np.ndarray], x):
    return np.sum(params["w"] * x) + np.sum(params.get("b", 0.0))


def by_others_keys(params: dict[str, np.ndarray], other: dict[str, np.ndarray]):
    total = 0.0
    for name, p in params.items():
        total += np.sum(p * other[name])
    for q in other.values():
        total += np.sum(q)
    return total


def by_an_unknown_key(params: dict[str, np.ndarray], key: str):
    return np.sum(params[key]) + sum(np.sum(p) for p in params.values())


def as_an_array(params: dict[str, np.ndarray], x):
    total = sum(np.sum(p) for p in params.values())
    return np.sum(params) * total


def changed(params: dict[str, np.ndarray]):
    values = list(params.values())
    values[0] = 1.0
    params["w"] = 2.0
    return sum(np.sum(p) for p in values) + sum(np.sum(p) for p in params.values())


def of_dicts(params: dict[str, dict[str, np.ndarray]], x):
    for layer in params.values():
        for p in layer.values():
            x = np.tanh(x * p)
    return np.sum(x)


def of_lists_of_arrays(params: dict[str, list[np.ndarray]], x):
    for layers in params.values():
        for w in layers:
            x = np.tanh(x @ w)
    return np.sum(x)


def on_lists_of_others(x, n: int):
    h = list(x)
    h.append((x, x))
    rows = []
    for i in range(n):
        row = [x * j for j in range(n)]
        rows.append(row)
    return np.sum(rows[0] + rows[1]) + np.sum(h[0])


def of_lists(params: list[tuple[np.ndarray, np.ndarray]], x):
    params.append((x, x))
    params[0] = (x, x)
    print(params)
    return np.sum(params) + np.sum(params[0] * x)


def of_another_form(x, n: int):
    path = [(x, x)]
    for i in range(n):
        path.append((x, x, x))
    path = [(x, i) for i in range(n)]
    return sum(np.sum(p[0]) for p in path)


# output
forward.py:12:14: other is run through, and read by the keys of another: that is not supported
    for q in other.values():
             ^
help: run through params alone
forward.py:18:19: a key that only the run tells is not supported
    return np.sum(params[key]) + sum(np.sum(p) for p in params.values())
                  ^
help: write the key out, or run over its items: for key, value in params.items()
forward.py:23:12: a dict where a number has to stand
    return np.sum(params) * total
           ^
help: use its parts one by one, in a loop
forward.py:29:5: params is the caller's dict, which this changes
    params["w"] = 2.0
    ^
help: make another one: {key: 2 * value for key, value in params.items()}
forward.py:34:18: nothing of what is on the list is read
    for layer in params.values():
                 ^
help: read its parts
forward.py:35:18: what keys params.values()[i] has is only known when it runs
        for p in layer.values():
                 ^
help: name its keys: annotate it as a TypedDict of the file; or read each by its key
forward.py:40:1: params.values()[i] is a list of lists, which has no gradient of that form
def of_lists_of_arrays(params: dict[str, list[np.ndarray]], x):
^
help: say what is in it: tuple[np.ndarray, np.ndarray]; or pass lists of arrays
forward.py:53:9: appending a list is not supported
        rows.append(row)
        ^
help: append an array of it: h.append(np.array(row)); or its parts to lists of their own
forward.py:58:5: params is the caller's list, which this changes
    params.append((x, x))
    ^
help: change a list of the function's own
forward.py:59:5: params is the caller's list, which this changes
    params[0] = (x, x)
    ^
help: change a list of the function's own
forward.py:60:11: a list that grows is not supported here
    print(params)
          ^
help: use what is put onto it, or len of it
forward.py:61:12: a list of tuples where a number has to stand
    return np.sum(params) + np.sum(params[0] * x)
           ^
help: use its parts one by one, in a loop
forward.py:61:36: a tuple or list where a number has to stand
    return np.sum(params) + np.sum(params[0] * x)
                                   ^
help: use its parts one by one, or numpy.array
forward.py:67:9: a tuple of 3 goes onto a list of tuples
        path.append((x, x, x))
        ^
help: let all on a list be of one form
