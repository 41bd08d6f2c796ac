"""numpy's products of tensors: tensordot and kron."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import kron_blocks, summed_axes

# Sums over pairs of axes: those of x that are left are in front in z, those of y at the end.


@rule(
    "np.tensordot(x, y, axes=axes)",
    "np.linalg.tensordot(x, y, axes=axes)",
    when="axes == 0",
    shape="tensordot(x, y, axes)",
    holomorphic=True,
)
def tensor_product(z, x, y, axes, grad_z):
    """outer product: by the other"""
    grad_x = np.tensordot(grad_z, y, np.ndim(y))
    grad_y = np.tensordot(x, grad_z, np.ndim(x))
    return grad_x, grad_y


@rule(
    "np.tensordot(x, y, axes=axes)",
    "np.linalg.tensordot(x, y, axes=axes)",
    when="rank(x) == axes and rank(y) == axes",
    shape="tensordot(x, y, axes)",
    holomorphic=True,
)
def product_of_tensors(z, x, y, axes, grad_z):
    """inner product: swap multiplier"""
    grad_x = grad_z * y
    grad_y = grad_z * x
    return grad_x, grad_y


@rule(
    "np.tensordot(x, y, axes=axes)",
    "np.linalg.tensordot(x, y, axes=axes)",
    when="isinstance(axes, int) or whole(axes)",
    shape="tensordot(x, y, axes)",
    holomorphic=True,
)
def contraction(z, x, y, axes, grad_z):
    """contraction: with the other

    free_x: the axes that only x has
    free_y: the axes that only y has
    """
    free_x = np.arange(np.ndim(x) - axes)
    free_y = np.arange(axes - np.ndim(y), 0)
    grad_x = np.tensordot(grad_z, y, (free_y, free_y))
    grad_y = np.tensordot(x, grad_z, (free_x, free_x))
    return grad_x, grad_y


@rule(
    "np.tensordot(x, y, axes=(summed_x, summed_y))",
    "np.linalg.tensordot(x, y, axes=(summed_x, summed_y))",
    "np.tensordot(x, y, axes=[summed_x, summed_y])",
    "np.linalg.tensordot(x, y, axes=[summed_x, summed_y])",
    when="rank(x) == len(summed_x) and rank(y) == len(summed_y)",
    shape="tensordot(x, y, (summed_x, summed_y))",
    holomorphic=True,
)
def product_of_permuted_tensors(z, x, y, summed_x, summed_y, grad_z):
    """inner product: swap multiplier

    k: the axes in the order in which they are summed
    """
    k = np.arange(np.size(summed_x))
    grad_x = np.moveaxis(grad_z * np.moveaxis(y, summed_y, k), k, summed_x)
    grad_y = np.moveaxis(grad_z * np.moveaxis(x, summed_x, k), k, summed_y)
    return grad_x, grad_y


@rule(
    "np.tensordot(x, y, axes=(summed_x, summed_y))",
    "np.linalg.tensordot(x, y, axes=(summed_x, summed_y))",
    "np.tensordot(x, y, axes=[summed_x, summed_y])",
    "np.linalg.tensordot(x, y, axes=[summed_x, summed_y])",
    when="isinstance(summed_x, int)",
    shape="tensordot(x, y, (summed_x, summed_y))",
    holomorphic=True,
)
def contraction_of_two_axes(z, x, y, summed_x, summed_y, grad_z):
    """contraction: with the other

    by_y: the axis of x at the end
    by_x: the axis of y in front
    grad_x: contraction: by all that y has beside
    grad_y: contraction: by all that x has beside
    """
    by_y = np.tensordot(grad_z, np.moveaxis(y, summed_y, -1), np.ndim(y) - 1)
    by_x = np.tensordot(np.moveaxis(x, summed_x, 0), grad_z, np.ndim(x) - 1)
    grad_x = np.moveaxis(by_y, -1, summed_x)
    grad_y = np.moveaxis(by_x, 0, summed_y)
    return grad_x, grad_y


@rule(
    "np.tensordot(x, y, axes=(summed_x, summed_y))",
    "np.linalg.tensordot(x, y, axes=(summed_x, summed_y))",
    "np.tensordot(x, y, axes=[summed_x, summed_y])",
    "np.linalg.tensordot(x, y, axes=[summed_x, summed_y])",
    shape="tensordot(x, y, (summed_x, summed_y))",
    holomorphic=True,
)
def contraction_of_axes(z, x, y, summed_x, summed_y, grad_z):
    """contraction: with the other

    k: how many axes are summed
    first: their places in front
    last: their places at the end
    by_y: the axes of x at the end
    by_x: the axes of y in front
    """
    k = np.size(summed_x)
    first = np.arange(k)
    last = np.arange(-k, 0)
    by_y = np.tensordot(grad_z, np.moveaxis(y, summed_y, last), np.ndim(y) - k)
    by_x = np.tensordot(np.moveaxis(x, summed_x, first), grad_z, np.ndim(x) - k)
    grad_x = np.moveaxis(by_y, last, summed_x)
    grad_y = np.moveaxis(by_x, first, summed_y)
    return grad_x, grad_y


@rule(
    "np.tensordot(x, y, axes=axes)",
    "np.linalg.tensordot(x, y, axes=axes)",
    shape="any",
    holomorphic=True,
)
def contraction_of_any(z, x, y, axes, grad_z):
    """contraction: with the other

    summed: the axes of x that are summed, and those of y
    k: how many axes are summed
    first: their places in front
    last: their places at the end
    by_y: the axes of x at the end
    by_x: the axes of y in front
    """
    summed = summed_axes(x, y, axes)
    k = np.size(summed[0])
    first = np.arange(k)
    last = np.arange(-k, 0)
    by_y = np.tensordot(grad_z, np.moveaxis(y, summed[1], last), np.ndim(y) - k)
    by_x = np.tensordot(np.moveaxis(x, summed[0], first), grad_z, np.ndim(x) - k)
    grad_x = np.moveaxis(by_y, last, summed[0])
    grad_y = np.moveaxis(by_x, first, summed[1])
    return grad_x, grad_y


@rule("np.kron(x, y)", when="rank(x) == 1 and rank(y) == 1", shape="kron(x, y)", holomorphic=True)
def kron_of_vectors(z, x, y, grad_z):
    """Kronecker product: an outer product, in one row

    blocks: one row for each of x
    """
    blocks = np.reshape(grad_z, (np.size(x), np.size(y)))
    grad_x = blocks @ y
    grad_y = x @ blocks
    return grad_x, grad_y


@rule("np.kron(x, y)", shape="kron(x, y)", holomorphic=True)
def kron(z, x, y, grad_z):
    """Kronecker product: by the other

    blocks: one of the form of y for each of x
    """
    blocks = kron_blocks(grad_z, x, y)
    grad_x = np.tensordot(blocks, y, np.ndim(y))
    grad_y = np.tensordot(x, blocks, np.ndim(x))
    return grad_x, grad_y


# The helpers, again


@rule("summed_axes(x, y, axes)", shape="any", gives="python")
def axes_that_are_summed(z, x, y, axes):
    """flat: no gradient"""


@rule("kron_blocks(grad, x, y)", shape="any", view="grad", complex=True)
def kron_blocks_again(z, grad, x, y, grad_z):
    """permuted: back, each entry to its place

    places: where each entry comes from
    back: in the order of grad
    """
    places = kron_blocks(np.reshape(np.arange(np.size(grad)), np.shape(grad)), x, y)
    back = np.ravel(grad_z)[np.argsort(np.ravel(places))]
    grad_grad = np.reshape(back, np.shape(grad))
    grad_x = 0.0
    grad_y = 0.0
    return grad_grad, grad_x, grad_y
