"""scipy.signal: convolutions and correlations, over any number of axes, and filters along one.

For "same" and "valid" the middle of the full convolution was kept: the gradient is put back there,
among zeros. `method` is not handed on: every gradient chooses the fastest.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_special import centred, lagged
from scipy import signal


@rule(
    "signal.convolve(x, y, mode=mode, method=method)",
    "signal.fftconvolve(x, y, mode=mode)",
    "signal.oaconvolve(x, y, mode=mode)",
    "signal.convolve2d(x, y, mode=mode)",
    when="mode == 'full'",
    shape="any",
    complex=True,
)
def full_convolution(z, x, y, mode, method, grad_z):
    """convolution: correlate with the other"""
    grad_x = signal.correlate(grad_z, y, mode="valid")
    grad_y = signal.correlate(grad_z, x, mode="valid")
    return grad_x, grad_y


@rule(
    "signal.convolve(x, y, mode=mode, method=method)",
    "signal.fftconvolve(x, y, mode=mode)",
    "signal.oaconvolve(x, y, mode=mode)",
    "signal.convolve2d(x, y, mode=mode)",
    shape="any",
    complex=True,
)
def convolution(z, x, y, mode, method, grad_z):
    """convolution: correlate with the other

    full: what was cut away got 0
    """
    full = centred(grad_z, np.add(np.shape(x), np.shape(y)) - 1)
    grad_x = signal.correlate(full, y, mode="valid")
    grad_y = signal.correlate(full, x, mode="valid")
    return grad_x, grad_y


@rule(
    "signal.correlate(x, y, mode=mode, method=method)",
    "signal.correlate2d(x, y, mode=mode)",
    when="mode == 'full'",
    shape="any",
    complex=True,
)
def full_correlation(z, x, y, mode, method, grad_z):
    """correlation: convolve with y; correlate with x"""
    grad_x = signal.convolve(grad_z, y, mode="valid")
    grad_y = signal.correlate(x, grad_z, mode="valid")
    return grad_x, grad_y


@rule("signal.correlate2d(x, y, mode=mode)", when="mode == 'same'", shape="any", complex=True)
def correlation_cut_late(z, x, y, mode, grad_z):
    """correlation: convolve with y; correlate with x

    full: what was cut away got 0; of an odd number one more in front
    """
    full = np.flip(centred(np.flip(grad_z), np.add(np.shape(x), np.shape(y)) - 1))
    grad_x = signal.convolve(full, y, mode="valid")
    grad_y = signal.correlate(x, full, mode="valid")
    return grad_x, grad_y


@rule(
    "signal.correlate(x, y, mode=mode, method=method)",
    "signal.correlate2d(x, y, mode=mode)",
    shape="any",
    complex=True,
)
def correlation(z, x, y, mode, method, grad_z):
    """correlation: convolve with y; correlate with x

    full: what was cut away got 0
    """
    full = centred(grad_z, np.add(np.shape(x), np.shape(y)) - 1)
    grad_x = signal.convolve(full, y, mode="valid")
    grad_y = signal.correlate(x, full, mode="valid")
    return grad_x, grad_y


# Filters. What comes out later reads what went in before: the gradient is filtered from the end.


@rule("signal.lfilter(b, a, x, axis=axis)", shape="x", holomorphic=True)
def filtered(y, b, a, x, axis, grad_y):
    """filter: from the end"""
    grad_x = np.flip(signal.lfilter(b, a, np.flip(grad_y, axis), axis), axis)
    return grad_x


@rule("signal.lfilter(b, a, x, axis=axis)", shape="x", holomorphic=True)
def filtered_by_coefficients(y, b, a, x, axis, grad_y):
    """filter: from the end

    unit: one number: no delay
    fed: through what is fed back, from the end
    grad_b: filter: with the input, by lag
    grad_a: filter: with the output, by lag
    """
    unit = np.ones(1, grad_y.dtype)
    fed = np.flip(signal.lfilter(unit, a, np.flip(grad_y, axis), axis), axis)
    grad_b = lagged(fed, x, np.size(b), axis)
    grad_a = -lagged(fed, y, np.size(a), axis)
    grad_x = np.flip(signal.lfilter(b, unit, np.flip(fed, axis), axis), axis)
    return grad_b, grad_a, grad_x


@rule("signal.lfilter(b, a, x, axis=axis)")
def filtered_forward(y, b, a, x, axis, dot_x):
    """filter: linear"""
    dot_y = signal.lfilter(b, a, dot_x, axis)
    return dot_y


@rule("signal.lfilter(b, a, x, axis=axis)")
def filtered_by_input_forward(y, b, a, x, axis, dot_b):
    """filter: by the tangent of what takes the input"""
    dot_y = signal.lfilter(dot_b, a, x, axis)
    return dot_y


@rule("signal.lfilter(b, a, x, axis=axis)")
def filtered_by_output_forward(y, b, a, x, axis, dot_a):
    """filter: by the tangent of what is fed back"""
    dot_y = -signal.lfilter(dot_a, a, y, axis)
    return dot_y


@rule("lagged(u, x, lags, axis)", shape="given((lags,))", holomorphic=True)
def lagged_again(y, u, x, lags, axis, grad_y):
    """products by lag: as a filter, of the other

    unit: one number: no delay
    """
    unit = np.ones(1, grad_y.dtype)
    grad_u = signal.lfilter(grad_y, unit, x, axis)
    grad_x = np.flip(signal.lfilter(grad_y, unit, np.flip(u, axis), axis), axis)
    return grad_u, grad_x


@rule("signal.sosfilt(sos, x, axis=axis)", shape="x", holomorphic=True)
def filtered_in_sections(y, sos, x, axis, grad_y):
    """filter: from the end"""
    grad_x = np.flip(signal.sosfilt(sos, np.flip(grad_y, axis), axis), axis)
    return grad_x


@rule("signal.detrend(x, axis=axis, type=type)", shape="x")
def without_trend(y, x, axis, type, grad_y):
    """trend taken off: a symmetric matrix"""
    grad_x = signal.detrend(grad_y, axis=axis, type=type)
    return grad_x


@rule("signal.hilbert(x, axis=axis)", shape="x", gives="complex")
def analytic_signal(y, x, axis, grad_y):
    """analytic signal: its imaginary part is turned back"""
    turned = np.imag(signal.hilbert(np.imag(grad_y), axis=axis))
    grad_x = np.real(grad_y) - turned
    return grad_x
