"""Random expressions, in every style that flatgen reads, for hypothesis to shrink.

A value is known by the inputs that it depends on, which give its shape: arrays are changed in place
(``x += y``) only where their shape allows it and no other name holds them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from random_choices import Choices

Inputs = frozenset[str]

NONE: Inputs = frozenset()
NUMBERS = ["2", "0.5", "1.5", "3.", ".25", "1E-1", "0.75", "1_0", "1.0", "0", "-1.25", "1"]
CONSTANTS = {"K": "0.7", "RATE": "-1.5", "TWO": "2", "HALF": "1 / 2", "LOW": "-(2 ** 0.5)"}
ARRAY = "TABLE"  # a constant of shape (3,)
NAMES = ["x", "y", "z", "w", "a", "b", "t", "σ", "_", "L", "out", "f", "s0", "s1", "x_1", "y_2"]
NAMES += ["grad_x", "grad_y", "grad_out", "grad_s0", "grad_f", "out_1", "e", "np", "numpy", "math"]
NAMES += ["divide", "unbroadcast", "sign", "id", "_r0", "grad_np"]
FUNCTIONS = ["helper", "act", "_g", "grad_f", "square", "log_sum", "forward"]
BUILTINS = ["abs", "max", "min", "sum", "sigmoid", "relu", "softplus", "silu", "gelu"]
# Functions of one value, by the domain that they are kept in: {} is any number, {+} one above 0.2.
MATH = """sin({}) cos({}) tanh({}) atan({}) asinh({}) exp(sin({})) expm1(tanh({})) fabs({}) floor({})
log({+}) log2({+}) log10({+}) log1p({+}) sqrt({+}) exp(-{+}) asin(tanh({})) acos(sin({})) erf({})
sinh(tanh({})) cosh(sin({})) tan(sin({})) erfc({}) atanh(tanh({})/2) acosh(1+{+}) lgamma({+}) cbrt({+})
degrees({}) radians({}) hypot({},{+}) atan2({},{+}) atan2({+},{}) pow({+},{}) pow({},3) fmod({},{+})
copysign({+},{}) log({+},3) exp2(tanh({})) prod(({},{})) log(1+exp({})) 1/(1+exp(-{}))"""
NUMPY = """sin({}) cos({}) tanh({}) arctan({}) arcsinh({}) exp(sin({})) expm1(tanh({})) fabs({})
log({+}) log2({+}) log10({+}) log1p({+}) sqrt({+}) exp(-{+}) arcsin(tanh({})) arccos(sin({})) floor({})
sinh(tanh({})) cosh(sin({})) tan(sin({})) arctanh(tanh({})/2) arccosh(1+{+}) cbrt({+}) absolute({})
hypot({},{+}) arctan2({},{+}) arctan2({+},{}) power({+},{}) power({},3) square({}) reciprocal({+})
logaddexp({},{}) maximum({},{}) minimum({},{}) maximum({},0.3) minimum(1,{}) add({},{}) multiply({},{})
subtract({},{}) divide({},{+}) negative({}) mod({},{+}) floor_divide({},{+}) sign({}) copysign({+},{})
where({}>0.37,{},{}) clip({},-0.4,0.9) sinc({}) log(1+exp({})) 1/(1+exp(-{})) fmax({},{}) exp2(tanh({}))"""


@dataclass(frozen=True)
class Parameter:
    name: str
    kind: str = "plain"
    default: str = ""
    annotation: str = ""

    def __str__(self) -> str:
        annotation = f": {self.annotation}" if self.annotation else ""
        return self.name + annotation + (f"={self.default}" if self.default else "")


@dataclass(frozen=True)
class Function:
    """A function of the file, and the inputs that each of its results depends on."""

    name: str
    parameters: list[Parameter]
    results: list[Inputs]
    defaults: dict[str, Inputs]


@dataclass
class Scope:
    """What a function's body sees at one place."""

    parent: Scope | None = None
    values: dict[str, Inputs] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)  # arrays that no other name holds
    free: set[str] = field(default_factory=set)  # names of the function around that were read
    functions: list[Function] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    last: str = ""


def words(form: str) -> set[str]:
    """Return the functions that a form calls."""
    return set(re.findall(r"[a-z]\w*(?=\()", form))


