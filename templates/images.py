"""scipy.ndimage: filters. What is read beyond the edges hands its gradient back to where it was read from.

A filter that is the same from both sides, over edges that mirror or wrap, is a symmetric matrix.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import framed, unframed
from scipy import ndimage, signal


@rule(
    "ndimage.gaussian_filter(x, sigma, mode=mode, cval=cval, truncate=truncate)",
    when="mode in ('reflect', 'wrap', 'constant', 'grid-mirror', 'grid-wrap', 'grid-constant')",
    shape="x",
    gives="x",
)
def gaussian_filtered(y, x, sigma, mode, cval, truncate, grad_y):
    """Gaussian filter: a symmetric matrix"""
    grad_x = ndimage.gaussian_filter(grad_y, sigma, mode=mode, truncate=truncate)
    return grad_x


@rule(
    "ndimage.gaussian_filter1d(x, sigma, axis=axis, mode=mode, cval=cval, truncate=truncate)",
    when="mode in ('reflect', 'wrap', 'constant', 'grid-mirror', 'grid-wrap', 'grid-constant')",
    shape="x",
    gives="x",
)
def gaussian_filtered_along(y, x, sigma, axis, mode, cval, truncate, grad_y):
    """Gaussian filter: a symmetric matrix"""
    grad_x = ndimage.gaussian_filter1d(grad_y, sigma, axis=axis, mode=mode, truncate=truncate)
    return grad_x


@rule(
    "ndimage.uniform_filter(x, size, mode=mode, cval=cval)",
    when="mode in ('reflect', 'wrap', 'constant', 'grid-mirror', 'grid-wrap', 'grid-constant') "
    "and size % 2 == 1",
    shape="x",
    gives="x",
)
def uniform_filtered(y, x, size, mode, cval, grad_y):
    """mean of the neighbours: a symmetric matrix"""
    grad_x = ndimage.uniform_filter(grad_y, size, mode=mode)
    return grad_x


@rule(
    "ndimage.uniform_filter1d(x, size, axis=axis, mode=mode, cval=cval)",
    when="mode in ('reflect', 'wrap', 'constant', 'grid-mirror', 'grid-wrap', 'grid-constant') "
    "and size % 2 == 1",
    shape="x",
    gives="x",
)
def uniform_filtered_along(y, x, size, axis, mode, cval, grad_y):
    """mean of the neighbours: a symmetric matrix"""
    grad_x = ndimage.uniform_filter1d(grad_y, size, axis=axis, mode=mode)
    return grad_x


@rule(
    "ndimage.laplace(x, mode=mode, cval=cval)",
    when="mode in ('reflect', 'wrap', 'constant', 'grid-mirror', 'grid-wrap', 'grid-constant')",
    shape="x",
    gives="x",
)
def second_differences(y, x, mode, cval, grad_y):
    """second differences: a symmetric matrix"""
    grad_x = ndimage.laplace(grad_y, mode=mode)
    return grad_x


@rule("ndimage.correlate(x, w, mode=mode, cval=cval)", shape="x", gives="x")
def correlated(y, x, w, mode, cval, grad_y):
    """correlation: convolve with w; correlate with x

    grad_w: correlation: with x, and what is read beyond its edges
    """
    grad_x = unframed(signal.convolve(grad_y, w), x, w, 0, mode)
    grad_w = signal.correlate(framed(x, w, 0, mode, cval), grad_y, mode="valid")
    return grad_x, grad_w


@rule("ndimage.convolve(x, w, mode=mode, cval=cval)", shape="x", gives="x")
def convolved(y, x, w, mode, cval, grad_y):
    """convolution: correlate with the other

    grad_w: convolution: correlate with x, and what is read beyond its edges
    """
    grad_x = unframed(signal.correlate(grad_y, w), x, w, 1, mode)
    grad_w = np.flip(signal.correlate(framed(x, w, 1, mode, cval), grad_y, mode="valid"))
    return grad_x, grad_w


# The helpers are each other's gradient


@rule("framed(x, w, late, mode, cval)", shape="any")
def framed_again(y, x, w, late, mode, cval, grad_y):
    """copied beyond the edges: add"""
    grad_x = unframed(grad_y, x, w, late, mode)
    grad_w = 0.0
    return grad_x, grad_w


@rule("unframed(grad, x, w, late, mode)", shape="x")
def unframed_again(y, grad, x, w, late, mode, grad_y):
    """beyond the edges, again"""
    grad_grad = framed(grad_y, w, late, mode, 0.0)
    grad_x = 0.0
    grad_w = 0.0
    return grad_grad, grad_x, grad_w
