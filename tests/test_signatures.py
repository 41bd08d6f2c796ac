"""templates/signatures.txt is how numpy and scipy are called: held against those installed.

The file is as numpy 2.4 and scipy 1.17 have it, where a signature is compared in full. An older version
may lack parameters or have them by position too, a newer one may have more of them by keyword.
"""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy

from flatgen import templates
from flatgen.helpers import Helpers

TEXT = (Path(__file__).parent.parent / "templates" / "signatures.txt").read_text(encoding="utf-8")
LINES, ALIAS_LINES = (part.splitlines() for part in TEXT.split("# aliases\n"))
CALLED = {line.partition("(")[0]: line for line in LINES}  # the line of each function
ALIASES = dict(line.split(": ") for line in ALIAS_LINES)
RENAMED = {old: new for old, new in ALIASES.items() if "=" not in new}  # functions
KEYWORDS = {  # by function: the parameter that another keyword stands for
    name: dict(pair.split("=") for pair in pairs.split(", "))
    for name, pairs in ALIASES.items()
    if name not in RENAMED
}
pytestmark = pytest.mark.filterwarnings("ignore:In the future:FutureWarning")  # np.bool, before 2

STATED = {"numpy": (2, 4), "ndarray": (2, 4), "scipy": (1, 17), "ufunc": (2, 4)}
LIBRARIES: dict[str, Any] = {"numpy": np, "ndarray": np.ndarray, "scipy": scipy, "ufunc": np.add}

# What a default that is a sentinel means, by parameter, or by function and parameter; else None.
MEANT = {"keepdims": False, "where": True}
MEANT |= {"sum.initial": 0, "nansum.initial": 0, "prod.initial": 1, "nanprod.initial": 1}
MISSTATED = {  # what ``inspect`` says isn't so, or isn't all: CALLS has it
    "ndarray.argpartition": "kth is taken by keyword, too",
    "ndarray.choose": "choices is not taken by keyword",
    "ndarray.clip": "min and max are its own names for a_min and a_max",
    "ndarray.dot": "the other is called b, and taken by keyword, too",
    "ndarray.repeat": "repeats is taken by keyword, too",
    "ndarray.searchsorted": "v is taken by keyword, too",
    "ndarray.take": "indices is taken by keyword, too",
    "ndarray.view": "it is *args, **kwargs",
    "numpy.einsum": "the first of its operands is the subscripts",
    "scipy.special.softplus": "its keywords are those of a universal function",
    "scipy.linalg.logm": "disp was a sentinel before it went",
    "numpy.arange": "start is taken by keyword, dtype by position, too",
    "scipy.linalg.sqrtm": "disp and blocksize were sentinels before they went",
}

X = np.array([3.0, 1.0, 2.0])
UFUNC = {"where": True, "casting": "same_kind", "order": "K", "dtype": None, "subok": True}
CALLS: list[tuple[str, tuple[object, ...], dict[str, object]]] = [  # beyond what ``inspect`` sees
    ("ndarray.argpartition", (X,), {"kth": 1}),
    ("ndarray.clip", (X, 0, 1, None), UFUNC),
    ("ndarray.clip", (X,), {"min": 0, "max": 1}),
    ("ndarray.dot", (X,), {"b": X}),
    ("ndarray.max", (X, 0, None, True, 0, True), {}),
    ("ndarray.mean", (X, 0, None, None, True), {"where": True}),
    ("ndarray.min", (X, 0, None, True, 9, True), {}),
    ("ndarray.prod", (X, 0, None, None, True, 1, True), {}),
    ("ndarray.repeat", (X,), {"repeats": 2}),
    ("ndarray.searchsorted", (X,), {"v": 1}),
    ("ndarray.std", (X, 0, None, None, 0, True), {"where": True}),
    ("ndarray.sum", (X, 0, None, None, True, 0, True), {}),
    ("ndarray.take", (X,), {"indices": [0]}),
    ("ndarray.var", (X, 0, None, None, 0, True), {"where": True}),
    ("ndarray.view", (X,), {"dtype": float, "type": np.ndarray}),
    ("numpy.arange", (), {"start": 0, "stop": 3}),
    ("numpy.arange", (0, 3, 1, float), {}),
    ("numpy.clip", (X, 0, 1, None), UFUNC),
    ("numpy.einsum", ("i->", X), {"dtype": None, "order": "K", "casting": "safe"}),
    ("numpy.pad", (X, 1, "constant"), {"constant_values": 0}),
    ("numpy.pad", (X, 1, "linear_ramp"), {"end_values": 0}),
    ("numpy.pad", (X, 1, "mean"), {"stat_length": None}),
    ("numpy.pad", (X, 1, "reflect"), {"reflect_type": "even"}),
    ("scipy.spatial.distance.cdist", (X[None], X[None], "minkowski"), {"p": 3, "w": X}),
    ("scipy.spatial.distance.pdist", (np.stack([X, X]), "mahalanobis"), {"VI": np.eye(3)}),
]
REFUSED: list[tuple[str, tuple[object, ...], dict[str, object]]] = [
    ("ndarray.choose", (np.array([0]),), {"choices": [X]}),
    ("ndarray.swapaxes", (X,), {"axis1": 0, "axis2": 0}),
    ("numpy.concatenate", (), {"arrays": [X, X]}),
    ("numpy.where", (True,), {"x": X, "y": X}),
]

