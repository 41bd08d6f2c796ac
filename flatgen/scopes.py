"""The state of the parser: names and what they stand for, places, faults."""

from __future__ import annotations

import ast
from typing import TypeVar

from flatgen.comments import number, string
from flatgen.constants import NUMBERS, infinity_of, is_number, is_number_path, known_value
from flatgen.dicts import Entries, Filled, View
from flatgen.errors import Fault
from flatgen.helpers import star_of
from flatgen.ir import NUMBER, UNKNOWN, Apply, Literal, Statement, Value
from flatgen.module import FunctionNode, Module, is_builtin
from flatgen.names import Names
from flatgen.records import record
from flatgen.refusals import LIBRARIES, UNASSIGNED
from flatgen.source import column
from flatgen.static import (
    POISON,
    Choice,
    Closure,
    Display,
    Frozen,
    Held,
    Keyed,
    Knows,
    Pack,
    Path,
    Place,
    Rows,
    Scope,
    Static,
    Update,
    Want,
)
from flatgen.structure import Structure

T = TypeVar("T")


class Scopes:
    """The names of a function and of those that it calls, and what is wrong with them."""

    def __init__(self, module: Module, rules: Knows, faults: list[Fault]) -> None:
        self.module = module
        self.rules = rules
        self.faults = faults
        self.body: list[Statement] = []
        self.names = Names(())
        self.reserved: set[str] = set()  # names of the text that new ones keep clear of
        self.known: dict[str, object] = {}
        self.holders: dict[str | Display, int] = {}  # how many names a value has, or its views
        self.owners: dict[str, frozenset[str]] = {}  # whose arrays a view may share
        self.fresh: set[str] = set()  # values whose array is new
        self.picks: set[Value] = set()  # values that are arrays of places, or masks
        self.writes: list[tuple[str, str, Fault]] = []  # what is made, of what; what may be wrong
        self.variables: dict[str, str] = {}  # of values that blocks bind: the names of the user
        self.start_lists()
        self.rewritten: dict[str, str] = {}  # what is made by a write, of what
        self.within_blocks: list[tuple[Scope, set[str]]] = []  # the names that blocks give out
        self.passed: dict[str, list[str]] = {}  # values that are one of several
        self.of_rounds: set[str] = set()  # values that rounds are given by the ones before
        self.mixed: set[str] = set()  # values of blocks that may be a number, or nothing, as well
        self.held: list[Held] = []
        self.either: set[str] = set()  # values that may be one thing or another: None, too
        self.structure = Structure(self.names)
        self.keys = 0  # how many statements with blocks there are
        self.within = 0  # operations aren't appended: they may not be reached
        self.made: dict[str, Value] = {}  # the values of names
        self.in_place: dict[str, str] = {}  # what x += y makes of x
        self.ranks: dict[str, tuple[str, ...]] = {}  # what N, D = x.shape says of x
        self.versions: dict[str, list[str]] = {}  # the values that a name of the function was
        self.declared_arrays: set[Static] = set()  # parameters that are annotated as arrays
        self.arrays = False
        self.lines: tuple[int, ...] = ()  # of the statements around: the outermost function's first
        self.origins: dict[str, tuple[int, ...]] = {}
        self.scopes: list[Scope] = []
        self.main: Scope
        self.own: set[str] = set()
        self.used: set[str] = set()  # names of the user's own that are bound already
        self.received: tuple[FunctionNode, set[str]] | None = None  # whom a function is called by
        self.assigned: list[str] = []
        self.written: set[str] = set()
        self.updates: list[Update] = []
        self.changing = False  # x += y in functions that are called changes the caller's array
        self.augmented_values: list[tuple[str, Update]] = []  # what x += y made, where x is shared
        self.complexes: list[Fault] = []  # complex numbers: only arrays are followed through them
        self.returned: ast.expr | None = None
        self.depth = 0
        self.lambdas: dict[ast.Lambda, FunctionNode] = {}
        self.called: ast.Call | None = None  # a call by itself: what it returns is of no use
        self.earlier = 0  # how many faults there were before, of other functions
        self.home = module
        self.outer: list[tuple[tuple[int, int], str]] = []  # the calls that lead to another module
        self.of_default = False  # what is read is a parameter's default

    def start_lists(self) -> None:
        self.lists: set[str] = set()  # that grow
        self.pushed: dict[str, list[str]] = {}  # what goes onto them
        self.shelves: dict[str, list[Fault]] = {}  # lists of lists, and what may be wrong with each
        self.shut: dict[str, str] = {}  # what comes off them: lists that are read for their size
        self.lists_started = 0
        self.named_at: dict[int, tuple[Static, Place]] = {}  # where a list written out has its name
        self.grown_as: dict[int, tuple[Static, Static]] = {}  # what lists written out became
        self.as_long_as: dict[str, str] = {}  # what is made of each on a list: that list
        self.numbers_of_lists: dict[str, int] = {}  # as they were started
        self.tables: dict[str, int] = {}  # lists of rows that are arrays: how deep they are read
        self.grids: set[str] = set()  # lists of lists that are arrays
        self.counts: dict[str, Place] = {}  # tables that are made of a whole number, and where
        self.rows: dict[str, list[str]] = {}  # what is in such a row
        self.put_back: dict[str, Fault] = {}  # arrays that are written into on a list

    # Places and faults

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Return line and column of a node, both from 1, in characters: in the file that is read."""
        if self.outer:
            return self.outer[0][0]
        line: int = node.lineno  # type: ignore[attr-defined]
        offset: int = node.col_offset  # type: ignore[attr-defined]
        return line, column(self.module.lines[line - 1], offset)

    def fault(self, node: ast.AST, message: str, help: str) -> Literal:
        if self.outer:
            line: int = node.lineno  # type: ignore[attr-defined]
            message = f"{message}, in {self.outer[-1][1]} ({self.module.filename}:{line})"
        self.faults.append(Fault(message, help, *self.place(node)))
        return POISON

    def text(self, node: ast.expr) -> str:
        return self.module.segment(node)

    # Names

    def bind(self, scope: Scope, name: str, value: Static) -> None:
        """Let ``name`` stand for ``value`` from here on."""
        if scope.left.get(name):
            scope.left[name] -= 1
        value = self.as_number(value, scope.node)
        self.hold(scope.names.get(name), -1)
        self.hold(value, 1)
        scope.names[name] = value

    def as_number(self, value: T, node: ast.AST) -> T | Value:
        """Return a constant of a library, ``np.inf``, as the number that it is; any other value as it is."""
        if isinstance(value, Path) and is_number_path(value.path):
            return self.atom(value, node)
        return value

    def atom(self, value: Static, node: ast.AST) -> Value:
        raise AssertionError("values are in flatgen.equations")

    def hold(self, value: Static | None, change: int) -> None:
        if isinstance(value, str):
            for owner in self.owners_of(value):
                self.holders[owner] = self.holders.get(owner, 0) + change
        elif isinstance(value, Display):
            self.hold_within(value, change)
        elif isinstance(value, Rows):
            self.hold(value.row, change)
        elif isinstance(value, Keyed):
            self.hold(value.values, change)
        elif isinstance(value, (Frozen, Choice, Closure)):
            for item in value.within():
                self.hold(item, change)

    def hold_within(self, value: Display, change: int) -> None:
        """Hold what is in a tuple or dict: one that is filled holds it by itself, however many names it has."""
        before = self.holders.get(value, 0)
        if isinstance(value, (Pack, Filled)):
            self.holders[value] = before + change
        if isinstance(value, Filled):
            change = (before + change > 0) - (before > 0)
        for item in value.items if change and not isinstance(value, View) else ():
            self.hold(item, change)

    def owners_of(self, name: str) -> frozenset[str]:
        """Return the values whose arrays a value may share: itself, or those that it is a view of."""
        return self.owners.get(name) or frozenset([name])

    def name_for(self, want: Want | None) -> str:
        """Return the name that an equation binds: the user's own where it is still free."""
        if want is None:
            return self.names.temporary()
        if want.result:
            return self.names.fresh(want.name)
        scope, name = want.scope, want.name
        last = scope.left.get(name, 1) <= 1 and name not in scope.parameters
        if not last or (scope is self.main and name in self.used):
            new = self.names.numbered(name)
        elif scope is self.main or self.is_free(name) or self.is_received(scope, name):
            new = name
        else:
            new = self.names.fresh(name)
        self.used.add(new)
        self.names.taken.add(new)
        if scope is self.main or isinstance(scope, Entries):
            self.versions.setdefault(name, []).append(new)
            self.variables[new] = name
        return new

    def is_received(self, scope: Scope, name: str) -> bool:
        """Tell whether what a function calls so has that name where it is called, too."""
        function, names = self.received or (None, set())
        return scope.node is function and name in names and name not in self.used

    def is_free(self, name: str) -> bool:
        """Tell whether a name inside a called function can be kept."""
        if self.outer:
            return name not in self.names.taken and not is_builtin(name)
        return not (name in self.used or name in self.own or self.is_outside(name))

    def is_outside(self, name: str) -> bool:
        """Tell whether a name may stand for something outside of functions."""
        module = self.module
        own = (module.imports, module.functions, module.bindings)
        return is_builtin(name) or any(name in names for names in own)

    def look_up(self, node: ast.Name, scope: Scope | None) -> Static:
        name = node.id
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            if self.is_lost(name, scope):
                return POISON
            if name in scope.local:
                return self.fault(node, f"{name} is read before it is assigned", UNASSIGNED)
            scope = scope.parent
        return self.global_name(node)

    def is_lost(self, name: str, scope: Scope) -> bool:
        """Tell whether a name can't be read any more; report it, once."""
        lost = name in scope.lost
        if lost:
            self.faults.append(scope.lost.pop(name))
            scope.names[name] = POISON
        return lost

    def global_name(self, node: ast.Name) -> Static:
        """Return what a name means outside of functions, by the text of the file alone."""
        name, module = node.id, self.module
        if name in module.unsure:
            message = f"what {name} is only the run tells: {module.unsure[name]}"
            return self.fault(node, message, "give it one meaning, at the top of the file")
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
        """Return a constant of a module that runs: only its name is known, whatever it becomes."""
        name, known = node.id, self.module.live[node.id]
        self.arrays = self.arrays or known is UNKNOWN
        if self.module is not self.home:
            name = self.home.constant_of(self.module, name, self.names.fresh)
        return Literal(name, known)

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
            self.complexes.append(Fault(message, "use real numbers, or numpy's functions", *place))
            return Literal(self.module.segment(node), node.value)
        if isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
            text = self.module.segment(node)  # empty, if it doesn't stand in the file
            return Literal(number(text) if text else str(node.value), node.value)
        if isinstance(node.value, str):
            return Literal(string(node.value), node.value)
        return Literal("..." if node.value is ... else str(node.value), node.value)
