"""Every rule, alone: over its domain by finite differences, and at its edges by tables.

The rules are taken from the template files themselves, so that a new one is swept as soon as it is
written. At poles, steps and corners nothing is compared, but nothing may raise there either.
"""

from __future__ import annotations

import itertools
import math
import random
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from math import inf, nan
from typing import Any, NamedTuple

import numpy as np
import pytest
from numeric import execute, forward_function, quietly, slope, value_at

from flatgen import generate, templates
from flatgen.backward import Backward, Link
from flatgen.ir import Apply, Literal, Value, names, substitute
from flatgen.printing import Printer
from flatgen.rules import RuleBook
from flatgen.ruling import Each, Rule

Point = tuple[Any, ...]

FLOATS: Point = (-300.0, -20.0, -3.0, -2.4, -1.7, -1.0, -0.9, -0.5, -0.2, -1e-3, 0.0, 1e-3, 0.1)
FLOATS += (0.25, 0.5, 0.7, 0.9, 0.999, 1.0, 1.001, 1.1, 1.5, 2.0, 2.3, 3.0, 4.2, 20.0, 300.0)
INTS = (0, 1, 2, 3, 5, 7)  # for the few operations that take nothing else
PREFIX = {"numpy": "np.", "scipy.special": "sp.", "math": "math."}
IMPORTS = {"np.": "import numpy as np", "sp.": "import scipy.special as sp", "math.": "import math"}
NUMBERS_ONLY, POSITIVE = {"float", "max", "min"}, {"beta", "betaln"}  # by op; by rule
# Rules that are for numbers, or for arrays, only.
MODES: dict[str, tuple[str, ...]] = {"power_of_array": ("array",), "power_of_any": ("number",)}
MODES["stopped"] = ()  # its slope is 0 by decree: test_stop_gradient.py
MODES["power_counted"] = ()  # by what a loop counts: cases/loop_bond.py
MODES["sigmoid_of_both_signs"] = ("array",)  # of a number, where is what it is
MODES["multiply_by_truths"] = ("array",)  # of numbers nothing tells
MODES["multiply_by_truths_as_floats"] = ("array",)
# Functions that take an array as a whole, or a kind of numbers: likewise.
WHOLE = r"\bnp\.(sum|\w*array|astype|float\d+|\w+_like|round|around)\b"
HELPERS = {  # what the output has of its own: met when it is differentiated again
    "scalars.polygamma": "from math import factorial, log",
    "scalars.route": "",
    "arrays.unbroadcast": "import numpy as np",
    "arrays.quotient": "import numpy as np",
}
# What the inputs without a gradient are, by rule; those that ``when`` speaks of stand in the text.
TABLE: dict[str, dict[str, Point]] = {
    "power_zero": {"y": (0, 0.0)},
    "power_one": {"y": (1, 1.0)},
    "half_power": {"y": (0.5,)},
    "root": {"y": (0.25, 0.9)},
    "power_integer": {"y": (0, 1, 2, 3)},
    "power_two": {"y": (2, 2.0)},
    "power_known": {"y": (3, 4, 3.0)},
    "power_broken": {"y": (1.5, 2.5)},
    "power_negative": {"y": (-1, -2, -0.5)},
    "exponential_known": {"x": (2, 0.5, 10.0, 1)},
    "maximum_with_constant_x minimum_with_constant_x": {"x": (-1.0, 0, 0.3, 2)},
    "maximum_with_constant_y minimum_with_constant_y": {"y": (-1.0, 0, 0.3, 2)},
    "fmax_with_constant_y fmin_with_constant_y": {"y": (-1.0, 0, 0.3, 2)},
    "clip_above_variable": {"a_min": (None,)},
    "clip_below_variable": {"a_max": (None,)},
    "multigammaln_sum": {"d": (2, 3)},
    "clip_nowhere": {"a_min": (None,), "a_max": (None,)},
    "clip_above": {"a_min": (None,), "a_max": (1,)},
    "clip_below": {"a_min": (-1,), "a_max": (None,)},
    "clip_between_constants": {"a_min": (-1, 0.3), "a_max": (1, 2.2)},
    "share_by_constant": {"y": (4, -0.5)},
    "where sigmoid_of_both_signs": {"c": (True, False)},
    "routed": {"here": (True, False)},
    "multiply_by_truths multiply_by_truths_as_floats": {"here": ("(x > 0.3)",)},
    "flat_of_two": {"dtype": ("float", "int")},
    "scaled_by_power_of_2 scaled_by_known_power_of_2 scaled_by_powers_of_2": {"n": (-2, 0, 3)},
    "polygamma next_polygamma": {"n": (0, 1, 2, 3)},
    "gammainc gammaincc": {"a": (0.5, 1, 2.5)},
    "betainc": {"a": (0.5, 1, 2.5), "b": (1.5, 1, 0.7)},
    "jv yv iv ive kv": {"n": (0, 1, 2, -1, 0.5, 2.5)},
    "spherical_j0": {"n": (0,)},
    "spherical_jn": {"n": (1, 2, 5)},
    "boxcox boxcox1p": {"c": (-1, 0, 0.5, 2)},
    "huber pseudo_huber multigammaln": {"d": (1,)},
    "hyp1f1": {"a": (1, 0.5, -2), "b": (2, 1.5, 0.5)},
    "hyp2f1": {"a": (1, 0.5), "b": (1.5, 0.5), "c": (2, 2.5)},
    "zeta": {"x": (2, 3.5)},
}
CONSTANTS = {name: values for rules, values in TABLE.items() for name in rules.split()}
CONSTANTS |= {"scipy.special.kn": {"n": (0, 1, 2)}, "scipy.special.yn": {"n": (0, 1, 2)}}


