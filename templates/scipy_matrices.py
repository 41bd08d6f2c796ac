"""scipy.linalg: matrices that are put together, of blocks or of diagonals."""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.arrays import unbroadcast
from flatgen.templates.helpers_linalg import diagonal_sums


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


# The helper, again


@rule("diagonal_sums(x)", shape="any")
def diagonal_sums_again(y, x, grad_y):
    """sums: copies along each diagonal

    m: the main diagonal is the mth
    """
    m = np.shape(x)[-2]
    grad_x = scipy.linalg.toeplitz(grad_y[m - 1 :: -1], grad_y[m - 1 :])
    return grad_x
