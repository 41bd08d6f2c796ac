"""numpy's products of vectors and matrices but for ``@``.

Where ranks are known they are written as a person would; where not, helpers serve all.
"""

import numpy as np
from flatgen.templates import fold, rule
from flatgen.templates.arrays import unbroadcast
from flatgen.templates.helpers_linalg import dot_left, dot_right

# np.dot: of two matrices their product, else the last axis of x with the last but one of y.


@rule("np.dot(x, y)", when="rank(x) == 0 or rank(y) == 0", shape="dot(x, y)", holomorphic=True)
def scaled(z, x, y, grad_z):
    """swap multiplier"""
    grad_x = grad_z * y
    grad_y = grad_z * x
    return grad_x, grad_y


@rule("np.dot(x, y)", when="rank(x) == 1 and rank(y) == 1", shape="dot(x, y)", holomorphic=True)
@rule("np.inner(x, y)", when="rank(x) == 1 and rank(y) == 1", shape="inner(x, y)", holomorphic=True)
@rule("np.vdot(x, y)", when="rank(x) == 1 and rank(y) == 1", shape="number")
def inner_product(z, x, y, grad_z):
    """inner product: swap multiplier"""
    grad_x = grad_z * y
    grad_y = grad_z * x
    return grad_x, grad_y


@rule("np.dot(x, y)", when="rank(x) == 2 and rank(y) == 2", shape="dot(x, y)", holomorphic=True)
@rule(
    "np.tensordot(x, y, axes=axes)",
    "np.linalg.tensordot(x, y, axes=axes)",
    when="axes == 1 and rank(x) == 2 and rank(y) == 2",
    shape="tensordot(x, y, axes)",
    holomorphic=True,
)
def matrices(z, x, y, axes, grad_z):
    """matrix product"""
    grad_x = grad_z @ y.T
    grad_y = x.T @ grad_z
    return grad_x, grad_y


@rule("np.dot(x, y)", when="rank(x) == 2 and rank(y) == 1", shape="dot(x, y)", holomorphic=True)
@rule(
    "np.tensordot(x, y, axes=axes)",
    "np.linalg.tensordot(x, y, axes=axes)",
    when="axes == 1 and rank(x) == 2 and rank(y) == 1",
    shape="tensordot(x, y, axes)",
    holomorphic=True,
)
def matrix_and_vector(z, x, y, axes, grad_z):
    """matrix product"""
    grad_x = np.outer(grad_z, y)
    grad_y = x.T @ grad_z
    return grad_x, grad_y


@rule("np.dot(x, y)", when="rank(x) == 1 and rank(y) == 2", shape="dot(x, y)", holomorphic=True)
@rule(
    "np.tensordot(x, y, axes=axes)",
    "np.linalg.tensordot(x, y, axes=axes)",
    when="axes == 1 and rank(x) == 1 and rank(y) == 2",
    shape="tensordot(x, y, axes)",
    holomorphic=True,
)
def vector_and_matrix(z, x, y, axes, grad_z):
    """matrix product"""
    grad_x = y @ grad_z
    grad_y = np.outer(x, grad_z)
    return grad_x, grad_y


@rule("np.dot(x, y)", shape="dot(x, y)", holomorphic=True)
def dot(z, x, y, grad_z):
    """product: by the other"""
    grad_x = dot_left(grad_z, x, y)
    grad_y = dot_right(grad_z, x, y)
    return grad_x, grad_y


@rule("np.vdot(x, y)", when="complex(x) or complex(y)", shape="number")
def product_of_conjugates(z, x, y, grad_z):
    """inner product: swap multiplier, one conjugated"""
    grad_x = np.conj(grad_z) * np.reshape(y, np.shape(x))
    grad_y = grad_z * np.reshape(x, np.shape(y))
    return grad_x, grad_y


@rule("np.vdot(x, y)", shape="number")
def product_of_all(z, x, y, grad_z):
    """inner product: swap multiplier"""
    grad_x = grad_z * np.reshape(y, np.shape(x))
    grad_y = grad_z * np.reshape(x, np.shape(y))
    return grad_x, grad_y


@rule("np.inner(x, y)", when="rank(x) == 0 or rank(y) == 0", shape="inner(x, y)", holomorphic=True)
def scaled_inner(z, x, y, grad_z):
    """swap multiplier"""
    grad_x = grad_z * y
    grad_y = grad_z * x
    return grad_x, grad_y


@rule("np.inner(x, y)", when="rank(x) == 2 and rank(y) == 2", shape="inner(x, y)", holomorphic=True)
def inner_of_matrices(z, x, y, grad_z):
    """X Yᵀ: matrix product"""
    grad_x = grad_z @ y
    grad_y = grad_z.T @ x
    return grad_x, grad_y


