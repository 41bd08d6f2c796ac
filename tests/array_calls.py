"""The calls that the rules for arrays are swept by, and how their tables are read.

A line without indent says the arguments; the indented lines below it are calls with these:

    x: 3,4 | x: 2,3,4
        np.sum(x, axis=1)
        np.{max min}(x{|, axis=0|, keepdims=True})
    x: 5; i = [0, 0, 2]
        x[i]

``x: 3,4`` is an array of floats, ``x:`` a number, ``i = ...`` a constant; the first letter says what
the floats are like (``floats``). Several ways that are apart by ``|`` are all taken, those apart by ``/``
in turn. ``{a b}`` stands for each of its words, and ``{...|...}`` for each of its parts. What stands
before a call, with a ``;``, are lines of their own. Of the words with ``!``,

``!sizes``   the call fits no other sizes than these,
``!ranked``  the number of axes has to be known,
``!once``    nothing is known of its second derivative,
``!double``  single precision is not enough,
``!floats``  whole numbers have another gradient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

IMPORTS = {
    "np": "import numpy as np",
    "math": "import math",
    "cmath": "import cmath",
    "linalg": "import scipy.linalg as linalg",
    "sp": "import scipy.special as sp",
    "stats": "from scipy import stats",
    "signal": "from scipy import signal",
    "sfft": "import scipy.fft as sfft",
    "spatial": "from scipy import spatial",
    "ndimage": "from scipy import ndimage",
    "integrate": "from scipy import integrate",
    "distance": "from scipy.spatial import distance",
}
HOMES = {"np": "numpy", "math": "math", "linalg": "scipy.linalg", "sp": "scipy.special"}
HOMES |= {"stats": "scipy.stats", "signal": "scipy.signal", "sfft": "scipy.fft"}
HOMES |= {
    "spatial": "scipy.spatial",
    "ndimage": "scipy.ndimage",
    "distance": "scipy.spatial.distance",
}
TABLES = """
    reductions running layout joining indexing products decompositions norms curves fourier special
    distributions flat universal distances images complex
