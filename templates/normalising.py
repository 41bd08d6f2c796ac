"""Normalisation, (x - mean) / √(variance + ε), written out in the usual ways: as in batch and layer norm.

One rule takes the place of those of the quotient, the root, the variance and the mean: what they hand back to x
cancels but for two means. The variance may be a mean of squares of what the mean was taken from.
"""

import numpy as np
from flatgen.templates import rule


@rule(
    "(x - np.mean(x, axis=axis, keepdims=True))"
    " / (std := np.sqrt(np.var(x, axis=axis, keepdims=True) + e))",
    "(c := x - np.mean(x, axis=axis, keepdims=True))"
    " / (std := np.sqrt(np.mean(c**2, axis=axis, keepdims=True) + e))",
    "(x - np.mean(x, axis=axis, keepdims=True))"
    " / (std := (np.var(x, axis=axis, keepdims=True) + e) ** 0.5)",
    when="scalar(e)",
    shape="x",
)
def normalised(y, c, std, x, axis, e, grad_y):
    """normalisation: (grad - its mean - y times that of grad y) / std

    along: how much goes along y
    """
    along = np.mean(grad_y * y, axis=axis, keepdims=True)
    grad_x = (grad_y - np.mean(grad_y, axis=axis, keepdims=True) - y * along) / std
    return grad_x


@rule(
    "(x - np.mean(x, axis=axis, keepdims=True))"
    " * (inverse := 1 / np.sqrt(np.var(x, axis=axis, keepdims=True) + e))",
    "(c := x - np.mean(x, axis=axis, keepdims=True))"
    " * (inverse := 1 / np.sqrt(np.mean(c**2, axis=axis, keepdims=True) + e))",
    when="scalar(e)",
    shape="x",
)
def normalised_by_inverse(y, c, inverse, x, axis, e, grad_y):
    """normalisation: (grad - its mean - y times that of grad y) / std

    along: how much goes along y
    """
    along = np.mean(grad_y * y, axis=axis, keepdims=True)
    grad_x = (grad_y - np.mean(grad_y, axis=axis, keepdims=True) - y * along) * inverse
    return grad_x


@rule(
    "(x - np.mean(x, axis=0)) / (std := np.sqrt(np.var(x, axis=0) + e))",
    "(c := x - np.mean(x, axis=0)) / (std := np.sqrt(np.mean(c**2, axis=0) + e))",
    when="scalar(e)",
    shape="x",
)
def normalised_columns(y, c, std, x, e, grad_y):
    """normalisation: (grad - its mean - y times that of grad y) / std

    along: how much goes along y
    """
    along = np.mean(grad_y * y, axis=0)
    grad_x = (grad_y - np.mean(grad_y, axis=0) - y * along) / std
    return grad_x
