"""numpy.linalg, and scipy.linalg where it is the same: determinants, ranks and whole powers.

The gradient of a determinant is the matrix of cofactors, which a singular matrix has, too.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import cofactors, curvature


@rule("np.linalg.det(a)", when="complex(a)", shape="reduced(a, (-2, -1))")
@rule(
    "scipy.linalg.det(a, check_finite=check_finite)",
    when="complex(a)",
    shape="reduced(a, (-2, -1))",
)
def complex_determinant(y, a, check_finite, grad_y):
    """determinant: itself times A⁻ᵀ, conjugated"""
    inverse = np.swapaxes(np.linalg.inv(a), -1, -2)
    grad_a = np.expand_dims(grad_y * np.conj(y), (-2, -1)) * np.conj(inverse)
    return grad_a


@rule("np.linalg.det(a)", shape="reduced(a, (-2, -1))", gives="floats")
@rule(
    "scipy.linalg.det(a, check_finite=check_finite)",
    shape="reduced(a, (-2, -1))",
    gives="floats",
)
def determinant(y, a, check_finite, grad_y):
    """determinant: the cofactors"""
    grad_a = np.expand_dims(grad_y, (-2, -1)) * cofactors(a)
    return grad_a


@rule("(t := np.linalg.slogdet(a))[0]", when="not complex(a)", shape="reduced(a, (-2, -1))")
def sign_of_determinant(y, t, a):
    """flat: no gradient"""


@rule("(t := np.linalg.slogdet(a))[1]", shape="reduced(a, (-2, -1))")
def log_determinant(y, t, a, grad_y):
    """log-determinant: A⁻ᵀ"""
    grad_a = np.expand_dims(grad_y, (-2, -1)) * np.swapaxes(np.linalg.inv(a), -1, -2)
    return grad_a


# Powers. f([[A, E], [0, A]]) has the derivative of f at A along E in its corner, and the gradient is
# the derivative at Aᵀ along that of the output (Mathias, A Chain Rule for Matrix Functions, 1996).


@rule("np.linalg.matrix_power(a, n)", when="n == 0", shape="a")
def power_zero(y, a, n):
    """constant: no gradient"""


@rule("np.linalg.matrix_power(a, n)", when="n == 1", shape="a", view="a", holomorphic=True)
def power_one(y, a, n, grad_y):
    """gradient copier"""
    grad_a = grad_y
    return grad_a


@rule("np.linalg.matrix_power(a, n)", when="n == 2", shape="a", holomorphic=True)
def matrix_square(y, a, n, grad_y):
    """A A: matrix product, twice"""
    grad_a = grad_y @ np.swapaxes(a, -1, -2) + np.swapaxes(a, -1, -2) @ grad_y
    return grad_a


@rule("np.linalg.matrix_power(a, n)", when="n == 2")
def matrix_square_forward(y, a, n, dot_a):
    """A A: product rule"""
    dot_y = dot_a @ a + a @ dot_a
    return dot_y


@rule("np.linalg.matrix_power(a, n)", when="n == -1", shape="a", holomorphic=True)
def power_minus_one(y, a, n, grad_y):
    """inverse: -Yᵀ grad Yᵀ"""
    grad_a = -np.swapaxes(y, -1, -2) @ grad_y @ np.swapaxes(y, -1, -2)
    return grad_a


@rule("np.linalg.matrix_power(a, n)", when="n == -1")
def power_minus_one_forward(y, a, n, dot_a):
    """inverse: -Y dA Y"""
    dot_y = -y @ dot_a @ y
    return dot_y


@rule("np.linalg.matrix_power(a, n)", when="n != 1", shape="a", holomorphic=True)
@rule("np.linalg.matrix_power(a, n)", shape="a", view="a", holomorphic=True)
def matrix_power(y, a, n, grad_y):
    """power: the corner of that of [[Aᵀ, grad], [0, Aᵀ]]

    at: Aᵀ
    m: A is m by m
    block: twice as large
    """
    at = np.swapaxes(a, -1, -2)
    m = np.shape(a)[-1]
    block = np.block([[at, grad_y], [np.zeros_like(grad_y), at]])
    grad_a = np.linalg.matrix_power(block, n)[..., :m, m:]
    return grad_a


@rule("np.linalg.matrix_power(a, n)", when="n not in (0, 1)")
def matrix_power_forward(y, a, n, dot_a):
    """power: the corner of that of [[A, dA], [0, A]]

    m: A is m by m
    block: twice as large
    """
    m = np.shape(a)[-1]
    block = np.block([[a, dot_a], [np.zeros_like(dot_a), a]])
    dot_y = np.linalg.matrix_power(block, n)[..., :m, m:]
    return dot_y


@rule(
    "np.linalg.matrix_rank(a, tol=tol, rtol=rtol)", shape="reduced(a, (-2, -1))", gives="integers"
)
def matrix_rank(y, a, tol, rtol):
    """rank: no gradient"""


# The helpers, again. d C = (tr(Eᵀ C) C - C Eᵀ C) / det A along E: that of C = det A A⁻ᵀ. ``curvature``
# is its limit where A is singular; of that the gradient is the formula's, where A is not.


@rule("cofactors(a)", shape="a")
def cofactors_again(y, a, grad_y):
    """cofactors: their derivative, which is symmetric"""
    grad_a = curvature(grad_y, a)
    return grad_a


@rule("curvature(grad, a)", shape="a")
def curvature_again(y, grad, a, grad_y):
    """cofactors: their derivative, again

    c: cofactors
    inner: by det A
    trace: of gradᵀ C
    given: of upstreamᵀ C
    of_c: through C
    of_det: through det A
    grad_grad: cofactors: their derivative, which is symmetric
    """
    c = cofactors(a)
    inner = grad_y / np.linalg.det(a)[..., None, None]
    trace = np.sum(grad * c, axis=(-2, -1), keepdims=True)
    given = np.sum(inner * c, axis=(-2, -1), keepdims=True)
    crossed = inner @ np.swapaxes(c, -1, -2) @ grad + grad @ np.swapaxes(c, -1, -2) @ inner
    of_c = given * grad + trace * inner - crossed
    of_det = np.sum(inner * y, axis=(-2, -1), keepdims=True) * c
    grad_grad = curvature(grad_y, a)
    grad_a = curvature(of_c, a) - of_det
    return grad_grad, grad_a
