"""numpy's covariances, and sums by bin."""

import numpy as np
from flatgen.templates import rule

# Covariances


@rule("np.cov(x, rowvar=rowvar)", shape="any", when="rowvar is True or rank(x) == 1")
def covariance(y, x, rowvar, grad_y):
    """covariance: of the rows, both ways

    rows: one for each variable
    apart: rows - mean
    both: both ways
    """
    rows = np.atleast_2d(x)
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    both = np.atleast_2d(grad_y) + np.transpose(np.atleast_2d(grad_y))
    grad_x = np.reshape(both @ apart / (np.shape(rows)[1] - 1), np.shape(x))
    return grad_x


@rule("np.cov(x, rowvar=rowvar)", when="rowvar is True or rank(x) == 1")
def covariance_forward(y, x, rowvar, dot_x):
    """covariance: of the rows with their tangents, both ways

    rows: one for each variable
    apart: rows - mean
    one: dX Xᵀ
    """
    rows = np.atleast_2d(x)
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    one = np.atleast_2d(dot_x) @ np.transpose(apart) / (np.shape(rows)[1] - 1)
    dot_y = np.reshape(one + np.transpose(one), np.shape(y))
    return dot_y


@rule(
    "np.cov(x, rowvar=rowvar, ddof=ddof)",
    shape="any",
    when="(rowvar is True or rank(x) == 1) and isinstance(ddof, int)",
)
def covariance_by_count(y, x, rowvar, ddof, grad_y):
    """covariance: of the rows, both ways

    rows: one for each variable
    apart: rows - mean
    both: both ways
    """
    rows = np.atleast_2d(x)
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    both = np.atleast_2d(grad_y) + np.transpose(np.atleast_2d(grad_y))
    grad_x = np.reshape(both @ apart / (np.shape(rows)[1] - ddof), np.shape(x))
    return grad_x


@rule(
    "np.cov(x, rowvar=rowvar, ddof=ddof)",
    when="(rowvar is True or rank(x) == 1) and isinstance(ddof, int)",
)
def covariance_by_count_forward(y, x, rowvar, ddof, dot_x):
    """covariance: of the rows with their tangents, both ways

    rows: one for each variable
    apart: rows - mean
    one: dX Xᵀ
    """
    rows = np.atleast_2d(x)
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    one = np.atleast_2d(dot_x) @ np.transpose(apart) / (np.shape(rows)[1] - ddof)
    dot_y = np.reshape(one + np.transpose(one), np.shape(y))
    return dot_y


@rule("np.cov(x, rowvar=rowvar)", shape="any", when="rowvar is False and rank(x) == 2")
def covariance_of_columns(y, x, rowvar, grad_y):
    """covariance: of the columns, both ways

    apart: x - mean
    both: both ways
    """
    apart = x - np.mean(x, axis=0)
    both = np.atleast_2d(grad_y) + np.transpose(np.atleast_2d(grad_y))
    grad_x = apart @ both / (np.shape(x)[0] - 1)
    return grad_x


@rule("np.cov(x, rowvar=rowvar)", shape="any", when="rowvar is False")
def covariance_of_columns_of_any(y, x, rowvar, grad_y):
    """covariance: of the columns, both ways

    rows: one for each variable
    apart: rows - mean
    both: both ways
    """
    rows = np.atleast_2d(np.transpose(x))
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    both = np.atleast_2d(grad_y) + np.transpose(np.atleast_2d(grad_y))
    share = both @ apart / (np.shape(rows)[1] - 1)
    grad_x = np.reshape(np.transpose(share), np.shape(x))
    return grad_x


@rule("np.cov(x, v)", shape="any", when="v is not None")
def covariance_of_two(y, x, v, grad_y):
    """covariance: of the rows, both ways

    k: rows of the first
    rows: one for each variable
    apart: rows - mean
    share: both ways
    """
    k = np.shape(np.atleast_2d(x))[0]
    rows = np.concatenate([np.atleast_2d(x), np.atleast_2d(v)])
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    share = (grad_y + np.transpose(grad_y)) @ apart / (np.shape(rows)[1] - 1)
    grad_x = np.reshape(share[:k], np.shape(x))
    grad_v = np.reshape(share[k:], np.shape(v))
    return grad_x, grad_v


