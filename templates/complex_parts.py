"""Real and imaginary parts, and angles: of complex numbers and of real ones."""

import numpy as np
from flatgen.templates import rule


@rule("np.real(x)", when="complex(x)", gives="floats", view="x")
def real_part(y, x, grad_y):
    """gradient copier, along the real axis"""
    grad_x = grad_y
    return grad_x


@rule("np.imag(x)", when="complex(x)", gives="floats", view="x")
def imaginary_part(y, x, grad_y):
    """gradient copier, along the imaginary axis"""
    grad_x = 1j * grad_y
    return grad_x


@rule("np.imag(x)", when="not complex(x)", view="x")
def no_imaginary_part(y, x):
    """flat: no gradient"""


@rule("np.real_if_close(x, tol=tol)", when="complex(x)", gives="floats", view="x")
@rule("np.real_if_close(x, tol=tol)", gives="x", view="x")
def real_if_close(y, x, tol, grad_y):
    """gradient copier, along the real axis"""
    grad_x = grad_y
    return grad_x


@rule("np.angle(x)", when="complex(x)", gives="floats")
def angle(y, x, grad_y):
    """angle: across x, over the length

    length: r
    r: 1 in place of 0
    """
    length = np.abs(x)
    r = length + (length == 0)
    grad_x = 1j * grad_y * (x / r) / r
    return grad_x


@rule("np.angle(x)", when="complex(x)")
def angle_forward(y, x, dot_x):
    """angle: across x, over the length

    length: r
    r: 1 in place of 0
    """
    length = np.abs(x)
    r = length + (length == 0)
    dot_y = np.imag(dot_x * np.conj(x / r)) / r
    return dot_y


@rule("np.angle(x, deg=True)", when="complex(x)", gives="floats")
def angle_in_degrees(y, x, grad_y):
    """angle: across x, over the length

    length: r
    r: 1 in place of 0
    """
    length = np.abs(x)
    r = length + (length == 0)
    grad_x = 1j * grad_y * (180 / np.pi) * (x / r) / r
    return grad_x


@rule("np.angle(x, deg=True)", when="complex(x)")
def angle_in_degrees_forward(y, x, dot_x):
    """angle: across x, over the length

    length: r
    r: 1 in place of 0
    """
    length = np.abs(x)
    r = length + (length == 0)
    dot_y = np.imag(dot_x * np.conj(x / r)) / r * (180 / np.pi)
    return dot_y


@rule("np.angle(x, deg=deg)", when="not complex(x)", gives="floats")
def angle_of_real(y, x, deg):
    """flat: 0 or π, no gradient"""


@rule("np.isreal(x)", "np.iscomplex(x)", gives="booleans")
def flat(y, x):
    """flat: no gradient"""


# Between complex numbers.
