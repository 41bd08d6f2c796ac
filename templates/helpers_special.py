"""Helpers on arrays, for Fourier transforms, signals and statistics."""

import numpy as np


def resized(x, shape):
    """Return x cut, or filled with zeros, at the end of each axis, so that it has a shape."""
    result = np.zeros(shape, x.dtype)
    kept = tuple([slice(min(size, old)) for size, old in zip(result.shape, x.shape)])
    result[kept] = x[kept]
    return result


def centred(x, shape):
    """Return x cut, or filled with zeros, around its middle, so that it has a shape."""
    result = np.zeros(shape, x.dtype)
    sizes = list(zip(result.shape, x.shape))
    put = tuple([slice(max(n - m, 0) // 2, max(n - m, 0) // 2 + m) for n, m in sizes])
    taken = tuple([slice(max(m - n, 0) // 2, max(m - n, 0) // 2 + n) for n, m in sizes])
    result[put] = x[taken]
    return result


def lengths(x, s, axes):
    """Return how long a Fourier transform of x with the lengths s is along each of its axes."""
    if axes is None:
        axes = range(-len(s), 0) if s is not None else range(np.ndim(x))
    s = [None] * len(axes) if s is None else s
    return [np.shape(x)[axis] if n in (None, -1) else n for n, axis in zip(s, axes)]


def folded(spectrum, axes):
    """Return the half of a spectrum along the last of axes: what has a mirror image, twice."""
    axis = -1 if axes is None else axes[-1]
    spectrum = np.swapaxes(spectrum, axis, -1)
    n = spectrum.shape[-1]
    k = 2 * np.arange(n)
    half = spectrum * (k <= n) + spectrum * ((k > 0) & (k < n))
    return np.swapaxes(half, axis, -1)


def weighted(x, axis, first, last):
    """Return x, along the axis its first entries times ``first``, its last times ``last``."""
    rows = np.moveaxis(x * 1.0, axis, -1)
    rows[..., 0] *= first
    rows[..., -1] *= last
    return np.moveaxis(rows, -1, axis)


def lagged(u, x, lags, axis):
    """Return for each lag the sum of u times what x was that long before along the axis."""
    u, x = np.moveaxis(u, axis, -1), np.moveaxis(x, axis, -1)
    n = np.shape(x)[-1]
    return np.array([np.sum(u[..., k:] * x[..., : max(n - k, 0)]) for k in range(lags)])


def quotient(x, y):
    """Return x / y, and 0 where x is 0, whatever y is."""
    return x / np.where(x == 0, 1, y)


def completed(x, alpha):
    """Return a point of the simplex with the last of its coordinates, where that is left out."""
    if len(x) == len(alpha):
        return np.asarray(x)
    return np.concatenate([x, 1 - np.sum(x, axis=0, keepdims=True)])


def covariance(cov, size):
    """Return the matrix that a covariance stands for: a number's, a diagonal's, or by its lower triangle."""
    if np.ndim(cov) < 2:
        return cov * np.eye(size)
    return np.tril(cov) + np.tril(cov, -1).T