@rule("np.cov(x, v)", when="v is not None")
def covariance_of_two_forward(y, x, v, dot_x, dot_v):
    """covariance: of the rows with their tangents, both ways

    rows: one for each variable
    apart: rows - mean
    tangents: one for each variable
    one: dX Xᵀ
    """
    rows = np.concatenate([np.atleast_2d(x), np.atleast_2d(v)])
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    tangents = np.concatenate([np.atleast_2d(dot_x), np.atleast_2d(dot_v)])
    one = tangents @ np.transpose(apart) / (np.shape(rows)[1] - 1)
    dot_y = one + np.transpose(one)
    return dot_y


@rule("np.corrcoef(x, rowvar=rowvar)", shape="any", when="rowvar is True or rank(x) == 1")
def coefficients(y, x, rowvar, grad_y):
    """correlation: of the rows of length 1, both ways

    rows: one for each variable
    apart: rows - mean
    length: of each row
    unit: of length 1
    pull: both ways
    share: across each row
    """
    rows = np.atleast_2d(x)
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    length = np.sqrt(np.sum(apart * apart, axis=1, keepdims=True))
    unit = apart / length
    pull = (np.atleast_2d(grad_y) + np.transpose(np.atleast_2d(grad_y))) @ unit
    share = (pull - unit * np.sum(pull * unit, axis=1, keepdims=True)) / length
    grad_x = np.reshape(share, np.shape(x))
    return grad_x


@rule("np.corrcoef(x, rowvar=rowvar)", when="rowvar is True or rank(x) == 1")
def coefficients_forward(y, x, rowvar, dot_x):
    """correlation: of the rows of length 1 with their tangents, both ways

    rows: one for each variable
    apart: rows - mean
    length: of each row
    unit: of length 1
    pull: tangents, of length 1
    one: across each row
    """
    rows = np.atleast_2d(x)
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    length = np.sqrt(np.sum(apart * apart, axis=1, keepdims=True))
    unit = apart / length
    pull = np.atleast_2d(dot_x) / length
    one = (pull - unit * np.sum(pull * unit, axis=1, keepdims=True)) @ np.transpose(unit)
    dot_y = np.reshape(one + np.transpose(one), np.shape(y))
    return dot_y


@rule("np.corrcoef(x, rowvar=rowvar)", shape="any", when="rowvar is False")
def coefficients_of_columns(y, x, rowvar, grad_y):
    """correlation: of the columns of length 1, both ways

    rows: one for each variable
    apart: rows - mean
    length: of each row
    unit: of length 1
    pull: both ways
    share: across each row
    """
    rows = np.atleast_2d(np.transpose(x))
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    length = np.sqrt(np.sum(apart * apart, axis=1, keepdims=True))
    unit = apart / length
    pull = (np.atleast_2d(grad_y) + np.transpose(np.atleast_2d(grad_y))) @ unit
    share = (pull - unit * np.sum(pull * unit, axis=1, keepdims=True)) / length
    grad_x = np.reshape(np.transpose(share), np.shape(x))
    return grad_x


@rule("np.corrcoef(x, v)", shape="any", when="v is not None")
def coefficients_of_two(y, x, v, grad_y):
    """correlation: of the rows of length 1, both ways

    k: rows of the first
    rows: one for each variable
    apart: rows - mean
    length: of each row
    unit: of length 1
    pull: both ways
    share: across each row
    """
    k = np.shape(np.atleast_2d(x))[0]
    rows = np.concatenate([np.atleast_2d(x), np.atleast_2d(v)])
    apart = rows - np.mean(rows, axis=1, keepdims=True)
    length = np.sqrt(np.sum(apart * apart, axis=1, keepdims=True))
    unit = apart / length
    pull = (grad_y + np.transpose(grad_y)) @ unit
    share = (pull - unit * np.sum(pull * unit, axis=1, keepdims=True)) / length
    grad_x = np.reshape(share[:k], np.shape(x))
    grad_v = np.reshape(share[k:], np.shape(v))
    return grad_x, grad_v


# Sums by bins


@rule("np.bincount(i, weights=w, minlength=minlength)", shape="any")
def sums_by_bin(y, i, w, minlength, grad_y):
    """sum: copies to all"""
    grad_w = np.take(grad_y, i)
    return grad_w
