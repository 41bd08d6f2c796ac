import numpy as np

WRT = ("x", "gamma", "beta")


def inputs(rng):
    return {
        "x": rng.normal(1, 2, size=(1000, 100)),
        "gamma": rng.normal(size=100),
        "beta": rng.normal(size=100),
        "target": rng.normal(size=(1000, 100)),
    }


def hand(x, gamma, beta, target):
    n = len(x)
    centered = x - x.mean(axis=0)
    std = np.sqrt((centered**2).mean(axis=0) + 1e-5)
    xhat = centered / std
    grad_y = gamma * xhat + beta - target
    grad_gamma = (grad_y * xhat).sum(axis=0)
    grad_beta = grad_y.sum(axis=0)
    grad_x = gamma / std * (grad_y - grad_beta / n - xhat * (grad_gamma / n))
    return grad_x, grad_gamma, grad_beta
