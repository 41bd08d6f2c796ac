"""Every rule, alone: over its domain by finite differences, and at its edges by tables.

The rules are taken from the template files themselves, each as the forward function that its own
pattern is, so that a new rule is swept as soon as it is written. Where the forward has no value or no
slope (poles, steps, corners) nothing is compared, but nothing may raise there either.
"""

from __future__ import annotations

import itertools
import math
import re
import warnings
from functools import cache
from typing import Any, Callable, Iterator, NamedTuple

import numpy as np
import pytest

from flatgen import generate, templates
from flatgen.backward import Backward, Link
from flatgen.ir import Literal, Value, names, substitute
from flatgen.printing import Printer
from flatgen.rules import Each, Rule, RuleBook
from numeric import derivative, execute, forward_function

Point = tuple[Any, ...]

FLOATS = (
    *(-300.0, -20.0, -3.0, -2.4, -1.7, -1.0, -0.9, -0.5, -0.2, -1e-3, 0.0, 1e-3, 0.1, 0.25, 0.5, 0.7),
    *(0.9, 0.999, 1.0, 1.001, 1.1, 1.5, 2.0, 2.3, 3.0, 4.2, 20.0, 300.0),
)
INTS = (0, 1, 2, 3, 5, 7)  # for the few operations that take nothing else
PREFIX = {"numpy": "np.", "scipy.special": "sp.", "math": "math."}
IMPORTS = {"np.": "import numpy as np", "sp.": "import scipy.special as sp", "math.": "import math"}
NUMBERS_ONLY = {"float", "int", "bool", "Not", "round", "max", "min"}
ANY_ORDER = {"n": (-1, 0, 1, 2, 0.5, 2.5)}
ORDER = {"n": (0, 1, 2, 3)}
TIES = (-1.0, 0, 0.3, 2)
# What the inputs without a gradient are, by rule; those that ``when`` speaks of stand in the text.
CONSTANTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "power_zero": {"y": (0, 0.0)},
    "power_one": {"y": (1, 1.0)},
    "root": {"y": (0.5, 0.25, 0.9)},
    "power_known": {"y": (2, 3, 2.0, 1.5, 2.5, -1, -2, -0.5)},
    "exponential_known": {"x": (2, 0.5, 10.0, 1)},
    "maximum_with_constant_y": {"y": TIES},
    "maximum_with_constant_x": {"x": TIES},
    "minimum_with_constant_y": {"y": TIES},
    "minimum_with_constant_x": {"x": TIES},
    "fmax_with_constant_y": {"y": TIES},
    "fmin_with_constant_y": {"y": TIES},
    "clip_above": {"a_min": (None, None), "a_max": (1, 0.3)},
    "clip_below": {"a_min": (-1, 0.3), "a_max": (None, None)},
    "clip_between_constants": {"a_min": (-1, 0.3), "a_max": (1, 2.2)},
    "where": {"c": (True, False)},
    "flat_of_two": {"dtype": ("float", "int")},
    "scaled_by_power_of_2": {"n": (-2, 0, 3)},
    "next_polygamma": ORDER,
    "polygamma": ORDER,
    "multigammaln": {"d": (1,)},
    "gammainc": {"a": (0.5, 1, 2.5)},
    "gammaincc": {"a": (0.5, 1, 2.5)},
    "betainc": {"a": (0.5, 1, 2.5), "b": (1.5, 1, 0.7)},
    "jv": ANY_ORDER,
    "yv": ANY_ORDER,
    "iv": ANY_ORDER,
    "ive": ANY_ORDER,
    "kv": ANY_ORDER,
    "spherical_j0": {"n": (0,)},
    "spherical_jn": {"n": (1, 2, 5)},
    "boxcox": {"c": (-1, 0, 0.5, 2)},
    "boxcox1p": {"c": (-1, 0, 0.5, 2)},
    "huber": {"d": (0.5, 2)},
    "pseudo_huber": {"d": (0.5, 2)},
    "hyp1f1": {"a": (1, 0.5, -2), "b": (2, 1.5, 0.5)},
    "zeta": {"x": (2, 3.5)},
}
WHOLE_ORDERS = {"scipy.special.kn", "scipy.special.yn"}


HELPERS = {  # what the output has of its own: met when it is differentiated again
    op: f"{line}\n\n\n{RuleBook().helpers.text(op)}\n\n\n"
    for op, line in {
        "scalars.polygamma": "from math import factorial, log",
        "arrays.unbroadcast": "import numpy as np",
    }.items()
}


def spell(path: str) -> str:
    library, _, name = path.rpartition(".")
    return PREFIX.get(library, "") + name


