"""numpy's variances and standard deviations, along axes.

Where all entries are equal the standard deviation has a kink, as a norm has at 0: its gradient is 0 there,
which is what torch has, too. Its square is the variance, which has none. ``kept`` and ``count`` are explained
in reductions.py.
"""

import numpy as np
from flatgen.templates import define, rule
from flatgen.templates.helpers_layout import count, kept


@rule(
    "np.var(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    "np.std(x, axis=axis, ddof=ddof, keepdims=keepdims) ** 2",
    "np.square(np.std(x, axis=axis, ddof=ddof, keepdims=keepdims))",
    shape="reduced(x, axis, keepdims)",
    when="axis is None",
)
def variance_of_all(y, x, axis, ddof, keepdims, grad_y):
    """variance: 2 (x - mean) / count"""
    grad_x = grad_y * 2 / (np.size(x) - ddof) * (x - np.mean(x))
    return grad_x


@rule(
    "np.var(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    "np.std(x, axis=axis, ddof=ddof, keepdims=keepdims) ** 2",
    "np.square(np.std(x, axis=axis, ddof=ddof, keepdims=keepdims))",
    shape="reduced(x, axis, keepdims)",
    when="axis == 0",
)
def variance_in_front(y, x, axis, ddof, keepdims, grad_y):
    """variance: 2 (x - mean) / count"""
    grad_x = grad_y * 2 / (np.shape(x)[0] - ddof) * (x - np.mean(x, axis=0))
    return grad_x


@rule(
    "np.var(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    "np.std(x, axis=axis, ddof=ddof, keepdims=keepdims) ** 2",
    "np.square(np.std(x, axis=axis, ddof=ddof, keepdims=keepdims))",
    shape="reduced(x, axis, keepdims)",
)
def variance(y, x, axis, ddof, keepdims, grad_y):
    """variance: 2 (x - mean) / count

    apart: x - mean
    """
    apart = x - np.mean(x, axis=axis, keepdims=True)
    grad_x = kept(grad_y, x, axis, keepdims) * 2 / (count(x, axis) - ddof) * apart
    return grad_x


@rule(
    "np.std(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis is None",
)
def deviation_of_all(y, x, axis, ddof, keepdims, grad_y):
    """deviation: (x - mean) / (count std), 0 at 0

    length: 1 in place of 0
    """
    length = y + (y == 0)
    grad_x = grad_y / ((np.size(x) - ddof) * length) * (x - np.mean(x))
    return grad_x


@rule(
    "np.std(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="axis == 0",
)
def deviation_in_front(y, x, axis, ddof, keepdims, grad_y):
    """deviation: (x - mean) / (count std), 0 at 0

    length: 1 in place of 0
    """
    length = y + (y == 0)
    grad_x = grad_y / ((np.shape(x)[0] - ddof) * length) * (x - np.mean(x, axis=0))
    return grad_x


@rule(
    "np.std(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
)
def deviation(y, x, axis, ddof, keepdims, grad_y):
    """deviation: (x - mean) / (count std), 0 at 0

    apart: x - mean
    length: 1 in place of 0
    share: of a distance of 1
    """
    apart = x - np.mean(x, axis=axis, keepdims=True)
    length = y + (y == 0)
    share = grad_y / ((count(x, axis) - ddof) * length)
    grad_x = kept(share, x, axis, keepdims) * apart
    return grad_x


@define("np.cov(x, rowvar=rowvar, bias=True)")
def covariance_by_all(x, rowvar):
    return np.cov(x, rowvar=rowvar, ddof=0)
