"""Random straight-line programs: statements, functions and files of random expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from random_expressions import (
    ARRAY,
    CONSTANTS,
    FUNCTIONS,
    NONE,
    NUMBERS,
    Expressions,
    Function,
    Inputs,
    Parameter,
    Scope,
    bare,
)

Shape = tuple[int, ...]
SHAPES: list[Shape] = [(2, 3), (3,), (1, 3), (2, 1), ()]


@dataclass(frozen=True)
class Program:
    """A file's text, and what to call its function ``f`` with."""

    source: str
    parameters: list[Parameter]
    shapes: dict[str, Shape]
    last: str  # what is assigned last, if nothing is returned
    seed: int


class Writer(Expressions):
    """Writes one program."""

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

    def main(self, parameters: list[Parameter]) -> Scope:
        """Write the body of f."""
        values = {p.name: frozenset({p.name}) for p in parameters}
        scope = Scope(None, values, functions=list(self.helpers))
        self.scope, self.size = scope, 0
        if self.arrays:
            scope.own |= {name for name in values if self.chance(3)}
            # By a function of numpy, a file says that its inputs may be arrays.
            text, inputs = self.form(self.pick([f for f in self.forms if "where" not in f]), 2)
            name = self.target()
            self.write(f"{name} = {text}")
            self.bind(name, inputs)
            self.assigned(name)
        self.body(scope, self.count(1, 12))
        written = self.arrays and any(x.startswith(f"{n} ") for n in values for x in scope.lines)
        if not scope.last or written or not self.chance(4):
            text, _ = self.read() if self.chance(3) else self.operation()
            self.write(f"return {bare(text)}")
            scope.last = ""
        return scope

    def program(self) -> Program:
        """Write the file."""
        free = [n for n in FUNCTIONS if n not in self.reserved and n not in self.builtins]
        self.functions = free[: self.count(0, 4)]
        self.names = [n for n in self.names if n not in self.functions]
        self.helpers: list[Function] = []
        blocks: list[list[str]] = []
        while self.functions and self.chance(2):
            self.size = 40
            lines, function = self.helper(self.functions.pop(), False, self.helpers)
            blocks.append(lines)
            self.helpers.append(function)
        parameters = self.parameters(1, 4, [*NUMBERS, "K", "TWO"])
        some: list[Shape] = SHAPES if self.arrays else [()]
        shapes = {p.name: () if p.annotation else self.pick(some) for p in parameters}
        scope = self.main(parameters)
        blocks.append([f"def f({signature(parameters)}):", *indented(scope.lines)])
        text = "\n\n\n".join("\n".join(block) for block in blocks) + "\n"
        constants = {**CONSTANTS, ARRAY: self.table} if self.arrays else CONSTANTS
        head = [*self.imports, *(f"{n} = {v}" for n, v in constants.items() if n in text)]
        source = "\n".join(head) + "\n\n\n" + text
        return Program(source, parameters, shapes, scope.last, self.count(0, 10**6))


@st.composite
def programs(draw: Any, arrays: bool) -> Program:
    """Draw a program on numbers, or on arrays of shapes that broadcast."""
    return Writer(draw, arrays).program()


def signature(parameters: list[Parameter]) -> str:
    """Return the parameters as they are declared."""
    parts = [str(p) for p in parameters]
    kinds = [p.kind for p in parameters]
    if "keyword-only" in kinds:
        parts.insert(kinds.index("keyword-only"), "*")
    if "positional-only" in kinds:
        parts.insert(kinds.count("positional-only"), "/")
    return ", ".join(parts)


def indented(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]