def parts(rule: Rule) -> dict[str, Value]:
    """Return a pattern's parameters as they stand in the text: displays have three elements."""
    found: dict[str, Value] = {}
    for name in names(rule.pattern):
        plain = name.removeprefix("*")
        elements = ", ".join(f"{plain}{i}" for i in range(3))
        bare = elements if name != plain else f"({elements})"
        found[name] = bare if isinstance(rule.gradients.get(plain), Each) else name
    return found


class Form(NamedTuple):
    """One forward function for one rule: what it says, and what it is called with."""

    rule: Rule
    text: str
    wrt: tuple[str, ...]
    fixed: dict[str, Any]
    mode: str  # "number": Python's operations; "float": numpy's, annotated; "array": anything

    def source(self) -> str:
        annotation = ": float" if self.mode == "float" else ""
        given = [f"{n}: int" if type(v) is int else n for n, v in self.fixed.items()]
        signature = ", ".join([*[n + annotation for n in self.wrt], *given])
        body = self.text
        if self.mode == "array" and not re.search(r"\b[ns]p\.", body):
            body = f"np.multiply({body}, 1.0)"
        imports = [line for start, line in IMPORTS.items() if re.search(rf"\b{start}", body)]
        helper = HELPERS.get(self.rule.pattern.op, "")
        return "\n".join([*imports, f"{helper}def f({signature}): return {body}\n"])


def forms(rule: Rule, mode: str) -> Iterator[Form]:
    """Yield a rule's forward functions: one for each choice of its constants."""
    constants = dict(CONSTANTS.get(rule.name, {}))
    by_name = parts(rule)
    constants = {n: v for n, v in constants.items() if n in by_name}
    if rule.pattern.op in WHOLE_ORDERS:
        constants = ORDER
    for values in zip(*constants.values()) if constants else [()]:
        chosen = dict(zip(constants, values))
        written = {n: str(v) for n, v in chosen.items() if rule.when or n == "dtype"}
        text = Printer(spell).text(substitute(rule.pattern, {**by_name, **written}))
        variable = [str(v) for n, v in by_name.items() if n not in chosen]
        wrt = tuple(dict.fromkeys(re.findall(r"\w+", ", ".join(variable))))
        yield Form(rule, text, wrt, {n: v for n, v in chosen.items() if n not in written}, mode)


def all_rules() -> Iterator[tuple[Rule, str]]:
    book = RuleBook()
    for library in templates.LIBRARIES:
        book.knows(f"{library}.?")
    for op, rules in book.by_op.items():
        if op.startswith("arrays.") and op not in book.helpers:
            continue  # no function has that name: it is only how a rule says "/" or "sign"
        for rule in rules:
            text = Printer(spell).text(rule.pattern)
            if "np." in text or "sp." in text:
                modes = ["float", "array"]
            elif "math." in text or op.startswith("scalars."):
                modes = ["number"]
            else:
                modes = ["array"] if op.startswith("arrays.") else ["number", "array"]
            yield from ((rule, mode) for mode in modes)


def label(value: object) -> str:
    if isinstance(value, Rule):
        return f"{value.name}: {Printer(spell).text(value.pattern)}"
    return str(value)


def gradient_and_rules(
    source: str, wrt: tuple[str, ...] | None, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, set[tuple[str, Value]]]:
    """Return generated text, and the rules that it was made with."""
    used: set[tuple[str, Value]] = set()
    original = Backward.link

    def spy(self: Backward, *args: Any, **more: Any) -> Link:
        link = original(self, *args, **more)
        if link.rule:
            used.add((link.rule.name, link.rule.pattern))
        return link

    with monkeypatch.context() as patch:
        patch.setattr(Backward, "link", spy)
        return generate(source, wrt=wrt), used


def quietly(function: Callable[..., Any], *args: Any) -> Any:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*args)


def forward_value(f: Callable[..., Any], point: Point) -> Any:
    """Return the forward value; None where there is none."""
    try:
        value = quietly(f, *point)
        real = not np.iscomplexobj(value) and np.all(np.isfinite(np.asarray(value, dtype=float)))
    except (ArithmeticError, ValueError, TypeError):
        return None
    return value if real else None


def slope(f: Callable[..., Any], point: Point, i: int) -> float:
    """Return the derivative by one argument; nan where it has none or it can't be told."""

    def along(value: float) -> float:
        moved = forward_value(f, (*point[:i], value, *point[i + 1 :]))
        if moved is None:
            raise ValueError("no value here")
        return float(moved)

    x = point[i]
    h = 1e-7 * max(1e-2, abs(x))
    try:
        left, right = (along(x) - along(x - h)) / h, (along(x + h) - along(x)) / h
    except ValueError:
        return math.nan
    value, error = derivative(along, x)
    scale = max(1.0, abs(value))
    corner = abs(left - right) > 1e-2 * scale or abs(value - right) > 1e-2 * scale
    return value if not corner and error < 1e-7 * scale else math.nan


