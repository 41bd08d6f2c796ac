"""The matrix product. How to remember? Use the shape!"""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import left_gradient, right_gradient


@rule("x.T @ x", "np.matmul(x.T, x)", "np.dot(x.T, x)", shape="usual", when="rank(x) == 2")
def gram_of_columns(z, x, grad_z):
    """matrix product with itself: both ways"""
    grad_x = x @ (grad_z + grad_z.T)
    return grad_x


@rule("x @ x.T", "np.matmul(x, x.T)", "np.dot(x, x.T)", shape="usual", when="rank(x) == 2")
def gram_of_rows(z, x, grad_z):
    """matrix product with itself: both ways"""
    grad_x = (grad_z + grad_z.T) @ x
    return grad_x


# A transposed operand: its own gradient, not that of the transpose


@rule(
    "x @ y.T",
    "np.matmul(x, y.T)",
    "np.dot(x, y.T)",
    shape="usual",
    when="rank(x) == 2 and rank(y) == 2",
)
def matrix_and_transposed(z, x, y, grad_z):
    """matrix product"""
    grad_x = grad_z @ y
    grad_y = grad_z.T @ x
    return grad_x, grad_y


@rule(
    "x.T @ y",
    "np.matmul(x.T, y)",
    "np.dot(x.T, y)",
    shape="usual",
    when="rank(x) == 2 and rank(y) == 2",
)
def transposed_and_matrix(z, x, y, grad_z):
    """matrix product"""
    grad_x = y @ grad_z.T
    grad_y = x @ grad_z
    return grad_x, grad_y


@rule(
    "x.T @ y",
    "np.matmul(x.T, y)",
    "np.dot(x.T, y)",
    shape="usual",
    when="rank(x) == 2 and rank(y) == 1",
)
def transposed_and_vector(z, x, y, grad_z):
    """matrix product"""
    grad_x = np.outer(y, grad_z)
    grad_y = x @ grad_z
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)", when="rank(x) == 2 and rank(y) == 2")
def matrices(z, x, y, grad_z):
    """matrix product"""
    grad_x = grad_z @ y.T
    grad_y = x.T @ grad_z
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)", when="rank(x) == 2 and rank(y) == 1")
def matrix_and_vector(z, x, y, grad_z):
    """matrix product"""
    grad_x = np.outer(grad_z, y)
    grad_y = x.T @ grad_z
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)", when="rank(x) == 1 and rank(y) == 2")
def vector_and_matrix(z, x, y, grad_z):
    """matrix product"""
    grad_x = grad_z @ y.T
    grad_y = np.outer(x, grad_z)
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)", when="rank(x) == 1 and rank(y) == 1")
def vectors(z, x, y, grad_z):
    """inner product: swap multiplier"""
    grad_x = grad_z * y
    grad_y = grad_z * x
    return grad_x, grad_y


# A stack of rows by one matrix: its gradient is one product over all the rows


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)", when="rank(x) == 3 and rank(y) == 2")
def stack_and_matrix(z, x, y, grad_z):
    """matrix product

    grad_y: matrix product, over all rows
    """
    grad_x = grad_z @ y.T
    grad_y = np.tensordot(x, grad_z, ((0, 1), (0, 1)))
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)", when="rank(x) == 4 and rank(y) == 2")
def stack_of_stacks_and_matrix(z, x, y, grad_z):
    """matrix product

    grad_y: matrix product, over all rows
    """
    grad_x = grad_z @ y.T
    grad_y = np.tensordot(x, grad_z, ((0, 1, 2), (0, 1, 2)))
    return grad_x, grad_y


@rule(
    "x @ np.swapaxes(y, -1, -2)",
    "np.matmul(x, np.swapaxes(y, -1, -2))",
    shape="usual",
    when="rank(x) > 1 and rank(y) > 1",
)
def stacks_and_transposed(z, x, y, grad_z):
    """matrix product"""
    grad_x = grad_z @ y
    grad_y = np.swapaxes(grad_z, -1, -2) @ x
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)", when="rank(x) > 1 and rank(y) > 1")
def stacks_of_matrices(z, x, y, grad_z):
    """matrix product"""
    grad_x = grad_z @ np.swapaxes(y, -1, -2)
    grad_y = np.swapaxes(x, -1, -2) @ grad_z
    return grad_x, grad_y


@rule("x @ y", "np.matmul(x, y)", shape="product(x, y)")
def product(z, x, y, grad_z):
    """matrix product"""
    grad_x = left_gradient(grad_z, x, y)
    grad_y = right_gradient(grad_z, x, y)
    return grad_x, grad_y


# The helpers are linear, and so are their own gradients.


@rule("left_gradient(grad, x, y)", shape="x", holomorphic=True)
def gradient_of_left(z, grad, x, y, grad_z):
    """matrix product"""
    grad_grad = grad_z @ y
    grad_x = 0.0
    grad_y = right_gradient(grad, grad_z, y)
    return grad_grad, grad_x, grad_y


@rule("right_gradient(grad, x, y)", shape="y", holomorphic=True)
def gradient_of_right(z, grad, x, y, grad_z):
    """matrix product"""
    grad_grad = x @ grad_z
    grad_x = left_gradient(grad, x, grad_z)
    grad_y = 0.0
    return grad_grad, grad_x, grad_y
