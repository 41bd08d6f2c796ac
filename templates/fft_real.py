"""numpy.fft of real signals: of their spectra one half is kept, the other is its mirror image.

For the convention on complex numbers see fft.py.
"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_special import folded, lengths, resized

# From a signal to half of its spectrum: the other half has the gradient 0.


@rule(
    "np.fft.rfft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.rfft(x, n=n, axis=axis, norm=norm)",
    when="n is None",
    shape="any",
    gives="complex",
    complex=True,
)
def real_fourier_uncut(y, x, n, axis, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated"""
    grad_x = np.real(np.fft.fft(np.conj(grad_y), n=np.shape(x)[axis], axis=axis, norm=norm))
    return grad_x


@rule(
    "np.fft.rfft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.rfft(x, n=n, axis=axis, norm=norm)",
    shape="any",
    gives="complex",
    complex=True,
)
def real_fourier(y, x, n, axis, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated

    n_used: what x was cut or filled to
    whole: of what x was cut or filled to
    """
    n_used = lengths(x, (n,), (axis,))[0]
    whole = np.real(np.fft.fft(np.conj(grad_y), n=n_used, axis=axis, norm=norm))
    grad_x = resized(whole, np.shape(x))
    return grad_x


@rule(
    "np.fft.ihfft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.ihfft(x, n=n, axis=axis, norm=norm)",
    when="n is None",
    shape="any",
    gives="complex",
    complex=True,
)
def inverse_hermitian_uncut(y, x, n, axis, norm, grad_y):
    """inverse Fourier transform: a symmetric matrix, conjugated"""
    grad_x = np.real(np.fft.ifft(np.conj(grad_y), n=np.shape(x)[axis], axis=axis, norm=norm))
    return grad_x


@rule(
    "np.fft.ihfft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.ihfft(x, n=n, axis=axis, norm=norm)",
    shape="any",
    gives="complex",
    complex=True,
)
def inverse_hermitian(y, x, n, axis, norm, grad_y):
    """inverse Fourier transform: a symmetric matrix, conjugated

    n_used: what x was cut or filled to
    whole: of what x was cut or filled to
    """
    n_used = lengths(x, (n,), (axis,))[0]
    whole = np.real(np.fft.ifft(np.conj(grad_y), n=n_used, axis=axis, norm=norm))
    grad_x = resized(whole, np.shape(x))
    return grad_x


@rule(
    "np.fft.rfftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.rfftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.rfft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.rfft2(x, s=s, axes=axes, norm=norm)",
    when="s is None",
    shape="any",
    gives="complex",
    complex=True,
)
def real_fourier_of_many_uncut(y, x, s, axes, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated

    whole: both halves
    """
    whole = resized(np.conj(grad_y), np.shape(x))
    grad_x = np.real(np.fft.fftn(whole, axes=axes, norm=norm))
    return grad_x


@rule(
    "np.fft.rfftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.rfftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.rfft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.rfft2(x, s=s, axes=axes, norm=norm)",
    shape="any",
    gives="complex",
    complex=True,
)
def real_fourier_of_many(y, x, s, axes, norm, grad_y):
    """Fourier transform: a symmetric matrix, conjugated

    whole: of what x was cut or filled to
    """
    whole = np.real(np.fft.fftn(np.conj(grad_y), s=lengths(x, s, axes), axes=axes, norm=norm))
    grad_x = resized(whole, np.shape(x))
    return grad_x


# From half of a spectrum to the signal: what stands for its mirror image, too, counts twice.


@rule(
    "np.fft.irfft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.irfft(x, n=n, axis=axis, norm=norm)",
    shape="any",
    gives="floats",
    complex=True,
)
def inverse_real_fourier(y, x, n, axis, norm, grad_y):
    """inverse Fourier transform to real numbers: mirror images are one

    spectrum: a symmetric matrix, conjugated
    """
    spectrum = np.conj(np.fft.ifft(grad_y, axis=axis, norm=norm))
    grad_x = resized(folded(spectrum, (axis,)), np.shape(x))
    return grad_x


@rule(
    "np.fft.hfft(x, n=n, axis=axis, norm=norm)",
    "scipy.fft.hfft(x, n=n, axis=axis, norm=norm)",
    shape="any",
    gives="floats",
    complex=True,
)
def hermitian_fourier(y, x, n, axis, norm, grad_y):
    """Fourier transform to real numbers: mirror images are one

    spectrum: a symmetric matrix, conjugated
    """
    spectrum = np.conj(np.fft.fft(grad_y, axis=axis, norm=norm))
    grad_x = resized(folded(spectrum, (axis,)), np.shape(x))
    return grad_x


@rule(
    "np.fft.irfftn(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.irfftn(x, s=s, axes=axes, norm=norm)",
    "np.fft.irfft2(x, s=s, axes=axes, norm=norm)",
    "scipy.fft.irfft2(x, s=s, axes=axes, norm=norm)",
    shape="any",
    gives="floats",
    complex=True,
)
def inverse_real_fourier_of_many(y, x, s, axes, norm, grad_y):
    """inverse Fourier transform to real numbers: mirror images are one

    spectrum: a symmetric matrix, conjugated
    """
    spectrum = np.conj(np.fft.ifftn(grad_y, s=s, axes=axes, norm=norm))
    grad_x = resized(folded(spectrum, axes), np.shape(x))
    return grad_x
