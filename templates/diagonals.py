"""numpy: what is taken from diagonals and triangles of matrices, and what is put there."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.arrays import unbroadcast
from flatgen.templates.helpers_linalg import on_diagonal, undo_diag


@rule(
    "np.trace(a, offset=offset, axis1=axis1, axis2=axis2)",
    when="offset == 0 and rank(a) == 2",
    shape="reduced(a, (axis1, axis2))",
    complex=True,
    picks=True,
)
@rule(
    "np.linalg.trace(a, offset=offset)",
    when="offset == 0 and rank(a) == 2",
    shape="reduced(a, (-2, -1))",
    complex=True,
    picks=True,
)
def main_trace(y, a, offset, axis1, axis2, grad_y):
    """trace: copies to the diagonal"""
    grad_a = grad_y * np.eye(np.shape(a)[0], np.shape(a)[1], dtype=a.dtype)
    return grad_a


@rule(
    "np.trace(a, offset=offset, axis1=axis1, axis2=axis2)",
    when="rank(a) == 2 and axis1 == 0 and axis2 == 1",
    shape="reduced(a, (axis1, axis2))",
    complex=True,
    picks=True,
)
@rule(
    "np.linalg.trace(a, offset=offset)",
    when="rank(a) == 2",
    shape="reduced(a, (-2, -1))",
    complex=True,
    picks=True,
)
def trace_of_matrix(y, a, offset, axis1, axis2, grad_y):
    """trace: copies to the diagonal"""
    grad_a = grad_y * np.eye(np.shape(a)[0], np.shape(a)[1], offset, dtype=a.dtype)
    return grad_a


@rule(
    "np.trace(a, offset=offset, axis1=axis1, axis2=axis2)",
    shape="reduced(a, (axis1, axis2))",
    complex=True,
    picks=True,
)
def trace(y, a, offset, axis1, axis2, grad_y):
    """trace: copies to the diagonal"""
    grad_a = on_diagonal(np.expand_dims(grad_y, -1), a, offset, axis1, axis2)
    return grad_a


@rule("np.linalg.trace(a, offset=offset)", shape="reduced(a, (-2, -1))", complex=True, picks=True)
def trace_of_stack(y, a, offset, grad_y):
    """trace: copies to the diagonal"""
    grad_a = on_diagonal(np.expand_dims(grad_y, -1), a, offset, -2, -1)
    return grad_a


@rule(
    "np.diagonal(a, offset=offset, axis1=axis1, axis2=axis2)",
    when="square(a) and abs(offset) < 2 and (axis1, axis2) == (0, 1)",
    shape="diagonal(a, offset, axis1, axis2)",
    view="a",
    complex=True,
    picks=True,
)
def diagonal_of_square(y, a, offset, axis1, axis2, grad_y):
    """diagonal: back to its place"""
    grad_a = np.diag(grad_y, k=offset)
    return grad_a


@rule(
    "np.diagonal(a, offset=offset, axis1=axis1, axis2=axis2)",
    shape="diagonal(a, offset, axis1, axis2)",
    view="a",
    complex=True,
    picks=True,
)
def diagonal(y, a, offset, axis1, axis2, grad_y):
    """diagonal: back to its place"""
    grad_a = on_diagonal(grad_y, a, offset, axis1, axis2)
    return grad_a


@rule(
    "np.linalg.diagonal(a, offset=offset)",
    shape="diagonal(a, offset, -2, -1)",
    view="a",
    complex=True,
    picks=True,
)
def diagonal_of_stack(y, a, offset, grad_y):
    """diagonal: back to its place"""
    grad_a = on_diagonal(grad_y, a, offset, -2, -1)
    return grad_a


@rule("np.diag(x, k=k)", when="rank(x) == 1", shape="diag(x, k)", view="x", complex=True)
@rule("np.diagflat(x, k=k)", when="rank(x) == 1", shape="any", complex=True)
def diagonal_matrix(y, x, k, grad_y):
    """diagonal matrix: its diagonal"""
    grad_x = np.diagonal(grad_y, k)
    return grad_x


@rule(
    "np.diag(x, k=k)",
    when="square(x) and abs(k) < 2",
    shape="diag(x, k)",
    view="x",
    complex=True,
    picks=True,
)
def diagonal_of_square_matrix(y, x, k, grad_y):
    """diagonal: back to its place"""
    grad_x = np.diag(grad_y, k=k)
    return grad_x


@rule(
    "np.diag(x, k=k)", when="rank(x) == 2", shape="diag(x, k)", view="x", complex=True, picks=True
)
def diagonal_of_matrix(y, x, k, grad_y):
    """diagonal: back to its place"""
    grad_x = on_diagonal(grad_y, x, k)
    return grad_x


@rule("np.diag(x, k=k)", shape="diag(x, k)", view="x", complex=True, picks=True)
def diag(y, x, k, grad_y):
    """diagonal: back to its place"""
    grad_x = undo_diag(grad_y, x, k)
    return grad_x


@rule("np.diagflat(x, k=k)", shape="any", complex=True)
def flat_diagonal_matrix(y, x, k, grad_y):
    """diagonal matrix: its diagonal"""
    grad_x = np.reshape(np.diagonal(grad_y, k), np.shape(x))
    return grad_x


# Of a vector a matrix is made, with the vector for each row: its gradient is summed over them.


@rule("np.tril(x, k=k)", when="rank(x) > 1", shape="triangular(x)", complex=True, routes=True)
def lower_triangle(y, x, k, grad_y):
    """gradient router: the same triangle"""
    grad_x = np.tril(grad_y, k)
    return grad_x


@rule("np.triu(x, k=k)", when="rank(x) > 1", shape="triangular(x)", complex=True, routes=True)
def upper_triangle(y, x, k, grad_y):
    """gradient router: the same triangle"""
    grad_x = np.triu(grad_y, k)
    return grad_x


@rule("np.tril(x, k=k)", shape="triangular(x)", complex=True, routes=True)
def lower_triangle_of_any(y, x, k, grad_y):
    """gradient router: the same triangle"""
    grad_x = unbroadcast(np.tril(grad_y, k), x)
    return grad_x


@rule("np.triu(x, k=k)", shape="triangular(x)", complex=True, routes=True)
def upper_triangle_of_any(y, x, k, grad_y):
    """gradient router: the same triangle"""
    grad_x = unbroadcast(np.triu(grad_y, k), x)
    return grad_x


# The helpers, again


@rule("on_diagonal(d, x, offset, axis1, axis2)", shape="x", complex=True)
def on_diagonal_again(z, d, x, offset, axis1, axis2, grad_z):
    """diagonal: taken back"""
    grad_d = np.diagonal(grad_z, offset, axis1, axis2)
    grad_x = 0.0
    return grad_d, grad_x


@rule("on_diagonal(d, x, offset)", shape="x", complex=True)
def on_main_diagonal_again(z, d, x, offset, grad_z):
    """diagonal: taken back"""
    grad_d = np.diagonal(grad_z, offset)
    grad_x = 0.0
    return grad_d, grad_x


@rule("undo_diag(grad, x, k)", shape="x", complex=True)
def undo_diag_again(z, grad, x, k, grad_z):
    """diagonal: taken back"""
    grad_grad = np.diag(grad_z, k)
    grad_x = 0.0
    return grad_grad, grad_x
