import numpy as np

WRT = ("centers", "alpha", "width")


def inputs(rng):
    return {
        "x": rng.normal(size=(1000, 5)),
        "y": rng.normal(size=1000),
        "centers": rng.normal(size=(100, 5)),
        "alpha": rng.normal(size=100),
        "width": 1.5,
    }


def hand(x, y, centers, alpha, width):
    squares = (x**2).sum(axis=1)[:, None] + (centers**2).sum(axis=1)
    distances = squares - 2 * x @ centers.T
    kernel = np.exp(distances * (-0.5 / width**2))
    error = (kernel @ alpha - y) * (2 / len(y))
    grad_alpha = error @ kernel
    pull = error[:, None] * kernel * (alpha / width**2)  # minus twice that of distances
    grad_centers = pull.T @ x - pull.sum(axis=0)[:, None] * centers
    grad_width = np.vdot(pull, distances) / width
    return grad_centers, grad_alpha, grad_width
