"""numpy's functions that make arrays from nothing, or from the shape of another: no gradient."""

import numpy as np
from flatgen.templates import rule


@rule(
    "np.zeros(shape, dtype=dtype, order=order)",
    "np.ones(shape, dtype=dtype, order=order)",
    "np.empty(shape, dtype=dtype, order=order)",
    shape="given(shape)",
    when="dtype is None",
    gives="floats",
)
def made(y, shape, dtype, order):
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
