"""What the name of an operation tells of the numbers that it gives: their kind, and whether they are numpy's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from flatgen.constants import BOOLEANS, FLOATS, INTEGERS
from flatgen.ir import DISPLAYS, OF_TEXTS, SIZES
from flatgen.signatures import function_of

MIXED, PYTHON = "mixed", "python"  # Python's: a number or tuple that is none of numpy's
WHOLE = {"floor", "ceil", "trunc", "comb", "perm", "factorial", "isqrt", "gcd", "lcm"}  # of math
# Functions that math has too, and whose results aren't floating for whole numbers.
KEEPS = {
    *("fmod", "remainder", "pow", "prod", "sumprod", "floor", "ceil", "trunc", "gcd", "lcm"),
    *("isfinite", "isinf", "isnan"),
}
FLOATING = frozenset(  # functions whose results are floating whatever they are given
    {
        *("mean", "average", "median", "var", "std", "cov", "corrcoef"),
        *("nanmean", "nanmedian", "nanvar", "nanstd", "nanpercentile"),
        *("linspace", "logspace", "geomspace", "gradient", "interp", "trapezoid", "trapz"),
        *("divide", "true_divide", "float_power", "arctan2", "logaddexp", "logaddexp2", "rint"),
        *("arcsin", "arccos", "arctan", "arcsinh", "arccosh", "arctanh", "exp2", "sinc", "i0"),
        *("deg2rad", "rad2deg", "heaviside", "expm", "xlogy", "xlog1py", "entr"),
        *("expit", "logit", "log_expit", "gammaln", "digamma", "psi", "erfinv", "ndtr", "ndtri"),
        *("log_ndtr", "softmax", "log_softmax", "logsumexp", "eigvalsh"),
        *("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "pmf", "logpmf"),
    }
)
# Functions that add truths as whole numbers; some of the last do, np.add.reduce, not np.maximum.reduce.
ADDING = {"sum", "prod", "cumsum", "cumprod", "cumulative_sum", "cumulative_prod", "trace"}
ADDING |= {"nansum", "nanprod", "nancumsum", "nancumprod"}
EITHER = {"reduce", "accumulate", "reduceat"}
TRUTHS = {"any", "all", "isfinite", "isinf", "isnan", "isneginf", "isposinf", "signbit", "isin"}


class Telling(Protocol):
    """What is asked of the rules about an operation."""

    def said_of(self, op: str, what: str = ...) -> Sequence[Any]: ...
    def load_library(self, library: str) -> None: ...
    def is_elementwise(self, op: str) -> bool: ...


class Told(NamedTuple):
    """What the name of an operation tells of its results."""

    said: bool  # templates say what it gives
    kind: str  # MIXED of its arguments; FLOATS, unless one of them is complex; nothing where more has to be asked
    numpy: bool | None  # whether they are numpy's; None where its arguments decide
    shaped: bool  # templates say of what kind their shape is
    number: bool  # they are one number
    floating: bool  # they are floating for whole numbers, too, unless another type is asked for
    of_truths: str  # of what kind they are for truths
    elementwise: bool

    def kept(self, kind: str) -> str:
        return self.of_truths if kind == BOOLEANS else kind


def told_of(op: str, rules: Telling) -> Told:
    """Return what the name of an operation, and its templates, tell of its results."""
    said = rules.said_of(op, "gives")
    library, _, name = function_of(op).rpartition(".")
    kind, like_math = "", hasattr(math, name) and name not in KEEPS
    if op in SIZES or op == "int" or (library == "math" and name in WHOLE):
        kind = INTEGERS
    elif op[:1].isupper() and op != "Div":  # an operator
        kind = MIXED
    elif op == "bool" or (library == "numpy" and name in TRUTHS):
        kind = BOOLEANS
    elif op in ("float", "Div") or (library in ("numpy", "math") and like_math):
        kind = FLOATS
    numpy: bool | None = None
    if op in DISPLAYS or op in SIZES or PYTHON in [one.gives for one in said]:
        numpy = False
    elif op.startswith(("numpy.", "scipy.", ".", "math.")):
        numpy = not op.startswith("math.")
    shaped = bool(rules.said_of(op, "kind"))
    number = op.startswith(("math.", "scalars.")) or op in (".dtype", "In", "NotIn", *OF_TEXTS)
    floating = library.startswith(("numpy", "scipy")) and name in FLOATING
    truths = INTEGERS if name in ADDING else "" if name in EITHER else BOOLEANS
    gives = bool(said) and op not in SIZES
    return Told(gives, kind, numpy, shaped, number, floating, truths, rules.is_elementwise(op))
