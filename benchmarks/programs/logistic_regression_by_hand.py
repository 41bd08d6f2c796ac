import numpy as np

WRT = ("w", "b")


def inputs(rng):
    return {
        "x": rng.normal(size=(5000, 100)),
        "y": rng.integers(0, 2, size=5000).astype(float),
        "w": 0.1 * rng.normal(size=100),
        "b": 0.2,
    }


def hand(x, y, w, b):
    p = 1 / (1 + np.exp(-(x @ w + b)))
    grad_z = (p - y) / len(y)
    return x.T @ grad_z, grad_z.sum()
