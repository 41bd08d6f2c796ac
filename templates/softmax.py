"""Softmax, log-softmax, log-sum-exp and cross-entropy, written out in the usual ways.

The shift by the maximum cancels, so that no gradient passes through it.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import log_softmax, sigmoid, softmax
from scipy.special import expit

# Softmax: p = e / Σ e


@rule(
    "(e := np.exp(x - np.max(x, axis=axis, keepdims=True))) / np.sum(e, axis=axis, keepdims=True)",
    "(e := np.exp(x)) / np.sum(e, axis=axis, keepdims=True)",
    "(e := np.exp(x - np.max(x, axis=axis, keepdims=True))) / np.expand_dims(np.sum(e, axis=axis), axis)",
    "(e := np.exp(x - np.expand_dims(np.max(x, axis=axis), axis)))"
    " / np.expand_dims(np.sum(e, axis=axis), axis)",
    "(e := np.exp(x)) / np.expand_dims(np.sum(e, axis=axis), axis)",
)
def softmax_along(p, e, x, axis, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=axis, keepdims=True))
    return grad_x


@rule(
    "(e := np.exp(x - np.max(x, axis=1, keepdims=True))) / np.sum(e, axis=1)[:, None]",
    "(e := np.exp(x - np.max(x, axis=1)[:, None])) / np.sum(e, axis=1)[:, None]",
    "(e := np.exp(x)) / np.sum(e, axis=1)[:, None]",
)
def softmax_of_rows(p, e, x, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=1, keepdims=True))
    return grad_x


@rule(
    "(e := np.exp(x - np.max(x, axis=1, keepdims=True))) / np.reshape(np.sum(e, axis=1), (-1, 1))",
    "(e := np.exp(x - np.reshape(np.max(x, axis=1), (-1, 1)))) / np.reshape(np.sum(e, axis=1), (-1, 1))",
    "(e := np.exp(x)) / np.reshape(np.sum(e, axis=1), (-1, 1))",
    when="rank(x) == 2",
)
def softmax_of_rows_in_columns(p, e, x, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=1, keepdims=True))
    return grad_x


@rule(
    "(e := np.exp(x - np.max(x, axis=0))) / np.sum(e, axis=0)",
    "(e := np.exp(x - np.max(x))) / np.sum(e, axis=0)",
    "(e := np.exp(x)) / np.sum(e, axis=0)",
)
def softmax_of_columns(p, e, x, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=0))
    return grad_x


@rule(
    "(e := np.exp(x - np.max(x))) / np.sum(e)",
    "(e := np.exp(x)) / np.sum(e)",
)
def softmax_of_all(p, e, x, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p))
    return grad_x


@rule("softmax(x)", shape="x")
def softmax_by_name(p, x, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=-1, keepdims=True))
    return grad_x


@rule("softmax(x)")
def softmax_forward(p, x, dot_x):
    """softmax: p (dx - Σ dx p)"""
    dot_p = p * (dot_x - np.sum(dot_x * p, axis=-1, keepdims=True))
    return dot_p


@rule("log_softmax(x)", shape="x")
def log_softmax_by_name(z, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z, axis=-1, keepdims=True)
    return grad_x


@rule("log_softmax(x)")
def log_softmax_forward(z, x, dot_x):
    """log-softmax: dx - Σ dx p"""
    dot_z = dot_x - np.sum(dot_x * np.exp(z), axis=-1, keepdims=True)
    return dot_z


# Log-softmax: x - log Σ exp(x), or the log of a softmax


@rule(
    "np.log((p := (e := np.exp(x - np.max(x, axis=axis, keepdims=True))) / np.sum(e, axis=axis, keepdims=True)))",
    "np.log((p := (e := np.exp(x)) / np.sum(e, axis=axis, keepdims=True)))",
    shape="x",
)
def log_of_softmax(z, p, e, x, axis, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - p * np.sum(grad_z, axis=axis, keepdims=True)
    return grad_x


@rule(
    "np.log((p := (e := np.exp(x - np.max(x, axis=1, keepdims=True))) / np.sum(e, axis=1)[:, None]))",
    "np.log((p := (e := np.exp(x - np.max(x, axis=1)[:, None])) / np.sum(e, axis=1)[:, None]))",
    "np.log((p := (e := np.exp(x)) / np.sum(e, axis=1)[:, None]))",
    shape="x",
)
def log_of_softmax_of_rows(z, p, e, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - p * np.sum(grad_z, axis=1, keepdims=True)
    return grad_x


@rule(
    "np.log((p := (e := np.exp(x - np.max(x, axis=0))) / np.sum(e, axis=0)))",
    "np.log((p := (e := np.exp(x)) / np.sum(e, axis=0)))",
    shape="x",
)
def log_of_softmax_of_columns(z, p, e, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - p * np.sum(grad_z, axis=0)
    return grad_x


@rule(
    "np.log((p := (e := np.exp(x - np.max(x))) / np.sum(e)))",
    "np.log((p := (e := np.exp(x)) / np.sum(e)))",
    shape="x",
)
def log_of_softmax_of_all(z, p, e, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - p * np.sum(grad_z)
    return grad_x


@rule(
    "(s := x - np.max(x, axis=axis, keepdims=True)) - np.log(np.sum(np.exp(s), axis=axis, keepdims=True))",
    "x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))",
    shape="x",
)
def log_softmax_along(z, s, x, axis, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z, axis=axis, keepdims=True)
    return grad_x


@rule(
    "(s := x - np.max(x, axis=1, keepdims=True)) - np.log(np.sum(np.exp(s), axis=1))[:, None]",
    "(s := x - np.max(x, axis=1)[:, None]) - np.log(np.sum(np.exp(s), axis=1))[:, None]",
    "(s := x - np.max(x, axis=1, keepdims=True)) - np.log(np.sum(np.exp(s), axis=1)[:, None])",
    "(s := x - np.max(x, axis=1)[:, None]) - np.log(np.sum(np.exp(s), axis=1)[:, None])",
    "x - np.log(np.sum(np.exp(x), axis=1))[:, None]",
    shape="x",
)
def log_softmax_of_rows(z, s, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z, axis=1, keepdims=True)
    return grad_x


@rule(
    "(s := x - np.max(x, axis=0)) - np.log(np.sum(np.exp(s), axis=0))",
    "x - np.log(np.sum(np.exp(x), axis=0))",
    shape="x",
)
def log_softmax_of_columns(z, s, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z, axis=0)
    return grad_x


@rule(
    "(s := x - np.max(x)) - np.log(np.sum(np.exp(s)))",
    "x - np.log(np.sum(np.exp(x)))",
    shape="x",
)
def log_softmax_of_all(z, s, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z)
    return grad_x


# Cross-entropy: the log of a softmax at the labels


@rule(
    "np.log((p := (e := np.exp(x - np.max(x, axis=1, keepdims=True)))"
    " / np.sum(e, axis=1, keepdims=True))[rows, labels])",
    "np.log((p := (e := np.exp(x)) / np.sum(e, axis=1, keepdims=True))[rows, labels])",
    "np.log((p := (e := np.exp(x - np.max(x, axis=1, keepdims=True)))"
    " / np.sum(e, axis=1)[:, None])[rows, labels])",
    "np.log((p := (e := np.exp(x)) / np.sum(e, axis=1)[:, None])[rows, labels])",
    shape="usual",
    spreads=True,
    when="counts(rows, x) and rank(x) == 2 and rank(labels) == 1",
)
def cross_entropy(z, p, e, x, rows, labels, grad_z):
    """softmax and cross-entropy: p, less 1 at the label"""
    grad_x = -p * np.expand_dims(grad_z, 1)
    grad_x[rows, labels] += grad_z
    return grad_x


@rule(
    "y * np.log((p := 1 / (1 + np.exp(-x)))) + (1 - y) * np.log(1 - p)",
    "(1 - y) * np.log(1 - (p := 1 / (1 + np.exp(-x)))) + y * np.log(p)",
    "y * np.log((p := sigmoid(x))) + (1 - y) * np.log(1 - p)",
    "(1 - y) * np.log(1 - (p := sigmoid(x))) + y * np.log(p)",
    "y * np.log((p := expit(x))) + (1 - y) * np.log(1 - p)",
    "(1 - y) * np.log(1 - (p := expit(x))) + y * np.log(p)",
)
def binary_cross_entropy(z, y, p, x, grad_z):
    """sigmoid and cross-entropy: y - p

    grad_y: cross-entropy: log of the odds
    """
    grad_x = grad_z * (y - p)
    grad_y = grad_z * x
    return grad_x, grad_y


# Log-sum-exp: its gradient is the softmax


@rule(
    "(m := np.max(x, axis=0)) + np.log(np.sum(np.exp(x - m), axis=0))",
    "np.log(np.sum(np.exp(x - (m := np.max(x, axis=0))), axis=0)) + m",
    shape="reduced(x, 0, False)",
    spreads=True,
)
def log_sum_exp_of_columns(z, m, x, grad_z):
    """log-sum-exp: softmax"""
    grad_x = grad_z * np.exp(x - z)
    return grad_x


@rule(
    "(m := np.max(x)) + np.log(np.sum(np.exp(x - m)))",
    "np.log(np.sum(np.exp(x - (m := np.max(x))))) + m",
    shape="number",
    spreads=True,
)
def log_sum_exp_of_all(z, m, x, grad_z):
    """log-sum-exp: softmax"""
    grad_x = grad_z * np.exp(x - z)
    return grad_x


@rule(
    "(m := np.max(x, axis=axis, keepdims=True)) + np.log(np.sum(np.exp(x - m), axis=axis, keepdims=True))",
    "np.log(np.sum(np.exp(x - (m := np.max(x, axis=axis, keepdims=True))), axis=axis, keepdims=True)) + m",
    spreads=True,
    shape="reduced(x, axis, True)",
)
def log_sum_exp_kept(z, m, x, axis, grad_z):
    """log-sum-exp: softmax"""
    grad_x = grad_z * np.exp(x - z)
    return grad_x


@rule(
    "np.squeeze((m := np.max(x, axis=axis, keepdims=True)), axis=axis) + np.log(np.sum(np.exp(x - m), axis=axis))",
    "np.log(np.sum(np.exp(x - (m := np.max(x, axis=axis, keepdims=True))), axis=axis)) + np.squeeze(m, axis=axis)",
    "(m := np.max(x, axis=axis)) + np.log(np.sum(np.exp(x - np.expand_dims(m, axis)), axis=axis))",
    shape="reduced(x, axis, False)",
    spreads=True,
)
def log_sum_exp(z, m, x, axis, grad_z):
    """log-sum-exp: softmax"""
    grad_x = np.expand_dims(grad_z, axis) * np.exp(x - np.expand_dims(z, axis))
    return grad_x


@rule(
    "(m := np.max(x, axis=1, keepdims=True))[:, 0] + np.log(np.sum(np.exp(x - m), axis=1))",
    "np.log(np.sum(np.exp(x - (m := np.max(x, axis=1, keepdims=True))), axis=1)) + m[:, 0]",
    "np.log(np.sum(np.exp(x - (m := np.max(x, axis=1))[:, None]), axis=1)) + m",
    "(m := np.max(x, axis=1)) + np.log(np.sum(np.exp(x - m[:, None]), axis=1))",
    shape="reduced(x, 1, False)",
    spreads=True,
)
def log_sum_exp_of_rows(z, m, x, grad_z):
    """log-sum-exp: softmax"""
    grad_x = np.expand_dims(grad_z, 1) * np.exp(x - np.expand_dims(z, 1))
    return grad_x
