"""scipy.stats: other distributions on the whole line.

Each logarithm of a density f, with z = (x - loc) / scale, has the slopes s / scale in x, -s / scale in
loc and -(1 + z s) / scale in scale, where s = d log f / dz; a density has these times itself, and a
distribution function has the density as its slope.
"""

import numpy as np
from flatgen.templates import rule
from scipy import stats


@rule("stats.laplace.logpdf(x, loc=loc, scale=scale)")
def laplace_log_density(y, x, loc, scale, grad_y):
    """Laplace distribution: the slope of its logarithm

    z: standardized
    slope: minus the sign, over the scale
    """
    z = (x - loc) / scale
    slope = -grad_y * np.sign(z) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = grad_y * (np.abs(z) - 1) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.laplace.pdf(x, loc=loc, scale=scale)")
def laplace_density(y, x, loc, scale, grad_y):
    """Laplace distribution: the density times the slope of its logarithm

    z: standardized
    inside: of the logarithm
    slope: minus the sign, over the scale
    """
    z = (x - loc) / scale
    inside = grad_y * y
    slope = -inside * np.sign(z) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = inside * (np.abs(z) - 1) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.laplace.cdf(x, loc=loc, scale=scale)")
def laplace_distribution(y, x, loc, scale, grad_y):
    """Laplace distribution: its density

    slope: the density
    """
    slope = grad_y * stats.laplace.pdf(x, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.logistic.logpdf(x, loc=loc, scale=scale)")
def logistic_log_density(y, x, loc, scale, grad_y):
    """logistic distribution: the slope of its logarithm

    z: standardized
    slope: 1 - 2σ, over the scale
    """
    z = (x - loc) / scale
    slope = -grad_y * np.tanh(z / 2) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = -(grad_y / scale + slope * z)
    return grad_x, grad_loc, grad_scale


@rule("stats.logistic.pdf(x, loc=loc, scale=scale)")
def logistic_density(y, x, loc, scale, grad_y):
    """logistic distribution: the density times the slope of its logarithm

    z: standardized
    inside: of the logarithm
    slope: 1 - 2σ, over the scale
    """
    z = (x - loc) / scale
    inside = grad_y * y
    slope = -inside * np.tanh(z / 2) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = -(inside / scale + slope * z)
    return grad_x, grad_loc, grad_scale


@rule("stats.logistic.cdf(x, loc=loc, scale=scale)")
def logistic_distribution(y, x, loc, scale, grad_y):
    """logistic distribution: its density

    slope: the density
    """
    slope = grad_y * stats.logistic.pdf(x, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.cauchy.logpdf(x, loc=loc, scale=scale)")
def cauchy_log_density(y, x, loc, scale, grad_y):
    """Cauchy distribution: the slope of its logarithm

    z: standardized
    slope: -2 z / (1 + z²), over the scale
    """
    z = (x - loc) / scale
    slope = -grad_y * 2 * z / (1 + z * z) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = -(grad_y / scale + slope * z)
    return grad_x, grad_loc, grad_scale


@rule("stats.cauchy.pdf(x, loc=loc, scale=scale)")
def cauchy_density(y, x, loc, scale, grad_y):
    """Cauchy distribution: the density times the slope of its logarithm

    z: standardized
    inside: of the logarithm
    slope: -2 z / (1 + z²), over the scale
    """
    z = (x - loc) / scale
    inside = grad_y * y
    slope = -inside * 2 * z / (1 + z * z) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = -(inside / scale + slope * z)
    return grad_x, grad_loc, grad_scale


@rule("stats.cauchy.cdf(x, loc=loc, scale=scale)")
def cauchy_distribution(y, x, loc, scale, grad_y):
    """Cauchy distribution: its density

    slope: the density
    """
    slope = grad_y * stats.cauchy.pdf(x, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale
