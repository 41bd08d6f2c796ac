"""numpy's reductions that pass over what is not a number."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import count, kept, lined, others, unlined


@rule(
    "np.nansum(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def nansum(y, x, axis, keepdims, grad_y):
    """sum: copies to all numbers"""
    grad_x = np.where(np.equal(x, x), kept(grad_y, x, axis, keepdims), np.zeros_like(x))
    return grad_x


@rule(
    "np.nanmean(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def nanmean(y, x, axis, keepdims, grad_y):
    """mean: shared equally by the numbers

    here: where there is a number
    """
    here = np.equal(x, x)
    numbers = np.sum(here, axis=axis, keepdims=True).astype(y.dtype)
    grad_x = np.where(here, kept(grad_y, x, axis, keepdims) / numbers, 0)
    return grad_x


@rule(
    "np.nanprod(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def nanprod(y, x, axis, keepdims, grad_y):
    """product: of the other numbers

    factors: 1 where there is no number
    """
    factors = np.where(np.isnan(x), 1, x)
    share = kept(grad_y, x, axis, keepdims) * others(factors, axis)
    grad_x = np.where(np.isnan(x), 0, share)
    return grad_x


@rule(
    "np.nanvar(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def nanvar(y, x, axis, ddof, keepdims, grad_y):
    """variance: 2 (x - mean) / count

    here: where there is a number
    apart: x - mean, 0 where there is none
    """
    here = np.equal(x, x)
    numbers = np.sum(here, axis=axis, keepdims=True).astype(y.dtype)
    apart = np.where(here, x - np.nanmean(x, axis=axis, keepdims=True), 0)
    share = kept(grad_y, x, axis, keepdims) * 2 * apart / (numbers - ddof)
    grad_x = np.where(here, share, 0)
    return grad_x


@rule(
    "np.nanstd(x, axis=axis, ddof=ddof, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    routes=True,
    masks=True,
    gaps=True,
)
def nanstd(y, x, axis, ddof, keepdims, grad_y):
    """deviation: (x - mean) / (count std), 0 at 0

    here: where there is a number
    apart: x - mean, 0 where there is none
    length: 1 in place of 0
    """
    here = np.equal(x, x)
    numbers = np.sum(here, axis=axis, keepdims=True).astype(y.dtype)
    apart = np.where(here, x - np.nanmean(x, axis=axis, keepdims=True), 0)
    length = y + (y == 0)
    share = kept(grad_y / length, x, axis, keepdims) * apart / (numbers - ddof)
    grad_x = np.where(here, share, 0)
    return grad_x


@rule("np.nancumsum(x, axis=axis)", shape="running(x, axis)", routes=True, masks=True, gaps=True)
def nancumsum(y, x, axis, grad_y):
    """running sum: each copies to all behind it"""
    rows = np.flip(np.cumsum(np.flip(lined(grad_y, axis), -1), -1), -1)
    grad_x = np.where(np.isnan(x), 0, unlined(rows, x, axis))
    return grad_x
