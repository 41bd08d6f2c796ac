"""numpy's functions that tell truths, counts and whole numbers, which have no gradient.

Those of one number each, and element by element, are in ``elementary.py`` and ``numpy.py``.
"""

import numpy as np
from flatgen.templates import rule


@rule(
    "np.any(x, axis=axis, keepdims=keepdims)",
    "np.all(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    gives="booleans",
)
def truth(y, x, axis, keepdims):
    """flat: no gradient"""


@rule(
    "np.count_nonzero(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    gives="integers",
)
def count_of_true(y, x, axis, keepdims):
    """flat: no gradient"""


@rule(
    "np.array_equal(x, u, equal_nan=equal_nan)",
    "np.array_equiv(x, u)",
    "np.allclose(x, u, rtol=rtol, atol=atol, equal_nan=equal_nan)",
    shape="number",
    gives="python",
)
def truth_of_two(y, x, u, rtol, atol, equal_nan):
    """flat: no gradient"""


@rule("np.isclose(x, u, rtol=rtol, atol=atol, equal_nan=equal_nan)", gives="booleans")
def closeness(y, x, u, rtol, atol, equal_nan):
    """flat: no gradient"""


@rule(
    "np.isin(x, u, assume_unique=assume_unique, invert=invert, kind=kind)",
    shape="x",
    gives="booleans",
)
def membership(y, x, u, assume_unique, invert, kind):
    """flat: no gradient"""


@rule("np.bool_(x)", "np.bool(x)", "np.astype(x, bool)", "np.astype(x, np.bool_)", gives="booleans")
def as_truths(y, x):
    """flat: no gradient"""


@rule(
    "np.int8(x)",
    "np.int16(x)",
    "np.int32(x)",
    "np.int64(x)",
    "np.int_(x)",
    "np.intp(x)",
    "np.uint8(x)",
    "np.astype(x, int)",
    "np.astype(x, np.int32)",
    "np.astype(x, np.int64)",
    "np.astype(x, np.intp)",
    gives="integers",
)
def as_whole_numbers(y, x):
    """flat: no gradient"""


@rule("np.bincount(x, minlength=minlength)", shape="any", gives="integers")
def counts_by_bin(y, x, minlength):
    """flat: no gradient"""


@rule("(t := np.histogram(x, bins=bins, range=range))[0]", shape="any", gives="integers")
def counts_between_edges(y, t, x, bins, range):
    """flat: no gradient"""
