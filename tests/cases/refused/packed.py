import numpy as np


def whole(params, x):
    return np.sum(params["w"] * x) + np.sum(params)


def scaled(w, b=1.0):
    return w * b


def unpacked(params: dict, x):
    return sum(np.sum(p * x) for p in params.values()) + np.sum(scaled(**params))


def returned(params: dict, x):
    w = params["w"] * x
    return params


def printed(params: dict, x):
    print(params)
    return np.sum(params["w"] * x)


def written(params: dict, x):
    params["w"] = x
    return np.sum(params["w"])


def in_place(params: dict, x):
    w = params["w"]
    w += 1
    return np.sum(w * x + params["w"])


def layers(layers: list[tuple[list[np.ndarray], np.ndarray]], x):
    for ws, b in layers:
        x = np.tanh(x @ ws[0] + b)
    return np.sum(x)


def lists_of_layers(params: list[list[np.ndarray]], x):
    for layers in params:
        for w in layers:
            x = np.tanh(x @ w)
    return np.sum(x)


def of_any_length(p: tuple[np.ndarray, ...], x):
    return np.sum(p[0] * x)


def of_no_length(p: tuple, x):
    return np.sum(p[0] * x)


def with_a_constant(p: tuple[np.ndarray, int], x):
    w, k = p
    return np.sum(w * x) * k


def too_many(p: tuple[np.ndarray, np.ndarray], x):
    a, b, c = p
    return np.sum(a * x)


def by_index(p: tuple[np.ndarray, np.ndarray], x, i: int):
    return np.sum(p[i] * x)


def by_key(p: dict, x, k: str):
    return np.sum(p[k] * x)


def in_a_dict(params: dict, x):
    layer = params["layer"]
    return np.sum(layer["w"] * x) + np.sum(layer)


# output
forward.py:4:1: params is read by keys, and as a whole
def whole(params, x):
^
help: annotate params as what it is: a dict, a TypedDict of the file
forward.py:13:74: which arguments of scaled are in params only the run tells
    return sum(np.sum(p * x) for p in params.values()) + np.sum(scaled(**params))
                                                                         ^
help: write scaled(w=params["w"], ...)
forward.py:18:12: returned returns a dict; a gradient is of one value
    return params
           ^
help: return a sum, or take the mode vjp: an upstream for all that is in it
forward.py:22:11: a dict that is taken whole is not supported here
    print(params)
          ^
help: use what is put onto it, or len of it
forward.py:27:5: params is the caller's dict, which this changes
    params["w"] = x
    ^
help: change a copy of it: new = dict(params)
forward.py:33:5: w may share its array with another name, which this changes, too
    w += 1
    ^
help: write w = w + ... if only w is meant
forward.py:37:1: layers[i][0] is a list of lists, which has no gradient of that form
def layers(layers: list[tuple[list[np.ndarray], np.ndarray]], x):
^
help: say what is in it: tuple[np.ndarray, np.ndarray]; or pass lists of arrays
forward.py:43:1: params is a list of lists, which has no gradient of that form
def lists_of_layers(params: list[list[np.ndarray]], x):
^
help: say what is in it: tuple[np.ndarray, np.ndarray]; or pass lists of arrays
forward.py:54:1: p is a tuple of unknown length, which has no gradient of that form
def of_no_length(p: tuple, x):
^
help: say what is in it: tuple[np.ndarray, np.ndarray]; or pass lists of arrays
forward.py:58:1: a part of p is a constant, which has no gradient
def with_a_constant(p: tuple[np.ndarray, int], x):
^
help: annotate it as a number or array, or pass it by itself
forward.py:64:5: 2 values for 3 names
    a, b, c = p
    ^
help: give each name one value
forward.py:69:19: indexing a tuple by what only the run tells
    return np.sum(p[i] * x)
                  ^
help: a tuple written out is indexed by a number written out; or make it an array
forward.py:73:19: a dict is read by a key that it has, written out
    return np.sum(p[k] * x)
                  ^
help: write the key out
forward.py:76:1: params["layer"] is read by keys, and as a whole
def in_a_dict(params: dict, x):
^
help: annotate params["layer"] as what it is: a dict, a TypedDict of the file
