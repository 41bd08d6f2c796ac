"""cmath's functions, as numpy's of complex numbers: those of real numbers are real there."""

import numpy as np
from flatgen.templates import define


@define("cmath.exp(x)")
def exponential(x):
    return np.exp(x)


@define("cmath.sin(x)")
def sine(x):
    return np.sin(x)


@define("cmath.cos(x)")
def cosine(x):
    return np.cos(x)


@define("cmath.tan(x)")
def tangent(x):
    return np.tan(x)


@define("cmath.sinh(x)")
def hyperbolic_sine(x):
    return np.sinh(x)


@define("cmath.cosh(x)")
def hyperbolic_cosine(x):
    return np.cosh(x)


@define("cmath.tanh(x)")
def hyperbolic_tangent(x):
    return np.tanh(x)


@define("cmath.sqrt(x)")
def square_root(x):
    return np.sqrt(x + 0j)


@define("cmath.log(x)")
def logarithm(x):
    return np.log(x + 0j)


@define("cmath.log10(x)")
def logarithm_base_10(x):
    return np.log10(x + 0j)


@define("cmath.phase(x)")
def angle(x):
    return np.angle(x)


@define("cmath.polar(x)")
def length_and_angle(x):
    return np.abs(x), np.angle(x)


@define("cmath.rect(r, phi)")
def by_length_and_angle(r, phi):
    return r * np.exp(1j * phi)
