"""Condition numbers: a quotient of singular values, or |X| |X⁻¹|. Equal ones share."""

import numpy as np
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import extreme_share


@rule("np.linalg.cond(x, p=p)", when="p in (None, 2)", shape="reduced(x, (-2, -1))", gives="floats")
def condition_number(y, x, p, grad_y):
    """condition number: a quotient of singular values

    usv: U, s, Vᵀ
    first: u vᵀ of the largest
    last: u vᵀ of the smallest
    share: over the smallest
    """
    usv = np.linalg.svd(x, full_matrices=False)
    first = usv[0][..., :1] * usv[2][..., :1, :]
    last = usv[0][..., -1:] * usv[2][..., -1:, :]
    share = np.expand_dims(grad_y / usv[1][..., -1], (-2, -1))
    grad_x = share * (first - np.expand_dims(y, (-2, -1)) * last)
    return grad_x


@rule("np.linalg.cond(x, p=p)", when="p == -2", shape="reduced(x, (-2, -1))", gives="floats")
def inverse_condition_number(y, x, p, grad_y):
    """condition number: a quotient of singular values

    usv: U, s, Vᵀ
    first: u vᵀ of the largest
    last: u vᵀ of the smallest
    share: over the largest
    """
    usv = np.linalg.svd(x, full_matrices=False)
    first = usv[0][..., :1] * usv[2][..., :1, :]
    last = usv[0][..., -1:] * usv[2][..., -1:, :]
    share = np.expand_dims(grad_y / usv[1][..., 0], (-2, -1))
    grad_x = share * (last - np.expand_dims(y, (-2, -1)) * first)
    return grad_x


@rule("np.linalg.cond(x, p=p)", when="abs(p) == 1", shape="reduced(x, (-2, -1))", gives="floats")
def condition_number_by_columns(y, x, p, grad_y):
    """condition number: |X| |X⁻¹|, by the logarithm of each

    inverse: X⁻¹
    it: X⁻ᵀ
    sums: of each column
    back: of each column of X⁻¹
    up: of log |X|
    pull: of log |X⁻¹|, in X⁻¹
    """
    inverse = np.linalg.inv(x)
    it = np.swapaxes(inverse, -1, -2)
    sums = np.sum(np.abs(x), axis=-2, keepdims=True)
    back = np.sum(np.abs(inverse), axis=-2, keepdims=True)
    up = extreme_share(sums, p, -1) / sums * np.sign(x)
    pull = extreme_share(back, p, -1) / back * np.sign(inverse)
    grad_x = np.expand_dims(grad_y * y, (-2, -1)) * (up - it @ pull @ it)
    return grad_x


@rule("np.linalg.cond(x, p=p)", when="p - p != 0", shape="reduced(x, (-2, -1))", gives="floats")
def condition_number_by_rows(y, x, p, grad_y):
    """condition number: |X| |X⁻¹|, by the logarithm of each

    inverse: X⁻¹
    it: X⁻ᵀ
    sums: of each row
    back: of each row of X⁻¹
    up: of log |X|
    pull: of log |X⁻¹|, in X⁻¹
    """
    inverse = np.linalg.inv(x)
    it = np.swapaxes(inverse, -1, -2)
    sums = np.sum(np.abs(x), axis=-1, keepdims=True)
    back = np.sum(np.abs(inverse), axis=-1, keepdims=True)
    up = extreme_share(sums, p, -2) / sums * np.sign(x)
    pull = extreme_share(back, p, -2) / back * np.sign(inverse)
    grad_x = np.expand_dims(grad_y * y, (-2, -1)) * (up - it @ pull @ it)
    return grad_x


@rule("np.linalg.cond(x, p=p)", when="p == 'fro'", shape="reduced(x, (-2, -1))", gives="floats")
def frobenius_condition_number(y, x, p, grad_y):
    """condition number: |X| |X⁻¹|, by the logarithm of each

    inverse: X⁻¹
    it: X⁻ᵀ
    up: of log |X|
    down: of log |X⁻¹|
    """
    inverse = np.linalg.inv(x)
    it = np.swapaxes(inverse, -1, -2)
    up = x / np.sum(x * x, axis=(-2, -1), keepdims=True)
    down = it @ inverse @ it / np.sum(inverse * inverse, axis=(-2, -1), keepdims=True)
    grad_x = np.expand_dims(grad_y * y, (-2, -1)) * (up - down)
    return grad_x
