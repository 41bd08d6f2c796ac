import numpy as np

WRT = ("w1", "b1", "w2", "b2")


def inputs(rng):
    return {
        "x": rng.normal(size=4),
        "y": 0.7,
        "w1": rng.normal(size=(8, 4)),
        "b1": rng.normal(size=8),
        "w2": rng.normal(size=8),
        "b2": 0.1,
    }


def hand(x, y, w1, b1, w2, b2):
    h = np.tanh(w1 @ x + b1)
    error = w2 @ h + b2 - y
    grad_b1 = error * w2 * (1 - h**2)
    return np.outer(grad_b1, x), grad_b1, error * h, error
