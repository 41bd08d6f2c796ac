import numpy as np

WRT = ("w", "b")


def inputs(rng):
    return {
        "x": rng.normal(size=(2000, 100)),
        "y": rng.integers(0, 10, size=2000),
        "w": 0.1 * rng.normal(size=(100, 10)),
        "b": 0.1 * rng.normal(size=10),
        "reg": 1e-3,
    }


def hand(x, y, w, b, reg):
    scores = x @ w + b
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    probs[np.arange(len(y)), y] -= 1
    grad_scores = probs / len(y)
    return x.T @ grad_scores + reg * w, grad_scores.sum(axis=0)