"""
WEIGHTED, BARE = "np.sum(weights * r)", "np.sum(r)"
UNKNOWN, SYMBOLS, NUMBERS = "unknown", "symbols", "numbers"  # what is known of shapes


def floats(name: str, shape: tuple[int, ...]) -> Any:
    """Return the numbers of an argument: no two are equal, and none is near 0."""
    random = np.random.default_rng([ord(name[0]), *shape])
    size = int(np.prod(shape))
    even = random.permutation(np.arange(size) + random.uniform(0.1, 0.9, size)) / max(size, 1)
    values = even.reshape(shape)  # between 0 and 1
    kind = name[0]
    if kind in "pq":  # positive
        values = 0.5 + 2 * values
    elif kind == "r":  # inside the unit interval
        values = 0.05 + 0.9 * values
    elif kind == "m":  # increasing
        values = np.sort(0.5 + 3 * values, axis=-1)
    elif kind == "z":  # with zeros
        values = np.where(values < 0.3, 0.0, 4 * values - 2)
    else:
        values = 4 * values - 2
        values = values + np.where(np.abs(values) < 0.05, 0.1, 0.0)
    if kind == "s" and shape:  # symmetric and positive definite
        values = values @ np.swapaxes(values, -1, -2) / 2
    if kind in "as" and len(shape) > 1:  # a matrix that is far from singular
        values = values + 2 * np.eye(*shape[-2:]) * np.arange(1, shape[-1] + 1)
    return values if shape else float(values)


class Call(NamedTuple):
    """A call with its arguments."""

    text: str
    named: tuple[tuple[str, tuple[int, ...]], ...]  # the arguments that are floats, with shapes
    fixed: tuple[tuple[str, str], ...]  # the others, with values
    words: frozenset[str]

    def __str__(self) -> str:
        shapes = [f"{name}: {','.join(map(str, shape))}" for name, shape in self.named]
        return f"{self.text} | {'; '.join(shapes)}"

    @property
    def wrt(self) -> tuple[str, ...]:
        return tuple([name for name, _ in self.named])

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.wrt, *[name for name, _ in self.fixed])

    def source(self, result: str) -> str:
        """Return a program that returns something of the call's result ``r``, and of ``weights``."""
        names = ", ".join([*self.names, "weights"] if "weights" in result else self.names)
        used = [line for name, line in IMPORTS.items() if re.search(rf"\b{name}\.", self.text)]
        head = dict.fromkeys([IMPORTS["np"], *used])
        *lines, last = self.text.split("; ")
        body = [*lines, f"r = {last}", f"return {result}"]
        return "\n    ".join(["\n".join([*head, f"def f({names}):"]), *body]) + "\n"

    @property
    def turn(self) -> int:
        """A number by which what is not done for each call is done for some."""
        return crc32(str(self).encode())

    @property
    def modes(self) -> tuple[str, ...]:
        """What is known of shapes; as numbers they are known in some calls only."""
        given = [
            mode
            for mode, word in ((UNKNOWN, "ranked"), (SYMBOLS, "sizes"))
            if word not in self.words
        ]
        return (*given, NUMBERS) if len(given) < 2 or self.turn % 3 == 0 else tuple(given)

    @property
    def installed(self) -> bool:
        """Whether this version of the libraries has the functions and methods of the call."""
        methods = re.findall(r"\b[a-z]\.([a-zA-Z]\w*)", self.text)
        if not all(hasattr(np.ndarray, name) for name in methods):
            return False
        for library, path in re.findall(rf"\b({'|'.join(HOMES)})((?:\.\w+)+)", self.text):
            found: Any = import_module(HOMES[library])
            for name in path[1:].split("."):
                if not hasattr(found, name):
                    return False
                found = getattr(found, name)
        return True

    def arguments(self) -> dict[str, Any]:
        given = {name: floats(name, shape) for name, shape in self.named}
        return given | {name: eval(text, {"np": np}) for name, text in self.fixed}


def spelled(text: str) -> Iterator[str]:
    """Yield a text for each choice in its braces."""
    found = re.search(r"\{([^{}]*)\}", text)
    if not found:
        yield text
        return
    words = re.split(r"\s+(?![^([]*[)\]])", found[1])  # no space within brackets
    for choice in found[1].split("|") if "|" in found[1] else words:
        yield from spelled(text[: found.start()] + choice + text[found.end() :])


def read(table: str) -> Iterator[Call]:
    """Yield the calls of a table."""
    ways: list[str] = []
    turn, step = 0, 1
    for line in filter(str.strip, table.splitlines()):
        if not line.startswith(" "):
            mark = " / " if " / " in line else " | "
            ways, turn = line.split(mark), 0
            step = 1 if mark == " / " else len(ways)
            continue
        plain, *words = re.split(r"\s+!", line.strip())
        for text in spelled(plain):
            for way in (ways[turn:] + ways[:turn])[:step]:
                yield call_of(text, way, words)
            turn = (turn + step) % len(ways)


def call_of(text: str, way: str, words: list[str]) -> Call:
    """Return a call with those of the arguments that it uses."""
    way, *more = re.split(r"\s*!", way)
    used = set(re.findall(r"\w+", text))
    named, fixed = [], []
    for part in way.split(";"):
        name, sign, said = re.split(r"\s*([:=])\s*", part.strip(), maxsplit=1)
        if name in used and sign == ":":
            named.append((name, tuple(map(int, filter(None, said.split(","))))))
        elif name in used:
            fixed.append((name, said))
    return Call(text, tuple(named), tuple(fixed), frozenset([*words, *more]))


def calls() -> list[Call]:
    """Return the calls of all tables, each once."""
    found = [c for t in TABLES.split() for c in read(import_module(f"array_calls_{t}").CALLS)]
    return list(dict.fromkeys(found))


