import numpy as np

WRT = ("x", "gain", "bias")


def inputs(rng):
    return {
        "x": rng.normal(1, 2, size=(1000, 128)),
        "gain": rng.normal(size=128),
        "bias": rng.normal(size=128),
        "target": rng.normal(size=(1000, 128)),
    }


def hand(x, gain, bias, target):
    centered = x - x.mean(axis=-1, keepdims=True)
    std = np.sqrt((centered**2).mean(axis=-1, keepdims=True) + 1e-5)
    xhat = centered / std
    grad_y = (xhat * gain + bias - target) * (2 / x.size)
    grad_xhat = grad_y * gain
    along = (grad_xhat * xhat).mean(axis=-1, keepdims=True)
    grad_x = (grad_xhat - grad_xhat.mean(axis=-1, keepdims=True) - xhat * along) / std
    return grad_x, (grad_y * xhat).sum(axis=0), grad_y.sum(axis=0)
