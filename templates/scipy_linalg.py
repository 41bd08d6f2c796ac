"""What only scipy.linalg has: solutions by a triangle or a band, and matrices put together. What it
shares with numpy.linalg is in the files linalg_*.py.

Of symmetric matrices, of which one triangle is read, the gradient is symmetric: half in each triangle.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.arrays import unbroadcast
from flatgen.templates.helpers_linalg import as_columns, diagonal_sums, triangle

# Solutions of A X = B, as in linalg_solutions.py: Aᵀ grad_b = grad_x and grad_a = -grad_b Xᵀ.


@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a, transposed=transposed)",
    when="assume_a in (None, 'gen', 'general') and transposed",
    shape="solved(a, b)",
    gives="floats",
)
def solution_by_transpose(x, a, b, check_finite, assume_a, transposed, grad_x):
    """solve by Aᵀ: -x (grad b)ᵀ

    adjoint: A grad b = grad x, in columns
    grad_b: solve: by the matrix itself
    """
    adjoint = np.linalg.solve(a, as_columns(grad_x, a))
    grad_a = -as_columns(x, a) @ np.swapaxes(adjoint, -1, -2)
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.solve(a, b, check_finite=check_finite, assume_a=assume_a, transposed=transposed)",
    when="assume_a in (None, 'gen', 'general') and transposed",
)
def solution_by_transpose_forward(x, a, b, check_finite, assume_a, transposed, dot_a):
    """solve by Aᵀ: -dAᵀ x"""
    across = np.swapaxes(dot_a, -1, -2) @ as_columns(x, a)
    dot_x = -np.reshape(np.linalg.solve(np.swapaxes(a, -1, -2), across), np.shape(x))
    return dot_x


@rule(
    "scipy.linalg.solve(a, b, lower=lower, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in ('sym', 'symmetric', 'pos', 'positive definite', 'her', 'hermitian')",
    shape="solved(a, b)",
    gives="floats",
)
def symmetric_solution(x, a, b, lower, check_finite, assume_a, grad_x):
    """solve: -grad b xᵀ, in both triangles

    adjoint: A grad b = grad x, in columns
    outer: grad b xᵀ
    grad_b: solve: by the same matrix
    """
    adjoint = scipy.linalg.solve(a, as_columns(grad_x, a), lower=lower, assume_a=assume_a)
    outer = adjoint @ np.swapaxes(as_columns(x, a), -1, -2)
    grad_a = -(outer + np.swapaxes(outer, -1, -2)) / 2
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.solve(a, b, lower=lower, check_finite=check_finite, assume_a=assume_a)",
    when="assume_a in ('sym', 'symmetric', 'pos', 'positive definite', 'her', 'hermitian')",
)
def symmetric_solution_forward(x, a, b, lower, check_finite, assume_a, dot_a):
    """solve: -dA x, of both triangles

    across: dA x, in columns
    """
    across = (dot_a + np.swapaxes(dot_a, -1, -2)) / 2 @ as_columns(x, a)
    columns = scipy.linalg.solve(a, across, lower=lower, assume_a=assume_a)
    dot_x = -np.reshape(columns, np.shape(x))
    return dot_x


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


# A band is stored by its diagonals: ab[u + i - j, j] is a[i, j]. Row k of it holds the diagonal of the
# rows i = j + k - u, and the transpose has the diagonals in the opposite order, shifted.


@rule(
    "scipy.linalg.solve_banded((l, u), ab, b, check_finite=check_finite)", shape="b", gives="floats"
)
def banded_solution(x, l, u, ab, b, check_finite, grad_x):  # noqa: E741
    """solve: -grad b xᵀ, of the band

    n: the size of the matrix
    k: the diagonals, one a row
    row: of the matrix, for each place in the band
    turned: the band of the transpose
    adjoint: by the transpose, in columns
    inside: the places that are in the matrix
    grad_b: solve: by the transpose
    """
    n = np.shape(ab)[1]
    k = np.arange(l + u + 1)[:, None]
    row = np.arange(n) + k - u
    turned = np.take_along_axis(ab[::-1], (np.arange(n) + k - l) % n, axis=1)
    adjoint = scipy.linalg.solve_banded((u, l), turned, as_columns(grad_x, ab))
    inside = (row >= 0) * (row < n)
    grad_ab = -np.sum(adjoint[row % n] * as_columns(x, ab), axis=-1) * inside
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_ab, grad_b


# Matrices put together


@rule("scipy.linalg.block_diag(*arrays)", shape="any")
def block_diagonal(y, arrays, grad_y):
    """block diagonal: each its own block

    bottom: where each block ends, down
    right: where each block ends, across
    """
    bottom = np.cumsum([np.atleast_2d(x).shape[-2] for x in arrays])
    right = np.cumsum([np.atleast_2d(x).shape[-1] for x in arrays])
    grad_arrays = [
        unbroadcast(
            grad_y[
                ...,
                bottom[i] - np.atleast_2d(x).shape[-2] : bottom[i],
                right[i] - np.atleast_2d(x).shape[-1] : right[i],
            ],
            x,
        )
        for i, x in enumerate(arrays)
    ]
    return grad_arrays


@rule("scipy.linalg.toeplitz(c, r)", when="r is None", shape="any")
def symmetric_toeplitz(y, c, r, grad_y):
    """Toeplitz: the sum of each diagonal

    n: the main diagonal is the nth
    below: from the main diagonal down
    above: from the next one up
    """
    n = np.shape(c)[-1]
    below = diagonal_sums(np.tril(grad_y))[..., n - 1 :: -1]
    above = diagonal_sums(np.triu(grad_y, 1))[..., n - 1 :]
    grad_c = below + above
    return grad_c


@rule("scipy.linalg.toeplitz(c, r)", shape="any")
def toeplitz(y, c, r, grad_y):
    """Toeplitz: the sum of each diagonal

    n: the main diagonal, of c, is the nth
    """
    n = np.shape(c)[-1]
    grad_c = diagonal_sums(np.tril(grad_y))[..., n - 1 :: -1]
    grad_r = diagonal_sums(np.triu(grad_y, 1))[..., n - 1 :]
    return grad_c, grad_r


# The helpers, again


@rule("triangle(x, lower, unit_diagonal)", shape="x")
def triangle_again(y, x, lower, unit_diagonal, grad_y):
    """router: the same triangle"""
    grad_x = triangle(grad_y, lower, unit_diagonal)
    return grad_x


@rule("diagonal_sums(x)", shape="any")
def diagonal_sums_again(y, x, grad_y):
    """sums: copies along each diagonal

    m: the main diagonal is the mth
    """
    m = np.shape(x)[-2]
    grad_x = scipy.linalg.toeplitz(grad_y[m - 1 :: -1], grad_y[m - 1 :])
    return grad_x
