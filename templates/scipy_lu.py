"""scipy.linalg: factors L and U that are kept, and solutions by them.

P A = L U, both in one matrix: the diagonal is that of U. By L⁻¹ P = U A⁻¹ no permutation is needed.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import as_columns


@rule("(t := scipy.linalg.lu_factor(a, check_finite=check_finite))[0]", shape="a")
def packed_factors(y, t, a, check_finite, grad_y):
    """LU: A⁻ᵀ Uᵀ Φ U⁻ᵀ

    upper: U
    lower: Lᵀ, without its diagonal
    phi: Lᵀ grad L below the diagonal, grad U Uᵀ above
    inner: Φ U⁻ᵀ, transposed
    """
    upper = np.triu(y)
    lower = np.swapaxes(np.tril(y, -1), -1, -2)
    phi = np.tril(lower @ grad_y + grad_y, -1) + np.triu(grad_y @ np.swapaxes(upper, -1, -2))
    inner = np.linalg.solve(upper, np.swapaxes(phi, -1, -2))
    grad_a = np.linalg.solve(np.swapaxes(a, -1, -2), np.swapaxes(inner @ upper, -1, -2))
    return grad_a


@rule(
    "scipy.linalg.lu_factor(a, check_finite=check_finite)[1]",
    shape="reduced(a, -1)",
    gives="integers",
)
def pivots(y, a, check_finite):
    """pivots: no gradient"""


@rule(
    "scipy.linalg.lu_solve((t := scipy.linalg.lu_factor(a, check_finite=check_a)), b, trans=trans,"
    " check_finite=check_b)",
    "scipy.linalg.lu_solve(((t := scipy.linalg.lu_factor(a, check_finite=check_a))[0], t[1]), b,"
    " trans=trans, check_finite=check_b)",
    when="trans == 0",
    shape="solved(a, b)",
)
def solution_by_lu(x, t, a, check_a, b, trans, check_b, grad_x):
    """solve: -grad b xᵀ

    adjoint: Aᵀ grad b = grad x, in columns
    grad_b: solve: by the transpose
    """
    adjoint = scipy.linalg.lu_solve(t, as_columns(grad_x, a), trans=1)
    grad_a = -adjoint @ np.swapaxes(as_columns(x, a), -1, -2)
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.lu_solve((t := scipy.linalg.lu_factor(a, check_finite=check_a)), b, trans=trans,"
    " check_finite=check_b)",
    "scipy.linalg.lu_solve(((t := scipy.linalg.lu_factor(a, check_finite=check_a))[0], t[1]), b,"
    " trans=trans, check_finite=check_b)",
    when="trans == 0 and rank(a) == 2",
)
def solution_by_lu_forward(x, t, a, check_a, b, trans, check_b, dot_a):
    """solve: -dA x"""
    dot_x = -scipy.linalg.lu_solve(t, dot_a @ x)
    return dot_x


@rule(
    "scipy.linalg.lu_solve((t := scipy.linalg.lu_factor(a, check_finite=check_a)), b, trans=trans,"
    " check_finite=check_b)",
    "scipy.linalg.lu_solve(((t := scipy.linalg.lu_factor(a, check_finite=check_a))[0], t[1]), b,"
    " trans=trans, check_finite=check_b)",
    when="trans in (1, 2)",
    shape="solved(a, b)",
)
def transposed_solution_by_lu(x, t, a, check_a, b, trans, check_b, grad_x):
    """solve by Aᵀ: -x (grad b)ᵀ

    adjoint: A grad b = grad x, in columns
    grad_b: solve: by the matrix itself
    """
    adjoint = scipy.linalg.lu_solve(t, as_columns(grad_x, a))
    grad_a = -as_columns(x, a) @ np.swapaxes(adjoint, -1, -2)
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.lu_solve((lu, piv), b, trans=trans, check_finite=check_finite)",
    when="trans == 0",
    shape="solved(lu, b)",
)
def solution_by_packed_factors(x, lu, piv, b, trans, check_finite, grad_x):
    """solve: -Lᵀ w xᵀ above the diagonal, -w (U x)ᵀ below it

    columns: x, in columns
    inner: Uᵀ inner = grad x
    w: Lᵀ w = inner, grad b before it is permuted
    above: of U: inner xᵀ
    below: of L: w (U x)ᵀ
    grad_b: solve: by the transpose
    """
    columns = as_columns(x, lu)
    inner = scipy.linalg.solve_triangular(lu, as_columns(grad_x, lu), trans=1)
    w = scipy.linalg.solve_triangular(lu, inner, trans=1, lower=True, unit_diagonal=True)
    above = inner @ np.swapaxes(columns, -1, -2)
    below = w @ np.swapaxes(np.triu(lu) @ columns, -1, -2)
    grad_lu = -np.triu(above) - np.tril(below, -1)
    grad_b = np.reshape(
        scipy.linalg.lu_solve((lu, piv), as_columns(grad_x, lu), trans=1), np.shape(x)
    )
    return grad_lu, grad_b


@rule(
    "scipy.linalg.lu_solve((lu, piv), b, trans=trans, check_finite=check_finite)",
    when="trans in (1, 2)",
    shape="solved(lu, b)",
)
def transposed_solution_by_packed_factors(x, lu, piv, b, trans, check_finite, grad_x):
    """solve by Aᵀ: -inner (grad b)ᵀ above the diagonal, -w (U grad b)ᵀ below it

    columns: grad b, in columns
    inner: Uᵀ inner = b
    w: Lᵀ w = inner, x before it is permuted
    above: of U: inner (grad b)ᵀ
    below: of L: w (U grad b)ᵀ
    grad_b: solve: by the matrix itself
    """
    columns = scipy.linalg.lu_solve((lu, piv), as_columns(grad_x, lu))
    inner = scipy.linalg.solve_triangular(lu, as_columns(b, lu), trans=1)
    w = scipy.linalg.solve_triangular(lu, inner, trans=1, lower=True, unit_diagonal=True)
    above = inner @ np.swapaxes(columns, -1, -2)
    below = w @ np.swapaxes(np.triu(lu) @ columns, -1, -2)
    grad_lu = -np.triu(above) - np.tril(below, -1)
    grad_b = np.reshape(columns, np.shape(x))
    return grad_lu, grad_b


@rule(
    "scipy.linalg.lu_solve(factors, b, trans=trans, check_finite=check_finite)",
    when="trans == 0",
    shape="any",
)
def solution_by_constant_factors(x, factors, b, trans, check_finite, grad_x):
    """solve: by the transpose

    columns: by the transpose, in columns
    """
    columns = scipy.linalg.lu_solve(factors, as_columns(grad_x, factors[0]), trans=1)
    grad_b = np.reshape(columns, np.shape(x))
    return grad_b


@rule(
    "scipy.linalg.lu_solve(factors, b, trans=trans, check_finite=check_finite)",
    when="trans in (1, 2)",
    shape="any",
)
def transposed_solution_by_constant_factors(x, factors, b, trans, check_finite, grad_x):
    """solve: by the matrix itself

    columns: by the matrix itself, in columns
    """
    columns = scipy.linalg.lu_solve(factors, as_columns(grad_x, factors[0]))
    grad_b = np.reshape(columns, np.shape(x))
    return grad_b
