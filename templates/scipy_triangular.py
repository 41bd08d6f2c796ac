"""scipy.linalg: solutions by a triangle, which is all that is read of the matrix and all that has a gradient."""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import as_columns, triangle


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N') and lower and not unit_diagonal",
    shape="solved(a, b)",
    gives="floats",
)
def lower_triangular_solution(x, a, b, trans, lower, unit_diagonal, check_finite, grad_x):
    """solve: -grad b xᵀ, of the lower triangle

    adjoint: Lᵀ grad b = grad x, in columns
    grad_b: solve: by the transpose
    """
    adjoint = scipy.linalg.solve_triangular(a, as_columns(grad_x, a), trans=1, lower=True)
    grad_a = np.tril(-adjoint @ np.swapaxes(as_columns(x, a), -1, -2))
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N') and lower and not unit_diagonal and rank(a) == 2",
)
def lower_triangular_solution_forward(
    x, a, b, trans, lower, unit_diagonal, check_finite, dot_a, dot_b
):
    """solve: L dx = db - dL x"""
    dot_x = scipy.linalg.solve_triangular(a, dot_b - np.tril(dot_a) @ x, lower=True)
    return dot_x


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N') and lower and not unit_diagonal and rank(a) == 2",
)
def lower_triangular_solution_by_matrix_forward(
    x, a, b, trans, lower, unit_diagonal, check_finite, dot_a
):
    """solve: L dx = -dL x"""
    dot_x = -scipy.linalg.solve_triangular(a, np.tril(dot_a) @ x, lower=True)
    return dot_x


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N') and lower is False and not unit_diagonal",
    shape="solved(a, b)",
    gives="floats",
)
def upper_triangular_solution(x, a, b, trans, lower, unit_diagonal, check_finite, grad_x):
    """solve: -grad b xᵀ, of the upper triangle

    adjoint: Uᵀ grad b = grad x, in columns
    grad_b: solve: by the transpose
    """
    adjoint = scipy.linalg.solve_triangular(a, as_columns(grad_x, a), trans=1)
    grad_a = np.triu(-adjoint @ np.swapaxes(as_columns(x, a), -1, -2))
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N') and lower is False and not unit_diagonal and rank(a) == 2",
)
def upper_triangular_solution_forward(
    x, a, b, trans, lower, unit_diagonal, check_finite, dot_a, dot_b
):
    """solve: U dx = db - dU x"""
    dot_x = scipy.linalg.solve_triangular(a, dot_b - np.triu(dot_a) @ x)
    return dot_x


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N') and lower is False and not unit_diagonal and rank(a) == 2",
)
def upper_triangular_solution_by_matrix_forward(
    x, a, b, trans, lower, unit_diagonal, check_finite, dot_a
):
    """solve: U dx = -dU x"""
    dot_x = -scipy.linalg.solve_triangular(a, np.triu(dot_a) @ x)
    return dot_x


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N')",
    shape="solved(a, b)",
    gives="floats",
)
def triangular_solution(x, a, b, trans, lower, unit_diagonal, check_finite, grad_x):
    """solve: -grad b xᵀ, of the triangle

    adjoint: by the transpose, in columns
    outer: grad b xᵀ
    grad_b: solve: by the transpose
    """
    adjoint = scipy.linalg.solve_triangular(
        a, as_columns(grad_x, a), trans=1, lower=lower, unit_diagonal=unit_diagonal
    )
    outer = adjoint @ np.swapaxes(as_columns(x, a), -1, -2)
    grad_a = -triangle(outer, lower, unit_diagonal)
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (0, 'N')",
)
def triangular_solution_forward(x, a, b, trans, lower, unit_diagonal, check_finite, dot_a):
    """solve: by the triangle, -dA x

    across: dA x, in columns
    """
    across = triangle(dot_a, lower, unit_diagonal) @ as_columns(x, a)
    columns = scipy.linalg.solve_triangular(
        a, across, trans=trans, lower=lower, unit_diagonal=unit_diagonal
    )
    dot_x = -np.reshape(columns, np.shape(x))
    return dot_x


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (1, 2, 'T', 'C')",
    shape="solved(a, b)",
    gives="floats",
)
def triangular_solution_by_transpose(x, a, b, trans, lower, unit_diagonal, check_finite, grad_x):
    """solve by the transpose: -x (grad b)ᵀ, of the triangle

    adjoint: by the triangle itself, in columns
    outer: x (grad b)ᵀ
    grad_b: solve: by the triangle itself
    """
    adjoint = scipy.linalg.solve_triangular(
        a, as_columns(grad_x, a), lower=lower, unit_diagonal=unit_diagonal
    )
    outer = as_columns(x, a) @ np.swapaxes(adjoint, -1, -2)
    grad_a = -triangle(outer, lower, unit_diagonal)
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=unit_diagonal, "
    "check_finite=check_finite)",
    when="trans in (1, 2, 'T', 'C')",
)
def transposed_triangular_solution_forward(
    x, a, b, trans, lower, unit_diagonal, check_finite, dot_a
):
    """solve by the transpose: -dAᵀ x

    tangent: of the triangle
    across: dAᵀ x, in columns
    """
    tangent = triangle(dot_a, lower, unit_diagonal)
    across = np.swapaxes(tangent, -1, -2) @ as_columns(x, a)
    columns = scipy.linalg.solve_triangular(
        a, across, trans=trans, lower=lower, unit_diagonal=unit_diagonal
    )
    dot_x = -np.reshape(columns, np.shape(x))
    return dot_x


# The helper, again


@rule("triangle(x, lower, unit_diagonal)", shape="x")
def triangle_again(y, x, lower, unit_diagonal, grad_y):
    """router: the same triangle"""
    grad_x = triangle(grad_y, lower, unit_diagonal)
    return grad_x
