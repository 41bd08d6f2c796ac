import numpy as np

WRT = ("w1", "b1", "w2", "b2")


def inputs(rng):
    return {
        "x": rng.normal(size=(1000, 100)),
        "y": rng.integers(0, 10, size=1000),
        "w1": 0.1 * rng.normal(size=(100, 100)),
        "b1": 0.1 * rng.normal(size=100),
        "w2": 0.1 * rng.normal(size=(100, 10)),
        "b2": 0.1 * rng.normal(size=10),
        "reg": 1e-3,
    }


def hand(x, y, w1, b1, w2, b2, reg):
    h = np.maximum(0, x @ w1 + b1)
    scores = h @ w2 + b2
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    probs[np.arange(len(y)), y] -= 1
    grad_scores = probs / len(y)
    grad_w2 = h.T @ grad_scores + 2 * reg * w2
    grad_s1 = (grad_scores @ w2.T) * (h > 0)
    grad_w1 = x.T @ grad_s1 + 2 * reg * w1
    return grad_w1, grad_s1.sum(axis=0), grad_w2, grad_scores.sum(axis=0)
