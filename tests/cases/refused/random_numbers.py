import numpy as np


def dropout(x, w, rng, p: float = 0.5):
    h = np.maximum(0, x @ w)
    return np.sum(h * (rng.random(h.shape) < p) / p)


def sampled(mu, log_sigma, n: int):
    np.random.seed(0)
    eps = np.random.randn(n)
    return np.mean((mu + np.exp(log_sigma) * eps) ** 2)


# output
forward.py:6:24: the attribute .random is not supported
    return np.sum(h * (rng.random(h.shape) < p) / p)
                       ^
help: draw random numbers outside, and pass them in: a gradient is that of one draw
forward.py:10:5: unknown function 'np.random.seed'
    np.random.seed(0)
    ^
help: draw random numbers outside, and pass them in: a gradient is that of one draw
forward.py:11:11: unknown function 'np.random.randn'
    eps = np.random.randn(n)
          ^
help: draw random numbers outside, and pass them in: a gradient is that of one draw
