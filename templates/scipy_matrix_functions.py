"""scipy.linalg's functions of matrices: exponential, logarithm, root, power, sines.

f([[A, E], [0, A]]) has the derivative of f at A along E in its corner, and the gradient is the derivative
at Aᵀ along that of the output (Mathias, A Chain Rule for Matrix Functions, 1996). So a gradient is the
same function of a matrix of twice the size, and so is the gradient of that.

The templates differ in the function and its name alone; each is whole, as the output has it.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import real_power


@rule("scipy.linalg.sqrtm(a)", shape="a")
def matrix_root(y, a, grad_y):
    """square root: Yᵀ grad a + grad a Yᵀ = grad y

    yt: Yᵀ
    """
    yt = np.swapaxes(y, -1, -2)
    grad_a = scipy.linalg.solve_sylvester(yt, yt, grad_y)
    return grad_a


@rule("scipy.linalg.sqrtm(a)")
def matrix_root_forward(y, a, dot_a):
    """square root: Y dY + dY Y = dA"""
    dot_y = scipy.linalg.solve_sylvester(y, y, dot_a)
    return dot_y


@rule("scipy.linalg.expm(a)", shape="a", when="rank(a) > 1", holomorphic=True)
def matrix_exponential(y, a, grad_y):
    """exponential: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.expm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.expm(a)")
def matrix_exponential_forward(y, a, dot_a):
    """exponential: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(y)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.expm(block)[..., :n, n:]
    return dot_y


@rule("scipy.linalg.expm(a)", shape="any", holomorphic=True)
def exponential_of_any(y, a, grad_y):
    """exponential: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ, of a number, too
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(np.atleast_2d(a), -1, -2)
    n = np.shape(at)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = np.reshape(scipy.linalg.expm(block)[..., :n, n:], np.shape(a))
    return grad_a


@rule("scipy.linalg.logm(a)", shape="a")
def matrix_logarithm(y, a, grad_y):
    """logarithm: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.logm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.logm(a)")
def matrix_logarithm_forward(y, a, dot_a):
    """logarithm: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.logm(block)[..., :n, n:]
    return dot_y


@rule("scipy.linalg.cosm(a)", shape="a")
def matrix_cosine(y, a, grad_y):
    """cosine: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.cosm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.cosm(a)")
def matrix_cosine_forward(y, a, dot_a):
    """cosine: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.cosm(block)[..., :n, n:]
    return dot_y


@rule("scipy.linalg.sinm(a)", shape="a")
def matrix_sine(y, a, grad_y):
    """sine: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.sinm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.sinm(a)")
def matrix_sine_forward(y, a, dot_a):
    """sine: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.sinm(block)[..., :n, n:]
    return dot_y


@rule("scipy.linalg.tanm(a)", shape="a")
def matrix_tangent(y, a, grad_y):
    """tangent: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.tanm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.tanm(a)")
def matrix_tangent_forward(y, a, dot_a):
    """tangent: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.tanm(block)[..., :n, n:]
    return dot_y


@rule("scipy.linalg.coshm(a)", shape="a")
def hyperbolic_cosine(y, a, grad_y):
    """hyperbolic cosine: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.coshm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.coshm(a)")
def hyperbolic_cosine_forward(y, a, dot_a):
    """hyperbolic cosine: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.coshm(block)[..., :n, n:]
    return dot_y


@rule("scipy.linalg.sinhm(a)", shape="a")
def hyperbolic_sine(y, a, grad_y):
    """hyperbolic sine: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.sinhm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.sinhm(a)")
def hyperbolic_sine_forward(y, a, dot_a):
    """hyperbolic sine: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.sinhm(block)[..., :n, n:]
    return dot_y


@rule("scipy.linalg.tanhm(a)", shape="a")
def hyperbolic_tangent(y, a, grad_y):
    """hyperbolic tangent: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = scipy.linalg.tanhm(block)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.tanhm(a)")
def hyperbolic_tangent_forward(y, a, dot_a):
    """hyperbolic tangent: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = scipy.linalg.tanhm(block)[..., :n, n:]
    return dot_y


@rule("real_power(a, p)", shape="a")
@rule("scipy.linalg.fractional_matrix_power(a, p)", shape="a", when="p != 1")
@rule("scipy.linalg.fractional_matrix_power(a, p)", shape="a", view="a")
def fractional_power(y, a, p, grad_y):
    """power: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    n: A is n by n
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    n = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = real_power(block, p)[..., :n, n:]
    return grad_a


@rule("scipy.linalg.fractional_matrix_power(a, p)")
def fractional_power_forward(y, a, p, dot_a):
    """power: the corner of that of [[A, dA], [0, A]]

    n: A is n by n
    block: twice as large
    """
    n = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = real_power(block, p)[..., :n, n:]
    return dot_y
