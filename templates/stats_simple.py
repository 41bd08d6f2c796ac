"""scipy.stats: the exponential, uniform and log-normal distribution.

Each logarithm of a density f, with z = (x - loc) / scale, has the slopes s / scale in x, -s / scale in
loc and -(1 + z s) / scale in scale, where s = d log f / dz; a density has these times itself, and a
distribution function has the density as its slope.
Outside of the support, where a density is 0, the gradient is 0, too.
"""

import numpy as np
from flatgen.templates import rule
from scipy import stats


@rule("stats.expon.logpdf(x, loc=loc, scale=scale)")
def exponential_log_density(y, x, loc, scale, grad_y):
    """exponential distribution: the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    slope: -1, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z < 0, 0, grad_y)
    slope = -inside / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = inside * (z - 1) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.expon.pdf(x, loc=loc, scale=scale)")
def exponential_density(y, x, loc, scale, grad_y):
    """exponential distribution: the density times the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    slope: -1, over the scale
    """
    z = (x - loc) / scale
    inside = grad_y * y
    slope = -inside / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = inside * (z - 1) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.expon.cdf(x, loc=loc, scale=scale)")
def exponential_distribution(y, x, loc, scale, grad_y):
    """exponential distribution: its density

    slope: the density
    """
    slope = grad_y * stats.expon.pdf(x, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.uniform.logpdf(x, loc=loc, scale=scale)")
def uniform_log_density(y, x, loc, scale, grad_y):
    """uniform distribution: flat

    z: standardized
    outside: the support is left
    grad_scale: uniform distribution: log of 1 over its width
    """
    z = (x - loc) / scale
    outside = np.logical_or(z < 0, z > 1)
    grad_x = 0.0
    grad_loc = 0.0
    grad_scale = np.where(outside, 0, -grad_y / scale)
    return grad_x, grad_loc, grad_scale


@rule("stats.uniform.pdf(x, loc=loc, scale=scale)")
def uniform_density(y, x, loc, scale, grad_y):
    """uniform distribution: flat

    grad_scale: uniform distribution: 1 over its width
    """
    grad_x = 0.0
    grad_loc = 0.0
    grad_scale = -grad_y * y / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.uniform.cdf(x, loc=loc, scale=scale)")
def uniform_distribution(y, x, loc, scale, grad_y):
    """uniform distribution: its density

    slope: the density
    """
    slope = grad_y * stats.uniform.pdf(x, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.lognorm.logpdf(x, s, loc=loc, scale=scale)")
def lognormal_log_density(y, x, s, loc, scale, grad_y):
    """log-normal distribution: the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    safe: 1 outside of the support
    w: the logarithm, standardized
    slope: -(1 + w / s) / z, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z > 0, grad_y, 0)
    safe = np.where(z > 0, z, 1)
    w = np.log(safe) / s
    slope = -inside * (1 + w / s) / safe / scale
    grad_x = slope
    grad_s = inside * (w * w - 1) / s
    grad_loc = -slope
    grad_scale = inside * w / s / scale
    return grad_x, grad_s, grad_loc, grad_scale


@rule("stats.lognorm.pdf(x, s, loc=loc, scale=scale)")
def lognormal_density(y, x, s, loc, scale, grad_y):
    """log-normal distribution: the density times the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    safe: 1 outside of the support
    w: the logarithm, standardized
    slope: -(1 + w / s) / z, over the scale
    """
    z = (x - loc) / scale
    inside = grad_y * y
    safe = np.where(z > 0, z, 1)
    w = np.log(safe) / s
    slope = -inside * (1 + w / s) / safe / scale
    grad_x = slope
    grad_s = inside * (w * w - 1) / s
    grad_loc = -slope
    grad_scale = inside * w / s / scale
    return grad_x, grad_s, grad_loc, grad_scale


@rule("stats.lognorm.cdf(x, s, loc=loc, scale=scale)")
def lognormal_distribution(y, x, s, loc, scale, grad_y):
    """log-normal distribution: its density

    slope: the density
    safe: 1 outside of the support
    """
    slope = grad_y * stats.lognorm.pdf(x, s, loc=loc, scale=scale)
    safe = np.where(x > loc, (x - loc) / scale, 1)
    grad_x = slope
    grad_s = -slope * (x - loc) * np.log(safe) / s
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_s, grad_loc, grad_scale
