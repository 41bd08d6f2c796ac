"""The rules of the helpers for fft, signal and stats: met when output is differentiated again."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_special import (
    centred,
    completed,
    covariance,
    folded,
    lengths,
    quotient,
    resized,
)


@rule("resized(x, shape)", shape="given(shape)", complex=True)
def resize(y, x, shape, grad_y):
    """cut back, or filled with zeros"""
    grad_x = resized(grad_y, np.shape(x))
    return grad_x


@rule("centred(x, shape)", shape="given(shape)", complex=True)
def centre(y, x, shape, grad_y):
    """cut back, or filled with zeros"""
    grad_x = centred(grad_y, np.shape(x))
    return grad_x


@rule("lengths(x, s, axes)", shape="any", complex=True)
def sizes(y, x, s, axes):
    """flat: no gradient"""


@rule("folded(x, axes)", shape="x", complex=True)
def fold_spectrum(y, x, axes, grad_y):
    """half of a spectrum: what has a mirror image, twice"""
    grad_x = folded(grad_y, axes)
    return grad_x


@rule("quotient(x, y)", complex=True)
def quotient_with_zeros(z, x, y, grad_z):
    """quotient"""
    grad_x = quotient(grad_z, y)
    grad_y = quotient(-grad_z * z, y)
    return grad_x, grad_y


@rule("completed(x, alpha)", shape="any", complex=True, view="x")
def complete(y, x, alpha, grad_y):
    """the last coordinate is 1 less the others"""
    grad_x = grad_y[: len(x)] - np.sum(grad_y[len(x) :], axis=0)
    grad_alpha = 0.0
    return grad_x, grad_alpha


@rule("covariance(cov, size)", shape="any", complex=True)
def covariance_matrix(y, cov, size, grad_y):
    """on the diagonal, or everywhere"""
    grad_cov = (grad_y + grad_y.T) / 2 * covariance(np.ones_like(cov), size)
    return grad_cov
