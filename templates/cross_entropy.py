"""Cross-entropy: the log of a softmax at the labels, finite where the softmax is 0."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import log_softmax, sigmoid, softmax
from flatgen.templates.helpers_layout import kept


@rule(
    "np.log((p := softmax(x, axis=axis))[rows, labels])",
    "np.log((p := softmax(x, axis=axis)))[rows, labels]",
    shape="usual",
    spreads=True,
    when="axis in (1, -1) and counts(rows, x) and rank(x) == 2 and rank(labels) == 1",
)
def cross_entropy(z, p, x, axis, rows, labels, grad_z):
    """softmax and cross-entropy: p, less 1 at the label"""
    grad_x = -p * np.expand_dims(grad_z, 1)
    grad_x[rows, labels] += grad_z
    return grad_x


@rule(
    "(q := log_softmax(x, axis=axis))[rows, labels]",
    shape="usual",
    spreads=True,
    when="axis in (1, -1) and counts(rows, x) and rank(x) == 2 and rank(labels) == 1",
)
def cross_entropy_by_log_softmax(z, q, x, axis, rows, labels, grad_z):
    """softmax and cross-entropy: p, less 1 at the label"""
    grad_x = -np.exp(q) * np.expand_dims(grad_z, 1)
    grad_x[rows, labels] += grad_z
    return grad_x


@rule(
    "np.log((p := softmax(x, axis=axis))[row, label])",
    "np.log((p := softmax(x, axis=axis)))[row, label]",
    shape="number",
    when="axis in (1, -1) and rank(x) == 2 and whole(row) and whole(label)",
)
def cross_entropy_of_one_row(z, p, x, axis, row, label, grad_z):
    """softmax and cross-entropy: p, less 1 at the label"""
    grad_x = np.zeros_like(p)
    grad_x[row] = -p[row] * grad_z
    grad_x[row, label] += grad_z
    return grad_x


@rule(
    "np.log((p := softmax(x, axis=None))[label])",
    "np.log((p := softmax(x, axis=None)))[label]",
    shape="number",
    when="rank(x) == 1 and whole(label)",
)
def cross_entropy_of_one(z, p, x, label, grad_z):
    """softmax and cross-entropy: p, less 1 at the label"""
    grad_x = -p * grad_z
    grad_x[label] += grad_z
    return grad_x


@rule(
    "np.log((p := softmax(x, axis=None))[label, column])",
    "np.log((p := softmax(x, axis=None)))[label, column]",
    shape="number",
    when="rank(x) == 2 and whole(label) and whole(column)",
)
def cross_entropy_of_one_in_a_column(z, p, x, label, column, grad_z):
    """softmax and cross-entropy: p, less 1 at the label"""
    grad_x = -p * grad_z
    grad_x[label, column] += grad_z
    return grad_x


@rule(
    "np.log((p := softmax(x, axis=axis))[index])",
    shape="usual",
    spreads=True,
    when="basic(index) or unique(index)",
)
def log_of_softmax_at(z, p, x, axis, index, grad_z):
    """softmax and cross-entropy: grad at the label, less p Σ grad

    at: grad at the label
    """
    at = np.zeros_like(p)
    at[index] = grad_z
    grad_x = at - p * np.sum(at, axis=axis, keepdims=True)
    return grad_x


@rule("np.log((p := softmax(x, axis=axis))[index])", shape="usual", spreads=True)
def log_of_softmax_at_repeats(z, p, x, axis, index, grad_z):
    """softmax and cross-entropy: grad at the label, less p Σ grad

    at: grad at the label
    """
    at = np.zeros_like(p)
    np.add.at(at, index, grad_z)
    grad_x = at - p * np.sum(at, axis=axis, keepdims=True)
    return grad_x


@rule(
    "y * np.log((p := sigmoid(x))) + (1 - y) * np.log(1 - p)",
    "(1 - y) * np.log(1 - (p := sigmoid(x))) + y * np.log(p)",
)
def binary_cross_entropy(z, y, p, x, grad_z):
    """sigmoid and cross-entropy: y - p

    grad_y: cross-entropy: log of the odds
    """
    grad_x = grad_z * (y - p)
    grad_y = grad_z * x
    return grad_x, grad_y


@rule(
    "-y * np.log((p := sigmoid(x))) - (1 - y) * np.log(1 - p)",
    "-(1 - y) * np.log(1 - (p := sigmoid(x))) - y * np.log(p)",
)
def binary_cross_entropy_less(z, y, p, x, grad_z):
    """sigmoid and cross-entropy: p - y

    grad_y: cross-entropy: log of the odds
    """
    grad_x = grad_z * (p - y)
    grad_y = -grad_z * x
    return grad_x, grad_y


# And of -u, as in 1 / (1 + exp(-x @ w - b)).


@rule(
    "y * np.log((p := sigmoid(-u))) + (1 - y) * np.log(1 - p)",
    "(1 - y) * np.log(1 - (p := sigmoid(-u))) + y * np.log(p)",
)
def binary_cross_entropy_of_negative(z, y, p, u, grad_z):
    """sigmoid of -u and cross-entropy: p - y

    grad_y: cross-entropy: log of the odds
    """
    grad_u = grad_z * (p - y)
    grad_y = -grad_z * u
    return grad_u, grad_y


@rule(
    "-y * np.log((p := sigmoid(-u))) - (1 - y) * np.log(1 - p)",
    "-(1 - y) * np.log(1 - (p := sigmoid(-u))) - y * np.log(p)",
)
def binary_cross_entropy_less_of_negative(z, y, p, u, grad_z):
    """sigmoid of -u and cross-entropy: y - p

    grad_y: cross-entropy: log of the odds
    """
    grad_u = grad_z * (y - p)
    grad_y = grad_z * u
    return grad_u, grad_y


# By logits, so that nothing overflows: max(x, 0) + log(1 + exp(-|x|)) is a softplus. Its parts have corners at 0,
# where logits begin; the whole has none.


@rule(
    "np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))",
    "np.maximum(0, x) + np.log1p(np.exp(-np.abs(x)))",
    "np.log1p(np.exp(-np.abs(x))) + np.maximum(x, 0)",
    "np.log1p(np.exp(-np.abs(x))) + np.maximum(0, x)",
    tame=True,
)
def softplus_by_parts(z, x, grad_z):
    """softplus: σ"""
    grad_x = grad_z * sigmoid(x)
    return grad_x


@rule(
    "np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x)))",
    "np.minimum(0, x) - np.log1p(np.exp(-np.abs(x)))",
    tame=True,
)
def log_of_sigmoid_by_parts(z, x, grad_z):
    """log of the sigmoid: 1 - σ"""
    grad_x = grad_z * sigmoid(-x)
    return grad_x


@rule(
    "np.maximum(x, 0) - u + np.log1p(np.exp(-np.abs(x)))",
    "np.maximum(0, x) - u + np.log1p(np.exp(-np.abs(x)))",
    tame=True,
)
def cross_entropy_by_logits(z, x, u, grad_z):
    """softplus: σ

    grad_u: gradient copier
    """
    grad_x = grad_z * sigmoid(x)
    grad_u = -grad_z
    return grad_x, grad_u


@rule(
    "np.maximum(x, 0) + u + np.log1p(np.exp(-np.abs(x)))",
    "np.maximum(0, x) + u + np.log1p(np.exp(-np.abs(x)))",
    "u + np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))",
    "u + np.maximum(0, x) + np.log1p(np.exp(-np.abs(x)))",
    tame=True,
)
def cross_entropy_by_logits_added(z, x, u, grad_z):
    """softplus: σ

    grad_u: gradient copier
    """
    grad_x = grad_z * sigmoid(x)
    grad_u = grad_z
    return grad_x, grad_u
