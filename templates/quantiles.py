"""numpy's medians, quantiles and percentiles.

A quantile lies at a place in the order, between two entries, which share its gradient by nearness.
Of 0, 1, 2, ... a quantile is its own place, by any method; ``ranks(x, axis)`` are the places of the entries.
Some methods take an entry as it is, as do whole ``q``: of whole numbers that is one.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import axes_of, count, kept, ranks


@rule("np.median(x, axis=axis, keepdims=keepdims)", shape="reduced(x, axis, keepdims)")
def median(y, x, axis, keepdims, grad_y):
    """median: the one in the middle, or two by half

    apart: from the middle
    share: by nearness
    """
    apart = np.abs(ranks(x, axis) - (count(x, axis) - 1) / 2)
    share = np.maximum(0, 1 - apart).astype(y.dtype)
    grad_x = kept(grad_y, x, axis, keepdims) * share
    return grad_x


@rule(
    "np.nanmedian(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def nanmedian(y, x, axis, keepdims, grad_y):
    """median: the one in the middle, or two by half

    numbers: how many
    apart: from the middle
    share: by nearness
    """
    numbers = np.sum(x == x, axis=axis, keepdims=True)
    apart = np.abs(ranks(x, axis) - (numbers - 1) / 2)
    share = np.maximum(0, 1 - apart).astype(y.dtype)
    grad_x = np.where(np.isnan(x), 0, kept(grad_y, x, axis, keepdims) * share)
    return grad_x


@rule(
    "np.quantile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="rank(q) == 0 and floating(q) and method not in ('lower', 'higher', 'nearest', 'inverted_cdf', "
    "'closest_observation')",
    gives="floats",
)
@rule(
    "np.quantile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="rank(q) == 0",
    gives="x",
)
def quantile(y, x, q, axis, method, keepdims, grad_y):
    """quantile: shared by nearness

    place: in the order
    share: by nearness
    """
    place = np.quantile(np.arange(count(x, axis)), q, method=method)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = kept(grad_y, x, axis, keepdims) * share
    return grad_x


@rule(
    "np.quantile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="quantiles(x, q, axis, keepdims)",
    when="floating(q) and method not in ('lower', 'higher', 'nearest', 'inverted_cdf', "
    "'closest_observation')",
    gives="floats",
)
@rule(
    "np.quantile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="quantiles(x, q, axis, keepdims)",
    gives="x",
)
def quantiles(y, x, q, axis, method, keepdims, grad_y):
    """quantiles: shared by nearness

    every: all axes of x, behind those of q
    place: in the order
    share: by nearness
    """
    every = axes_of(x, None)
    place = kept(np.quantile(np.arange(count(x, axis)), q, method=method), x, every, False)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = kept(grad_y, x, axes_of(x, axis), keepdims) * share
    return grad_x


@rule(
    "np.percentile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="rank(q) == 0 and method not in ('lower', 'higher', 'nearest', 'inverted_cdf', "
    "'closest_observation')",
    gives="floats",
)
@rule(
    "np.percentile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="rank(q) == 0",
    gives="x",
)
def percentile(y, x, q, axis, method, keepdims, grad_y):
    """percentile: shared by nearness

    place: in the order
    share: by nearness
    """
    place = np.percentile(np.arange(count(x, axis)), q, method=method)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = kept(grad_y, x, axis, keepdims) * share
    return grad_x


@rule(
    "np.percentile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="quantiles(x, q, axis, keepdims)",
    when="method not in ('lower', 'higher', 'nearest', 'inverted_cdf', 'closest_observation')",
    gives="floats",
)
@rule(
    "np.percentile(x, q, axis=axis, method=method, keepdims=keepdims)",
    shape="quantiles(x, q, axis, keepdims)",
    gives="x",
)
def percentiles(y, x, q, axis, method, keepdims, grad_y):
    """percentiles: shared by nearness

    every: all axes of x, behind those of q
    place: in the order
    share: by nearness
    """
    every = axes_of(x, None)
    place = kept(np.percentile(np.arange(count(x, axis)), q, method=method), x, every, False)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = kept(grad_y, x, axes_of(x, axis), keepdims) * share
    return grad_x


@rule(
    "np.nanquantile(x, q, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="rank(q) == 0 and floating(q)",
    gives="floats",
    routes=True,
    masks=True,
    gaps=True,
)
@rule(
    "np.nanquantile(x, q, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="rank(q) == 0",
    gives="x",
    routes=True,
    masks=True,
    gaps=True,
)
def nanquantile(y, x, q, axis, keepdims, grad_y):
    """quantile: shared by nearness

    numbers: how many
    place: in the order
    share: by nearness
    """
    numbers = np.sum(x == x, axis=axis, keepdims=True)
    place = q * (numbers - 1)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = np.where(np.isnan(x), 0, kept(grad_y, x, axis, keepdims) * share)
    return grad_x


@rule(
    "np.nanquantile(x, q, axis=axis, keepdims=keepdims)",
    shape="quantiles(x, q, axis, keepdims)",
    when="floating(q)",
    gives="floats",
    routes=True,
    masks=True,
    gaps=True,
)
@rule(
    "np.nanquantile(x, q, axis=axis, keepdims=keepdims)",
    shape="quantiles(x, q, axis, keepdims)",
    gives="x",
    routes=True,
    masks=True,
    gaps=True,
)
def nanquantiles(y, x, q, axis, keepdims, grad_y):
    """quantiles: shared by nearness

    every: all axes of x, behind those of q
    numbers: how many
    place: in the order
    share: by nearness
    """
    every = axes_of(x, None)
    numbers = np.sum(x == x, axis=axis, keepdims=True)
    place = kept(q, x, every, False) * (numbers - 1)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = np.where(np.isnan(x), 0, kept(grad_y, x, axes_of(x, axis), keepdims) * share)
    return grad_x


@rule(
    "np.nanpercentile(x, q, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    when="rank(q) == 0",
    routes=True,
    masks=True,
    gaps=True,
)
def nanpercentile(y, x, q, axis, keepdims, grad_y):
    """percentile: shared by nearness

    numbers: how many
    place: in the order
    share: by nearness
    """
    numbers = np.sum(x == x, axis=axis, keepdims=True)
    place = q / 100 * (numbers - 1)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = np.where(np.isnan(x), 0, kept(grad_y, x, axis, keepdims) * share)
    return grad_x


@rule(
    "np.nanpercentile(x, q, axis=axis, keepdims=keepdims)",
    shape="quantiles(x, q, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def nanpercentiles(y, x, q, axis, keepdims, grad_y):
    """percentiles: shared by nearness

    every: all axes of x, behind those of q
    numbers: how many
    place: in the order
    share: by nearness
    """
    every = axes_of(x, None)
    numbers = np.sum(x == x, axis=axis, keepdims=True)
    place = kept(q, x, every, False) / 100 * (numbers - 1)
    share = np.maximum(0, 1 - np.abs(ranks(x, axis) - place)).astype(y.dtype)
    grad_x = np.where(np.isnan(x), 0, kept(grad_y, x, axes_of(x, axis), keepdims) * share)
    return grad_x