# By method: what the function of that name doesn't take, or takes by another default.
METHODS_OWN = {"astype": {"order", "casting", "subok"}, "copy": {"order"}}

HAVE_GRADIENTS = {
    "ndarray": """
        astype clip copy cumprod cumsum diagonal dot flatten item max mean min prod ptp ravel repeat
        reshape round squeeze std sum swapaxes take trace transpose var
    """,
    "numpy": """
        abs absolute acos acosh add amax amin angle append arccos arccosh arcsin arcsinh arctan
        arctan2 arctanh array array_split asin asinh astype atan atan2 atanh atleast_1d atleast_2d
        atleast_3d average block broadcast_arrays broadcast_to cbrt choose clip column_stack compress
        concatenate conj conjugate convolve copysign correlate cos cosh cross cumprod cumsum
        cumulative_sum deg2rad degrees diag diagflat diagonal diff divide dot dsplit dstack ediff1d
        einsum exp exp2 expand_dims expm1 extract fabs flip fliplr flipud float_power fmax fmin fmod
        full full_like geomspace gradient hsplit hstack hypot i0 imag inner interp kron ldexp linspace
        log log10 log1p log2 logaddexp logaddexp2 logspace matmul matvec max maximum mean median
        meshgrid min minimum mod moveaxis multiply nan_to_num nanmax nanmean nanmin nanprod nanstd
        nansum nanvar negative outer pad partition percentile permute_dims polyval pow power prod ptp
        quantile rad2deg radians ravel real real_if_close reciprocal remainder repeat reshape roll
        rollaxis rot90 select sin sinc sinh sort split sqrt square squeeze stack std subtract sum
        swapaxes take take_along_axis tan tanh tensordot tile trace transpose trapezoid tril triu
        true_divide unwrap vander var vdot vecdot vsplit vstack where
    """,
    "numpy.fft": """
        fft fft2 fftn fftshift ifft ifft2 ifftn ifftshift irfft irfft2 irfftn rfft rfft2 rfftn
    """,
    "numpy.linalg": """
        cholesky cond det eig eigh eigvals eigvalsh inv lstsq matrix_norm matrix_power
        matrix_transpose multi_dot norm pinv qr slogdet solve svd tensorinv tensorsolve trace vecdot
        vector_norm
    """,
    "scipy.linalg": """
        block_diag cho_factor cho_solve cholesky det eigh expm inv lstsq lu_solve solve solve_banded
        solve_sylvester solve_triangular sqrtm svd toeplitz
    """,
    "scipy.signal": "convolve",
    "scipy.special": """
        beta betainc betaln boxcox boxcox1p cosm1 digamma entr erf erfc erfcinv erfcx erfinv expi
        expit exprel gamma gammainc gammaincc gammaln gammasgn huber i0 i0e i1 i1e iv ive j0 j1 jn
        kl_div log_expit log_ndtr log_softmax logit logsumexp multigammaln ndtr ndtri polygamma
        pseudo_huber psi rel_entr rgamma softmax xlog1py xlogy y0 y1 yn zeta
    """,
    "scipy.stats.beta": "cdf logpdf pdf",
    "scipy.stats.chi2": "cdf logpdf pdf",
    "scipy.stats.dirichlet": "logpdf pdf",
    "scipy.stats.gamma": "cdf logpdf pdf",
    "scipy.stats.multivariate_normal": "entropy logpdf pdf",
    "scipy.stats.norm": "cdf logcdf logpdf logsf pdf ppf sf",
    "scipy.stats.poisson": "cdf logpmf pmf",
    "scipy.stats.t": "cdf logcdf logpdf pdf",
}
FLAT = """
    all allclose any arange argmax argmin argsort array_equal bincount broadcast_shapes ceil
    count_nonzero diag_indices digitize empty empty_like equal eye flatnonzero float32 float64 floor
    floor_divide greater greater_equal histogram identity indices int32 int64 isclose iscomplexobj
    isfinite isinf isnan isscalar ix_ less less_equal logical_and logical_not logical_or logical_xor
    ndim nonzero not_equal ones ones_like ravel_multi_index result_type rint round searchsorted shape
    sign size tri tril_indices triu_indices trunc unique unravel_index zeros zeros_like
"""


