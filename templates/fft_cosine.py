"""scipy.fft: cosine and sine transforms of real numbers.

An orthonormal transform has its inverse as its transpose. Of the others types 1 and 4 are their own transpose
and types 2 and 3 each other's, but for what stands at the ends: ``weighted`` says how often that counts.
"""

from flatgen.templates import rule
from flatgen.templates.helpers_special import weighted
from scipy import fft

# Orthonormal


@rule("fft.dct(x, type=type, axis=axis, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_dct(y, x, type, axis, norm, grad_y):
    """cosine transform: orthonormal, so by the inverse"""
    grad_x = fft.idct(grad_y, type=type, axis=axis, norm="ortho")
    return grad_x


@rule("fft.idct(x, type=type, axis=axis, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_idct(y, x, type, axis, norm, grad_y):
    """cosine transform: orthonormal, so by the inverse"""
    grad_x = fft.dct(grad_y, type=type, axis=axis, norm="ortho")
    return grad_x


@rule("fft.dst(x, type=type, axis=axis, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_dst(y, x, type, axis, norm, grad_y):
    """sine transform: orthonormal, so by the inverse"""
    grad_x = fft.idst(grad_y, type=type, axis=axis, norm="ortho")
    return grad_x


@rule("fft.idst(x, type=type, axis=axis, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_idst(y, x, type, axis, norm, grad_y):
    """sine transform: orthonormal, so by the inverse"""
    grad_x = fft.dst(grad_y, type=type, axis=axis, norm="ortho")
    return grad_x


@rule("fft.dctn(x, type=type, axes=axes, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_dct_of_axes(y, x, type, axes, norm, grad_y):
    """cosine transform: orthonormal, so by the inverse"""
    grad_x = fft.idctn(grad_y, type=type, axes=axes, norm="ortho")
    return grad_x


@rule("fft.idctn(x, type=type, axes=axes, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_idct_of_axes(y, x, type, axes, norm, grad_y):
    """cosine transform: orthonormal, so by the inverse"""
    grad_x = fft.dctn(grad_y, type=type, axes=axes, norm="ortho")
    return grad_x


@rule("fft.dstn(x, type=type, axes=axes, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_dst_of_axes(y, x, type, axes, norm, grad_y):
    """sine transform: orthonormal, so by the inverse"""
    grad_x = fft.idstn(grad_y, type=type, axes=axes, norm="ortho")
    return grad_x


@rule("fft.idstn(x, type=type, axes=axes, norm=norm)", when="norm == 'ortho'", shape="x")
def orthonormal_idst_of_axes(y, x, type, axes, norm, grad_y):
    """sine transform: orthonormal, so by the inverse"""
    grad_x = fft.dstn(grad_y, type=type, axes=axes, norm="ortho")
    return grad_x


# Of another norm


@rule("fft.dct(x, type=type, axis=axis, norm=norm)", when="type == 1", shape="x")
def cosine_first(y, x, type, axis, norm, grad_y):
    """cosine transform: both ends count half"""
    full = fft.dct(weighted(grad_y, axis, 2.0, 2.0), type=1, axis=axis, norm=norm)
    grad_x = weighted(full, axis, 0.5, 0.5)
    return grad_x


@rule("fft.dct(x, type=type, axis=axis, norm=norm)", when="type == 2", shape="x")
def cosine_second(y, x, type, axis, norm, grad_y):
    """cosine transform: type 3, of the first twice"""
    grad_x = fft.dct(weighted(grad_y, axis, 2.0, 1.0), type=3, axis=axis, norm=norm)
    return grad_x


@rule("fft.dct(x, type=type, axis=axis, norm=norm)", when="type == 3", shape="x")
def cosine_third(y, x, type, axis, norm, grad_y):
    """cosine transform: type 2, and half of the first"""
    grad_x = weighted(fft.dct(grad_y, axis=axis, norm=norm), axis, 0.5, 1.0)
    return grad_x


@rule("fft.dct(x, type=type, axis=axis, norm=norm)", when="type == 4", shape="x")
def cosine_fourth(y, x, type, axis, norm, grad_y):
    """cosine transform: a symmetric matrix"""
    grad_x = fft.dct(grad_y, type=4, axis=axis, norm=norm)
    return grad_x


@rule("fft.idct(x, type=type, axis=axis, norm=norm)", when="type == 1", shape="x")
def inverse_cosine_first(y, x, type, axis, norm, grad_y):
    """cosine transform: both ends count half"""
    full = fft.idct(weighted(grad_y, axis, 2.0, 2.0), type=1, axis=axis, norm=norm)
    grad_x = weighted(full, axis, 0.5, 0.5)
    return grad_x


@rule("fft.idct(x, type=type, axis=axis, norm=norm)", when="type == 2", shape="x")
def inverse_cosine_second(y, x, type, axis, norm, grad_y):
    """cosine transform: type 3, and half of the first"""
    grad_x = weighted(fft.idct(grad_y, type=3, axis=axis, norm=norm), axis, 0.5, 1.0)
    return grad_x


@rule("fft.idct(x, type=type, axis=axis, norm=norm)", when="type == 3", shape="x")
def inverse_cosine_third(y, x, type, axis, norm, grad_y):
    """cosine transform: type 2, of the first twice"""
    grad_x = fft.idct(weighted(grad_y, axis, 2.0, 1.0), axis=axis, norm=norm)
    return grad_x


@rule("fft.idct(x, type=type, axis=axis, norm=norm)", when="type == 4", shape="x")
def inverse_cosine_fourth(y, x, type, axis, norm, grad_y):
    """cosine transform: a symmetric matrix"""
    grad_x = fft.idct(grad_y, type=4, axis=axis, norm=norm)
    return grad_x


@rule("fft.dst(x, type=type, axis=axis, norm=norm)", when="type in (1, 4)", shape="x")
def sine_symmetric(y, x, type, axis, norm, grad_y):
    """sine transform: a symmetric matrix"""
    grad_x = fft.dst(grad_y, type=type, axis=axis, norm=norm)
    return grad_x


@rule("fft.dst(x, type=type, axis=axis, norm=norm)", when="type == 2", shape="x")
def sine_second(y, x, type, axis, norm, grad_y):
    """sine transform: type 3, of the last twice"""
    grad_x = fft.dst(weighted(grad_y, axis, 1.0, 2.0), type=3, axis=axis, norm=norm)
    return grad_x


@rule("fft.dst(x, type=type, axis=axis, norm=norm)", when="type == 3", shape="x")
def sine_third(y, x, type, axis, norm, grad_y):
    """sine transform: type 2, and half of the last"""
    grad_x = weighted(fft.dst(grad_y, axis=axis, norm=norm), axis, 1.0, 0.5)
    return grad_x


@rule("fft.idst(x, type=type, axis=axis, norm=norm)", when="type in (1, 4)", shape="x")
def inverse_sine_symmetric(y, x, type, axis, norm, grad_y):
    """sine transform: a symmetric matrix"""
    grad_x = fft.idst(grad_y, type=type, axis=axis, norm=norm)
    return grad_x


@rule("fft.idst(x, type=type, axis=axis, norm=norm)", when="type == 2", shape="x")
def inverse_sine_second(y, x, type, axis, norm, grad_y):
    """sine transform: type 3, and half of the last"""
    grad_x = weighted(fft.idst(grad_y, type=3, axis=axis, norm=norm), axis, 1.0, 0.5)
    return grad_x


@rule("fft.idst(x, type=type, axis=axis, norm=norm)", when="type == 3", shape="x")
def inverse_sine_third(y, x, type, axis, norm, grad_y):
    """sine transform: type 2, of the last twice"""
    grad_x = fft.idst(weighted(grad_y, axis, 1.0, 2.0), axis=axis, norm=norm)
    return grad_x


# The helper, again


@rule("weighted(x, axis, first, last)", shape="x")
def weighted_again(y, x, axis, first, last, grad_y):
    """the same weights"""
    grad_x = weighted(grad_y, axis, first, last)
    return grad_x