# What has to have a gradient, by library.
FUNCTIONS = {
    "np": """
        abs absolute acos acosh add amax amin angle append arccos arccosh arcsin arcsinh arctan arctan2
        arctanh array array_split asin asinh astype atan atan2 atanh atleast_1d atleast_2d atleast_3d
        broadcast_to clip column_stack concatenate conj conjugate cos cosh cross cumsum deg2rad degrees
        diag diagonal diff divide dot dsplit dstack einsum exp exp2 expand_dims expm1 fabs fliplr flipud
        fmax fmin full gradient hsplit hstack hypot imag inner kron linspace log log10 log1p log2
        logaddexp logaddexp2 matmul max maximum mean min minimum mod moveaxis multiply nan_to_num
        negative outer pad partition permute_dims pow power prod rad2deg radians ravel real
        real_if_close reciprocal remainder repeat reshape roll rollaxis rot90 select sin sinc sinh sort
        split sqrt square squeeze stack std subtract sum swapaxes tan tanh tensordot tile trace
        transpose tril triu true_divide var vsplit vstack where
        average cumprod cbrt convolve correlate cumulative_sum choose compress copysign ediff1d extract
        flip float_power fmod full_like i0 interp ldexp take_along_axis matvec vecdot median meshgrid
        nanmax nanmean nanmin nanprod nanstd nansum nanvar percentile polyval ptp quantile take
        trapezoid vander vdot unwrap block broadcast_arrays diagflat logspace geomspace
    """,
    "np.fft": """
        fft fft2 fftn fftshift ifft ifft2 ifftn ifftshift irfft irfft2 irfftn rfft rfft2 rfftn
    """,
    "np.linalg": """
        cholesky det eig eigh inv norm pinv slogdet solve svd cond eigvalsh eigvals lstsq matrix_norm
        matrix_power matrix_transpose multi_dot qr tensorinv tensorsolve trace vecdot vector_norm
    """,
    "linalg": """
        solve_banded solve_sylvester solve_triangular sqrtm cho_factor cho_solve cholesky det eigh expm
        inv lstsq lu_solve solve svd toeplitz block_diag
    """,
    "signal": "convolve",
    "sp": """
        beta betainc betaln digamma erf erfc erfcinv erfinv expit gamma gammainc gammaincc gammaln
        gammasgn i0 i1 iv ive j0 j1 jn logit logsumexp multigammaln polygamma psi rgamma y0 y1 yn
        boxcox boxcox1p cosm1 entr erfcx expi exprel huber i0e i1e kl_div log_expit log_ndtr log_softmax
        ndtr ndtri pseudo_huber rel_entr softmax xlog1py xlogy zeta
    """,
    "stats.beta": "cdf logpdf pdf",
    "stats.chi2": "cdf logpdf pdf",
    "stats.dirichlet": "logpdf pdf",
    "stats.gamma": "cdf logpdf pdf",
    "stats.multivariate_normal": "entropy logpdf pdf",
    "stats.norm": "cdf logcdf logpdf logsf pdf ppf sf",
    "stats.poisson": "cdf logpmf pmf",
    "stats.t": "cdf logcdf logpdf pdf",
    "math": """
        acos acosh asin asinh atan atan2 atanh cbrt copysign cos cosh degrees dist erf erfc exp exp2
        expm1 fabs fma fmod fsum gamma hypot lgamma log log10 log1p log2 pow prod radians remainder sin
        sinh sqrt sumprod tan tanh
    """,
    "": "abs max min sum pow float round int len divmod",
    "x": """
        sum mean std var max min prod ptp cumsum cumprod dot T mT reshape ravel flatten transpose
        swapaxes squeeze repeat take clip round trace diagonal astype copy item real shape ndim size
        dtype
    """,
}


def functions() -> list[str]:
    """Return what each of them looks like in a call."""
    names = [(home, name) for home, names in FUNCTIONS.items() for name in names.split()]
    return [
        rf"(?<![\w.]){home + '.' if home else ''}{name}\b".replace(".", r"\.")
        for home, name in names
    ]