def text_of(pattern: Value) -> str:
    def spell(path: str) -> str:
        library, _, name = path.rpartition(".")
        return PREFIX.get(library, "") + name

    return Printer(spell).text(pattern)


class Form(NamedTuple):
    """One forward function for one rule: what it says, and what it is called with."""

    rule: Rule
    text: str
    wrt: tuple[str, ...]
    fixed: dict[str, Any]

    def source(self, mode: str) -> str:
        """Return it for Python's operations ("number"), numpy's on a "float", or on an "array"."""
        given = [n + ": float" * (mode == "float") for n in self.wrt]
        other = ": float" * (mode == "float")
        given += [f"{n}: int" if type(v) is int else n + other for n, v in self.fixed.items()]
        body = self.text
        if mode == "array" and not re.search(r"\b[ns]p\.", body):
            body = f"np.multiply({body}, 1.0)"
        lines = [line for start, line in IMPORTS.items() if re.search(rf"\b{start}", body)]
        if (op := self.rule.pattern.op) in HELPERS:
            lines += [HELPERS[op], RuleBook().helpers.text(op)]
        return "\n".join([*lines, f"def f({', '.join(given)}): return {body}\n"])


def forms(rule: Rule) -> Iterator[Form]:
    """Yield a rule's forward functions: one for each choice of its constants."""
    parts: dict[str, Value] = {}
    for name in names(rule.pattern):  # a display gets three elements
        plain = name.lstrip("*")
        elements = ", ".join([f"{plain}{i}" for i in range(3)])
        display = elements if plain != name else f"({elements})"
        parts[name] = display if isinstance(rule.gradients.get(plain), Each) else name
    constants = CONSTANTS.get(rule.pattern.op, CONSTANTS.get(rule.name, {}))
    constants = {n: v for n, v in constants.items() if n in parts}
    for values in zip(*constants.values()) if constants else [()]:
        chosen = dict(zip(constants, values))
        literal = rule.when is not None and "integer" not in rule.when.names
        written = {n: str(v) for n, v in chosen.items() if literal or n == "dtype"}
        text = text_of(substitute(rule.pattern, {**parts, **written}))
        variable = ", ".join([str(v) for n, v in parts.items() if n not in chosen])
        wrt = tuple(dict.fromkeys(re.findall(r"\w+", variable)))
        yield Form(rule, text, wrt, {n: v for n, v in chosen.items() if n not in written})


