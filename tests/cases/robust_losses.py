# inputs: r=np.array([0.3, -1.2, 0.8, 2.1, -0.1]), y=np.array([0.5, 0.1, -0.7, 1.9, 0.4]), d=1.1, tau=0.3
import numpy as np


def huber(r: Float[np.ndarray, "N"], d: float):
    a = np.abs(r)
    return np.sum(np.where(a <= d, 0.5 * r**2, d * (a - 0.5 * d)))


def quantile(y: Float[np.ndarray, "N"], r: Float[np.ndarray, "N"], tau: float):
    e = y - r
    return np.mean(np.maximum(tau * e, (tau - 1) * e))


def tukey(r: Float[np.ndarray, "N"], d: float):
    u = r / d
    inside = d**2 / 6 * (1 - (1 - u**2) ** 3)
    return np.sum(np.where(np.abs(u) < 1, inside, d**2 / 6))


def trimmed(r: Float[np.ndarray, "N"]):
    s = np.sort(r)
    return np.mean(s[1:-1]) ** 2


def by_median(r: Float[np.ndarray, "N"]):
    m = np.median(r)
    mad = np.median(np.abs(r - m))
    return np.sum(np.tanh((r - m) / mad))
# output
from __future__ import annotations

import numpy as np
from math import prod


def axes_of(x, axis):
    """Return the axes that axis names, all of them where it is None; a number has none."""
    return tuple(
        range(np.ndim(x)) if axis is None or np.ndim(x) == 0 else np.ravel(axis)
    )


def count(x, axis):
    """Return how many entries of x are reduced to one along the axes."""
    return prod(np.shape(x)[i] for i in axes_of(x, axis))


def lined(x, axis):
    """Return x with the axes laid out as one, the last."""
    axes = axes_of(x, axis)
    rows = np.moveaxis(x, axes, range(-len(axes), 0))
    return rows.reshape(*rows.shape[: rows.ndim - len(axes)], count(x, axis))


def unlined(rows, x, axis):
    """Return rows, laid out by lined(x, axis), in the shape of x."""
    axes = axes_of(x, axis)
    shape = [*np.shape(rows)[:-1], *(np.shape(x)[i] for i in axes)]
    return np.moveaxis(np.reshape(rows, shape), range(-len(axes), 0), axes)


def ranks(x, axis):
    """Return the place of each entry of x in their order along the axes."""
    order = np.argsort(lined(x, axis), axis=-1, kind="stable")
    return unlined(np.argsort(order, axis=-1), x, axis)


def grad_huber(r: Float[np.ndarray, "N"], d: float):
    """Gradient of huber: returns (grad_r, grad_d)."""
    # Forward
    a = np.abs(r)  # [N]
    s0 = a <= d  # [N]
    s3 = 0.5 * d
    s4 = a - s3  # [N]

    # Backward
    grad_out = 1.0
    grad_s6 = np.full_like(r, grad_out)  # sum: copies to all
    grad_s2 = np.where(s0, grad_s6, 0)  # gradient router
    grad_s5 = np.where(s0, 0, grad_s6)  # gradient router
    grad_s4 = grad_s5 * d  # swap multiplier
    grad_a = grad_s4  # gradient copier
    grad_s3 = -np.sum(grad_s4)  # sign flips, undo broadcast [N] -> []
    grad_d = np.vdot(grad_s5, s4) + grad_s3 * 0.5  # gradient adder: swap multiplier
    grad_s1 = grad_s2 * 0.5  # swap multiplier
    # gradient adder: power, absolute value
    grad_r = grad_s1 * 2 * r + grad_a * np.sign(r)
    return grad_r, grad_d


