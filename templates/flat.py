"""numpy's functions that have no gradient: places, counts, truths, and arrays made from nothing.

Those of one number each, and element by element, are in ``elementary.py`` and ``numpy.py``.
"""

import numpy as np
from flatgen.templates import rule

# Places


@rule(
    "np.argmax(x, axis=axis, keepdims=keepdims)",
    "np.argmin(x, axis=axis, keepdims=keepdims)",
    "np.nanargmax(x, axis=axis, keepdims=keepdims)",
    "np.nanargmin(x, axis=axis, keepdims=keepdims)",
    shape="reduced(x, axis, keepdims)",
    gives="integers",
)
def place_of_one(y, x, axis, keepdims):
    """flat: no gradient"""


@rule(
    "np.argsort(x, axis=axis, kind=kind, stable=stable)",
    "np.argpartition(x, kth, axis=axis, kind=kind)",
    shape="running(x, axis)",
    gives="integers",
)
def places_in_order(y, x, axis, kind, kth, stable):
    """flat: no gradient"""


@rule("np.lexsort(x, axis=axis)", shape="reduced(x, 0)", gives="integers")
def places_by_keys(y, x, axis):
    """flat: no gradient"""


@rule(
    "np.nonzero(x)",
    "np.flatnonzero(x)",
    "np.argwhere(x)",
    "np.where(x)",
    "np.ix_(*x)",
    "np.tril_indices_from(x, k=k)",
    "np.triu_indices_from(x, k=k)",
    "np.diag_indices_from(x)",
    shape="any",
    gives="integers",
)
def places(y, x, k):
    """flat: no gradient"""


@rule(
    "np.tril_indices(n, k=k, m=m)",
    "np.triu_indices(n, k=k, m=m)",
    "np.diag_indices(n, ndim=ndim)",
    "np.indices(n, dtype=dtype, sparse=sparse)",
    "np.unravel_index(i, n, order=order)",
    "np.ravel_multi_index(i, n, mode=mode, order=order)",
    shape="any",
    gives="integers",
)
def places_of_shape(y, n, i, k, m, ndim, dtype, sparse, mode, order):
    """flat: no gradient"""


@rule(
    "np.searchsorted(x, v, side=side, sorter=sorter)",
    "np.digitize(v, x, right=right)",
    shape="v",
    gives="integers",
)
def places_between(y, x, v, side, sorter, right):
    """flat: no gradient"""


# Counts and truths


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


@rule(
    "np.histogram(x, bins=bins, range=range)",
    "np.histogram_bin_edges(x, bins=bins, range=range)",
    "np.unique(x, axis=axis)",
    shape="any",
)
def bins_of(y, x, bins, range, axis):
    """flat: no gradient"""


# Sizes and kinds


@rule("np.shape(x)", "np.broadcast_shapes(*x)", shape="any", gives="python")
def shape_of(y, x):
    """flat: no gradient"""


@rule("np.size(x, axis=axis)", "np.ndim(x)", shape="number", gives="python")
def size_of(y, x, axis):
    """flat: no gradient"""


@rule(
    "np.isscalar(x)",
    "np.iscomplexobj(x)",
    "np.isrealobj(x)",
    "np.issubdtype(x, u)",
    "np.can_cast(x, u, casting=casting)",
    "np.promote_types(x, u)",
    "np.result_type(*x)",
    shape="number",
    gives="python",
)
def kind_of(y, x, u, casting):
    """flat: no gradient"""


@rule("np.finfo(x)", "np.iinfo(x)", shape="number", gives="python")
def limits(y, x):
    """flat: no gradient"""


@rule(
    "np.finfo(x).eps",
    "np.finfo(x).epsneg",
    "np.finfo(x).max",
    "np.finfo(x).min",
    "np.finfo(x).tiny",
    "np.finfo(x).smallest_normal",
    "np.finfo(x).smallest_subnormal",
    "np.finfo(x).resolution",
    shape="number",
    gives="floats",
)
def limit(y, x):
    """flat: no gradient"""


@rule(
    "np.finfo(x).bits",
    "np.finfo(x).precision",
    "np.iinfo(x).bits",
    "np.iinfo(x).max",
    "np.iinfo(x).min",
    shape="number",
    gives="integers",
)
def whole_limit(y, x):
    """flat: no gradient"""


# Arrays made from nothing, or from the shape of another


@rule(
    "np.zeros(shape, dtype=dtype, order=order)",
    "np.ones(shape, dtype=dtype, order=order)",
    "np.empty(shape, dtype=dtype, order=order)",
    shape="given(shape)",
    when="dtype in (None, 'float', 'float64', 'float32')",
    gives="floats",
)
def made(y, shape, dtype, order):
    """flat: no gradient"""


@rule(
    "np.zeros(shape, dtype=dtype, order=order)",
    "np.ones(shape, dtype=dtype, order=order)",
    "np.empty(shape, dtype=dtype, order=order)",
    shape="given(shape)",
    when="dtype in ('int', 'int64', 'int32', 'intp')",
    gives="integers",
)
def made_whole(y, shape, dtype, order):
    """flat: no gradient"""


@rule(
    "np.zeros(shape, dtype=dtype, order=order)",
    "np.ones(shape, dtype=dtype, order=order)",
    "np.empty(shape, dtype=dtype, order=order)",
    shape="given(shape)",
)
def made_of_a_kind(y, shape, dtype, order):
    """flat: no gradient"""


@rule(
    "np.zeros_like(x, dtype=dtype, order=order)",
    "np.ones_like(x, dtype=dtype, order=order)",
    "np.empty_like(x, dtype=dtype, order=order)",
    shape="made(x)",
)
def made_like(y, x, dtype, order):
    """flat: no gradient"""


@rule(
    "np.zeros_like(x, dtype=dtype, order=order, shape=shape)",
    "np.ones_like(x, dtype=dtype, order=order, shape=shape)",
    "np.empty_like(x, dtype=dtype, order=order, shape=shape)",
    when="shape is not None",
    shape="given(shape)",
)
def made_of_kind(y, x, dtype, order, shape):
    """flat: no gradient"""


@rule(
    "np.eye(n, k=k, dtype=dtype, order=order)",
    "np.identity(n, dtype=dtype)",
    "np.tri(n, k=k, dtype=dtype)",
    shape="given((n, n))",
)
def made_square(y, n, k, dtype, order):
    """flat: no gradient"""


@rule(
    "np.eye(n, m, k=k, dtype=dtype, order=order)",
    "np.tri(n, m, k=k, dtype=dtype)",
    shape="given((n, m))",
)
def made_oblong(y, n, m, k, dtype, order):
    """flat: no gradient"""


@rule("np.arange(n, dtype=dtype)", shape="given(n)")
def counted_to(y, n, dtype):
    """flat: no gradient"""


@rule("np.arange(start, stop, step, dtype=dtype)", shape="any")
def counted(y, start, stop, step, dtype):
    """flat: no gradient"""


@rule(
    "np.bartlett(n)",
    "np.blackman(n)",
    "np.hamming(n)",
    "np.hanning(n)",
    shape="given(n)",
    gives="floats",
)
def window(y, n):
    """flat: no gradient"""
