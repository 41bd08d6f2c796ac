"""scipy.stats: the normal distribution and Student's.

Each logarithm of a density f, with z = (x - loc) / scale, has the slopes s / scale in x, -s / scale in
loc and -(1 + z s) / scale in scale, where s = d log f / dz; a density has these times itself, and a
distribution function has the density as its slope.
"""

import numpy as np
from flatgen.templates import rule
from scipy import special as sp
from scipy import stats


@rule("stats.norm.logpdf(x)")
def standard_normal_log_density(y, x, grad_y):
    """normal distribution: -x"""
    grad_x = -grad_y * x
    return grad_x


@rule("stats.norm.pdf(x)")
def standard_normal_density(y, x, grad_y):
    """normal distribution: -x times the density"""
    grad_x = -grad_y * y * x
    return grad_x


@rule("stats.norm.cdf(x)")
def standard_normal_distribution(y, x, grad_y):
    """normal distribution: its density"""
    grad_x = grad_y * stats.norm.pdf(x)
    return grad_x


@rule("stats.norm.ppf(q, loc=loc, scale=scale)")
def normal_quantile(y, q, loc, scale, grad_y):
    """normal quantile: one over the density

    grad_scale: normal quantile: standardized
    """
    grad_q = grad_y / stats.norm.pdf(y, loc=loc, scale=scale)
    grad_loc = grad_y
    grad_scale = grad_y * (y - loc) / scale
    return grad_q, grad_loc, grad_scale


@rule("stats.norm.sf(x)")
def standard_normal_survival(y, x, grad_y):
    """normal distribution: its density, falling"""
    grad_x = -grad_y * stats.norm.pdf(x)
    return grad_x


@rule("stats.norm.logcdf(x)")
def standard_normal_log_distribution(y, x, grad_y):
    """normal distribution: density over distribution"""
    grad_x = grad_y * np.sqrt(2 / np.pi) / sp.erfcx(-x / np.sqrt(2))
    return grad_x


@rule("stats.norm.logsf(x)")
def standard_normal_log_survival(y, x, grad_y):
    """normal distribution: the hazard, density over survival"""
    grad_x = -grad_y * np.sqrt(2 / np.pi) / sp.erfcx(x / np.sqrt(2))
    return grad_x


@rule("stats.norm.logpdf(x, loc=loc, scale=scale)")
def normal_log_density(y, x, loc, scale, grad_y):
    """normal distribution: the slope of its logarithm

    z: standardized
    slope: -z, over the scale
    """
    z = (x - loc) / scale
    slope = -grad_y * z / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = grad_y * (z * z - 1) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.norm.pdf(x, loc=loc, scale=scale)")
def normal_density(y, x, loc, scale, grad_y):
    """normal distribution: the density times the slope of its logarithm

    z: standardized
    inside: of the logarithm
    slope: -z, over the scale
    """
    z = (x - loc) / scale
    inside = grad_y * y
    slope = -inside * z / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = inside * (z * z - 1) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.norm.cdf(x, loc=loc, scale=scale)")
def normal_distribution(y, x, loc, scale, grad_y):
    """normal distribution: its density

    slope: the density
    """
    slope = grad_y * stats.norm.pdf(x, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.norm.sf(x, loc=loc, scale=scale)")
def normal_survival(y, x, loc, scale, grad_y):
    """normal distribution: its density, falling

    slope: the density
    """
    slope = grad_y * stats.norm.pdf(x, loc=loc, scale=scale)
    grad_x = -slope
    grad_loc = slope
    grad_scale = slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.norm.logcdf(x, loc=loc, scale=scale)")
def normal_log_distribution(y, x, loc, scale, grad_y):
    """normal distribution: density over distribution

    z: standardized
    slope: by the scaled error function, far out, too
    """
    z = (x - loc) / scale
    slope = grad_y * np.sqrt(2 / np.pi) / sp.erfcx(-z / np.sqrt(2)) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * z
    return grad_x, grad_loc, grad_scale


@rule("stats.norm.logsf(x, loc=loc, scale=scale)")
def normal_log_survival(y, x, loc, scale, grad_y):
    """normal distribution: the hazard, density over survival

    z: standardized
    slope: by the scaled error function, far out, too
    """
    z = (x - loc) / scale
    slope = -grad_y * np.sqrt(2 / np.pi) / sp.erfcx(z / np.sqrt(2)) / scale
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * z
    return grad_x, grad_loc, grad_scale


@rule("stats.t.logpdf(x, df, loc=loc, scale=scale)")
def student_log_density(y, x, df, loc, scale, grad_y):
    """Student's distribution: the slope of its logarithm

    z: standardized
    heavy: 1 + z² / ν
    slope: by z, over the scale
    grad_df: Student's distribution: by its degrees of freedom
    """
    z = (x - loc) / scale
    heavy = 1 + z * z / df
    slope = -grad_y * z * (1 + 1 / df) / heavy / scale
    grad_x = slope
    rise = sp.digamma((df + 1) / 2) - sp.digamma(df / 2) - np.log(heavy)
    grad_df = grad_y * (rise + (z * z - 1) / df / heavy) / 2
    grad_loc = -slope
    grad_scale = -(grad_y / scale + slope * z)
    return grad_x, grad_df, grad_loc, grad_scale


@rule("stats.t.pdf(x, df, loc=loc, scale=scale)")
def student_density(y, x, df, loc, scale, grad_y):
    """Student's distribution: the density times the slope of its logarithm

    z: standardized
    inside: of the logarithm
    heavy: 1 + z² / ν
    slope: by z, over the scale
    grad_df: Student's distribution: by its degrees of freedom
    """
    z = (x - loc) / scale
    inside = grad_y * y
    heavy = 1 + z * z / df
    slope = -inside * z * (1 + 1 / df) / heavy / scale
    grad_x = slope
    rise = sp.digamma((df + 1) / 2) - sp.digamma(df / 2) - np.log(heavy)
    grad_df = inside * (rise + (z * z - 1) / df / heavy) / 2
    grad_loc = -slope
    grad_scale = -(inside / scale + slope * z)
    return grad_x, grad_df, grad_loc, grad_scale


@rule("stats.t.cdf(x, df, loc=loc, scale=scale)")
def student_distribution(y, x, df, loc, scale, grad_y):
    """Student's distribution: its density

    slope: the density
    """
    slope = grad_y * stats.t.pdf(x, df, loc=loc, scale=scale)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.t.sf(x, df, loc=loc, scale=scale)")
def student_survival(y, x, df, loc, scale, grad_y):
    """Student's distribution: its density, falling

    slope: the density
    """
    slope = grad_y * stats.t.pdf(x, df, loc=loc, scale=scale)
    grad_x = -slope
    grad_loc = slope
    grad_scale = slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.t.logcdf(x, df, loc=loc, scale=scale)")
def student_log_distribution(y, x, df, loc, scale, grad_y):
    """Student's distribution: density over distribution

    slope: of the logarithm
    """
    slope = grad_y * np.exp(stats.t.logpdf(x, df, loc=loc, scale=scale) - y)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale


@rule("stats.t.logsf(x, df, loc=loc, scale=scale)")
def student_log_survival(y, x, df, loc, scale, grad_y):
    """Student's distribution: density over survival

    slope: of the logarithm
    """
    slope = -grad_y * np.exp(stats.t.logpdf(x, df, loc=loc, scale=scale) - y)
    grad_x = slope
    grad_loc = -slope
    grad_scale = -slope * (x - loc) / scale
    return grad_x, grad_loc, grad_scale
