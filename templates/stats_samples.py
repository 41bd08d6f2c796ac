"""scipy.stats: what describes a sample, written out by means."""

import numpy as np
import scipy.special as sp
from flatgen.templates import define
from flatgen.templates.helpers_layout import count
from scipy import stats


@define("stats.zscore(a, axis=axis)")
def standardised(a, axis):
    apart = a - np.mean(a, axis=axis, keepdims=True)
    return apart / np.std(a, axis=axis, keepdims=True)


@define("stats.zscore(a, axis=axis, ddof=ddof)")
def standardised_by_count(a, axis, ddof):
    apart = a - np.mean(a, axis=axis, keepdims=True)
    return apart / np.std(a, axis=axis, ddof=ddof, keepdims=True)


@define("stats.moment(a, order=order, axis=axis)")
def moment(a, order, axis):
    apart = a - np.mean(a, axis=axis, keepdims=True)
    return np.mean(apart**order, axis=axis)


@define("stats.skew(a, axis=axis)")
def skewness(a, axis):
    apart = a - np.mean(a, axis=axis, keepdims=True)
    return np.mean(apart**3, axis=axis) / np.var(a, axis=axis) ** 1.5


@define("stats.kurtosis(a, axis=axis)")
def excess_kurtosis(a, axis):
    apart = a - np.mean(a, axis=axis, keepdims=True)
    return np.mean(apart**4, axis=axis) / np.var(a, axis=axis) ** 2 - 3.0


@define("stats.kurtosis(a, axis=axis, fisher=False)")
def kurtosis(a, axis):
    apart = a - np.mean(a, axis=axis, keepdims=True)
    return np.mean(apart**4, axis=axis) / np.var(a, axis=axis) ** 2


@define("stats.sem(a, axis=axis, ddof=ddof)")
def error_of_mean(a, axis, ddof):
    return np.std(a, axis=axis, ddof=ddof) / count(a, axis) ** 0.5


@define("stats.variation(a, axis=axis)")
def variation(a, axis):
    return np.std(a, axis=axis) / np.mean(a, axis=axis)


@define("stats.gmean(a, axis=axis)")
def geometric_mean(a, axis):
    return np.exp(np.mean(np.log(a), axis=axis))


@define("stats.hmean(a, axis=axis)")
def harmonic_mean(a, axis):
    return 1.0 / np.mean(1.0 / a, axis=axis)


@define("stats.iqr(x, axis=axis)")
def interquartile_range(x, axis):
    return np.percentile(x, 75, axis=axis) - np.percentile(x, 25, axis=axis)


@define("stats.entropy(p, axis=axis)")
def entropy(p, axis):
    return np.sum(sp.entr(p / np.sum(p, axis=axis, keepdims=True)), axis=axis)


@define("stats.entropy(p, q, axis=axis)")
def relative_entropy(p, q, axis):
    share = p / np.sum(p, axis=axis, keepdims=True)
    other = q / np.sum(q, axis=axis, keepdims=True)
    return np.sum(sp.rel_entr(share, other), axis=axis)
