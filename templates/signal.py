"""scipy.signal: convolutions and correlations, over any number of axes.

For "same" and "valid" the middle of the full convolution was kept: the gradient is put back there,
among zeros. `method` is not handed on: every gradient chooses the fastest.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_special import centred
from scipy import signal


@rule(
    "signal.convolve(x, y, mode=mode, method=method)",
    "signal.fftconvolve(x, y, mode=mode)",
    "signal.oaconvolve(x, y, mode=mode)",
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
    when="mode == 'full'",
    shape="any",
    complex=True,
)
def full_correlation(z, x, y, mode, method, grad_z):
    """correlation: convolve with y; correlate with x"""
    grad_x = signal.convolve(grad_z, y, mode="valid")
    grad_y = signal.correlate(x, grad_z, mode="valid")
    return grad_x, grad_y


@rule("signal.correlate(x, y, mode=mode, method=method)", shape="any", complex=True)
def correlation(z, x, y, mode, method, grad_z):
    """correlation: convolve with y; correlate with x

    full: what was cut away got 0
    """
    full = centred(grad_z, np.add(np.shape(x), np.shape(y)) - 1)
    grad_x = signal.convolve(full, y, mode="valid")
    grad_y = signal.correlate(x, full, mode="valid")
    return grad_x, grad_y
