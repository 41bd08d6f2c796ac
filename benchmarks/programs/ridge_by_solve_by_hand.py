import numpy as np

WRT = ("x", "y", "reg")


def inputs(rng):
    x, x_new = rng.normal(size=(1000, 80)), rng.normal(size=(500, 80))
    w = rng.normal(size=80)
    return {
        "x": x,
        "y": x @ w + rng.normal(size=1000),
        "x_new": x_new,
        "y_new": x_new @ w + rng.normal(size=500),
        "reg": 10.0,
    }


def hand(x, y, x_new, y_new, reg):
    a = x.T @ x + reg * np.eye(x.shape[1])
    w = np.linalg.solve(a, x.T @ y)
    grad_w = x_new.T @ (x_new @ w - y_new) * (2 / len(y_new))
    v = np.linalg.solve(a, grad_w)  # a is symmetric
    xv = x @ v
    grad_x = np.outer(y - x @ w, v) - np.outer(xv, w)
    return grad_x, xv, -(v @ w)
