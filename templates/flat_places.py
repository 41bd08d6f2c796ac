"""numpy's functions that tell places, which have no gradient: of the largest, in an order, between others."""

import numpy as np
from flatgen.templates import rule


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
