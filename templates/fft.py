"""numpy.fft, and scipy.fft where its arguments are the same.

The gradient of a complex value a + ib is dL/da + i dL/db, so that of y = A x is the conjugate transpose
of A times that of y. A Fourier matrix is symmetric: its conjugate transpose is itself between two
conjugates, whatever its norm; which is its inverse, but for a factor. That the gradient of a real input
is real isn't said here: the real part is taken where the input is met. What is known of real signals
is in fft_real.py.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import unbroadcast
from flatgen.templates.helpers_special import resized


@rule(
    "np.fft.fft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.fft(x, n=n, axis=axis, norm=norm)",
    when="n is None and norm is None",
    shape="x",
    gives="complex",
    complex=True,
)
def fourier_unscaled(y, x, n, axis, norm, grad_y):
    """Fourier transform: n times the inverse"""
    grad_x = np.fft.ifft(grad_y, axis=axis, norm="forward")
    return grad_x


@rule(
    "np.fft.fft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.fft(x, n=n, axis=axis, norm=norm)",
    when="n is None",
    shape="x",
    gives="complex",
    complex=True,
)
def fourier_scaled(y, x, n, axis, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated"""
    grad_x = np.conj(np.fft.fft(np.conj(grad_y), axis=axis, norm=norm))
    return grad_x