@rule("np.inner(x, y)", shape="inner(x, y)", holomorphic=True)
def inner(z, x, y, grad_z):
    """product: by the other

    both: neither is a number
    free_y: the axes that only y has, at the end
    free_x: the axes that only x has, in front
    """
    both = np.ndim(x) * np.ndim(y) > 0
    free_y = np.ndim(grad_z) - np.ndim(x) + both
    free_x = np.arange(np.ndim(grad_z) - np.ndim(y) + both)
    grad_x = np.tensordot(grad_z, y, free_y)
    grad_y = np.tensordot(grad_z, x, (free_x, free_x))
    return grad_x, grad_y


@rule("np.outer(x, y)", when="rank(x) == 1 and rank(y) == 1", shape="outer(x, y)", holomorphic=True)
@rule("np.linalg.outer(x, y)", shape="outer(x, y)", holomorphic=True)
def outer_product(z, x, y, grad_z):
    """outer product: by the other"""
    grad_x = grad_z @ y
    grad_y = x @ grad_z
    return grad_x, grad_y


@rule("np.outer(x, y)", when="complex(x) or complex(y)", shape="outer(x, y)")
def outer_of_complex(z, x, y, grad_z):
    """outer product: by the other, conjugated"""
    grad_x = np.reshape(grad_z @ np.conj(np.ravel(y)), np.shape(x))
    grad_y = np.reshape(np.conj(np.ravel(x)) @ grad_z, np.shape(y))
    return grad_x, grad_y


@rule("np.outer(x, y)", shape="outer(x, y)")
def outer(z, x, y, grad_z):
    """outer product: by the other"""
    grad_x = np.reshape(grad_z @ np.ravel(y), np.shape(x))
    grad_y = np.reshape(np.ravel(x) @ grad_z, np.shape(y))
    return grad_x, grad_y


# One vector a place: stacks of inner products, of matrices times vectors.


@rule("np.vecdot(x, y)", shape="any")
def stacked_inner_products(z, x, y, grad_z):
    """inner product: swap multiplier"""
    grad_x = np.expand_dims(grad_z, -1) * y
    grad_y = np.expand_dims(grad_z, -1) * x
    return grad_x, grad_y


@rule(
    "np.vecdot(x, y, axis=axis)",
    "np.linalg.vecdot(x, y, axis=axis)",
    when="axis < 0 or rank(x) == rank(y)",
    shape="any",
)
def inner_products_along(z, x, y, axis, grad_z):
    """inner product: swap multiplier"""
    grad_x = np.expand_dims(grad_z, axis) * y
    grad_y = np.expand_dims(grad_z, axis) * x
    return grad_x, grad_y


@rule("np.vecdot(x, y, axis=axis)", "np.linalg.vecdot(x, y, axis=axis)", shape="any")
def inner_products_along_any(z, x, y, axis, grad_z):
    """inner product: swap multiplier

    rows: vectors along the last axis
    columns: vectors along the last axis
    each: the upstream of each
    """
    rows = np.moveaxis(x, axis, -1)
    columns = np.moveaxis(y, axis, -1)
    each = np.expand_dims(grad_z, -1)
    grad_x = np.moveaxis(unbroadcast(each * columns, rows), -1, axis)
    grad_y = np.moveaxis(unbroadcast(each * rows, columns), -1, axis)
    return grad_x, grad_y


@rule("np.matvec(a, x)", shape="any", holomorphic=True)
def matrices_times_vectors(y, a, x, grad_y):
    """matrix product"""
    grad_a = grad_y[..., None] * np.expand_dims(x, -2)
    grad_x = (np.swapaxes(a, -1, -2) @ grad_y[..., None])[..., 0]
    return grad_a, grad_x


@rule("np.vecmat(x, a)", shape="any")
def vectors_times_matrices(y, x, a, grad_y):
    """matrix product"""
    grad_x = (a @ grad_y[..., None])[..., 0]
    grad_a = x[..., None] * np.expand_dims(grad_y, -2)
    return grad_x, grad_a


@fold("np.linalg.multi_dot")
def chain(x, y):
    return x @ y


# The helpers are linear in what they are given, and so are their own gradients.


@rule("dot_left(grad, x, y)", shape="x", holomorphic=True)
def dot_left_again(z, grad, x, y, grad_z):
    """product: by the other"""
    grad_grad = np.dot(grad_z, y)
    grad_x = 0.0
    grad_y = dot_right(grad, grad_z, y)
    return grad_grad, grad_x, grad_y


@rule("dot_right(grad, x, y)", shape="y", holomorphic=True)
def dot_right_again(z, grad, x, y, grad_z):
    """product: by the other"""
    grad_grad = np.dot(x, grad_z)
    grad_x = dot_left(grad, x, grad_z)
    grad_y = 0.0
    return grad_grad, grad_x, grad_y