@cache
def stated(name: str) -> Signature:
    """Return the signature that a function's line gives it."""
    space: dict[str, Any] = {}
    exec(f"def function{CALLED[name][len(name) :]}: ...", space)
    return inspect.signature(space["function"])


def installed(name: str) -> Any:
    """Return the function itself; None where this version lacks it."""
    library, *path = name.split(".")
    found = LIBRARIES[library]
    for step in path:
        found = getattr(found, step, None)
    return found if callable(found) else None


def age(name: str) -> int:
    """Return whether the library of a function is older (-1) or newer (1) than the file."""
    library = name.partition(".")[0]
    module = scipy if library == "scipy" else np
    version = tuple(int(part) for part in module.__version__.split(".")[:2])
    return (version > STATED[library]) - (version < STATED[library])


def real(name: str) -> list[Parameter] | None:
    """Return the parameters of the installed function; None where it doesn't tell."""
    function = installed(name)
    try:
        found = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # this version has no such function; one written in C
        return None
    owner = getattr(function, "__self__", None)
    if hasattr(owner, "shapes"):  # a distribution: its methods are (x, *args, **kwds)
        settings = {"loc": 0} if hasattr(owner, "pmf") else {"loc": 0, "scale": 1}
        shapes = re.findall(r"\w+", owner.shapes or "")
        found = [found[0], *(Parameter(shape, found[0].kind) for shape in shapes)]
        found += [Parameter(key, found[0].kind, default=by) for key, by in settings.items()]
    unstated = {"signature"} if isinstance(function, np.ufunc) else set()
    return [p for p in found if p.name not in unstated | {*KEYWORDS.get(name, ())}]


def text(parameter: Parameter, name: str) -> str:
    """Return a parameter of a function as text, a sentinel replaced by its meaning."""
    default = parameter.default
    if isinstance(default, type) and default is not Parameter.empty:
        default = default.__name__
    elif not isinstance(default, (bool, int, float, str, tuple, type, type(None))):
        by_function = f"{name.rpartition('.')[2]}.{parameter.name}"
        default = MEANT.get(by_function, MEANT.get(parameter.name))
    return f"{parameter.kind.name} {parameter.name} = {default!r}"


def agree(name: str, ours: list[Parameter], theirs: list[Parameter]) -> bool:
    """Tell whether the parameters of a line are those of the installed function."""
    if name.startswith("ndarray."):  # the array, and self
        ours, theirs = ours[1:], theirs[1:]
    if theirs and theirs[-1].kind is Parameter.VAR_KEYWORD:  # by its documentation: in full
        theirs = theirs[:-1]
        ours = ours[: len(theirs)] if age(name) >= 0 else ours
    mine, known = {p.name for p in ours}, {p.name for p in theirs}
    if age(name) < 0:  # only the order is held to
        return [p.name for p in ours if p.name in known] == [
            p.name for p in theirs if p.name in mine
        ]
    if age(name) > 0:
        theirs = [p for p in theirs if p.name in mine or p.kind is not Parameter.KEYWORD_ONLY]
    return [text(p, name) for p in ours] == [text(p, name) for p in theirs]


