"""numpy.linalg, and scipy.linalg where it is the same: inverses and pseudoinverses.

All hold for stacks of matrices. The formulas are those of Giles, Collected Matrix Derivative Results
(2008), unless said otherwise.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule


@rule(
    "np.linalg.inv(a)", "scipy.linalg.inv(a, check_finite=check_finite)", shape="a", gives="floats"
)
def inverse(y, a, check_finite, grad_y):
    """inverse: -Yᵀ grad Yᵀ"""
    grad_a = -np.swapaxes(y, -1, -2) @ grad_y @ np.swapaxes(y, -1, -2)
    return grad_a


@rule("np.linalg.inv(a)", "scipy.linalg.inv(a, check_finite=check_finite)")
def inverse_forward(y, a, check_finite, dot_a):
    """inverse: -Y dA Y"""
    dot_y = -y @ dot_a @ y
    return dot_y


# Golub and Pereyra, The Differentiation of Pseudo-Inverses (1973): where the rank stays.


@rule(
    "np.linalg.pinv(a, rcond=rcond)",
    "scipy.linalg.pinv(a, atol=atol, rtol=rtol, check_finite=check_finite)",
    shape="swapped(a, -1, -2)",
    gives="floats",
)
def pseudoinverse(y, a, rcond, atol, rtol, check_finite, grad_y):
    """pseudoinverse: as an inverse, and by what is beyond the rank

    yt: Yᵀ
    gt: gradᵀ
    across: beyond the rows, gradᵀ - A Y gradᵀ
    along: beyond the columns, gradᵀ - gradᵀ Y A
    """
    yt = np.swapaxes(y, -1, -2)
    gt = np.swapaxes(grad_y, -1, -2)
    across = gt - a @ (y @ gt)
    along = gt - gt @ y @ a
    grad_a = across @ y @ yt + yt @ y @ along - yt @ grad_y @ yt
    return grad_a


@rule(
    "np.linalg.pinv(a, rcond=rcond)",
    "scipy.linalg.pinv(a, atol=atol, rtol=rtol, check_finite=check_finite)",
)
def pseudoinverse_forward(y, a, rcond, atol, rtol, check_finite, dot_a):
    """pseudoinverse: as an inverse, and by what is beyond the rank

    yt: Yᵀ
    dt: dAᵀ
    across: beyond the rows, dAᵀ - dAᵀ A Y
    along: beyond the columns, dAᵀ - Y A dAᵀ
    """
    yt = np.swapaxes(y, -1, -2)
    dt = np.swapaxes(dot_a, -1, -2)
    across = dt - dt @ a @ y
    along = dt - y @ (a @ dt)
    dot_y = y @ yt @ across + along @ yt @ y - y @ dot_a @ y
    return dot_y


@rule("np.linalg.tensorinv(a, ind=ind)", shape="any", gives="floats")
def tensor_inverse(y, a, ind, grad_y):
    """inverse: -Yᵀ grad Yᵀ

    n: as a matrix, n by n
    yt: Yᵀ
    """
    n = np.prod(np.shape(a)[:ind])
    yt = np.reshape(y, (n, n)).T
    grad_a = np.reshape(-yt @ np.reshape(grad_y, (n, n)) @ yt, np.shape(a))
    return grad_a


@rule("np.linalg.tensorinv(a, ind=ind)")
def tensor_inverse_forward(y, a, ind, dot_a):
    """inverse: -Y dA Y

    n: as a matrix, n by n
    inverse: Y
    """
    n = np.prod(np.shape(a)[:ind])
    inverse = np.reshape(y, (n, n))
    dot_y = np.reshape(-inverse @ np.reshape(dot_a, (n, n)) @ inverse, np.shape(y))
    return dot_y