def grad_quantile(y: Float[np.ndarray, "N"], r: Float[np.ndarray, "N"], tau: float):
    """Gradient of quantile: returns (grad_y, grad_r, grad_tau)."""
    # Forward
    e = y - r  # [N]
    s0 = tau * e  # [N]
    s1 = tau - 1
    s2 = s1 * e  # [N]

    # Backward
    grad_out = 1.0
    grad_s3 = np.full_like(y, grad_out / y.size)  # mean: shared equally
    grad_s0 = grad_s3 * (s0 >= s2)  # gradient router
    grad_s2 = grad_s3 * (s2 > s0)  # gradient router
    grad_s1 = np.vdot(grad_s2, e)  # swap multiplier, undo broadcast [N] -> []
    grad_tau = grad_s1 + np.vdot(grad_s0, e)  # gradient adder: copier, swap multiplier
    grad_e = grad_s2 * s1 + grad_s0 * tau  # gradient adder: swap multiplier
    grad_y = grad_e  # gradient copier
    grad_r = -grad_e  # sign flips
    return grad_y, grad_r, grad_tau


def grad_tukey(r: Float[np.ndarray, "N"], d: float):
    """Gradient of tukey: returns (grad_r, grad_d)."""
    # Forward
    u = r / d  # [N]
    s0 = d**2
    s1 = s0 / 6
    s2 = u**2  # [N]
    s3 = 1 - s2  # [N]
    s4 = s3**3  # [N]
    s5 = 1 - s4  # [N]
    s6 = np.abs(u)  # [N]
    s7 = s6 < 1  # [N]

    # Backward
    grad_out = 1.0
    grad_s10 = np.full_like(r, grad_out)  # sum: copies to all
    grad_inside = np.where(s7, grad_s10, 0)  # gradient router
    # gradient router, undo broadcast [N] -> []
    grad_s1 = np.sum(np.where(s7, 0, grad_s10))
    # gradient adder: swap multiplier
    grad_s1 = grad_s1 + np.sum(np.where(s7, grad_inside * s5, 0))
    grad_s5 = grad_inside * s1  # swap multiplier
    grad_s4 = -grad_s5  # sign flips
    grad_s3 = grad_s4 * 3 * s3**2  # power
    grad_s2 = -grad_s3  # sign flips
    grad_u = grad_s2 * 2 * u  # power
    grad_s0 = grad_s1 / 6  # quotient
    grad_r = np.where(s7, grad_u / d, 0)  # quotient
    # gradient adder: power, quotient
    grad_d = grad_s0 * 2 * d + np.sum(np.where(s7, -grad_u * u / d, 0))
    return grad_r, grad_d


def grad_trimmed(r: Float[np.ndarray, "N"]):
    """Gradient of trimmed: returns grad_r."""
    # Forward
    s = np.sort(r)  # [N]
    s0 = s[1:-1]  # [N-2]
    s1 = np.mean(s0)

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out * 2 * s1  # power
    grad_s0 = grad_s1 / s0.size  # mean: shared equally
    grad_s = np.zeros_like(s)
    grad_s[1:-1] = grad_s0  # gradient router: to what is read
    grad_r = np.take_along_axis(grad_s, ranks(r, -1), -1)  # sort: back to its place
    return grad_r


def grad_by_median(r: Float[np.ndarray, "N"]):
    """Gradient of by_median: returns grad_r."""
    # Forward
    m = np.median(r)
    s0 = r - m  # [N]
    s1 = np.abs(s0)  # [N]
    mad = np.median(s1)
    s3 = s0 / mad  # [N]
    s4 = np.tanh(s3)  # [N]

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # sum: copies to all
    grad_s3 = grad_s4 * (1 - s4**2)  # tanh: 1 - tanh²
    grad_mad = -np.sum(grad_s3 * s3) / mad  # quotient, undo broadcast [N] -> []
    apart = np.abs(ranks(s1, None) - (r.size - 1) / 2)  # from the middle
    share = np.maximum(0, 1 - apart).astype(mad.dtype)  # by nearness
    grad_s1 = grad_mad * share  # median: the one in the middle, or two by half
    # gradient adder: quotient, absolute value
    grad_s0 = grad_s3 / mad + grad_s1 * np.sign(s0)
    grad_m = -np.sum(grad_s0)  # sign flips, undo broadcast [N] -> []
    apart_1 = np.abs(ranks(r, None) - (r.size - 1) / 2)  # from the middle
    share_1 = np.maximum(0, 1 - apart_1).astype(m.dtype)  # by nearness
    grad_r = grad_s0 + grad_m * share_1  # gradient adder: copier, median
    return grad_r
