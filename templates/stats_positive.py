"""scipy.stats: the gamma, chi-squared and beta distribution.

Each logarithm of a density f, with z = (x - loc) / scale, has the slopes s / scale in x, -s / scale in
loc and -(1 + z s) / scale in scale, where s = d log f / dz; a density has these times itself, and a
distribution function has the density as its slope.
Outside of the support, where a density is 0, the gradient is 0, too: all gradients are linear in what is
inside, by functions for which 0 / 0 and 0 log 0 are 0.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_special import quotient
from scipy import special as sp
from scipy import stats


@rule("stats.gamma.logpdf(x, a, loc=loc, scale=scale)")
def gamma_log_density(y, x, a, loc, scale, grad_y):
    """gamma distribution: the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    slope: (a - 1) / z - 1, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z < 0, 0, grad_y)
    slope = (quotient(inside * (a - 1), z) - inside) / scale
    grad_x = slope
    grad_a = sp.xlogy(inside, z) - inside * sp.digamma(a)
    grad_loc = -slope
    grad_scale = inside * (z - a) / scale
    return grad_x, grad_a, grad_loc, grad_scale


@rule("stats.gamma.pdf(x, a, loc=loc, scale=scale)")
def gamma_density(y, x, a, loc, scale, grad_y):
    """gamma distribution: the density times the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    slope: (a - 1) / z - 1, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z < 0, 0, grad_y * y)
    slope = (quotient(inside * (a - 1), z) - inside) / scale
    grad_x = slope
    grad_a = sp.xlogy(inside, z) - inside * sp.digamma(a)
    grad_loc = -slope
    grad_scale = inside * (z - a) / scale
    return grad_x, grad_a, grad_loc, grad_scale


@rule("stats.gamma.cdf(x, a, loc=loc, scale=scale)", sharp=True)
def gamma_distribution(y, x, a, loc, scale, grad_y):
    """gamma distribution: its density

    slope: the density
    """
    slope = grad_y * stats.gamma.pdf(x, a, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.chi2.logpdf(x, df, loc=loc, scale=scale)")
def chi2_log_density(y, x, df, loc, scale, grad_y):
    """chi-squared distribution: the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    slope: (ν / 2 - 1) / z - 1 / 2, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z < 0, 0, grad_y)
    slope = (quotient(inside * (df / 2 - 1), z) - inside / 2) / scale
    grad_x = slope
    grad_df = (sp.xlogy(inside, z / 2) - inside * sp.digamma(df / 2)) / 2
    grad_loc = -slope
    grad_scale = inside * (z - df) / (2 * scale)
    return grad_x, grad_df, grad_loc, grad_scale


@rule("stats.chi2.pdf(x, df, loc=loc, scale=scale)")
def chi2_density(y, x, df, loc, scale, grad_y):
    """chi-squared distribution: the density times the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    slope: (ν / 2 - 1) / z - 1 / 2, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z < 0, 0, grad_y * y)
    slope = (quotient(inside * (df / 2 - 1), z) - inside / 2) / scale
    grad_x = slope
    grad_df = (sp.xlogy(inside, z / 2) - inside * sp.digamma(df / 2)) / 2
    grad_loc = -slope
    grad_scale = inside * (z - df) / (2 * scale)
    return grad_x, grad_df, grad_loc, grad_scale


@rule("stats.chi2.cdf(x, df, loc=loc, scale=scale)", sharp=True)
def chi2_distribution(y, x, df, loc, scale, grad_y):
    """chi-squared distribution: its density

    slope: the density
    """
    slope = grad_y * stats.chi2.pdf(x, df, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.beta.logpdf(x, a, b, loc=loc, scale=scale)")
def beta_log_density(y, x, a, b, loc, scale, grad_y):
    """beta distribution: the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    low: (a - 1) / z
    high: (b - 1) / (1 - z)
    """
    z = (x - loc) / scale
    inside = np.where(np.logical_or(z < 0, z > 1), 0, grad_y)
    low = quotient(inside * (a - 1), z)
    high = quotient(inside * (b - 1), 1 - z)
    grad_x = (low - high) / scale
    grad_a = sp.xlogy(inside, z) - inside * (sp.digamma(a) - sp.digamma(a + b))
    grad_b = sp.xlog1py(inside, -z) - inside * (sp.digamma(b) - sp.digamma(a + b))
    grad_loc = (high - low) / scale
    grad_scale = (high * z - inside * a) / scale
    return grad_x, grad_a, grad_b, grad_loc, grad_scale


@rule("stats.beta.pdf(x, a, b, loc=loc, scale=scale)")
def beta_density(y, x, a, b, loc, scale, grad_y):
    """beta distribution: the density times the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    low: (a - 1) / z
    high: (b - 1) / (1 - z)
    """
    z = (x - loc) / scale
    inside = np.where(np.logical_or(z < 0, z > 1), 0, grad_y * y)
    low = quotient(inside * (a - 1), z)
    high = quotient(inside * (b - 1), 1 - z)
    grad_x = (low - high) / scale
    grad_a = sp.xlogy(inside, z) - inside * (sp.digamma(a) - sp.digamma(a + b))
    grad_b = sp.xlog1py(inside, -z) - inside * (sp.digamma(b) - sp.digamma(a + b))
    grad_loc = (high - low) / scale
    grad_scale = (high * z - inside * a) / scale
    return grad_x, grad_a, grad_b, grad_loc, grad_scale


@rule("stats.beta.cdf(x, a, b, loc=loc, scale=scale)", sharp=True)
def beta_distribution(y, x, a, b, loc, scale, grad_y):
    """beta distribution: its density

    slope: the density
    """
    slope = grad_y * stats.beta.pdf(x, a, b, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


# Pareto's and Weibull's


@rule("stats.pareto.logpdf(x, b, loc=loc, scale=scale)")
def pareto_log_density(y, x, b, loc, scale, grad_y):
    """Pareto distribution: the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    slope: -(b + 1) / z, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z < 1, 0, grad_y)
    slope = -quotient(inside * (b + 1), z) / scale
    grad_x = slope
    grad_b = inside / b - sp.xlogy(inside, z)
    grad_loc = -slope
    grad_scale = inside * b / scale
    return grad_x, grad_b, grad_loc, grad_scale


@rule("stats.weibull_min.logpdf(x, c, loc=loc, scale=scale)")
def weibull_log_density(y, x, c, loc, scale, grad_y):
    """Weibull distribution: the slope of its logarithm

    z: standardized
    inside: 0 outside of the support
    power: z to the c
    slope: (c - 1 - c power) / z, over the scale
    """
    z = (x - loc) / scale
    inside = np.where(z < 0, 0, grad_y)
    power = np.where(z < 0, 0, z) ** c
    slope = quotient(inside * (c - 1 - c * power), z) / scale
    grad_x = slope
    grad_c = inside / c + sp.xlogy(inside * (1 - power), z)
    grad_loc = -slope
    grad_scale = inside * c * (power - 1) / scale
    return grad_x, grad_c, grad_loc, grad_scale
