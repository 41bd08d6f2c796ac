"""numpy's convolutions and correlations.

The gradient of a convolution is a correlation, and the other way round; np.correlate takes conjugates of its second
argument. ``uncut`` puts zeros where the modes "same" and "valid" cut the result.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import uncut


@rule(
    "np.convolve(a, v, mode=mode)",
    shape="convolved(a, v, mode)",
    when="mode == 'full'",
    complex=True,
)
def convolution(y, a, v, mode, grad_y):
    """convolution: correlation"""
    grad_a = np.correlate(grad_y, np.atleast_1d(v), "valid")
    grad_v = np.correlate(grad_y, np.atleast_1d(a), "valid")
    return grad_a, grad_v


@rule("np.convolve(a, v, mode=mode)", shape="convolved(a, v, mode)", complex=True)
def convolution_cut(y, a, v, mode, grad_y):
    """convolution: correlation

    whole: with what was cut
    """
    whole = uncut(grad_y, a, v, mode, False)
    grad_a = np.correlate(whole, np.atleast_1d(v), "valid")
    grad_v = np.correlate(whole, np.atleast_1d(a), "valid")
    return grad_a, grad_v


# np.correlate(a, v) is np.convolve(a, v[::-1]), cut late where v is the longer one.


@rule(
    "np.correlate(a, v, mode=mode)",
    shape="convolved(a, v, mode)",
    when="complex(a) or complex(v)",
)
def correlation_of_complex(y, a, v, mode, grad_y):
    """correlation: convolution

    whole: with what was cut
    grad_v: conjugate of a correlation
    """
    whole = uncut(grad_y, a, v, mode, np.size(a) < np.size(v))
    grad_a = np.convolve(whole, v, "valid")
    grad_v = np.flip(np.conj(np.correlate(whole, a, "valid")))
    return grad_a, grad_v


@rule(
    "np.correlate(a, v, mode=mode)",
    shape="convolved(a, v, mode)",
    when="mode == 'full'",
)
def correlation(y, a, v, mode, grad_y):
    """correlation: convolution"""
    grad_a = np.convolve(grad_y, v, "valid")
    grad_v = np.flip(np.correlate(grad_y, a, "valid"))
    return grad_a, grad_v


@rule("np.correlate(a, v, mode=mode)", shape="convolved(a, v, mode)")
def correlation_cut(y, a, v, mode, grad_y):
    """correlation: convolution

    whole: with what was cut
    """
    whole = uncut(grad_y, a, v, mode, np.size(a) < np.size(v))
    grad_a = np.convolve(whole, v, "valid")
    grad_v = np.flip(np.correlate(whole, a, "valid"))
    return grad_a, grad_v


@rule("uncut(grad, a, v, mode, late)", shape="any", complex=True)
def uncut_again(y, grad, a, v, mode, late, grad_y):
    """cut, again

    start: where it was
    """
    start = np.nonzero(uncut(np.ones_like(grad), a, v, mode, late))[0][0]
    grad_grad = grad_y[start : start + np.size(grad)]
    grad_a = 0.0
    grad_v = 0.0
    return grad_grad, grad_a, grad_v
