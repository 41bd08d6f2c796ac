"""What is different where a value may be complex.

The gradient of a complex value a + ib is dL/da + i dL/db. Then y = f(x), with f holomorphic, has
grad_x = grad_y conj(f'(x)), and where f is real on the real numbers that is what the real rule says,
with conjugates. Rules that only move numbers about, add them or scale them by real ones hold as they
are. (Kreutz-Delgado, The Complex Gradient Operator and the CR-Calculus, arXiv:0906.4835.)
"""

from math import log

import numpy as np
from flatgen.templates import rule, same
from flatgen.templates.arrays import left_gradient, right_gradient
from flatgen.templates.helpers_linalg import as_columns


@rule("abs(x)", "np.abs(x)", "np.absolute(x)", when="complex(x)", gives="floats")
def absolute(y, x, grad_y):
    """absolute value: along x, 0 at 0"""
    grad_x = grad_y * x / (y + (y == 0))
    return grad_x


@rule("np.conj(x)", "np.conjugate(x)", when="complex(x)", shape="x")
def conjugate(y, x, grad_y):
    """conjugate: its own adjoint"""
    grad_x = np.conj(grad_y)
    return grad_x


@rule("x * y", "np.multiply(x, y)", when="complex(x) or complex(y)")
def multiply(z, x, y, grad_z):
    """swap multiplier, conjugated"""
    grad_x = grad_z * np.conj(y)
    grad_y = grad_z * np.conj(x)
    return grad_x, grad_y


@rule("x / y", "np.divide(x, y)", "np.true_divide(x, y)", when="complex(x) or complex(y)")
def quotient(z, x, y, grad_z):
    """quotient, conjugated"""
    grad_x = grad_z / np.conj(y)
    grad_y = -grad_z * np.conj(z / y)
    return grad_x, grad_y


@rule("np.reciprocal(x)", when="complex(x)")
def reciprocal(y, x, grad_y):
    """quotient, conjugated"""
    grad_x = -grad_y * np.conj(y * y)
    return grad_x


@rule("np.square(x)", "x**2", "np.power(x, 2)", when="complex(x)")
def square(y, x, grad_y):
    """power, conjugated"""
    grad_x = grad_y * 2 * np.conj(x)
    return grad_x


@rule("x**n", "np.power(x, n)", when="complex(x) and n == 0")
def power_zero(y, x, n, grad_y):
    """power: constant"""
    grad_x = 0.0
    return grad_x


@rule("x**n", "np.power(x, n)", when="complex(x) and (n < 0 or n > 0)")
def power_known(y, x, n, grad_y):
    """power, conjugated"""
    grad_x = grad_y * n * np.conj(x ** (n - 1))
    return grad_x


@rule("x**n", "np.power(x, n)", when="complex(x) and n is integer")
def power(y, x, n, grad_y):
    """power, conjugated"""
    grad_x = grad_y * n * np.conj(x ** (n - (n != 0)))
    return grad_x


@rule("x**n", "np.power(x, n)", when="complex(x)")
def power_of_any(y, x, n, grad_y):
    """power, conjugated

    grad_n: exponential: log of the base, conjugated
    """
    grad_x = grad_y * np.conj(n * x ** (n - (n != 0)))
    grad_n = grad_y * np.conj(y * np.log(x + (x == 0)))
    return grad_x, grad_n


@rule("x**n", "np.power(x, n)", when="complex(n) and x > 0")
def exponential_of_known_base(y, x, n, grad_y):
    """exponential: log of the base, conjugated"""
    grad_n = grad_y * np.conj(y) * log(x)
    return grad_n


@rule("x**n", "np.power(x, n)", when="complex(n)")
def exponential_of_base(y, x, n, grad_y):
    """exponential: log of the base, conjugated

    grad_x: power, conjugated
    """
    grad_x = grad_y * np.conj(n * y / x)
    grad_n = grad_y * np.conj(y * np.log(x + 0j))
    return grad_x, grad_n


@rule("np.exp(x)", when="complex(x)")
def exponential(y, x, grad_y):
    """exponential: its own slope, conjugated"""
    grad_x = grad_y * np.conj(y)
    return grad_x


@rule("np.log(x)", when="complex(x)")
def logarithm(y, x, grad_y):
    """logarithm: 1 / x, conjugated"""
    grad_x = grad_y / np.conj(x)
    return grad_x


@rule("np.sqrt(x)", when="complex(x)")
def square_root(y, x, grad_y):
    """square root: 1 / (2 √x), conjugated"""
    grad_x = grad_y / np.conj(2 * y)
    return grad_x


# Products of matrices and vectors.


@rule(
    "x @ y",
    "np.matmul(x, y)",
    when="(complex(x) or complex(y)) and rank(x) > 1 and rank(y) > 1",
    shape="product(x, y)",
)
def matrices(z, x, y, grad_z):
    """matrix product, conjugated"""
    grad_x = grad_z @ np.conj(np.swapaxes(y, -1, -2))
    grad_y = np.conj(np.swapaxes(x, -1, -2)) @ grad_z
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", when="complex(x) or complex(y)", shape="product(x, y)")
def product(z, x, y, grad_z):
    """matrix product, conjugated"""
    grad_x = left_gradient(grad_z, x, np.conj(y))
    grad_y = right_gradient(grad_z, np.conj(x), y)
    return grad_x, grad_y


@rule("np.linalg.inv(a)", when="complex(a)", shape="a", gives="complex")
def inverse(y, a, grad_y):
    """inverse: -Yᴴ grad Yᴴ

    yh: Yᴴ
    """
    yh = np.conj(np.swapaxes(y, -1, -2))
    grad_a = -yh @ grad_y @ yh
    return grad_a


@rule(
    "np.linalg.solve(a, b)",
    when="complex(a) or complex(b)",
    shape="solved(a, b)",
    gives="complex",
)
def solution(x, a, b, grad_x):
    """solve: -grad b xᴴ

    adjoint: Aᴴ grad b = grad x, in columns
    grad_b: solve: by the adjoint
    """
    adjoint = np.linalg.solve(np.conj(np.swapaxes(a, -1, -2)), as_columns(grad_x, a))
    grad_a = -adjoint @ np.conj(np.swapaxes(as_columns(x, a), -1, -2))
    grad_b = np.reshape(adjoint, np.shape(x))
    return grad_a, grad_b


# Tidying.


@same("np.conj(x)", "np.real(x)", when="not complex(x)")
def real_itself(x):
    return x


@same("np.imag(x)", when="not complex(x)")
def no_imaginary_part(x):
    return np.zeros_like(x)


@same("np.conj(np.conj(x))")
def conjugated_twice(x):
    return x


@same("np.real(np.conj(x))")
def real_part_of_conjugate(x):
    return np.real(x)
