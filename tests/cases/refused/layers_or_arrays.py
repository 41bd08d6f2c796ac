import numpy as np


def by_place(params, x):
    for layer in params.values():
        x = np.tanh(x @ layer[0] + layer[1])
    return np.sum(x)


def beside_an_array(params, x):
    for w, b in params[:-1]:
        x = np.tanh(x @ w + b)
    return np.sum(x) * np.sum(params[-1])


def called_otherwise(theta, x):
    w, b = theta[0]
    return np.sum(np.tanh(x @ w + b)) * np.sum(theta[1] ** 2)


# output
forward.py:6:21: whether params holds tuples or is an array only the run tells
        x = np.tanh(x @ layer[0] + layer[1])
                    ^
help: annotate it: params: dict[str, tuple[np.ndarray, np.ndarray]]; or np.ndarray
forward.py:12:21: whether params holds tuples or is an array only the run tells
        x = np.tanh(x @ w + b)
                    ^
help: annotate it: params: list[tuple[np.ndarray, np.ndarray]]; or np.ndarray
forward.py:18:27: whether theta holds tuples or is an array only the run tells
    return np.sum(np.tanh(x @ w + b)) * np.sum(theta[1] ** 2)
                          ^
help: annotate it: theta: list[tuple[np.ndarray, np.ndarray]]; or np.ndarray