def points(arity: int, values: tuple[Any, ...]) -> list[Point]:
    if arity == 1:
        return [(value,) for value in values]
    if arity == 2 and values is INTS:
        return [*itertools.product(values, values), *itertools.product((2.37, -1.5, 20.1), INTS)]
    shift = len(values) // 3
    steps = [tuple(1 + 6 * ((i + k) % 3) for i in range(arity)) for k in range(3)]
    return [
        tuple(values[(step[i] * j + (k + i) * shift) % len(values)] for i in range(arity))
        for k, step in enumerate(steps)
        for j in range(len(values))
    ]


@cache
def slopes(source: str, count: int, fixed: Point, flat: bool) -> list[tuple[Point, Point]]:
    """Return the points where a forward function has a value, with its derivatives there."""
    f = forward_function(source, "f", "np." in source)
    found = []
    for point in [*points(count, FLOATS), *(points(count, INTS) if flat else [])]:
        if forward_value(f, point + fixed) is not None:
            wanted = [0.0 if flat else slope(f, point + fixed, i) for i in range(count)]
            found.append((point, tuple(wanted)))
    return found


def close(got: Any, wanted: Any) -> bool:
    """Tell whether gradients agree where it is known what they have to be."""
    got, wanted = np.asarray(got, dtype=float), np.asarray(wanted, dtype=float)
    scale = np.maximum(1.0, np.abs(wanted))
    return bool(np.all((np.abs(got - wanted) <= 1e-6 * scale) | np.isnan(wanted)))


@pytest.mark.parametrize(("rule", "mode"), list(all_rules()), ids=label)
def test_sweep(rule: Rule, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    for form in forms(rule, mode):
        source, fixed = form.source(), tuple(form.fixed.values())
        text, used = gradient_and_rules(source, form.wrt, monkeypatch)
        assert (rule.name, rule.pattern) in used, f"{source} uses {used}"
        sloped = any(not isinstance(g, Literal) for g in rule.gradients.values())
        assert not sloped or any(reason in text for reason in rule.reasons.values()), text
        if re.search(r"math\.(\w+)", source) and not hasattr(math, rule.pattern.op[5:] or "pi"):
            pytest.skip("this Python's math has no such function")
        f = forward_function(source, "f", mode != "number")
        gradient = execute(text)["grad_f"]
        plain = form._replace(mode="number").source()
        table = slopes(plain, len(form.wrt), fixed, not rule.gradients)
        for point, wanted in table:
            for cast in [float, np.float64] if type(point[0]) is float and mode != "number" else [None]:
                given = tuple(map(cast, point)) if cast else point
                got = quietly(gradient, *given, *fixed)
                assert close(got, wanted if len(wanted) > 1 else wanted[0]), (
                    f"{source}at {given} {fixed}: {got}, wanted {wanted}\n{text}"
                )
            compared += not any(map(math.isnan, wanted))
        if mode == "array":
            check_arrays(form, f, gradient, [row for row in table if type(row[0][0]) is float])
    assert compared >= 4, f"{compared} points only"


def check_arrays(
    form: Form, f: Callable[..., Any], gradient: Callable[..., Any], table: list[tuple[Point, Point]]
) -> None:
    """Compare with the slopes of all points at once; inputs stay, and nothing is left behind."""
    table = table[: len(table) // 2 * 2]
    if not table:
        return
    fixed = tuple(form.fixed.values())
    arrays = [np.array(column).reshape(2, -1) for column in zip(*[point for point, _ in table])]
    if forward_value(f, (*arrays, *fixed)) is None:
        assert form.rule.pattern.op in NUMBERS_ONLY or not form.rule.gradients, form.source()
        return
    before = [a.copy() for a in arrays]
    for _ in range(2):
        got = quietly(gradient, *arrays, *fixed)
        for part, wanted in zip(got if len(arrays) > 1 else [got], zip(*[w for _, w in table])):
            assert part.shape == arrays[0].shape
            assert part.dtype.kind == "f"
            assert close(part.ravel(), wanted), f"{form.source()}{part.ravel()}, wanted {wanted}"
        assert all(np.array_equal(a, b) for a, b in zip(arrays, before))
    whole = [np.array([2, 3]) for _ in arrays]
    if forward_value(f, (*whole, *fixed)) is not None:
        got = quietly(gradient, *whole, *fixed)
        assert all(part.dtype.kind == "f" for part in (got if len(arrays) > 1 else [got]))