def test_the_file_is_sorted() -> None:
    for lines in (LINES, ALIAS_LINES):
        assert lines == sorted(set(lines))
    assert len(CALLED) == len(LINES)
    assert len(ALIASES) == len(ALIAS_LINES)


def test_every_line_is_python() -> None:
    """A name and its parameters; the defaults are literals, and no ``**`` hides a keyword."""
    for name, line in CALLED.items():
        assert re.fullmatch(r"(ndarray|numpy|scipy|ufunc)(\.\w+)+", name), line
        (function,) = ast.parse(f"def {line.replace(name, name.replace('.', '_'), 1)}: ...").body
        assert isinstance(function, ast.FunctionDef)
        for default in (*function.args.defaults, *filter(None, function.args.kw_defaults)):
            ast.literal_eval(default)
        assert function.args.kwarg is None, line


def test_nothing_is_forgotten() -> None:
    wanted = {f"{home}.{name}" for home, names in HAVE_GRADIENTS.items() for name in names.split()}
    wanted |= {f"numpy.{name}" for name in FLAT.split()}
    assert wanted <= CALLED.keys()


@pytest.mark.parametrize("name", sorted(CALLED.keys() - MISSTATED.keys()))
def test_a_line_is_the_installed_signature(name: str) -> None:
    theirs = real(name)
    if theirs is not None:
        assert agree(name, [*stated(name).parameters.values()], theirs), theirs


def test_ufuncs_take_their_inputs_by_position() -> None:
    """What older versions don't tell by a signature: how many go in and come out."""
    for name in CALLED:
        function = installed(name)
        if isinstance(function, np.ufunc):
            parameters = stated(name).parameters
            plain = [p for p in parameters.values() if p.kind is Parameter.POSITIONAL_ONLY]
            assert len(plain) == function.nin, name
            outputs = None if function.nout == 1 else (None,) * function.nout
            assert parameters["out"].default == outputs, name


@pytest.mark.parametrize("name", [name for name in CALLED if name.startswith("ndarray.")])
def test_a_method_is_called_as_its_function(name: str) -> None:
    """Names, order and defaults are the function's, the array first."""
    method = name.partition(".")[2]
    if f"numpy.{method}" not in CALLED:
        assert method in {"flatten", "item", "tolist", "view"}
        return
    ours, theirs = stated(name).parameters, stated(f"numpy.{method}").parameters
    array, *names = ours
    own = METHODS_OWN.get(method, set())
    assert array in theirs
    shared = [key for key in names if key not in own]
    assert shared == [key for key in theirs if key in shared]
    for key in shared:
        if ours[key].kind is not Parameter.VAR_POSITIONAL:
            assert repr(ours[key].default) == repr(theirs[key].default), key


@pytest.mark.parametrize(("name", "args", "kwargs"), CALLS)
def test_a_call_is_taken_by_both(
    name: str, args: tuple[object, ...], kwargs: dict[str, object]
) -> None:
    installed(name)(*args, **kwargs)
    aliases = KEYWORDS.get(name, {})
    stated(name).bind(*args, **{aliases.get(key, key): value for key, value in kwargs.items()})


@pytest.mark.parametrize(("name", "args", "kwargs"), REFUSED)
def test_a_call_is_refused_by_both(
    name: str, args: tuple[object, ...], kwargs: dict[str, object]
) -> None:
    with pytest.raises(TypeError):
        installed(name)(*args, **kwargs)
    with pytest.raises(TypeError):
        stated(name).bind(*args, **kwargs)


@pytest.mark.parametrize("name", templates.SETTABLE)
def test_a_helper_is_called_as_it_is_defined(name: str) -> None:
    found = [path for path in (f"scalars.{name}", f"arrays.{name}") if path in Helpers()]
    assert found
    for path in found:
        assert ast.unparse(Helpers().node(path).args) == templates.SETTABLE[name]


def test_aliases_stand_for_what_is_there() -> None:
    for name, pairs in KEYWORDS.items():
        parameters = stated(name).parameters
        for alias, parameter in pairs.items():
            assert parameter in parameters, name
            assert alias not in parameters, name
    for old, new in RENAMED.items():
        assert old not in CALLED
        theirs = real(old)
        if theirs is not None:
            assert agree(new, [*stated(new).parameters.values()], theirs), old