def all_rules() -> list[Any]:
    book = RuleBook()
    for library in templates.LIBRARIES:
        book.knows(f"{library}.?")
    found = []
    for op, rule in [(op, rule) for op, rules in book.by_op.items() for rule in rules]:
        library = op.rpartition(".")[0]
        if rule.shaped or rule.named or library not in ("", "arrays", "scalars", *PREFIX):
            continue  # of arrays as a whole: test_array_rules.py
        if rule.name == "sum_of_a_list":
            continue  # of lists that grow: list_programs.py
        if rule.when is not None and "complex" in rule.when.names:
            continue
        text = text_of(rule.pattern)
        if rule.pattern.keys or re.search(WHOLE, text):
            continue
        modes: tuple[str, ...] = MODES.get(rule.name, ("number", "array"))
        if re.search(r"\b[ns]p\.", text):
            modes = tuple("float" if m == "number" else m for m in modes)
        elif op.startswith("arrays."):
            if op not in book.helpers:
                continue  # no function has that name: it is only how a rule says "/" or "sign"
            modes = ("array",)
        elif "math." in text or op.startswith("scalars."):
            modes = ("number",)
        found += [pytest.param(rule, m, id=f"{rule.name}: {text}, {m}") for m in modes]
    return found


@cache
def slopes(source: str, count: int, fixed: Point, rule: str, flat: bool) -> list[Any]:
    """Return the points where a forward function has a value, with its derivatives there."""
    values = tuple([x for x in FLOATS if x > 0 or rule not in POSITIVE]) + 4 * INTS * flat
    f = forward_function(source, "f", "np." in source)
    found = []
    draw = random.Random(count)
    some = list(zip(values)) if count == 1 else [draw.choices(values, k=count) for _ in range(90)]
    for point in some:
        full = (*point, *fixed)
        if value_at(f, full) is not None:
            found.append((point, [0.0 if flat else slope(f, full, i) for i in range(count)]))
    return found


def check(got: Any, wanted: Any, about: object) -> None:
    """Compare gradients where it is known what they have to be: where they aren't nan."""
    got, wanted = np.asarray(got, dtype=float), np.asarray(wanted, dtype=float)
    good = np.abs(got - wanted) <= 1e-6 * np.maximum(1.0, np.abs(wanted))
    assert np.all(good | np.isnan(wanted)), f"{about}: {got}, wanted {wanted}"


