"""numpy's functions that tell sizes and kinds of arrays and numbers, which have no gradient."""

import numpy as np
from flatgen.templates import rule


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
