"""Reading and writing by index. An entry that is read twice gets both gradients."""

import numpy as np
from flatgen.templates import rule, same
from flatgen.templates.helpers_layout import covered, handed


@rule(
    "x[index]",
    shape="indexed(x, index)",
    when="widens(index)",
    view="x",
    spreads=True,
    complex=True,
)
def widened(y, x, index, grad_y):
    """reshape: back"""
    grad_x = np.reshape(grad_y, np.shape(x))
    return grad_x


@rule(
    "x[index]", shape="indexed(x, index)", when="flips(index)", view="x", spreads=True, complex=True
)
def flipped(y, x, index, grad_y):
    """flip: back"""
    grad_x = grad_y[index]
    return grad_x


@rule(
    "x[index]",
    shape="indexed(x, index)",
    when="basic(index)",
    view="x",
    spreads=True,
    complex=True,
    picks=True,
)
@rule(
    "x[index]",
    shape="indexed(x, index)",
    when="unique(index)",
    spreads=True,
    complex=True,
    picks=True,
)
def item(y, x, index, grad_y):
    """gradient router: to what is read"""
    grad_x = np.zeros_like(x) * 1.0
    grad_x[index] = grad_y
    return grad_x


@rule("x[index]", shape="indexed(x, index)", spreads=True, complex=True, picks=True)
def items_with_repeats(y, x, index, grad_y):
    """gradient router: to what is read; repeats add"""
    grad_x = np.zeros_like(x) * 1.0
    np.add.at(grad_x, index, grad_y)
    return grad_x


@rule(
    "SetItem(x, index, y)",
    shape="x",
    gives="x",
    when="widens(index)",
    stretches=True,
    complex=True,
    routes=True,
)
def written_over(z, x, index, y, grad_z):
    """overwritten: no gradient gets through

    grad_y: gradient router: to what was written
    """
    grad_x = 0.0
    grad_y = grad_z[index]
    return grad_x, grad_y


@rule(
    "SetItem(x, index, y)",
    shape="x",
    gives="x",
    when="basic(index) or unique(index)",
    stretches=True,
    complex=True,
    routes=True,
)
def written(z, x, index, y, grad_z):
    """overwritten: no gradient gets through

    grad_y: gradient router: to what was written
    """
    grad_x = np.copy(grad_z)
    grad_x[index] = 0.0
    grad_y = grad_z[index]
    return grad_x, grad_y


@rule("SetItem(x, index, y)", shape="x", gives="x", stretches=True, complex=True, routes=True)
def written_with_repeats(z, x, index, y, grad_z):
    """overwritten: no gradient gets through

    share: of each
    order: in which it is written
    last: which stays
    grad_y: gradient router: to what was written, of repeats to the last
    """
    share = grad_z[index]
    order = np.reshape(np.arange(np.size(share)), np.shape(share))
    last = np.zeros(np.shape(x), int)
    last[index] = order
    grad_x = np.copy(grad_z)
    grad_x[index] = 0.0
    grad_y = np.where(last[index] == order, share, 0)
    return grad_x, grad_y


@rule(
    "AddItem(x, index, y)",
    shape="x",
    gives="x",
    when="basic(index) or unique(index)",
    stretches=True,
    complex=True,
)
def added(z, x, index, y, grad_z):
    """gradient copier"""
    grad_x = grad_z
    grad_y = grad_z[index]
    return grad_x, grad_y


@rule("AddItem(x, index, y)", shape="x", gives="x", stretches=True, complex=True)
def added_without_repeats(z, x, index, y, grad_z):
    """gradient copier, of repeats to the last

    share: of each
    order: in which it is added
    last: which stays
    """
    share = grad_z[index]
    order = np.reshape(np.arange(np.size(share)), np.shape(share))
    last = np.zeros(np.shape(x), int)
    last[index] = order
    grad_x = grad_z
    grad_y = np.where(last[index] == order, share, 0)
    return grad_x, grad_y


@rule("np.add.at(x, index, y)", shape="x", gives="x", stretches=True, complex=True)
def added_with_repeats(z, x, index, y, grad_z):
    """gradient copier"""
    grad_x = grad_z
    grad_y = grad_z[index]
    return grad_x, grad_y


# Where a mask reads or writes


@rule("handed(value, grad)", shape="value", routes=True, masks=True, gaps=True, complex=True)
def handed_down(z, value, grad, grad_z):
    """gradient router: to finite slopes, whatever comes down

    finite: where something is handed down, or could be
    """
    finite = np.logical_or(grad != 0, np.isfinite(value))
    grad_value = np.where(finite, grad_z, 0)
    grad_grad = 0.0
    return grad_value, grad_grad


@rule("covered(index, x)", shape="x", gives="booleans")
def covered_entries(y, index, x):
    """flat: no gradient"""


@same("covered(index, x)", when="alike(index, x)")
def covered_by_a_mask(index, x):
    return index


@rule("len(x)", shape="number", gives="integers")
def length(y, x):
    """flat: no gradient"""
