"""numpy.linalg, and scipy.linalg where it is the same: solutions of A X = B.

Aᵀ grad_b = grad_x and grad_a = -grad_b Xᵀ (Giles, Collected Matrix Derivative Results, 2008). All hold for
stacks of matrices. ``as_columns(x, a)`` makes a vector a matrix of one column, so that one line serves
right-hand sides of both kinds; where ranks are known it isn't needed. The right-hand side is a vector
where x has fewer axes than a, in every version of numpy.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule, same
from flatgen.templates.helpers_linalg import as_columns


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
