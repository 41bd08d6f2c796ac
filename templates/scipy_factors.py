"""scipy.linalg: factorisations that are kept, and solutions by them."""

import numpy as np
import scipy.linalg
from flatgen.templates import rule, same
from flatgen.templates.helpers_linalg import as_columns

# Cholesky: A = L Lᵀ or Uᵀ U, whose other triangle holds anything. The gradient of A is symmetric.


@rule(
    "(t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_finite))[0]",
    when="lower",
    shape="a",
)
def lower_factor(c, t, a, lower, check_finite, grad_c):
    """Cholesky: ½ L⁻ᵀ Φ L⁻¹, in both triangles

    inner: Lᵀ grad L
    phi: its lower triangle, mirrored
    inverse: L⁻¹
    """
    inner = np.swapaxes(np.tril(c), -1, -2) @ np.tril(grad_c)
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    inverse = np.linalg.inv(np.tril(c))
    grad_a = np.swapaxes(inverse, -1, -2) @ phi @ inverse / 2
    return grad_a


@rule("(t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_finite))[0]", when="lower")
def lower_factor_forward(c, t, a, lower, check_finite, dot_a):
    """Cholesky: L Φ, Φ the lower half of L⁻¹ dA L⁻ᵀ

    inverse: L⁻¹
    inner: L⁻¹ (dA + dAᵀ) L⁻ᵀ
    """
    inverse = np.linalg.inv(np.tril(c))
    inner = inverse @ (dot_a + np.swapaxes(dot_a, -1, -2)) @ np.swapaxes(inverse, -1, -2)
    dot_c = np.tril(c) @ (np.tril(inner) + np.tril(inner, -1)) / 4
    return dot_c


@rule(
    "(t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_finite))[0]",
    when="not lower",
    shape="a",
)
def upper_factor(c, t, a, lower, check_finite, grad_c):
    """Cholesky: ½ U⁻¹ Φ U⁻ᵀ, in both triangles

    inner: U grad Uᵀ
    phi: its lower triangle, mirrored
    inverse: U⁻¹
    """
    inner = np.triu(c) @ np.swapaxes(np.triu(grad_c), -1, -2)
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    inverse = np.linalg.inv(np.triu(c))
    grad_a = inverse @ phi @ np.swapaxes(inverse, -1, -2) / 2
    return grad_a


@rule(
    "(t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_finite))[0]",
    when="not lower",
)
def upper_factor_forward(c, t, a, lower, check_finite, dot_a):
    """Cholesky: Φ U, Φ the upper half of U⁻ᵀ dA U⁻¹

    inverse: U⁻¹
    inner: U⁻ᵀ (dA + dAᵀ) U⁻¹
    """
    inverse = np.linalg.inv(np.triu(c))
    inner = np.swapaxes(inverse, -1, -2) @ (dot_a + np.swapaxes(dot_a, -1, -2)) @ inverse
    dot_c = (np.triu(inner) + np.triu(inner, 1)) @ np.triu(c) / 4
    return dot_c


@same("scipy.linalg.cho_factor(a, lower=lower, check_finite=check_finite)[1]")
def which_triangle(a, lower, check_finite):
    return lower


@rule("scipy.linalg.cho_factor(a, lower=lower, check_finite=check_finite)[1]", shape="number")
def which(y, a, lower, check_finite):
    """which triangle: no gradient"""


@rule(
    "scipy.linalg.cho_solve((t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_a)), b,"
    " check_finite=check_b)",
    "scipy.linalg.cho_solve(((t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_a))[0],"
    " t[1]), b, check_finite=check_b)",
    shape="solved(a, b)",
)
def solution_by_cholesky(x, t, a, lower, check_a, b, check_b, grad_x):
    """solve: -grad b xᵀ, in both triangles

    adjoint: A grad b = grad x, in columns
    outer: grad b xᵀ
    grad_b: solve: by the same factor
    """
    adjoint = scipy.linalg.cho_solve(t, as_columns(grad_x, a))
    outer = adjoint @ np.swapaxes(as_columns(x, a), -1, -2)
    grad_a = -(outer + np.swapaxes(outer, -1, -2)) / 2
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


