"""scipy.linalg: Cholesky factors that are kept, and solutions by them.

A = L Lᵀ or Uᵀ U, whose other triangle holds anything. The gradient of A is symmetric.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule, same
from flatgen.templates.helpers_linalg import as_columns


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
