"""The state of the parser: names and what they stand for, places, faults."""

from __future__ import annotations

import ast
from collections.abc import Container
from typing import NamedTuple, TypeVar

from flatgen.constants import is_number_path
from flatgen.dicts import Entries, Filled, View
from flatgen.errors import Fault
from flatgen.ir import Literal, Statement, Value
from flatgen.knows import Knows
from flatgen.methods import AT
from flatgen.module import Module, is_builtin
from flatgen.names import Names
from flatgen.outermost import FunctionNode
from flatgen.source import column
from flatgen.static import (
    POISON,
    Display,
    Handed,
    Held,
    Holding,
    Keyed,
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


COMPREHENSION = "comprehension"  # what its scope is called


class Keeper(NamedTuple):
    """A function whose body is read: what it sets on its object, and what of that it may read before."""

    names: set[str]
    first: set[str]
    place: str


class Scopes:
    """The names of a function and of those that it calls, and what is wrong with them."""

    def __init__(self, module: Module, rules: Knows, faults: list[Fault]) -> None:
        self.module = module
        self.rules = rules
        self.faults = faults
        self.body: list[Statement] = []
        self.presumed: list[Statement] = []  # what is asserted before all else
        self.sure: set[str] = set()  # the texts of some of it, which the user may say again
        self.names = Names(())
        self.reserved: set[str] = set()  # names of the text that new ones keep clear of
        self.known: dict[str, object] = {}
        self.generators: list[tuple[Static, ast.GeneratorExp]] = []  # and the lists taken for them
        self.holders: dict[str | Display, int] = {}  # how many names a value has, or its views
        self.owners: dict[str, frozenset[str]] = {}  # whose arrays a view may share
        self.fresh: set[str] = set()  # values whose array is new
        self.picks: set[Value] = set()  # values that are arrays of places, or masks
        self.writes: list[tuple[str, str, Fault]] = []  # what is made, of what; what may be wrong
        self.variables: dict[str, str] = {}  # of values that blocks bind: the names of the user
        self.start_lists()
        self.start_blocks()
        self.structure = Structure(self.names)
        self.keys = 0  # how many statements with blocks there are
        self.ways: list[Scope] = []  # whose conditional expressions are flattened, side by side
        self.within = 0  # operations aren't appended: they may not be reached
        self.made: dict[str, Value] = {}  # the values of names
        self.in_place: dict[str, str] = {}  # what x += y makes of x
        self.ranks: dict[str, tuple[str, ...]] = {}  # what N, D = x.shape says of x
        self.versions: dict[str, list[str]] = {}  # the values that a name of the function was
        self.declared_arrays: set[Static] = set()  # parameters that are annotated as arrays
        self.tuples: set[Static] = set()  # lists that stand for tuples
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
        self.of_constants: list[tuple[str, Update]] = []  # what x += y makes of parts of constants
        self.asked_by: Container[str] = ()  # parameters by which a gradient is asked for by name
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
        self.start_objects()

    def start_objects(self) -> None:
        self.kept: set[str] = set()  # what methods have set on their objects
        self.keepers: list[Keeper] = []  # the functions that are being read
        self.read_of_objects: set[str] = set()
        self.read_unseen = False  # something of an object that may read what it keeps

    def start_blocks(self) -> None:
        self.rewritten: dict[str, str] = {}  # what is made by a write, of what
        self.within_blocks: list[tuple[Scope, set[str]]] = []  # the names that blocks give out
        self.passed: dict[str, list[str]] = {}  # values that are one of several
        self.of_rounds: set[str] = set()  # values that rounds are given by the ones before
        self.mixed: set[str] = set()  # values of blocks that may be a number, or nothing, as well
        self.held: list[Held] = []
        self.handed_on: list[Handed] = []
        self.either: set[str] = set()  # values that may be one thing or another: None, too
        # What rounds are given for names that no round before may have bound, by their scopes.
        self.coming: dict[tuple[int, str], str] = {}
        self.come: set[str] = set()  # those that need a value at the start
        self.came: set[str] = set()  # and are read by their names
        self.may_come: dict[Static, str] = {}  # what branches make of them
        self.in_part: set[Static] = set()  # what branches bind that have it on one way only

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
        scope.lost.pop(name, None)
        self.hold(scope.names.get(name), -1)
        self.hold(value, 1)
        scope.names[name] = value

    def is_state(self, value: Path) -> bool:
        """Tell whether a value is what an object has by a name, and no method or object."""
        place = value.path if value.path.startswith(AT) else f"{AT}{value.path}"
        root, _, name = place[len(AT) :].partition(".")
        own = root == self.home.owner and name not in self.home.methods
        inner = any(f"{key}.".startswith(f"{place}.") for key in self.home.attached)
        return bool(name) and (own or value.path.startswith(AT)) and not inner

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
        elif isinstance(value, Holding):
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
        elif scope.parent is self.main and scope.node.name == COMPREHENSION:
            if name not in self.main.local:  # as a loop's: another one's may have it, too
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
