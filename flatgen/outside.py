"""What names stand for: in the scopes around, and outside of functions, by the text of the file or as it runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from flatgen.comments import number, string
from flatgen.constants import NUMBERS, infinity_of, is_number, known_value
from flatgen.counting import inner_blocks, loops_in
from flatgen.errors import Fault
from flatgen.helpers import star_of
from flatgen.ir import NUMBER, UNKNOWN, Apply, Literal, Statement, Value
from flatgen.module import is_builtin
from flatgen.outermost import FunctionNode
from flatgen.records import record
from flatgen.refusals import DRAWN, LIBRARIES, SEED_IT, UNASSIGNED
from flatgen.scopes import Scopes
from flatgen.statements import equations, is_effect
from flatgen.static import POISON, Closure, Path, Scope, Static

COMPUTE = "compute with arrays and numbers"
COMPLEXES = "use real numbers, or numpy's functions"


class Outside(Scopes):
    """Looks names up."""

    def look_up(self, node: ast.Name, scope: Scope | None) -> Static:
        name = node.id
        while scope is not None:
            if name in scope.names:
                if self.may_come and scope.names[name] in self.may_come:
                    self.ask(self.may_come[scope.names[name]])
                return scope.names[name]
            if self.is_lost(name, scope):
                return POISON
            if (id(scope), name) in self.coming:  # a round before may have bound it
                self.ask(self.coming[id(scope), name])
                return self.coming[id(scope), name]
            if name in scope.local:
                return self.fault(node, f"{name} is read before it is assigned", UNASSIGNED)
            scope = scope.parent
        return self.global_name(node)

    def ask(self, coming: str) -> None:
        """Note that what a round finds a name to be is read in it."""
        self.come.add(coming)
        self.came.add(coming)

    def is_lost(self, name: str, scope: Scope) -> bool:
        """Tell whether a name can't be read any more; report it, once: what was only tried may have taken that back."""
        fault = scope.lost.get(name)
        if fault is not None and fault not in self.faults:
            self.faults.append(fault)
        return fault is not None

    def global_name(self, node: ast.Name) -> Static:
        """Return what a name means outside of functions, by the text of the file alone."""
        name, module = node.id, self.module
        if name in module.paths:
            return Path(module.paths[name], name)
        if name in module.unsure:
            reason = module.unsure[name]
            help = SEED_IT if reason == DRAWN else "give it one meaning, at the top of the file"
            return self.fault(node, f"what {name} is only the run tells: {reason}", help)
        if name in module.functions:
            function = module.functions[name]
            home = module.foreign.get(function, module)
            helper = self.rules.helper(function, home)
            return Path(helper, name) if helper else Closure(function, None, home)
        if name in module.imports:
            return Path(module.imports[name].path, name)
        if name in module.bindings:
            if (made := record(name, module)) is not None:
                return made
            if name in module.live:
                return self.live_constant(node)
            value = module.constant(name)
            if isinstance(value, ast.Lambda):
                return Closure(self.function_of(value, name), None, module)
            known = self.known_constant(value)
            self.arrays = self.arrays or known is UNKNOWN
            return Literal(name, known)
        for star in reversed(module.stars):
            if self.rules.knows(f"{star}.{name}") or name in NUMBERS:
                return Path(f"{star}.{name}", name)
        strange = star_of(name, module)
        if strange and strange != "math" and (is_builtin(name) or self.rules.knows(name)):
            help = f"import {name} by its name, or no * from {strange}"
            return self.fault(node, f"{name} may come from {strange} by *", help)
        # what is used but neither defined nor imported is the well-known function of that name
        if is_builtin(name) or self.rules.knows(name):
            return Path(name, name)
        near = self.rules.nearest(name)
        help = f"did you mean {near}?" if near else "define it, import it or pass it in"
        if name in LIBRARIES:
            help = f"write {LIBRARIES[name]} at the top of the file"
        return self.fault(node, f"unknown name '{name}'", help)

    def known_constant(self, value: object) -> object:
        """Return what is known of a constant of the module, by its expression or, as it runs, by what it is."""
        if not isinstance(value, ast.expr):
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            return NUMBER if number else UNKNOWN
        known = known_value(self.constant(value))
        plain = known is UNKNOWN and is_number(value, self.module)
        return infinity_of(value, self.module) or NUMBER if plain else known

    def live_constant(self, node: ast.Name) -> Literal:
        return self.constant_by(node.id)

    def constant_by(self, name: str) -> Literal:
        """Return a constant of a module that runs: only its name is known, whatever it becomes."""
        known = self.module.live[name]
        self.arrays = self.arrays or known is UNKNOWN
        if self.module is not self.home:
            name = self.home.constant_of(self.module, name, self.names.fresh)
        return Literal(name, known)

    def imaginary_in(self, body: Sequence[Statement], node: ast.AST) -> frozenset[str]:
        """Return the constants of a program that hold complex numbers, by their texts; report what is no number."""
        given: dict[Value, tuple[int, int]] = {}
        for block in inner_blocks(body):
            given |= dict.fromkeys(block.results, self.place(node))
        for loop in loops_in(body):
            given |= dict.fromkeys(loop.carried, (loop.line, loop.column))
        for line in [one for one in equations(body) if not is_effect(one.value)]:
            given |= dict.fromkeys(with_entries(line.value), (line.line, line.column))
        found: set[str] = set()
        for value, place in given.items():
            text, entry = outside_of(value)
            kind = self.home.odd_kind(entry) if text else ""
            if kind:
                said = f"what {entry} is only the run tells: a {kind}, whose operators are its own"
                self.faults.append(Fault(said, COMPUTE, *place))
            found |= {text} if text and self.home.is_imaginary(entry) else set()
            if text and self.home.is_awaited(entry):
                self.assert_real(entry, node)
        if found:
            self.rules.load_library("complex")
            said = f"{min(found)} is complex, which can't be differentiated through"
            self.complexes.append(Fault(said, COMPLEXES, *self.place(node)))
        return frozenset(found)

    def assert_real(self, text: str, node: ast.AST) -> None:
        """Assert that a constant which isn't there yet is of real numbers."""
        array = Apply("numpy.asarray", (Literal(text),))
        test = Apply(
            "In", (Apply(".kind", (Apply(".dtype", (array,)),)), Literal('"biuf"', "biuf"))
        )
        self.presume(test, node, Literal(string(f"{text} has to be of real numbers")))

    def presume(self, test: Value, node: ast.AST, *said: Value) -> None:
        raise AssertionError("lines are in flatgen.equations")

    def function_of(self, node: ast.Lambda, name: str) -> FunctionNode:
        """Return a lambda as the function that a def would make, the same one each time."""
        if node not in self.lambdas:
            body = [ast.copy_location(ast.Return(node.body), node.body)]
            made = ast.FunctionDef(name, node.args, body, [])  # type: ignore[arg-type]
            self.lambdas[node] = ast.copy_location(made, node)
        return self.lambdas[node]

    def constant(self, node: ast.expr) -> Value:
        """Return a module's constant as a value, an unknown one where it isn't plain arithmetic."""
        if isinstance(node, ast.Constant):
            return self.literal(node)
        parts = [node.operand] if isinstance(node, ast.UnaryOp) else []
        if isinstance(node, ast.BinOp) and not isinstance(node.left, ast.BinOp):
            parts = [node.left, node.right]
        if parts:
            return Apply(type(node.op).__name__, tuple(map(self.constant, parts)))  # type: ignore[attr-defined]
        return Literal("?")

    def literal(self, node: ast.Constant) -> Value:
        if isinstance(node.value, bytes):
            return self.fault(node, "bytes can't be differentiated", "use real numbers")
        if isinstance(node.value, complex):
            place = self.place(node)
            self.rules.load_library("complex")
            message = "a complex number can't be differentiated"
            self.complexes.append(Fault(message, COMPLEXES, *place))
            return Literal(self.module.segment(node), node.value)
        if isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
            text = self.module.segment(node)  # empty, if it doesn't stand in the file
            return Literal(number(text) if text else str(node.value), node.value)
        if isinstance(node.value, str):
            return Literal(string(node.value), node.value)
        return Literal("..." if node.value is ... else str(node.value), node.value)


def with_entries(value: Value) -> Iterator[Value]:
    """Yield the atoms of a value, but what is read of a constant by a number as a whole: ``L[0]``."""
    if isinstance(value, Apply) and outside_of(value)[0]:
        yield value
    elif isinstance(value, Apply):
        for argument in value.args:
            yield from with_entries(argument)
    else:
        yield value


def outside_of(value: Value) -> tuple[str, str]:
    """Return the text of a constant outside, and of what is read of it: the same, or an entry; "" of all else."""
    if isinstance(value, Apply) and value.op == "Item":
        base, index = value.args
        text = outside_of(base)[0] if isinstance(base, Literal) else ""
        number = isinstance(index, Literal) and type(index.known) is int
        return (text, f"{text}[{index[0]}]") if text and number else ("", "")
    unknown = isinstance(value, Literal) and value.known in (UNKNOWN, NUMBER)
    text = value.text if isinstance(value, Literal) and unknown else ""
    return (text, text) if text[:1].isidentifier() else ("", "")
