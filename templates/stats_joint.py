"""scipy.stats: distributions of several variables.

The gradient in a covariance is that of a symmetric matrix, of which both halves share: scipy reads the lower one.
scipy drops every axis of length 1 from its result, so that the upstream gradient is reshaped.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_special import completed, covariance, quotient
from scipy import special as sp
from scipy import stats


@rule("stats.dirichlet.logpdf(x, alpha)", shape="any")
def dirichlet_log_density(y, x, alpha, grad_y):
    """Dirichlet distribution: (α - 1) / x

    points: all coordinates
    inside: for each point
    slope: (α - 1) / x
    grad_alpha: Dirichlet distribution: log x, less the difference of digammas
    """
    points = completed(x, alpha)
    inside = np.reshape(grad_y, np.shape(x)[1:])[..., None]
    slope = quotient(inside * np.subtract(alpha, 1), points.T).T
    grad_x = slope[: len(x)] - np.sum(slope[len(x) :], axis=0)
    mean_of_log = sp.digamma(alpha) - sp.digamma(np.sum(alpha))
    grad_alpha = sp.xlogy(inside, points.T) - inside * mean_of_log
    return grad_x, grad_alpha


@rule("stats.dirichlet.pdf(x, alpha)", shape="any")
def dirichlet_density(y, x, alpha, grad_y):
    """Dirichlet distribution: the density times (α - 1) / x

    points: all coordinates
    inside: for each point
    slope: (α - 1) / x
    grad_alpha: Dirichlet distribution: log x, less the difference of digammas
    """
    points = completed(x, alpha)
    inside = np.reshape(grad_y * y, np.shape(x)[1:])[..., None]
    slope = quotient(inside * np.subtract(alpha, 1), points.T).T
    grad_x = slope[: len(x)] - np.sum(slope[len(x) :], axis=0)
    mean_of_log = sp.digamma(alpha) - sp.digamma(np.sum(alpha))
    grad_alpha = sp.xlogy(inside, points.T) - inside * mean_of_log
    return grad_x, grad_alpha


@rule("stats.multivariate_normal.logpdf(x, mean=None, cov=cov)", shape="any")
def centred_normal_log_density(y, x, cov, grad_y):
    """normal distribution: minus the precision times x

    precision: Σ⁻¹
    pulled: Σ⁻¹ x, a row for each point
    force: weighted
    grad_cov: normal distribution: (Σ⁻¹ x xᵀ Σ⁻¹ - Σ⁻¹) / 2
    """
    precision = np.linalg.inv(covariance(cov, 1))
    pulled = np.reshape(x, (-1, len(precision))) @ precision
    force = np.reshape(grad_y, (-1, 1)) * pulled
    grad_x = np.reshape(-force, np.shape(x))
    spread = (force.T @ pulled - np.sum(grad_y) * precision) / 2
    grad_cov = spread * covariance(np.ones_like(cov), 1)
    return grad_x, grad_cov


@rule(
    "stats.multivariate_normal.logpdf(x, mean=mean, cov=cov)",
    when="mean is not None",
    shape="any",
)
def normal_log_density(y, x, mean, cov, grad_y):
    """normal distribution: minus the precision times the deviation

    precision: Σ⁻¹
    deviation: x - μ
    pulled: Σ⁻¹ (x - μ), a row for each point
    force: weighted
    grad_mean: normal distribution: the precision times the deviation
    spread: (Σ⁻¹ (x - μ) (x - μ)ᵀ Σ⁻¹ - Σ⁻¹) / 2
    """
    precision = np.linalg.inv(covariance(cov, np.size(mean)))
    deviation = np.subtract(x, mean)
    pulled = np.reshape(deviation, (-1, len(precision))) @ precision
    force = np.reshape(grad_y, (-1, 1)) * pulled
    grad_x = np.reshape(-force, np.shape(deviation))
    grad_mean = force
    spread = (force.T @ pulled - np.sum(grad_y) * precision) / 2
    grad_cov = spread * covariance(np.ones_like(cov), np.size(mean))
    return grad_x, grad_mean, grad_cov


@rule("stats.multivariate_normal.pdf(x, mean=None, cov=cov)", shape="any")
def centred_normal_density(y, x, cov, grad_y):
    """normal distribution: the density, falling by the precision times x

    precision: Σ⁻¹
    pulled: Σ⁻¹ x, a row for each point
    weight: the density, weighted
    force: weighted
    spread: (Σ⁻¹ x xᵀ Σ⁻¹ - Σ⁻¹) / 2
    """
    precision = np.linalg.inv(covariance(cov, 1))
    pulled = np.reshape(x, (-1, len(precision))) @ precision
    weight = np.reshape(grad_y * y, (-1, 1))
    force = weight * pulled
    grad_x = np.reshape(-force, np.shape(x))
    spread = (force.T @ pulled - np.sum(weight) * precision) / 2
    grad_cov = spread * covariance(np.ones_like(cov), 1)
    return grad_x, grad_cov


@rule(
    "stats.multivariate_normal.pdf(x, mean=mean, cov=cov)",
    when="mean is not None",
    shape="any",
)
def normal_density(y, x, mean, cov, grad_y):
    """normal distribution: the density, falling by the precision times the deviation

    precision: Σ⁻¹
    deviation: x - μ
    pulled: Σ⁻¹ (x - μ), a row for each point
    weight: the density, weighted
    force: weighted
    grad_mean: normal distribution: the precision times the deviation
    spread: (Σ⁻¹ (x - μ) (x - μ)ᵀ Σ⁻¹ - Σ⁻¹) / 2
    """
    precision = np.linalg.inv(covariance(cov, np.size(mean)))
    deviation = np.subtract(x, mean)
    pulled = np.reshape(deviation, (-1, len(precision))) @ precision
    weight = np.reshape(grad_y * y, (-1, 1))
    force = weight * pulled
    grad_x = np.reshape(-force, np.shape(deviation))
    grad_mean = force
    spread = (force.T @ pulled - np.sum(weight) * precision) / 2
    grad_cov = spread * covariance(np.ones_like(cov), np.size(mean))
    return grad_x, grad_mean, grad_cov


@rule("stats.multivariate_normal.entropy(mean=mean, cov=cov)", shape="number")
def normal_entropy(y, mean, cov, grad_y):
    """entropy of the normal distribution: Σ⁻¹ / 2"""
    grad_mean = 0.0
    precision = np.linalg.inv(covariance(cov, np.size(mean)))
    grad_cov = grad_y * precision / 2 * covariance(np.ones_like(cov), np.size(mean))
    return grad_mean, grad_cov