@rule(
    "scipy.linalg.cho_solve((t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_a)), b,"
    " check_finite=check_b)",
    "scipy.linalg.cho_solve(((t := scipy.linalg.cho_factor(a, lower=lower, check_finite=check_a))[0],"
    " t[1]), b, check_finite=check_b)",
    when="rank(a) == 2",
)
def solution_by_cholesky_forward(x, t, a, lower, check_a, b, check_b, dot_a):
    """solve: -dA x, of both triangles"""
    dot_x = -scipy.linalg.cho_solve(t, (dot_a + np.swapaxes(dot_a, -1, -2)) @ x / 2)
    return dot_x


@rule("scipy.linalg.cho_solve(factor, b, check_finite=check_finite)", shape="any", gives="floats")
def solution_by_constant_factor(x, factor, b, check_finite, grad_x):
    """solve: by the same factor

    columns: by the symmetric matrix itself
    """
    columns = scipy.linalg.cho_solve(factor, as_columns(grad_x, factor[0]))
    grad_b = np.reshape(columns, np.shape(x))
    return grad_b


@rule(
    "scipy.linalg.cho_solve((c, lower), b, check_finite=check_finite)",
    when="lower",
    shape="solved(c, b)",
)
def solution_by_lower_factor(x, c, lower, b, check_finite, grad_x):
    """solve: -(grad b xᵀ + x (grad b)ᵀ) L

    adjoint: A grad b = grad x, in columns
    outer: grad b xᵀ
    grad_b: solve: by the same factor
    """
    adjoint = scipy.linalg.cho_solve((c, True), as_columns(grad_x, c))
    outer = adjoint @ np.swapaxes(as_columns(x, c), -1, -2)
    grad_c = -np.tril((outer + np.swapaxes(outer, -1, -2)) @ np.tril(c))
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_c, grad_b


@rule(
    "scipy.linalg.cho_solve((c, lower), b, check_finite=check_finite)",
    when="not lower",
    shape="solved(c, b)",
)
def solution_by_upper_factor(x, c, lower, b, check_finite, grad_x):
    """solve: -U (grad b xᵀ + x (grad b)ᵀ)

    adjoint: A grad b = grad x, in columns
    outer: grad b xᵀ
    grad_b: solve: by the same factor
    """
    adjoint = scipy.linalg.cho_solve((c, False), as_columns(grad_x, c))
    outer = adjoint @ np.swapaxes(as_columns(x, c), -1, -2)
    grad_c = -np.triu(np.triu(c) @ (outer + np.swapaxes(outer, -1, -2)))
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_c, grad_b


@rule("scipy.linalg.cho_solve((c, lower), b, check_finite=check_finite)", shape="solved(c, b)")
def solution_by_either_factor(x, c, lower, b, check_finite, grad_x):
    """solve: -(grad b xᵀ + x (grad b)ᵀ) L, or from the left by U

    adjoint: A grad b = grad x, in columns
    outer: grad b xᵀ
    both: grad b xᵀ + x (grad b)ᵀ
    of_l: by the lower factor
    of_u: by the upper factor
    grad_b: solve: by the same factor
    """
    adjoint = scipy.linalg.cho_solve((c, lower), as_columns(grad_x, c))
    outer = adjoint @ np.swapaxes(as_columns(x, c), -1, -2)
    both = outer + np.swapaxes(outer, -1, -2)
    of_l = np.tril(both @ np.tril(c))
    of_u = np.triu(np.triu(c) @ both)
    grad_c = -np.where(lower, of_l, of_u)
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_c, grad_b


# P A = L U, both in one matrix: the diagonal is that of U. By L⁻¹ P = U A⁻¹ no permutation is needed.


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
