import numpy as np

WRT = ("x",)


def inputs(rng):
    return {"x": rng.normal(size=10)}


def hand(x):
    valley = 200 * (x[1:] - x[:-1] ** 2)
    grad_x = np.zeros(x.shape)
    grad_x[1:] = valley
    grad_x[:-1] -= 2 * valley * x[:-1] + 2 * (1 - x[:-1])
    return (grad_x,)
