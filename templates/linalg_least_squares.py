"""numpy.linalg, and scipy.linalg where it is the same: least squares.

x = A⁺ b, where the rank stays; the middle term of grad_a is 0 where A has full row rank, the last where it
has full column rank. Vectors are matrices of one column, as in linalg_solutions.py.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import as_columns


@rule(
    "(t := np.linalg.lstsq(a, b, rcond=rcond))[0]",
    "(t := scipy.linalg.lstsq(a, b, cond=rcond, check_finite=check_finite))[0]",
    shape="any",
)
def least_squares(x, t, a, b, rcond, check_finite, grad_x):
    """least squares: -grad b xᵀ, and by what is left over

    p: A⁺
    columns: x, in columns
    upstream: grad x, in columns
    adjoint: grad b = A⁺ᵀ grad x
    residual: B - A X
    beyond: grad x less its part in the rows of A
    grad_b: least squares: by the transpose
    """
    p = np.linalg.pinv(a)
    columns = as_columns(x, a)
    upstream = as_columns(grad_x, a)
    adjoint = np.swapaxes(p, -1, -2) @ upstream
    residual = as_columns(b, a) - a @ columns
    beyond = upstream - np.swapaxes(a, -1, -2) @ adjoint
    grad_a = (
        residual @ np.swapaxes(p @ adjoint, -1, -2)
        + np.swapaxes(p, -1, -2) @ columns @ np.swapaxes(beyond, -1, -2)
        - adjoint @ np.swapaxes(columns, -1, -2)
    )
    grad_b = np.reshape(adjoint, np.shape(b))
    return grad_a, grad_b


@rule(
    "(t := np.linalg.lstsq(a, b, rcond=rcond))[0]",
    "(t := scipy.linalg.lstsq(a, b, cond=rcond, check_finite=check_finite))[0]",
)
def least_squares_forward(x, t, a, b, rcond, check_finite, dot_a):
    """least squares: A⁺ (-dA x), and by what is left over

    p: A⁺
    dt: dAᵀ
    columns: x, in columns
    residual: B - A X
    turned: dAᵀ A⁺ᵀ x
    bent: dAᵀ residual
    """
    p = np.linalg.pinv(a)
    dt = np.swapaxes(dot_a, -1, -2)
    columns = as_columns(x, a)
    residual = as_columns(b, a) - a @ columns
    turned = dt @ (np.swapaxes(p, -1, -2) @ columns)
    bent = np.swapaxes(p, -1, -2) @ (dt @ residual)
    dot_x = np.reshape(turned + p @ (bent - dot_a @ columns - a @ turned), np.shape(x))
    return dot_x


@rule(
    "(t := np.linalg.lstsq(a, b, rcond=rcond))[0]",
    "(t := scipy.linalg.lstsq(a, b, cond=rcond, check_finite=check_finite))[0]",
)
def least_squares_of_tangent(x, t, a, b, rcond, check_finite, dot_b):
    """least squares: A⁺ db

    p: A⁺
    """
    p = np.linalg.pinv(a)
    dot_x = p @ dot_b
    return dot_x


# Where the rank is not full or A is not tall there are no residuals: an empty array.


@rule(
    "(t := np.linalg.lstsq(a, b, rcond=rcond))[1]",
    "(t := scipy.linalg.lstsq(a, b, cond=rcond, check_finite=check_finite))[1]",
    shape="any",
)
def squared_residuals(y, t, a, b, rcond, check_finite, grad_y):
    """least squares: 2 residual, which is orthogonal to A

    residual: B - A X
    upstream: 0 where there are no residuals
    slope: 2 residual, one weight for each column
    """
    residual = as_columns(b, a) - a @ as_columns(t[0], a)
    upstream = np.append(grad_y, np.zeros_like(residual[0]))[: np.shape(residual)[1]]
    slope = 2 * residual * upstream
    grad_a = -slope @ np.swapaxes(as_columns(t[0], a), -1, -2)
    grad_b = np.reshape(slope, np.shape(b))
    return grad_a, grad_b


@rule(
    "np.linalg.lstsq(a, b, rcond=rcond)[2]",
    "scipy.linalg.lstsq(a, b, cond=rcond, check_finite=check_finite)[2]",
    shape="number",
)
def rank_of_least_squares(y, a, b, rcond, check_finite):
    """rank: no gradient"""
