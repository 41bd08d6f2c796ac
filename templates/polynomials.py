"""numpy's polynomials, and matrices of powers."""

import numpy as np
from flatgen.templates import define, rule
from flatgen.templates.arrays import unbroadcast


@rule("np.polyval(p, x)", shape="x", when="rank(p) == 1", holomorphic=True)
def polynomial(y, p, x, grad_y):
    """polynomial: of one degree less

    powers: from the highest
    grad_p: polynomial: the powers of x
    """
    powers = np.arange(np.size(p) - 1, 0, -1).astype(y.dtype)
    grad_p = np.ravel(grad_y) @ np.vander(np.ravel(x), np.size(p)).astype((1.0 * y).dtype)
    grad_x = grad_y * np.polyval(np.asarray(p)[:-1] * powers, x)
    return grad_p, grad_x


@rule("np.polyval(p, x)", shape="any", holomorphic=True)
def polynomials(y, p, x, grad_y):
    """polynomial: of one degree less

    falling: the exponents, from the highest
    terms: each power of x, for its coefficients
    grad_p: polynomial: the powers of x
    """
    falling = np.arange(np.shape(p)[0] - 1, -1, -1)
    last = np.moveaxis(p, 0, -1)
    terms = np.expand_dims(grad_y, -1) * (np.expand_dims(x, -1) ** falling).astype((1.0 * y).dtype)
    grad_p = np.moveaxis(unbroadcast(terms, last), -1, 0)
    slopes = last[..., :-1] * falling[:-1].astype(y.dtype)
    grad_x = unbroadcast(grad_y * np.polyval(np.moveaxis(slopes, -1, 0), x), x)
    return grad_p, grad_x


@rule("np.polyval(p, x)")
def polynomial_forward(y, p, x, dot_p):
    """polynomial: of the tangents"""
    dot_y = np.polyval(dot_p, x)
    return dot_y


@define("np.polyder(p)")
def slope_of_polynomial(p):
    return p[:-1] * np.arange(np.size(p) - 1, 0, -1)


@define("np.polyfit(x, y, deg)")
def fitted_polynomial(x, y, deg):
    powers = np.vander(x, N=deg + 1)
    scale = np.sqrt(np.sum(powers * powers, axis=0))
    return np.transpose(np.transpose(np.linalg.lstsq(powers / scale, y, rcond=None)[0]) / scale)


@rule(
    "np.vander(x, N=n, increasing=increasing)",
    shape="any",
    when="complex(x) and increasing is False",
)
def complex_powers_falling(y, x, n, increasing, grad_y):
    """powers: the exponent times one power less, conjugated

    exponents: from the highest to 1
    """
    exponents = np.arange(np.shape(y)[1] - 1, 0, -1)
    grad_x = np.sum(grad_y[:, :-1] * exponents * np.conj(y[:, 1:]), axis=1)
    return grad_x


@rule(
    "np.vander(x, N=n, increasing=increasing)",
    shape="any",
    when="complex(x) and increasing is True",
)
def complex_powers_rising(y, x, n, increasing, grad_y):
    """powers: the exponent times one power less, conjugated

    exponents: from 1
    """
    exponents = np.arange(1, np.shape(y)[1])
    grad_x = np.sum(grad_y[:, 1:] * exponents * np.conj(y[:, :-1]), axis=1)
    return grad_x


@rule(
    "np.vander(x, N=n, increasing=increasing)",
    shape="any",
    when="increasing is False",
)
def powers_falling(y, x, n, increasing, grad_y):
    """powers: the exponent times one power less

    exponents: from the highest to 1
    """
    exponents = np.arange(np.shape(y)[1] - 1, 0, -1)
    grad_x = np.sum(grad_y[:, :-1] * (exponents * y[:, 1:]).astype(grad_y.dtype), axis=1)
    return grad_x


@rule(
    "np.vander(x, N=n, increasing=increasing)",
    shape="any",
    when="increasing is True",
)
def powers_rising(y, x, n, increasing, grad_y):
    """powers: the exponent times one power less

    exponents: from 1
    """
    exponents = np.arange(1, np.shape(y)[1])
    grad_x = np.sum(grad_y[:, 1:] * (exponents * y[:, :-1]).astype(grad_y.dtype), axis=1)
    return grad_x
