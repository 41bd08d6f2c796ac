import numpy as np

WRT = ("x", "wq", "wk", "wv")


def inputs(rng):
    return {
        "x": rng.normal(size=(256, 64)),
        "wq": 0.2 * rng.normal(size=(64, 32)),
        "wk": 0.2 * rng.normal(size=(64, 32)),
        "wv": 0.2 * rng.normal(size=(64, 32)),
        "target": rng.normal(size=(256, 32)),
    }


def hand(x, wq, wk, wv, target):
    q, k, v = x @ wq, x @ wk, x @ wv
    scale = 1 / np.sqrt(wq.shape[1])
    scores = (q * scale) @ k.T
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    attention = e / e.sum(axis=1, keepdims=True)
    y = attention @ v
    grad_y = (y - target) * (2 / y.size)
    grad_v = attention.T @ grad_y
    grad_attention = grad_y @ v.T
    mean = (grad_y * y).sum(axis=1, keepdims=True)  # of grad_attention, weighted by attention
    grad_scores = attention * (grad_attention - mean)
    grad_q = grad_scores @ k * scale
    grad_k = grad_scores.T @ q * scale
    grad_x = grad_q @ wq.T + grad_k @ wk.T + grad_v @ wv.T
    return grad_x, x.T @ grad_q, x.T @ grad_k, x.T @ grad_v
