"""scipy.stats: discrete distributions, by their parameters. What is counted is constant.

Where nothing can be counted, the probability is 0 and so is the gradient.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_special import quotient
from scipy import stats


@rule("stats.poisson.logpmf(k, mu, loc=loc)")
def poisson_log_probability(y, k, mu, loc, grad_y):
    """Poisson distribution: k / μ - 1

    inside: 0 where nothing is counted
    """
    inside = np.where(np.isfinite(y), grad_y, 0)
    grad_mu = quotient(inside * (k - loc), mu) - inside
    return grad_mu


@rule("stats.poisson.pmf(k, mu, loc=loc)")
def poisson_probability(y, k, mu, loc, grad_y):
    """Poisson distribution: the probability of one less, less its own"""
    grad_mu = grad_y * (stats.poisson.pmf(k - 1, mu, loc=loc) - y)
    return grad_mu


@rule("stats.poisson.cdf(k, mu, loc=loc)")
def poisson_distribution(y, k, mu, loc, grad_y):
    """Poisson distribution: loses the probability of k"""
    grad_mu = -grad_y * stats.poisson.pmf(np.floor(k - loc), mu)
    return grad_mu


@rule("stats.poisson.sf(k, mu, loc=loc)")
def poisson_survival(y, k, mu, loc, grad_y):
    """Poisson distribution: gains the probability of k"""
    grad_mu = grad_y * stats.poisson.pmf(np.floor(k - loc), mu)
    return grad_mu


@rule("stats.bernoulli.logpmf(k, p, loc=loc)")
def bernoulli_log_probability(y, k, p, loc, grad_y):
    """Bernoulli distribution: k / p - (1 - k) / (1 - p)

    inside: 0 where nothing is counted
    hits: k
    """
    inside = np.where(np.isfinite(y), grad_y, 0)
    hits = k - loc
    grad_p = quotient(inside * hits, p) - quotient(inside * (1 - hits), 1 - p)
    return grad_p


@rule("stats.binom.logpmf(k, n, p, loc=loc)")
def binomial_log_probability(y, k, n, p, loc, grad_y):
    """binomial distribution: k / p - (n - k) / (1 - p)

    inside: 0 where nothing is counted
    hits: k
    """
    inside = np.where(np.isfinite(y), grad_y, 0)
    hits = k - loc
    grad_p = quotient(inside * hits, p) - quotient(inside * (n - hits), 1 - p)
    return grad_p
