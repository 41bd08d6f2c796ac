"""The rules: one readable template for each operation, in plain Python.

``@rule(pattern, ...)``
    The gradient of the operations that look like one of the patterns, in which the template's own
    parameters stand for anything. The function's parameters are the output, the inputs and the
    upstream gradient; its docstring's first line is the comment in the output, or a line
    ``grad_x: ...`` for that gradient, ``dot_y: ...`` for forward mode. Lines before the gradients are shared by
    them. Inputs without a gradient in ``return`` have to be constants. A function of a docstring alone is flat: it
    has no gradient. One with tangents ``dot_x`` of inputs in the upstream's place is for forward mode: it returns what
    these add to ``dot_y``. It has no options but ``when`` and ``complex``; among several that fit, one that takes more
    tangents is tried first, and of a tangent that none takes the gradient's rule tells. Options:

    ``when``       what has to be known of constants (``n is integer`` by its annotation), ``rank(x)`` ...
    ``shape``      the output's shape, where it isn't that of all inputs broadcast: an input's, a ``number``,
                   ``any``, the operation's ``usual`` one, or a kind of flatgen/shaping.py such as
                   ``reduced(x, axis, keepdims)``; the upstream is then an array of just that shape
    ``spreads``    gradients may be smaller than their inputs, and are broadcast to them
    ``stretches``  they may be larger, too
    ``gives``      what the output is sure to hold: integers, booleans, floats, complex numbers, or
                   something of ``python``'s; or the input whose kind of numbers it has
    ``complex``    it is right for complex numbers (so is a rule whose ``when`` asks of them)
    ``holomorphic``  it is right for them with conjugates of what it reads beside the upstream
    ``form``       how larger patterns have it, whichever of the patterns a program does
    ``view``       which input's array the output may share (``*xs``: those of each); else it has a new one
    ``laid``       where that is sure to be all of the array, laid out anew: ``always``, or where it is
                   ``contiguous``; what is written into it is in the array as a gradient is laid out back
    ``multilinear``  it is a product of the parts of a tuple: linear in each
    ``raises``     on numbers, the operation itself raises an error where its slope is infinite
    ``routes``     it makes some gradients 0
    ``picks``      it reads a part of its input: the gradient of the rest is 0
    ``gaps``       it passes over what is no number, or tells where that is: not even a square is tame there
    ``cancels``    a function in the pattern whose value no gradient passes through, such as the maximum
                   that a softmax is shifted by: it may be stopped (``stop_gradient``), or what it is of
    ``sharp``      its slope may be infinite, or no number, where its value is finite
    ``steep``      the input at whose zeros its slope is infinite, though no ``divide`` says so
    ``masks``      it reads its operands only where a condition says: its gradients are the masks
    ``tame``       its values and slopes are finite where its operands are
``@same(pattern, ...)``
    The pattern is exactly, to the bit, what the function returns: used to tidy gradients. ``when`` may
    ask for ``scalar`` operands, or that the operation has ``raised`` its error before.
    It may put the questions that a rule's ``when`` may: ``rank(x)``, ``scalar(x)``, ``numpy(x)``.
    ``through`` says that the pattern is looked for through the lines above, too.
``@form(pattern, ...)``
    The patterns are spellings of what the function returns: larger patterns have it in that form.
``@fold(function, ...)``
    A function of any number of values, or of one tuple of them, by its form of two.
``@define(pattern, ...)``
    A function that is written out by simpler ones; it may have lines.
``@update(pattern, ...)``
    A call that changes its first argument in place: what that is afterwards.

A name that a template imports from ``math`` or ``scalars`` stands for its twin in ``numpy`` or
``arrays``, too, where the operation is on arrays.

The decorators change nothing: flatgen reads the files as text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])
T = TypeVar("T")

ALWAYS = (
    *("operators.py", "rows.py", "operators_tidying.py", "powers.py", "activations.py"),
    *("matmul.py", "indexing.py", "stopping.py"),
)
ELEMENTS = ("elementary.py",)
FOURIER = ("fft.py", "fft_real.py", "complex.py", "complex_parts.py", "helper_rules_special.py")
LINEAR = (
    *("linalg_inverses.py", "linalg_solutions.py", "linalg_least_squares.py"),
    *("linalg_determinants.py", "linalg_eigen.py", "linalg_norms.py", "linalg_matrix_norms.py"),
    *("linalg_condition.py", "linalg_cholesky.py", "linalg_svd.py", "linalg_qr.py"),
    *("products.py", "crossing.py", "tensors.py", "diagonals.py", "complex.py", "complex_parts.py"),
)
LIBRARIES = {
    "math": (*ELEMENTS, "math.py"),
    "operator": (),
    "numpy": (
        *ELEMENTS,
        *("numpy.py", "tidying.py", "forms.py", "softmax.py", "cross_entropy.py"),
        *("reductions.py", "deviations.py", "normalising.py"),
        *("accumulations.py", "differences.py", "universal.py", "updates.py", "ordering.py"),
        "reductions_in_part.py",  # after those of a whole array
        *("missing.py", "complex_parts.py", "quantiles.py"),
        *("layout.py", "new_axes.py", "turning.py", "joining_lists.py", "joining.py"),
        *("stacking.py", "blocks.py", "parts.py", "repeating.py", "segments.py"),
        *("flat_places.py", "flat_truths.py", "flat_sizes.py", "flat_arrays.py", "counting.py"),
        *("copies.py", "products.py", "crossing.py", "tensors.py", "einsum.py", "diagonals.py"),
        *("convolutions.py", "correlations.py", "polynomials.py"),
        *("curves.py", "slopes.py", "interpolation.py", "helper_rules_special.py"),
    ),
    "complex": ("complex.py", "complex_parts.py"),
    "cmath": ("cmath_numbers.py", "complex.py", "complex_parts.py"),
    "numpy.fft": FOURIER,
    "scipy.fft": (*FOURIER, "fft_cosine.py"),
    "numpy.linalg": LINEAR,
    "scipy.linalg": (
        *LINEAR,
        "scipy_solutions.py",
        "scipy_triangular.py",
        *("scipy_matrices.py", "segments.py"),
        "scipy_equations.py",
        "scipy_cholesky.py",
        "scipy_lu.py",
        "scipy_matrix_functions.py",
    ),
    "scipy.special": (
        *ELEMENTS,
        "special.py",
        "bessel.py",
        "information.py",
        "hypergeometric.py",
        "reducing_special.py",
    ),
    "scipy.spatial": ("distances.py",),
    "scipy.ndimage": ("images.py",),
    "scipy.integrate": ("integrals.py", "curves.py"),
    "scipy.signal": ("signal.py", "helper_rules_special.py", "complex.py", "complex_parts.py"),
    "scipy.stats": (
        "stats_samples.py",
        *("stats.py", "stats_line.py", "stats_positive.py", "stats_simple.py"),
        *("stats_discrete.py", "stats_joint.py", "helper_rules_special.py"),
    ),
}
HELPERS = {  # functions that are copied into output, on numbers and on arrays
    "scalars": ("scalars.py",),
    "arrays": ("arrays.py", "helpers_layout.py", "helpers_linalg.py", "helpers_special.py"),
}
WHOLE = ("elementary.py", "math.py", "numpy.py", "tidying.py", "complex.py")  # read in any case
ORDER = tuple(dict.fromkeys([*ALWAYS, *[file for files in LIBRARIES.values() for file in files]]))

SETTINGS = frozenset(  # arguments that say how, not how much: they are constants by nature
    {
        *("axis", "axes", "axis1", "axis2", "shape", "newshape", "index", "indices", "repeats"),
        *("reps", "shift", "k", "n", "N", "M", "num", "ord", "pad_width", "decimals", "dtype"),
        *("keepdims", "norm", "ddof", "offset", "source", "destination", "mode", "order", "kth"),
        *("indices_or_sections", "subscripts", "minlength", "kind", "method", "sections", "width"),
        *("edge_order", "side", "deg", "UPLO", "lower", "check_finite", "full_matrices", "rcond"),
        *("rtol", "atol", "tol", "trans", "unit_diagonal", "assume_a", "ind", "condition", "where"),
        *("window_shape", "metric", "type"),
    }
)
NAMING = frozenset(  # those that may be texts
    {
        *("norm", "ord", "dtype", "subscripts", "mode", "order", "kind", "method", "side"),
        *("UPLO", "trans", "assume_a", "where", "condition", "casting", "metric", "type"),
    }
)
NUMERIC = (SETTINGS - NAMING) | {"shape", "b", "y", "v", "values", "fill_value"}  # never texts
OPTIONS = SETTINGS | {"p", "s", "constant_values"}  # in templates; elsewhere they may be variables
BY_INDEX = ("numpy.r_", "numpy.c_")  # called by brackets
UFUNC = "ufunc"  # in templates, any function of numpy that works element by element
COUNTED = ("numpy.arange", "range", "Axes")  # all their arguments are

# Functions that make new arrays.
MAKING = ("zeros", "zeros_like", "ones", "ones_like", "full", "full_like", "copy", "array")
EDGES = ("edges", "edges_of_rows", "edges_beside", "edges_of_columns", "edges_in_depth")
OF_LISTS = tuple([f"arrays.{name}" for name in EDGES])  # helpers that take lists that grow
SIZED = {  # operations, and which of their arguments they ask for its size alone
    **dict.fromkeys((".shape", ".size", ".ndim", ".dtype", "len"), (0,)),
    **dict.fromkeys(("numpy.shape", "numpy.size", "numpy.ndim"), (0,)),
    **dict.fromkeys(("numpy.zeros_like", "numpy.ones_like", "numpy.empty_like"), (0,)),
    "numpy.full_like": (0,),
    **dict.fromkeys(("arrays.unbroadcast", "arrays.fitted", "arrays.left_gradient"), (1,)),
    **dict.fromkeys(("arrays.dot_left", "arrays.undiff", "arrays.unlined"), (1,)),
    **dict.fromkeys(("arrays.in_part", "arrays.kept", "arrays.last_kept", "arrays.laid"), (1,)),
    **dict.fromkeys(("arrays.undo_diag", "arrays.unfilled"), (1,)),
    **dict.fromkeys(("arrays.framed", "arrays.unreduced"), (1,)),
    "arrays.unframed": (1, 2),
    "arrays.covered": (1,),
    **dict.fromkeys(("arrays.on_diagonal", "arrays.ungradients"), (1,)),
    "arrays.uncut": (1, 2),
    **dict.fromkeys(("arrays.right_gradient", "arrays.dot_right", "arrays.crossed"), (2,)),
    "arrays.kron_blocks": (1, 2),
    "arrays.summed_axes": (0, 1),
    **dict.fromkeys(("arrays.count", "arrays.axes_of"), (0,)),
    **dict.fromkeys(OF_LISTS, (0,)),
}

ON_ARRAYS = ("softmax", "log_softmax")  # well-known functions that are of arrays only

SETTABLE = {  # helpers with settings: how they are called
    "softmax": "x, axis=-1",
    "log_softmax": "x, axis=-1",
    "leaky_relu": "x, alpha=0.01",
    "elu": "x, alpha=1.0",
}

STOP = "flatgen.stop_gradient"  # gives its argument, which the output has in its place
held: list[Callable[[object], object]] = []  # what verifying makes of it, while a function is moved
STOPS = (STOP, "jax.lax.stop_gradient", "stop_gradient")  # its names

TWINS = {  # the function on arrays for one on numbers, by library and where the name is another
    "math": "numpy",
    "scalars": "arrays",
    "math.erf": "scipy.special.erf",
    "math.erfc": "scipy.special.erfc",
    "math.gamma": "scipy.special.gamma",
    "math.lgamma": "scipy.special.gammaln",
    "scalars.polygamma": "scipy.special.polygamma",
}


def read(file: str) -> str:
    """Return the text of a template file."""
    with open(os.path.join(os.path.dirname(__file__), file), encoding="utf-8") as stream:
        return stream.read()


def rule(
    *patterns: str,
    when: str = "",
    shape: str = "",
    view: str = "",
    gives: str = "",
    form: str = "",
    cancels: str = "",
    steep: str = "",
    laid: str = "",
    spreads: bool = False,
    stretches: bool = False,
    complex: bool = False,
    masks: bool = False,
    tame: bool = False,
    multilinear: bool = False,
    raises: bool = False,
    routes: bool = False,
    picks: bool = False,
    gaps: bool = False,
    sharp: bool = False,
    holomorphic: bool = False,
) -> Callable[[F], F]:
    """Mark a template as the gradient of the operations that look like one of ``patterns``."""
    return lambda function: function


def same(*patterns: str, when: str = "", through: bool = False) -> Callable[[F], F]:
    """Mark a function as another way to write ``patterns``, equal to the bit."""
    return lambda function: function


def form(*patterns: str, when: str = "") -> Callable[[F], F]:
    """Mark a function as the form in which larger patterns have ``patterns``."""
    return lambda function: function


def fold(*functions: str) -> Callable[[F], F]:
    """Mark a function of two values as what ``functions`` do to many, from the left."""
    return lambda function: function


def define(*patterns: str) -> Callable[[F], F]:
    """Mark a function as what ``patterns`` are short for."""
    return lambda function: function


def update(*patterns: str) -> Callable[[F], F]:
    """Mark a function as what the first argument is after one of the calls ``patterns``."""
    return lambda function: function


def stop_gradient(x: T) -> T:
    """Return ``x``, to which no gradient passes: where a forward file says so, flatgen knows it by name."""
    return held[-1](x) if held else x  # type: ignore[no-any-return]


def swapped(*arguments: object) -> object:
    """Stand for the gradient of an einsum's operand: its subscripts are worked out when generating."""
    return arguments


def cut(arrays: object, axis: object, i: object) -> object:
    """Stand for where the i-th of joined arrays begins, None at both ends: the sum of the sizes before."""
    return arrays, axis, i


def ufunc(*arguments: object) -> object:
    """Stand for any function of numpy of two arrays, element by element."""
    return arguments
