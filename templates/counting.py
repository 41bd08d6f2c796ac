"""numpy's functions whose number of values is flat, and whose values aren't: in steps, in bins, each once."""

import numpy as np
from flatgen.templates import rule


@rule("np.arange(start, stop, step)", shape="any")
def counted(y, start, stop, step, grad_y):
    """start + i step, their number flat"""
    grad_start = np.sum(grad_y)
    grad_stop = 0.0
    grad_step = np.sum(grad_y * np.arange(np.size(y)))
    return grad_start, grad_stop, grad_step


@rule("np.arange(start, stop, step)")
def counted_from(y, start, stop, step, dot_start):
    """all by the same"""
    dot_y = dot_start * np.ones_like(y)
    return dot_y


@rule("np.arange(start, stop, step)")
def counted_by(y, start, stop, step, dot_step):
    """the i-th by i steps"""
    dot_y = dot_step * np.arange(np.size(y))
    return dot_y


@rule(
    "(t := np.unique(x, return_index=i, return_inverse=j, return_counts=k))[1]",
    "(t := np.unique(x, return_index=i, return_inverse=j, return_counts=k))[2]",
    "(t := np.unique(x, return_index=i, return_inverse=j, return_counts=k))[3]",
    when="i is True or j is True or k is True",
    shape="any",
    gives="integers",
)
def places_and_counts(y, t, x, i, j, k):
    """flat: no gradient"""


@rule(
    "(t := np.unique(x, return_index=i, return_inverse=j, return_counts=k))[0]",
    when="i is True or j is True or k is True",
    shape="any",
)
@rule("np.unique(x)", shape="any")
def each_once(y, t, x, i, j, k, grad_y):
    """each value: shared by the entries that have it

    places: of the entries, among the values
    counts: of each value
    """
    places = np.searchsorted(y, x)
    counts = np.bincount(np.ravel(places)).astype(y.dtype)
    grad_x = (grad_y / counts)[places]
    return grad_x


# An array of edges is itself what they are; a range has them elsewhere.


@rule(
    "(t := np.histogram(x, bins=bins))[1]",
    shape="any",
    when="isinstance(bins, (int, str)) or whole(bins)",
    gives="floats",
)
@rule(
    "np.histogram_bin_edges(x, bins=bins)",
    shape="any",
    when="isinstance(bins, (int, str)) or whole(bins)",
    gives="floats",
)
def edges(y, t, x, bins, grad_y):
    """edges: from the smallest to the largest

    share: of the way between
    low: where the smallest is
    high: where the largest is
    """
    share = np.linspace(0.0, 1.0, np.size(y), dtype=y.dtype)
    low = np.ones_like(x) * (x == np.min(x))
    high = np.ones_like(x) * (x == np.max(x))
    from_low = np.sum(grad_y * (1.0 - share)) / np.sum(low)
    from_high = np.sum(grad_y * share) / np.sum(high)
    grad_x = low * from_low + high * from_high
    return grad_x


# Sets of whole numbers, such as degrees of freedom


@rule("np.setdiff1d(x, y)", when="integers(x)", shape="any", gives="integers")
@rule(
    "np.intersect1d(x, y)",
    "np.union1d(x, y)",
    "np.setxor1d(x, y)",
    when="integers(x) and integers(y)",
    shape="any",
    gives="integers",
)
def sets(z, x, y):
    """flat: no gradient"""