@rule(
    "np.fft.fft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.fft(x, n=n, axis=axis, norm=norm)",
    shape="any",
    gives="complex",
    complex=True,
)
def fourier(y, x, n, axis, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated

    whole: of what x was cut or filled to
    """
    whole = np.conj(np.fft.fft(np.conj(grad_y), axis=axis, norm=norm))
    grad_x = resized(whole, np.shape(x))
    return grad_x


@rule(
    "np.fft.ifft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.ifft(x, n=n, axis=axis, norm=norm)",
    when="n is None and norm is None",
    shape="x",
    gives="complex",
    complex=True,
)
def inverse_fourier_unscaled(y, x, n, axis, norm, grad_y):
    """inverse Fourier transform: the transform itself, over n"""
    grad_x = np.fft.fft(grad_y, axis=axis, norm="forward")
    return grad_x


@rule(
    "np.fft.ifft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.ifft(x, n=n, axis=axis, norm=norm)",
    when="n is None",
    shape="x",
    gives="complex",
    complex=True,
)
def inverse_fourier_scaled(y, x, n, axis, norm, grad_y):
    """inverse Fourier transform: a symmetric matrix, conjugated"""
    grad_x = np.conj(np.fft.ifft(np.conj(grad_y), axis=axis, norm=norm))
    return grad_x


@rule(
    "np.fft.ifft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.ifft(x, n=n, axis=axis, norm=norm)",
    shape="any",
    gives="complex",
    complex=True,
)
def inverse_fourier(y, x, n, axis, norm, grad_y):
    """inverse Fourier transform: a symmetric matrix, conjugated

    whole: of what x was cut or filled to
    """
    whole = np.conj(np.fft.ifft(np.conj(grad_y), axis=axis, norm=norm))
    grad_x = resized(whole, np.shape(x))
    return grad_x


@rule(
    "np.fft.fftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.fftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.fft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.fft2(x, s=s, axes=axes, norm=norm)",
    when="s is None and norm is None",
    shape="x",
    gives="complex",
    complex=True,
)
def fourier_of_many_unscaled(y, x, s, axes, norm, grad_y):
    """Fourier transform: n times the inverse"""
    grad_x = np.fft.ifftn(grad_y, axes=axes, norm="forward")
    return grad_x


@rule(
    "np.fft.fftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.fftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.fft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.fft2(x, s=s, axes=axes, norm=norm)",
    when="s is None",
    shape="x",
    gives="complex",
    complex=True,
)
def fourier_of_many_scaled(y, x, s, axes, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated"""
    grad_x = np.conj(np.fft.fftn(np.conj(grad_y), axes=axes, norm=norm))
    return grad_x


@rule(
    "np.fft.fftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.fftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.fft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.fft2(x, s=s, axes=axes, norm=norm)",
    shape="any",
    gives="complex",
    complex=True,
)
def fourier_of_many(y, x, s, axes, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated

    whole: of what x was cut or filled to
    """
    whole = np.conj(np.fft.fftn(np.conj(grad_y), s=s, axes=axes, norm=norm))
    grad_x = resized(whole, np.shape(x))
    return grad_x


@rule(
    "np.fft.ifftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.ifftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.ifft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.ifft2(x, s=s, axes=axes, norm=norm)",
    when="s is None and norm is None",
    shape="x",
    gives="complex",
    complex=True,
)
def inverse_fourier_of_many_unscaled(y, x, s, axes, norm, grad_y):
    """inverse Fourier transform: the transform itself, over n"""
    grad_x = np.fft.fftn(grad_y, axes=axes, norm="forward")
    return grad_x


@rule(
    "np.fft.ifftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.ifftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.ifft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.ifft2(x, s=s, axes=axes, norm=norm)",
    when="s is None",
    shape="x",
    gives="complex",
    complex=True,
)
def inverse_fourier_of_many_scaled(y, x, s, axes, norm, grad_y):
    """inverse Fourier transform: a symmetric matrix, conjugated"""
    grad_x = np.conj(np.fft.ifftn(np.conj(grad_y), axes=axes, norm=norm))
    return grad_x


@rule(
    "np.fft.ifftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.ifftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.ifft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.ifft2(x, s=s, axes=axes, norm=norm)",
    shape="any",
    gives="complex",
    complex=True,
)
def inverse_fourier_of_many(y, x, s, axes, norm, grad_y):
    """inverse Fourier transform: a symmetric matrix, conjugated

    whole: of what x was cut or filled to
    """
    whole = np.conj(np.fft.ifftn(np.conj(grad_y), s=s, axes=axes, norm=norm))
    grad_x = resized(whole, np.shape(x))
    return grad_x


# Reordering, and the frequencies.


@rule("np.fft.fftshift(x, axes=axes)", "scipy.fft.fftshift(x, axes=axes)", shape="x", complex=True)
def shift(y, x, axes, grad_y):
    """gradient router: shifted back"""
    grad_x = np.fft.ifftshift(grad_y, axes=axes)
    return grad_x


@rule(
    "np.fft.ifftshift(x, axes=axes)", "scipy.fft.ifftshift(x, axes=axes)", shape="x", complex=True
)
def shift_back(y, x, axes, grad_y):
    """gradient router: shifted back"""
    grad_x = np.fft.fftshift(grad_y, axes=axes)
    return grad_x


@rule(
    "np.fft.fftfreq(n, d=d)",
    "np.fft.rfftfreq(n, d=d)",
    "scipy.fft.fftfreq(n, d=d)",
    "scipy.fft.rfftfreq(n, d=d)",
    when="scalar(d)",
    shape="any",
    gives="floats",
    complex=True,
)
def frequencies(y, n, d, grad_y):
    """frequencies: over the spacing"""
    grad_d = -np.sum(grad_y * y) / d
    return grad_d


@rule(
    "np.fft.fftfreq(n, d=d)",
    "np.fft.rfftfreq(n, d=d)",
    "scipy.fft.fftfreq(n, d=d)",
    "scipy.fft.rfftfreq(n, d=d)",
    shape="any",
    gives="floats",
    complex=True,
)
def frequencies_of_any(y, n, d, grad_y):
    """frequencies: over the spacing"""
    grad_d = -unbroadcast(grad_y * y, d) / d
    return grad_d


@rule(
    "np.fft.fftfreq(n, d=d)",
    "np.fft.rfftfreq(n, d=d)",
    "scipy.fft.fftfreq(n, d=d)",
    "scipy.fft.rfftfreq(n, d=d)",
)
def frequencies_forward(y, n, d, dot_d):
    """frequencies: over the spacing"""
    dot_y = -dot_d / d * y
    return dot_y
