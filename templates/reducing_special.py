"""scipy.special: functions of whole axes, and multigammaln, which is a sum of gammaln."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import softmax
from flatgen.templates.helpers_layout import kept
from scipy import special as sp


@rule(
    "sp.logsumexp(x, axis=axis, keepdims=keepdims)",
    when="axis is None or keepdims",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
)
def logsumexp_kept(y, x, axis, keepdims, grad_y):
    """log-sum-exp: the share of each"""
    grad_x = grad_y * np.exp(x - y)
    return grad_x


@rule(
    "sp.logsumexp(x, axis=axis, keepdims=keepdims)",
    when="isinstance(axis, (int, tuple)) and not keepdims",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
)
def logsumexp_along(y, x, axis, keepdims, grad_y):
    """log-sum-exp: the share of each"""
    grad_x = kept(grad_y, x, axis, False) * np.exp(x - kept(y, x, axis, False))
    return grad_x


@rule(
    "sp.logsumexp(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    spreads=True,
)
def logsumexp(y, x, axis, keepdims, grad_y):
    """log-sum-exp: the share of each

    total: y, with its axes kept
    """
    total = sp.logsumexp(x, axis=axis, keepdims=True)
    grad_x = np.reshape(grad_y, np.shape(total)) * np.exp(x - total)
    return grad_x


@rule(
    "sp.logsumexp(x, axis=axis, b=b, keepdims=keepdims)",
    when="b is not None and (axis is None or keepdims)",
    shape="any",
    stretches=True,
)
def weighted_logsumexp_kept(y, x, axis, b, keepdims, grad_y):
    """log-sum-exp: the share of each

    share: of one of each
    """
    share = grad_y * np.exp(x - y)
    grad_x = share * b
    grad_b = share
    return grad_x, grad_b


@rule(
    "sp.logsumexp(x, axis=axis, b=b, keepdims=keepdims)",
    when="b is not None",
    shape="any",
    stretches=True,
)
def weighted_logsumexp(y, x, axis, b, keepdims, grad_y):
    """log-sum-exp: the share of each

    total: y, with its axes kept
    share: of one of each
    """
    total = sp.logsumexp(x, axis=axis, b=b, keepdims=True)
    share = np.reshape(grad_y, np.shape(total)) * np.exp(x - total)
    grad_x = share * b
    grad_b = share
    return grad_x, grad_b


@rule("sp.logsumexp(x, axis=axis, b=b, keepdims=keepdims)", when="b is not None")
def weighted_logsumexp_forward(y, x, axis, b, keepdims, dot_x):
    """log-sum-exp: the share of each

    total: y, with its axes kept
    """
    total = sp.logsumexp(x, axis=axis, b=b, keepdims=True)
    dot_y = np.sum(dot_x * b * np.exp(x - total), axis=axis, keepdims=keepdims)
    return dot_y


@rule("sp.logsumexp(x, axis=axis, b=b, keepdims=keepdims)", when="b is not None")
def logsumexp_by_weights_forward(y, x, axis, b, keepdims, dot_b):
    """log-sum-exp: the share of one of each

    total: y, with its axes kept
    """
    total = sp.logsumexp(x, axis=axis, b=b, keepdims=True)
    dot_y = np.sum(dot_b * np.exp(x - total), axis=axis, keepdims=keepdims)
    return dot_y


@rule("sp.softmax(x, axis=axis)", shape="x", form="softmax(x, axis=axis)")
def softmax_of_scipy(y, x, axis, grad_y):
    """softmax: p (grad - Σ grad p)"""
    grad_x = y * (grad_y - np.sum(grad_y * y, axis=axis, keepdims=True))
    return grad_x


@rule("sp.softmax(x, axis=axis)")
def softmax_forward(y, x, axis, dot_x):
    """softmax: p (dx - Σ dx p)"""
    dot_y = y * (dot_x - np.sum(dot_x * y, axis=axis, keepdims=True))
    return dot_y


@rule("sp.log_softmax(x, axis=axis)", shape="x")
def log_softmax_of_scipy(y, x, axis, grad_y):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_y - np.exp(y) * np.sum(grad_y, axis=axis, keepdims=True)
    return grad_x


@rule("sp.log_softmax(x, axis=axis)")
def log_softmax_forward(y, x, axis, dot_x):
    """log-softmax: dx - Σ dx p"""
    dot_y = dot_x - np.sum(dot_x * np.exp(y), axis=axis, keepdims=True)
    return dot_y


@rule("sp.multigammaln(x, d)")
def multigammaln_sum(y, x, d, grad_y):
    """log gamma: digammas, each half an x further down

    steps: x, x - 1/2, x - 1, ...
    """
    steps = np.expand_dims(x, -1) - np.arange(d) / 2
    grad_x = grad_y * np.sum(sp.digamma(steps), axis=-1)
    return grad_x