def bare(text: str) -> str:
    """Return an expression without the parentheses around it."""
    inner = text[1:-1]
    depths = accumulate((c in "([{") - (c in ")]}") for c in inner)
    whole = text[0] == "(" and ":=" not in text and min(depths, default=0) >= 0
    return inner if whole else text


class Expressions(Choices):
    """Writes expressions, and keeps what they may read."""

    def __init__(self, draw: Any, arrays: bool) -> None:
        super().__init__(draw)
        self.arrays = arrays
        self.imports: list[str] = []
        self.builtins = self.subset([b for b in BUILTINS if not arrays or b not in ("max", "min")])
        self.forms = self.library()
        taken = {*self.builtins, *CONSTANTS, ARRAY, *self.reserved}
        self.names = [n for n in (*NAMES, *BUILTINS) if n not in taken]
        self.scope = Scope()
        self.size = 0

    def library(self) -> list[str]:
        """Choose how the library is imported; return the forms of its functions."""
        library = "numpy" if self.arrays else "math"
        forms = (NUMPY if self.arrays else MATH).split()
        some = sorted({self.pick(forms) for _ in range(6)})
        prefix = self.pick([library, "np" if self.arrays else "m", "lib", "only names"])
        self.reserved = {prefix.split()[0]}
        self.table = "array([0.5, -1.25, 2.0])"
        if prefix != "only names":
            self.imports = [f"import {library}" + ("" if prefix == library else f" as {prefix}")]
            self.table = f"{prefix}.{self.table}"
            return [self.spelled(form, {}, f"{prefix}.") for form in some]
        names = sorted({word for form in some for word in words(form)})
        spelled = {n: self.pick([n, f"{n}_", "f_" + n]) for n in names}
        if self.arrays:
            spelled["array"] = self.pick(["array", "f_array"])
            self.table = self.table.replace("array", spelled["array"])
        parts = [n if n == s else f"{n} as {s}" for n, s in spelled.items()]
        if parts:
            self.imports = [f"from {library} import " + ", ".join(parts)]
        self.reserved = set(spelled.values())
        self.builtins = [b for b in self.builtins if b not in self.reserved]
        return [self.spelled(form, spelled, "") for form in some]

    def spelled(self, form: str, names: dict[str, str], prefix: str) -> str:
        return re.sub(r"[a-z]\w*(?=\()", lambda m: prefix + names.get(m[0], m[0]), form)

    # Expressions: each a text and the inputs that it depends on

    def visible(self) -> dict[str, Inputs]:
        """Return the names that can be read here."""
        scope, found = self.scope, dict(self.scope.values)
        if scope.parent:
            found |= {n: frozenset({"^" + n}) for n in scope.parent.values if n not in found}
        return found

    def read(self) -> tuple[str, Inputs]:
        values = self.visible()
        name = self.pick(sorted(values))
        if name not in self.scope.values:
            self.scope.free.add(name)
        return name, values[name]

    def leaf(self) -> tuple[str, Inputs]:
        kind = self.count(0, 9)
        if kind < 2 or not self.visible():
            return self.pick(NUMBERS), NONE
        if kind == 2:
            return self.pick(sorted(CONSTANTS)), NONE
        if kind == 3 and self.arrays:
            return ARRAY, frozenset({ARRAY})
        return self.read()

    def expression(self, depth: int = 2) -> tuple[str, Inputs]:
        """Return any expression, in parentheses where it needs them."""
        self.size += 1
        if depth <= 0 or self.size > 60 or self.chance(5):
            return self.leaf()
        return self.operation(depth)

    def operation(self, depth: int = 2) -> tuple[str, Inputs]:
        """Return an expression that is no mere name."""
        common = ["+", "-", "*", "*", "/", "**", "//", "%", "-x", "library", "library"]
        kind = self.pick([*common, *self.extras()])
        if kind in ("+", "-", "*"):
            return self.form("({} " + kind + " {})", depth)
        if kind in ("/", "//", "%"):
            return self.form("({} " + kind + " {+})", depth)
        if kind == "**":
            forms = [
                "{} ** 2",
                "{} ** 3",
                "{+} ** -1",
                "{+} ** 0.5",
                "{+} ** -1.5",
                "{} ** 1",
                "{} ** 0",
            ]
            forms += ["{+} ** {}", "2 ** {}", "{+} ** K", "{} ** TWO"]
            return self.form("(" + self.pick(forms) + ")", depth)
        if kind == "-x":
            return self.form(self.pick(["(-{})", "(+{})"]), depth)
        if kind == "library":
            form = self.pick(self.forms)
            return self.form(form if form[0] != "1" else f"({form})", depth)
        if kind == "walrus":
            return self.walrus(depth)
        if kind == "call":
            text, results = self.call(depth)
            return (text, results[0]) if len(results) == 1 else (f"{text}[0]", results[0])
        arguments = ", ".join(["{}"] * self.count(2, 4))
        several = {"max": "max", "min": "min", "sum": "sum"}
        if kind in several:
            form = (
                f"{kind}(({arguments}))"
                if kind == "sum" or self.chance(2)
                else f"{kind}({arguments})"
            )
            return self.form(form, depth)
        return self.form(kind + "({})", depth)

    def extras(self) -> list[str]:
        functions = ["call"] * 3 if self.scope.functions else []
        return [*self.builtins, *functions, *(["walrus"] if self.targets() else [])]

    def form(self, form: str, depth: int) -> tuple[str, Inputs]:
        """Fill in a form, from left to right, as Python evaluates it."""
        text, inputs = "", NONE
        while "{" in form:
            before, _, form = form.partition("{")
            hole, _, form = form.partition("}")
            part, more = self.expression(depth - 1)
            if hole == "+":
                ways = [
                    "(({}) ** 2 + 0.3)",
                    "(0.4 + ({}) * 0 + 1)",
                    "(1.5 / (1 + ({}) ** 2) + 0.25)",
                ]
                ways += ["(abs({}) + 0.3)"] if "abs" in self.builtins else []
                ways += ["max({}, 0.3)"] if "max" in self.builtins else []
                part = self.pick(ways).replace("{}", part)
            elif part[0] == "-":
                part = f"({part})"
            text, inputs = text + before + part, inputs | more
        return text + form, inputs

    def walrus(self, depth: int) -> tuple[str, Inputs]:
        text, inputs = self.operation(depth - 1) if depth > 1 else self.form("({} + 1)", depth)
        name = self.pick(self.targets())
        self.bind(name, inputs)
        return f"({name} := {text})", inputs

    def targets(self) -> list[str]:
        """Return the names that may be assigned here."""
        return [n for n in self.names if n not in self.scope.free]

    def bind(self, name: str, inputs: Inputs, own: bool = False) -> None:
        scope = self.scope
        scope.values[name] = inputs
        scope.own.discard(name)
        if own:
            scope.own.add(name)

    # Calls

    def call(self, depth: int, pair: bool = False) -> tuple[str, list[Inputs]]:
        """Return a call of a function of the file, its arguments given in any of Python's ways."""
        functions = [g for g in self.scope.functions if len(g.results) == 2 or not pair]
        function = self.pick(functions)
        given: dict[str, Inputs] = {}
        parts: list[str] = []
        by_name = False
        for parameter in function.parameters:
            if parameter.default and self.chance(3):
                by_name = True
                continue
            if by_name and parameter.kind == "positional-only":
                continue
            text, given[parameter.name] = self.expression(depth - 1)
            if (
                parameter.kind == "keyword-only"
                or by_name
                or (parameter.kind == "plain" and self.chance(4))
            ):
                by_name = True
                ways = [f"{parameter.name}={text}", f'**{{"{parameter.name}": {text}}}']
                parts.append(self.pick(ways))
            else:
                parts.append(self.pick([text, text, f"*({text},)", f"*[{text}]"]))
        return f"{function.name}({', '.join(parts)})", [
            self.depends(r, given, function) for r in function.results
        ]

    def depends(self, result: Inputs, given: dict[str, Inputs], function: Function) -> Inputs:
        """Return what a call's result depends on; ``^name`` is a name around the function."""
        found: set[str] = set()
        for name in result:
            if name.startswith("^"):
                found |= self.visible().get(name[1:], NONE)
            else:
                found |= given.get(name, function.defaults.get(name, frozenset({name})))
        return frozenset(found)