def generated(
    source: str, wrt: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> tuple[str, set[tuple[str, Value]]]:
    """Return the generated text, and the rules that it was made with."""
    used: set[tuple[str, Value]] = set()
    original = Backward.link

    def spy(self: Backward, *args: Any) -> Link:
        link = original(self, *args)
        if link.rule:
            used.add((link.rule.name, link.rule.pattern))
        return link

    with monkeypatch.context() as patch:
        patch.setattr(Backward, "link", spy)
        return generate(source, wrt=wrt), used


@pytest.mark.parametrize(("rule", "mode"), all_rules())
def test_sweep(rule: Rule, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    for form in forms(rule):
        source, fixed = form.source(mode), tuple(form.fixed.values())
        text, used = generated(source, form.wrt, monkeypatch)
        assert (rule.name, rule.pattern) in used, source
        if any(not isinstance(gradient, Literal) for gradient in rule.gradients.values()):
            assert any(reason in text for reason in rule.reasons.values()), text
        library, _, name = rule.pattern.op.rpartition(".")
        if library in PREFIX and not hasattr(import_module(library), name):
            pytest.skip("this version has no such function")
        gradient = execute(text)["grad_f"]
        table = slopes(form.source("number"), len(form.wrt), fixed, rule.name, not rule.gradients)
        for point, wanted in table:
            got = quietly(gradient, *point, *fixed)
            check(got, wanted if len(wanted) > 1 else wanted[0], f"{source}at {point} {fixed}")
            compared += not any(map(math.isnan, wanted))
        check_tangents(form, source, table)
        floats = [row for row in table if all(type(x) is float for x in row[0])]
        if mode == "array" and len(floats) > 1:
            f = forward_function(source, "f", True)
            check_arrays(form, f, gradient, floats[len(floats) % 2 :])
    assert compared >= 4, f"{compared} points only"


def check_tangents(form: Form, source: str, table: list[Any]) -> None:
    """Compare forward mode along a direction with the slopes, where all are finite."""
    tangent = execute(generate(source, wrt=form.wrt, mode="jvp"))["jvp_f"]
    along = [1.0 + 0.5 * i for i in range(len(form.wrt))]
    for point, wanted in table:
        if np.all(np.isfinite(wanted)):
            got = quietly(tangent, *point, *form.fixed.values(), *along)
            assert np.asarray(got).dtype.kind == "f"
            size = max(1.0, *map(abs, wanted))
            check(got / size, np.dot(wanted, along) / size, f"{source}at {point}")


def check_arrays(form: Form, f: Callable[..., Any], gradient: Any, table: list[Any]) -> None:
    """Compare all points at once, twice; whole numbers have floating gradients, too."""
    fixed = tuple(form.fixed.values())
    rows = np.array(table).swapaxes(0, 2).reshape(len(form.wrt), 2, 2, -1)
    columns, wanted = list(rows[:, 0]), rows[:, 1]
    if value_at(f, (*columns, *fixed)) is None:
        assert form.rule.pattern.op in NUMBERS_ONLY or not form.rule.gradients, form.text
        return
    before = [column.copy() for column in columns]
    whole = [np.array([2, 3]) for _ in columns]
    runs = [columns, columns] + [whole] * (value_at(f, (*whole, *fixed)) is not None)
    for given in runs:
        got = quietly(gradient, *given, *fixed)
        for part, aim in zip(got if len(columns) > 1 else [got], wanted):
            assert (part.shape, part.dtype.kind) == (given[0].shape, "f")
            if given is columns:
                check(part, aim, form.text)
        assert all(map(np.array_equal, columns, before))


# Expressions, the points (x, y, w and constants c, int n), and what the gradients are there.
EDGES: dict[str, dict[Any, Any]] = {
    # At a tie a constant gets the gradient; of two variables the first.
    "max(x, .5); max(.5, x); min(x, .5); min(.5, x); min(max(x, -1), .5)": {0.5: 0},
    "np.maximum(x, .5); np.maximum(.5, x); np.minimum(x, .5); np.minimum(.5, x)": {0.5: 0},
    "np.fmax(x, .5); np.fmax(.5, x); np.fmin(x, .5); np.fmin(.5, x)": {0.5: 0},
    "max(x, y); min(x, y); max((x, y)); min([x, y])": {(1, 1): (1, 0)},
    "np.maximum(x, y); np.minimum(x, y); np.fmax(x, y); np.fmin(x, y)": {(1, 1): (1, 0)},
    "max(x, y, w)": {(1, 1, 1): (1, 0, 0), (0, 1, 1): (0, 1, 0), (1, 0, 1): (1, 0, 0)},
    "min(x, y, w)": {(1, 1, 1): (1, 0, 0), (2, 1, 1): (0, 1, 0), (1, 2, 1): (1, 0, 0)},
    "max(x, y, 1); max(1, x, y); max(x, 1, y); min(x, 1, y)": {(1, 1): (0, 0)},
    "relu(x); max(0, x); max(x, 0.0); np.maximum(0, x); np.where(x > 0, x, 0); x * (x > 0)": {0: 0},
    "np.clip(x, -1, 1); np.clip(x, -1, None); np.clip(x, None, -1)": {-1: 0},
    "abs(x); math.fabs(x); np.abs(x); np.absolute(x); np.fabs(x); np.sign(x)": {0: 0},
    # Where the slope is infinite, that is what comes.
    "math.sqrt(x); np.sqrt(x); np.cbrt(x); math.log(x); np.log(x)": {0: inf},
    "math.log2(x); np.log2(x); math.log10(x); np.log10(x); math.log(x, 2)": {0: inf},
    "math.log1p(x); np.log1p(x)": {-1: inf},
    "-math.sqrt(x); -np.sqrt(x); 2 - x**0.5; -3 * math.log(x)": {0: -inf},
    "math.asin(x); np.arcsin(x); math.atanh(x); np.arctanh(x)": {1: inf, -1: inf},
    "math.acos(x); np.arccos(x); -math.acosh(x); -np.arccosh(x)": {1: -inf},
    "math.hypot(x, y); np.hypot(x, y); math.hypot(x, y)**2; np.hypot(x, y)**2": {(0, 0): (0, 0)},
    "math.dist((x, 1), (1, y))": {(1, 1): (0, 0)},
    "x**0; x**0.0; np.power(x, 0); math.pow(x, 0)": {0: 0, -2: 0, 2: 0},
    "x**1; x**1.0; np.power(x, 1)": {0: 1, -2: 1},
    "x**3; x**3.0; np.power(x, 3); math.pow(x, 3); pow(x, 3)": {0: 0, -2: 12},
    "x**-1; 1 / x; np.power(x, -1.0); math.pow(x, -1)": {-2: -0.25},
    "x**0.5; x**.3; x**(1/2); x**C; math.pow(x, 0.5); np.power(x, 0.5)": {0: inf},
    "x**n; np.power(x, n); math.pow(x, n)": {(0, 0): 0, (0, 1): 1, (0, 2): 0, (-2, 3): 12},
    "x**c; np.power(x, c); math.pow(x, c)": {(0, 0.0): 0, (0, 0.5): inf, (-2, 3.0): 12},
    "x**y; np.power(x, y); math.pow(x, y)": {(0, 0): (0, 0), (0, 1): (1, 0), (0, 2): (0, 0)},
    "x ** y; np.float_power(x, y)": {
        (0, 0.5): (inf, 0),
        (-2, 3): (12, nan),
        (-2, -1.0): (-0.25, nan),
    },
    # True derivatives, however far out.
    "np.sinc(x); x**1.5; np.power(x, 1.5)": {0: 0},
    "sigmoid(x); math.tanh(x); np.tanh(x); 1 / (1 + np.exp(-x))": {1000: 0, -1000: 0},
    "softplus(x); np.logaddexp(0, x); silu(x); gelu(x); relu(x)": {1000: 1, -1000: 0},
    "math.log(1 + math.exp(x)); np.log(1 + np.exp(x)); np.log1p(np.exp(x))": {100: 1, -1000: 0},
}
CASES = [
    pytest.param(e, at if isinstance(at, tuple) else (at,), wanted, id=f"{e} at {at}")
    for expressions, table in EDGES.items()
    for e in expressions.split("; ")
    for at, wanted in table.items()
]


@pytest.mark.parametrize(("expression", "point", "wanted"), CASES)
def test_edge(expression: str, point: Point, wanted: Any) -> None:
    given = [name for name in "xywcn" if re.search(rf"\b{name}\b", expression)]
    wrt = tuple([name for name in given if name in "xyw"])
    free = not re.search(r"math\.|np\.|max|min", expression)
    bodies = [expression, f"np.multiply({expression}, 1.0)"][: 1 + free]
    for body, kind in itertools.product(bodies, ["", ": float"]):
        signature = ", ".join([n + (": int" if n == "n" else kind * (n != "c")) for n in given])
        source = f"import math\nimport numpy as np\nC = 0.5\ndef f({signature}): return {body}\n"
        f = forward_function(source, "f", "np." in body)
        gradient = execute(generate(source, wrt=wrt))["grad_f"]
        casts: list[Callable[[float], Any]] = [float, np.float64]
        casts += [int] * all(x % 1 == 0 for x in point)
        if "np." in body and not kind:
            casts += [partial(np.full, 2, dtype=t) for t in (float, casts[-1])]
        for cast in casts:
            values = [*map(cast, point[: len(wrt)]), *point[len(wrt) :]]
            if np.asarray(values[0]).dtype.kind == "i" and value_at(f, tuple(values)) is None:
                continue  # whole numbers are not for every forward function: 0**-1
            got, shape = quietly(gradient, *values), np.shape(values[0])
            for part, aim in zip(*[got, wanted] if len(wrt) > 1 else [[got], [wanted]]):
                assert np.asarray(part).dtype.kind == "f", (source, values)
                np.testing.assert_allclose(
                    part, np.full(shape, aim), 1e-9, err_msg=f"{source}{values}"
                )


def test_what_is_said_of_an_operator_does_not_depend_on_what_was_read_before() -> None:
    """Every template file may have patterns that end in an operator, or in an index."""
    every = RuleBook()
    every.load_all()
    for op in every.by_op:
        if "." not in op:
            alone = RuleBook()
            assert alone.is_elementwise(op) == every.is_elementwise(op), op


ALIKE = (
    "NamedExpr",
    "numpy.broadcast_arrays",
    ".dtype",
)  # what these give is as what they are given


def operations(value: Value, around: bool = False) -> Iterator[str]:
    """Yield the operations within a pattern."""
    if isinstance(value, Apply):
        yield from [value.op] * around
        for argument in value.args:
            yield from operations(argument, True)


def test_what_mixes_entries_says_so() -> None:
    """A larger pattern with a sum in it isn't element by element: it has a shape, or no mask stops at it."""
    book = RuleBook()
    book.load_all()
    seen = 0
    for rule in [rule for op in [*book.by_op] for rule in book.rules_for(op)]:
        seen += 1
        mixing = {op for op in operations(rule.pattern) if not book.is_elementwise(op)}
        assert rule.shaped or mixing <= {*ALIKE}, rule.name
    assert seen > 500
