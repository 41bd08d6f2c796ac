"""numpy.block: blocks side by side and one below the other."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_layout import place_in_block


@rule("np.block([[a, b], [c, d]])", shape="any", complex=True)
def four_blocks(y, a, b, c, d, grad_y):
    """blocks: each its part

    rows: of the blocks above
    above: columns of the first of them
    below: columns of the first below
    """
    rows = np.shape(np.atleast_2d(a))[-2]
    above = np.shape(np.atleast_2d(a))[-1]
    below = np.shape(np.atleast_2d(c))[-1]
    grad_a = np.reshape(grad_y[..., :rows, :above], np.shape(a))
    grad_b = np.reshape(grad_y[..., :rows, above:], np.shape(b))
    grad_c = np.reshape(grad_y[..., rows:, :below], np.shape(c))
    grad_d = np.reshape(grad_y[..., rows:, below:], np.shape(d))
    return grad_a, grad_b, grad_c, grad_d


@rule("np.block([[a], [b]])", shape="any", complex=True)
def two_blocks_stacked(y, a, b, grad_y):
    """blocks: each its part

    rows: of the block above
    """
    rows = np.shape(np.atleast_2d(a))[-2]
    grad_a = np.reshape(grad_y[..., :rows, :], np.shape(a))
    grad_b = np.reshape(grad_y[..., rows:, :], np.shape(b))
    return grad_a, grad_b


@rule("np.block([[a, b]])", shape="any", complex=True)
def two_blocks_beside(y, a, b, grad_y):
    """blocks: each its part

    columns: of the first block
    """
    columns = np.shape(np.atleast_1d(a))[-1]
    grad_a = np.reshape(grad_y[..., :columns], np.shape(a))
    grad_b = np.reshape(grad_y[..., columns:], np.shape(b))
    return grad_a, grad_b


@rule("np.block(arrays)", shape="any", complex=True)
def blocks_beside(y, arrays, grad_y):
    """blocks: each its part

    ends: of all but the last
    parts: of the upstream
    """
    ends = np.cumsum([np.shape(np.atleast_1d(x))[-1] for x in arrays[:-1]])
    parts = np.split(grad_y, ends, -1)
    grad_arrays = [np.reshape(parts[i], np.shape(x)) for i, x in enumerate(arrays)]
    return grad_arrays


@rule("np.block(arrays)", shape="any", complex=True)
def blocks_in_rows(y, arrays, grad_y):
    """blocks: each its part"""
    grad_arrays = [
        np.reshape(grad_y[place_in_block(arrays, i)], np.shape(x))
        for i, x in np.ndenumerate(arrays)
    ]
    return grad_arrays


@rule("place_in_block(arrays, i)", shape="any", gives="python")
def place_again(y, arrays, i):
    """flat: no gradient"""
