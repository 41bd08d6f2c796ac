"""numpy.linalg, and scipy.linalg where it is the same: inverses and solutions.

All hold for stacks of matrices. ``as_columns(x, a)`` makes a vector a matrix of one column, so that
one line serves right-hand sides of both kinds; where ranks are known it isn't needed.
The formulas are those of Giles, Collected Matrix Derivative Results (2008), unless said otherwise.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import fold, rule, same
from flatgen.templates.helpers_linalg import as_columns

# Inverses


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


# Solutions of A X = B: Aᵀ grad_b = grad_x and grad_a = -grad_b Xᵀ. The right-hand side is a vector
# where x has fewer axes than a, in every version of numpy.


@rule(
    "np.linalg.solve(a, b)",
    when="rank(a) == 2 and rank(b) == 1",
    shape="solved(a, b)",
    gives="floats",
)
@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in (None, 'gen', 'general') and rank(a) == 2 and rank(b) == 1",
    shape="solved(a, b)",
    gives="floats",
)
def solution_for_vector(x, a, b, check_finite, assume_a, grad_x):
    """solve: -grad b xᵀ

    adjoint: Aᵀ grad b = grad x
    grad_b: solve: by the transpose
    """
    adjoint = np.linalg.solve(a.T, grad_x)
    grad_a = -np.outer(adjoint, x)
    grad_b = adjoint
    return grad_a, grad_b


@rule(
    "np.linalg.solve(a, b)",
    when="rank(b) > 1 and rank(a) == 2",
    shape="solved(a, b)",
    gives="floats",
)
@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in (None, 'gen', 'general') and rank(b) > 1 and rank(a) == 2",
    shape="solved(a, b)",
    gives="floats",
)
def solution_for_matrix(x, a, b, check_finite, assume_a, grad_x):
    """solve: -grad b xᵀ

    adjoint: Aᵀ grad b = grad x
    grad_b: solve: by the transpose
    """
    adjoint = np.linalg.solve(a.T, grad_x)
    grad_a = -adjoint @ np.swapaxes(x, -1, -2)
    grad_b = adjoint
    return grad_a, grad_b


@rule("np.linalg.solve(a, b)", shape="solved(a, b)", gives="floats")
@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in (None, 'gen', 'general')",
    shape="solved(a, b)",
    gives="floats",
)
def solution(x, a, b, check_finite, assume_a, grad_x):
    """solve: -grad b xᵀ

    adjoint: Aᵀ grad b = grad x, in columns
    grad_b: solve: by the transpose
    """
    adjoint = np.linalg.solve(np.swapaxes(a, -1, -2), as_columns(grad_x, a))
    grad_a = -adjoint @ np.swapaxes(as_columns(x, a), -1, -2)
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule("np.linalg.solve(a, b)", when="rank(a) == 2 and rank(b) > 0")
@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in (None, 'gen', 'general') and rank(a) == 2 and rank(b) > 0",
)
def solution_forward(x, a, b, check_finite, assume_a, dot_a, dot_b):
    """solve: A dx = db - dA x"""
    dot_x = np.linalg.solve(a, dot_b - dot_a @ x)
    return dot_x


@rule("np.linalg.solve(a, b)", when="rank(a) == 2 and rank(b) > 0")
@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in (None, 'gen', 'general') and rank(a) == 2 and rank(b) > 0",
)
def solution_by_matrix_forward(x, a, b, check_finite, assume_a, dot_a):
    """solve: A dx = -dA x"""
    dot_x = -np.linalg.solve(a, dot_a @ x)
    return dot_x


@rule("np.linalg.solve(a, b)")
@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in (None, 'gen', 'general')",
)
def solution_of_any_forward(x, a, b, check_finite, assume_a, dot_a):
    """solve: A dx = -dA x, in columns"""
    dot_x = np.reshape(-np.linalg.solve(a, dot_a @ as_columns(x, a)), np.shape(x))
    return dot_x


@rule("np.linalg.tensorsolve(a, b)", shape="any", gives="floats")
def tensor_solution(x, a, b, grad_x):
    """solve: -grad b xᵀ

    n: as a matrix, n by n
    adjoint: Aᵀ grad b = grad x
    grad_b: solve: by the transpose
    """
    n = np.size(b)
    adjoint = np.linalg.solve(np.reshape(a, (n, n)).T, np.ravel(grad_x))
    grad_a = np.reshape(-np.outer(adjoint, x), np.shape(a))
    grad_b = np.reshape(adjoint, np.shape(b))
    return grad_a, grad_b


# Least squares: x = A⁺ b, where the rank stays; the middle term of grad_a is 0 where A has full row
# rank, the last where it has full column rank.


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


@fold("np.linalg.multi_dot")
def chain(x, y):
    return x @ y


# The helper, again


@same("as_columns(x, a)", when="rank(x) == rank(a)")
def columns_already(x, a):
    return x


@same("as_columns(x, a)", when="rank(x) == 1 and rank(a) == 2 and numpy(x)")
def one_column(x, a):
    return x[:, None]


@rule("as_columns(x, a)", shape="any", complex=True, view="x")
def columns_again(z, x, a, grad_z):
    """reshape: back"""
    grad_x = np.reshape(grad_z, np.shape(x))
    grad_a = 0.0
    return grad_x, grad_a
