"""Softmax, log-softmax and log-sum-exp, written out in the usual ways.

The shift by the maximum cancels, so that no gradient passes through it. A sum along an axis that is kept is
``keepdims=True`` here, however a program has it: forms.py says which spellings are of that form.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import log_softmax, sigmoid, softmax
from flatgen.templates.helpers_layout import kept

# Softmax: p = e / Σ e


@rule("softmax(x, axis=axis)", shape="x", gives="floats")
def softmax_by_name(p, x, axis, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=axis, keepdims=True))
    return grad_x


@rule(
    "(e := np.exp(x - np.max(x, axis=axis, keepdims=True))) / np.sum(e, axis=axis, keepdims=True)",
    "(e := np.exp(x - np.max(x))) / np.sum(e, axis=axis, keepdims=True)",
    "(e := np.exp(x)) / np.sum(e, axis=axis, keepdims=True)",
    "(e := np.exp(x - np.max(x, axis=axis, keepdims=True))) * np.sum(e, axis=axis, keepdims=True) ** -1",
    "(e := np.exp(x - np.max(x, axis=axis, keepdims=True))) * (1 / np.sum(e, axis=axis, keepdims=True))",
    shape="x",
    form="softmax(x, axis=axis)",
    cancels="np.max",
)
def softmax_along(p, e, x, axis, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=axis, keepdims=True))
    return grad_x


@rule(
    "(e := np.exp(x - np.max(x, axis=0))) / np.sum(e, axis=0)",
    "(e := np.exp(x - np.max(x))) / np.sum(e, axis=0)",
    "(e := np.exp(x)) / np.sum(e, axis=0)",
    shape="x",
    form="softmax(x, axis=0)",
    cancels="np.max",
)
def softmax_of_columns(p, e, x, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p, axis=0))
    return grad_x


@rule(
    "(e := np.exp(x - np.max(x))) / np.sum(e)",
    "(e := np.exp(x)) / np.sum(e)",
    shape="x",
    form="softmax(x, axis=None)",
    cancels="np.max",
)
def softmax_of_all(p, e, x, grad_p):
    """softmax: p (grad - Σ grad p)"""
    grad_x = p * (grad_p - np.sum(grad_p * p))
    return grad_x


@rule("softmax(x, axis=axis)")
def softmax_forward(p, x, axis, dot_x):
    """softmax: p (dx - Σ dx p)"""
    dot_p = p * (dot_x - np.sum(dot_x * p, axis=axis, keepdims=True))
    return dot_p


@rule(
    "(e := np.exp(x - np.max(x, axis=axis, keepdims=True))) / np.sum(e, axis=axis, keepdims=True)",
    "(e := np.exp(x - np.max(x))) / np.sum(e, axis=axis, keepdims=True)",
    "(e := np.exp(x)) / np.sum(e, axis=axis, keepdims=True)",
)
def softmax_along_forward(p, e, x, axis, dot_x):
    """softmax: p (dx - Σ dx p)"""
    dot_p = p * (dot_x - np.sum(dot_x * p, axis=axis, keepdims=True))
    return dot_p


@rule(
    "(e := np.exp(x - np.max(x, axis=0))) / np.sum(e, axis=0)",
    "(e := np.exp(x - np.max(x))) / np.sum(e, axis=0)",
    "(e := np.exp(x)) / np.sum(e, axis=0)",
)
def softmax_of_columns_forward(p, e, x, dot_x):
    """softmax: p (dx - Σ dx p)"""
    dot_p = p * (dot_x - np.sum(dot_x * p, axis=0))
    return dot_p


@rule(
    "(e := np.exp(x - np.max(x))) / np.sum(e)",
    "(e := np.exp(x)) / np.sum(e)",
)
def softmax_of_all_forward(p, e, x, dot_x):
    """softmax: p (dx - Σ dx p)"""
    dot_p = p * (dot_x - np.sum(dot_x * p))
    return dot_p


@rule("log_softmax(x, axis=axis)")
def log_softmax_forward(z, x, axis, dot_x):
    """log-softmax: dx - Σ dx p"""
    dot_z = dot_x - np.sum(dot_x * np.exp(z), axis=axis, keepdims=True)
    return dot_z


# Log-softmax: x - log Σ exp(x), or the log of a softmax


@rule("log_softmax(x, axis=axis)", shape="x", gives="floats")
def log_softmax_by_name(z, x, axis, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z, axis=axis, keepdims=True)
    return grad_x


@rule("np.log((p := softmax(x, axis=0)))", shape="x")
def log_of_softmax_of_columns(z, p, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - p * np.sum(grad_z, axis=0)
    return grad_x


@rule("np.log((p := softmax(x, axis=None)))", shape="x")
def log_of_softmax_of_all(z, p, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - p * np.sum(grad_z)
    return grad_x


@rule("np.log((p := softmax(x, axis=axis)))", shape="x")
def log_of_softmax(z, p, x, axis, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - p * np.sum(grad_z, axis=axis, keepdims=True)
    return grad_x


@rule(
    "(s := x - np.max(x, axis=axis, keepdims=True)) - np.log(np.sum(np.exp(s), axis=axis, keepdims=True))",
    "x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))",
    shape="x",
    form="log_softmax(x, axis=axis)",
    cancels="np.max",
)
def log_softmax_along(z, s, x, axis, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z, axis=axis, keepdims=True)
    return grad_x


@rule(
    "(s := x - np.max(x, axis=0)) - np.log(np.sum(np.exp(s), axis=0))",
    "x - np.log(np.sum(np.exp(x), axis=0))",
    shape="x",
    cancels="np.max",
)
def log_softmax_of_columns(z, s, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z, axis=0)
    return grad_x


@rule(
    "(s := x - np.max(x)) - np.log(np.sum(np.exp(s)))",
    "x - np.log(np.sum(np.exp(x)))",
    shape="x",
    cancels="np.max",
)
def log_softmax_of_all(z, s, x, grad_z):
    """log-softmax: grad - p Σ grad"""
    grad_x = grad_z - np.exp(z) * np.sum(grad_z)
    return grad_x


# A sigmoid of two spellings, each where it doesn't overflow


@rule("np.where(c, sigmoid(x), sigmoid(x))", form="sigmoid(x)", tame=True)
def sigmoid_of_both_signs(y, c, x, grad_y):
    """sigmoid: (1 - σ) σ"""
    grad_x = grad_y * (1 - y) * y
    return grad_x


# Log-sum-exp: its gradient is the softmax


@rule(
    "(m := np.max(x, axis=axis, keepdims=True)) + np.log(np.sum(np.exp(x - m), axis=axis, keepdims=True))",
    "np.log(np.sum(np.exp(x - (m := np.max(x, axis=axis, keepdims=True))), axis=axis, keepdims=True)) + m",
    spreads=True,
    shape="reduced(x, axis, True)",
    cancels="np.max",
)
def log_sum_exp_kept(z, m, x, axis, grad_z):
    """log-sum-exp: softmax"""
    grad_x = grad_z * np.exp(x - z)
    return grad_x


@rule(
    "np.max(x, axis=axis) + np.log(np.sum(np.exp(x - np.max(x, axis=axis, keepdims=True)), axis=axis))",
    "np.log(np.sum(np.exp(x - np.max(x, axis=axis, keepdims=True)), axis=axis)) + np.max(x, axis=axis)",
    shape="reduced(x, axis, False)",
    spreads=True,
    cancels="np.max",
)
def log_sum_exp(z, x, axis, grad_z):
    """log-sum-exp: softmax"""
    grad_x = kept(grad_z, x, axis, False) * np.exp(x - kept(z, x, axis, False))
    return grad_x


@rule(
    "(m := np.max(x, axis=0)) + np.log(np.sum(np.exp(x - m), axis=0))",
    "np.log(np.sum(np.exp(x - (m := np.max(x, axis=0))), axis=0)) + m",
    shape="reduced(x, 0, False)",
    spreads=True,
    cancels="np.max",
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
    cancels="np.max",
)
def log_sum_exp_of_all(z, m, x, grad_z):
    """log-sum-exp: softmax"""
    grad_x = grad_z * np.exp(x - z)
    return grad_x
