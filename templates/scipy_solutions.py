"""scipy.linalg: solutions by a transpose, by a symmetric matrix and by a band.

Those that it shares with numpy.linalg are in linalg_solutions.py: Aᵀ grad_b = grad_x and grad_a = -grad_b Xᵀ.
Of a symmetric matrix one triangle is read; the gradient is symmetric: half in each triangle.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import as_columns


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


# A band is stored by its diagonals: ab[u + i - j, j] is a[i, j]. Row k of it holds the diagonal of the
# rows i = j + k - u, and the transpose has the diagonals in the opposite order, shifted.


@rule(
    "scipy.linalg.solve_banded((l, u), ab, b, check_finite=check_finite)",
    shape="solved(ab, b)",
    gives="floats",
)
def banded_solution(x, l, u, ab, b, check_finite, grad_x):  # noqa: E741
    """solve: -grad b xᵀ, of the band

    n: the size of the matrix
    k: the diagonals, one a row
    row: of the matrix, for each place in the band
    turned: the band of the transpose
    adjoint: by the transpose, in columns
    inside: the places that are in the matrix
    products: grad b xᵀ, at the places of the band
    grad_b: solve: by the transpose
    """
    n = np.shape(ab)[-1]
    k = np.arange(l + u + 1)[:, None]
    row = np.arange(n) + k - u
    turned = ab[..., l + u - k, (np.arange(n) + k - l) % n]
    adjoint = scipy.linalg.solve_banded((u, l), turned, as_columns(grad_x, ab))
    inside = (row >= 0) * (row < n)
    products = adjoint[..., row % n, :] * as_columns(x, ab)[..., None, :, :]
    grad_ab = -np.sum(products, axis=-1) * inside
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_ab, grad_b
