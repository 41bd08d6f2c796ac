"""numpy's differences of neighbours along an axis.

``undiff(grad, x, n, axis)`` is their gradient; ``extended(x, end, axis)`` has the shape of both.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import extended, undiff


@rule("np.diff(x, n=n, axis=axis)", shape="shortened(x, axis, n)", when="n > 0", complex=True)
@rule("np.diff(x, n=n, axis=axis)", shape="shortened(x, axis, n)", view="x", complex=True)
def differences(y, x, n, axis, grad_y):
    """difference: to one with +, to the other with -"""
    grad_x = undiff(grad_y, x, n, axis)
    return grad_x


@rule(
    "np.diff(x, n=n, axis=axis, prepend=start)",
    when="scalar(start)",
    shape="any",
    view="x",
    complex=True,
)
def differences_from_a_start(y, x, n, axis, start, grad_y):
    """difference: to one with +, to the other with -

    whole: with what is in front
    """
    whole = np.insert(x, 0, start, axis=axis)
    grad_x = np.delete(undiff(grad_y, whole, n, axis), 0, axis=axis)
    return grad_x


@rule(
    "np.diff(x, n=n, axis=axis, append=end)",
    when="scalar(end)",
    shape="any",
    view="x",
    complex=True,
)
def differences_to_an_end(y, x, n, axis, end, grad_y):
    """difference: to one with +, to the other with -

    whole: with what is behind
    """
    whole = np.insert(x, np.shape(x)[axis], end, axis=axis)
    grad_x = np.delete(undiff(grad_y, whole, n, axis), -1, axis=axis)
    return grad_x


@rule("np.diff(x, n=n, axis=axis, prepend=start)", shape="any", stretches=True)
def differences_from_others(y, x, n, axis, start, grad_y):
    """difference: to one with +, to the other with -

    whole: of all, one behind the other
    first: where x begins
    """
    whole = undiff(grad_y, extended(x, start, axis), n, axis)
    first = np.shape(whole)[axis] - np.shape(x)[axis]
    grad_x = np.take(whole, np.arange(first, np.shape(whole)[axis]), axis=axis)
    grad_start = np.take(whole, np.arange(first), axis=axis)
    return grad_x, grad_start


@rule("np.diff(x, n=n, axis=axis, append=end)", shape="any", stretches=True)
def differences_to_others(y, x, n, axis, end, grad_y):
    """difference: to one with +, to the other with -

    whole: of all, one behind the other
    last: where x ends
    """
    whole = undiff(grad_y, extended(x, end, axis), n, axis)
    last = np.shape(x)[axis]
    grad_x = np.take(whole, np.arange(last), axis=axis)
    grad_end = np.take(whole, np.arange(last, np.shape(whole)[axis]), axis=axis)
    return grad_x, grad_end


@rule("np.ediff1d(x)", shape="any", when="rank(x) == 1", complex=True)
def differences_of_row(y, x, grad_y):
    """difference: to one with +, to the other with -"""
    grad_x = undiff(grad_y, x, 1, 0)
    return grad_x


@rule("np.ediff1d(x)", shape="any", complex=True)
def differences_of_all(y, x, grad_y):
    """difference: to one with +, to the other with -"""
    grad_x = np.reshape(undiff(grad_y, np.ravel(x), 1, 0), np.shape(x))
    return grad_x


# The helpers, again


@rule("undiff(grad, x, n, axis)", shape="x", complex=True)
def differences_again(z, grad, x, n, axis, grad_z):
    """difference, again"""
    grad_grad = np.diff(grad_z, n, axis)
    grad_x = 0.0
    return grad_grad, grad_x


@rule("extended(x, end, axis)", shape="any")
def size_of_extended(y, x, end, axis):
    """flat: its size alone is read"""
