"""Random straight-line programs, in every style that flatgen reads, for hypothesis to shrink.

A value is known by the inputs that it depends on, which give its shape: arrays are changed in place
(``x += y``) only where their shape allows it and no other name holds them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Shape = tuple[int, ...]
Inputs = frozenset[str]

NONE: Inputs = frozenset()
SHAPES: list[Shape] = [(2, 3), (3,), (1, 3), (2, 1), ()]
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


@dataclass(frozen=True)
class Program:
    """A file's text, and what to call its function ``f`` with."""

    source: str
    parameters: list[Parameter]
    shapes: dict[str, Shape]
    last: str  # what is assigned last, if nothing is returned
    seed: int


def signature(parameters: list[Parameter]) -> str:
    """Return the parameters as they are declared."""
    parts = [str(p) for p in parameters]
    kinds = [p.kind for p in parameters]
    if "keyword-only" in kinds:
        parts.insert(kinds.index("keyword-only"), "*")
    if "positional-only" in kinds:
        parts.insert(kinds.count("positional-only"), "/")
    return ", ".join(parts)


class Writer:
    """Writes one program."""

    def __init__(self, draw: Any, arrays: bool) -> None:
        self.draw = draw
        self.arrays = arrays
        self.imports: list[str] = []
        used = self.subset(BUILTINS)
        self.builtins = [b for b in used if not (arrays and b in ("max", "min"))]
        self.forms = self.library()
        taken = {*self.builtins, *CONSTANTS, ARRAY, *self.reserved}
        self.names = [n for n in (*NAMES, *BUILTINS) if n not in taken]
        self.shapes: dict[str, Shape] = {ARRAY: (3,)}
        self.scope = Scope()
        self.size = 0

    # Choices

    def pick(self, items: list[T]) -> T:
        return self.draw(st.sampled_from(items))  # type: ignore[no-any-return]

    def count(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))  # type: ignore[no-any-return]

    def chance(self, one_in: int) -> bool:
        return self.count(1, one_in) == one_in

    def subset(self, items: list[T]) -> list[T]:
        return self.draw(st.lists(st.sampled_from(items), unique=True))  # type: ignore[no-any-return]

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
        kind = self.pick(
            ["+", "-", "*", "*", "/", "**", "//", "%", "-x", "library", "library"] + self.extras()
        )
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
                or (parameter.kind == "plain"
                and self.chance(4))
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

    # Statements

    def targets(self) -> list[str]:
        """Return the names that may be assigned here."""
        return [n for n in self.names if n not in self.scope.free]

    def bind(self, name: str, inputs: Inputs, own: bool = False) -> None:
        scope = self.scope
        scope.values[name] = inputs
        scope.own.discard(name)
        if own:
            scope.own.add(name)

    def assigned(self, *names: str) -> None:
        self.scope.last = names[-1]

    def write(self, line: str) -> None:
        comment = "  # " + self.pick(["kept", "as in (3)", "σ²"]) if self.chance(8) else ""
        self.scope.lines.append(line + comment)

    def target(self) -> str:
        """Return a name to assign to: half of the time one that has a value."""
        names = self.targets()
        old = sorted(set(self.scope.values) & set(names))
        return self.pick(old if old and self.chance(2) else names)

    def statement(self) -> None:
        kinds = [self.assignment] * 4 + [self.augmented] * 2
        kinds += [self.several, self.swap, self.chain, self.annotated, self.copied, self.packed]
        if any(len(g.results) == 2 for g in self.scope.functions):
            kinds.append(self.pair)
        if self.scope.parent is None:
            kinds.append(self.nested)
        self.pick(kinds)()

    def assignment(self) -> None:
        text, inputs = self.operation()
        name = self.target()
        self.write(f"{name} = {bare(text)}")
        self.bind(name, inputs, own=text[0] == "(" and ":=" not in text)
        self.assigned(name)

    def augmented(self) -> None:
        """``x += y``, on arrays only where the shape stays and no other name has the array."""
        scope = self.scope
        names = sorted(scope.own if self.arrays else set(scope.values) & set(self.targets()))
        if not names:
            self.assignment()
            return
        name = self.pick(names)
        old = scope.values[name]
        operator = self.pick(["+=", "-=", "*=", "/=", "//=", "%=", "**="])
        if operator == "**=":
            text, inputs = self.pick(["2", "3", "1"]), NONE
        elif operator in ("+=", "-=", "*="):
            text, inputs = self.expression()
        else:
            text, inputs = self.form("{+}", 2)
        if self.arrays and (name not in scope.own or not inputs <= old):
            operator = "="
            inputs, old = inputs | old, NONE
            text = f"{name} * ({text})"
        self.write(f"{name} {operator} {bare(text)}")
        self.bind(name, inputs | old, own=name in scope.own and operator != "=")
        self.assigned(name)

    def several(self) -> None:
        """``a, b = ...``, nested and as a list as well."""
        (one, first), (two, second) = self.expression(), self.expression()
        a, b = self.target(), self.target()
        left, right = f"{a}, {b}", f"{one}, {two}"
        ways = [f"{left} = {right}", f"[{left}] = {right}", f"({left}) = ({right})"]
        ways += [f"({a}, ({b},)) = [{one}, ({two},)]", f"{a}, *({b},) = {right}"]
        self.write(self.pick(ways))
        self.scope.own -= {one, two}
        self.bind(a, first)
        self.bind(b, second)
        self.assigned(a, b)

    def swap(self) -> None:
        names = sorted(set(self.scope.values) & set(self.targets()))
        if len(names) < 2:
            return
        a, b = self.pick(names), self.pick(names)
        self.write(f"{a}, {b} = {b}, {a}")
        old = dict(self.scope.values)
        self.bind(a, old[b])
        self.bind(b, old[a])
        self.assigned(a, b)

    def chain(self) -> None:
        text, inputs = self.expression()
        a, b = self.target(), self.target()
        self.write(f"{a} = {b} = {bare(text)}")
        self.scope.own.discard(text)
        self.bind(a, inputs)
        self.bind(b, inputs)
        self.assigned(a, b)

    def annotated(self) -> None:
        text, inputs = self.expression()
        name = self.pick(
            [n for n in self.targets() if n not in self.scope.values] or self.targets()
        )
        self.write(f"{name}: {self.pick(['float', chr(34) + 'float' + chr(34)])} = {bare(text)}")
        self.scope.own.discard(text)
        self.bind(name, inputs)
        self.assigned(name)

    def copied(self) -> None:
        if not self.visible():
            return
        old, inputs = self.read()
        name = self.target()
        self.write(f"{name} = {old}")
        self.scope.own.discard(old)
        self.bind(name, inputs)
        self.assigned(name)

    def packed(self) -> None:
        """A tuple that is held by a name, then taken apart."""
        (one, first), (two, second) = self.expression(), self.expression()
        name, *rest = [self.target() for _ in range(3)]
        self.write(f"{name} = {one}, {two}")
        self.scope.own -= {one, two}
        if self.chance(2):
            self.write(f"{rest[0]}, {rest[1]} = {name}")
            self.bind(rest[-1], second)
        else:
            rest = rest[:1]
            self.write(f"{rest[0]} = {name}[{self.pick([1, -1])}] - {name}[0]")
        self.bind(name, NONE)
        self.bind(rest[0], first | second)
        self.assigned(*rest)
        if name not in rest:
            self.write(f"{name} = 0.5")
            self.assigned(name)

    def pair(self) -> None:
        """A call that returns two values."""
        text, results = self.call(2, pair=True)
        a, b = self.target(), self.target()
        self.write(f"{a}, {b} = {text}")
        self.bind(a, results[0])
        self.bind(b, results[1])
        self.assigned(a, b)

    # Functions

    def parameters(self, low: int, high: int, values: list[str]) -> list[Parameter]:
        """Return a signature, with defaults among ``values``."""
        names = self.draw(
            st.lists(st.sampled_from(self.names), min_size=low, max_size=high, unique=True)
        )
        kinds = sorted(self.pick(["a", "b", "b", "c"]) for _ in names)
        spelled = {"a": "positional-only", "b": "plain", "c": "keyword-only"}
        found, defaults = [], False
        for name, kind in zip(names, kinds):
            defaults = self.chance(4) or (defaults and kind != "c")
            annotation = self.pick(["", "", "float", '"float"'])
            default = self.pick(values) if defaults else ""
            found.append(Parameter(name, spelled[kind], default, annotation))
        return found

    def body(self, scope: Scope, statements: int) -> None:
        """Write statements in a scope of their own."""
        around, self.scope = self.scope, scope
        if self.chance(5):
            scope.lines.append(
                self.pick(['"""Text."""', "pass", "# a comment on a line of its own"])
            )
        for _ in range(statements):
            self.statement()
        self.scope = around

    def results(self, scope: Scope, pair: bool) -> list[Inputs]:
        """Write the return of a helper: operations, so that no array gets a second name."""
        around, self.scope = self.scope, scope
        parts = [
            self.form(self.pick(["({} * {})", "({} + 1)", "(-{})"]), 2) for _ in range(1 + pair)
        ]
        self.write("return " + ", ".join(text for text, _ in parts))
        self.scope = around
        return [inputs for _, inputs in parts]

    def helper(
        self, name: str, nested: bool, functions: list[Function]
    ) -> tuple[list[str], Function]:
        visible = [n for n in self.scope.values if n not in self.scope.free] if nested else []
        parameters = self.parameters(0 if nested else 1, 3, [*NUMBERS, *CONSTANTS, *visible])
        defaults = {p.name: self.scope.values.get(p.default, NONE) for p in parameters if p.default}
        self.scope.own -= {p.default for p in parameters}
        values = {p.name: frozenset({p.name}) for p in parameters}
        scope = Scope(self.scope if nested else None, values, functions=list(functions))
        self.body(scope, self.count(0, 3))
        results = self.results(scope, self.chance(4))
        lines = [f"def {name}({signature(parameters)}):", *indented(scope.lines)]
        return lines, Function(name, parameters, results, defaults)

    def nested(self) -> None:
        if not self.functions or self.scope.parent is not None:
            return
        outer = [g for g in self.scope.functions if g in self.helpers]
        lines, function = self.helper(self.functions.pop(), True, outer)
        self.scope.lines += lines
        self.scope.functions.append(function)

    def program(self) -> Program:
        """Write the file."""
        free = [n for n in FUNCTIONS if n not in self.reserved and n not in self.builtins]
        self.functions = free[: self.count(0, 4)]
        self.names = [n for n in self.names if n not in self.functions]
        self.helpers: list[Function] = []
        blocks: list[list[str]] = []
        for _ in range(self.count(0, len(self.functions))):
            self.size = 40
            lines, function = self.helper(self.functions.pop(), False, self.helpers)
            blocks.append(lines)
            self.helpers.append(function)
        self.size = 0
        parameters = self.parameters(1, 4, [*NUMBERS, "K", "TWO"])
        shapes: dict[str, Shape] = {}
        for p in parameters:
            scalar = not self.arrays or p.annotation
            shapes[p.name] = () if scalar else self.pick(SHAPES)
        values = {p.name: frozenset({p.name}) for p in parameters}
        scope = Scope(None, values, functions=list(self.helpers))
        if self.arrays:
            scope.own |= {p.name for p in parameters if self.chance(3)}
        self.body(scope, self.count(1, 12))
        written = any(line.startswith(f"{n} ") for n in values for line in scope.lines)
        returns = not scope.last or (self.arrays and written) or not self.chance(4)
        if returns:
            self.scope = scope
            self.write(
                "return " + bare(self.pick([self.read, self.operation, self.operation])()[0])
            )
        main = [f"def f({signature(parameters)}):", *indented(scope.lines)]
        text = "\n\n\n".join(["\n".join(block) for block in [*blocks, main]]) + "\n"
        constants = {**CONSTANTS, ARRAY: self.table} if self.arrays else CONSTANTS
        head = [*self.imports, *(f"{n} = {v}" for n, v in constants.items() if n in text)]
        source = "\n".join(head) + "\n\n\n" + text
        return Program(
            source, parameters, shapes, "" if returns else scope.last, self.count(0, 10**6)
        )


@st.composite
def programs(draw: Any, arrays: bool) -> Program:
    """Draw a program on numbers, or on arrays of shapes that broadcast."""
    return Writer(draw, arrays).program()


def words(form: str) -> set[str]:
    """Return the functions that a form calls."""
    return set(re.findall(r"[a-z]\w*(?=\()", form))


def bare(text: str) -> str:
    """Return an expression without the parentheses around it."""
    inner = text[1:-1]
    depths = accumulate((c in "([{") - (c in ")]}") for c in inner)
    whole = text[0] == "(" and ":=" not in text and min(depths, default=0) >= 0
    return inner if whole else text


def indented(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]
