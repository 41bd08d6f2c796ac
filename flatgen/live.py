"""A module as one of its functions sees it while it runs: names are what they are now, constants only named."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable
from copy import copy
from types import CellType, FunctionType, ModuleType

from flatgen.addressing import Addressing
from flatgen.comments import comments_by_line
from flatgen.errors import FlatgenError
from flatgen.hoisting import HOISTED
from flatgen.ir import NUMBER, UNKNOWN
from flatgen.methods import CALL, CLASS, Member, Several, is_super
from flatgen.module import Module
from flatgen.origins import GENERATED, found, names_in
from flatgen.outermost import FunctionNode, Import
from flatgen.records import Record, note_of, record_of
from flatgen.runtime import (
    LIBRARIES,
    closed,
    defaults_of,
    had,
    has,
    has_own_operators,
    holds_functions,
    is_number,
    is_usual_type,
    library_path,
    owned_by,
    surroundings,
    unwrapped,
    written_out,
)
from flatgen.surveying import Mentions, arguments_of, path_of, root_of

BUILTINS = {name for name in dir(builtins) if not name.startswith("_")}


class LiveModule(Addressing):
    """What the names that a function reads stand for; a function whose path it ``knows`` is not looked into.

    A method is one of the object or the class ``owner``; without, of the class that it is written in. The methods
    that it calls are found by the ``first`` of those that call each other.
    """

    def __init__(
        self,
        function: FunctionType,
        knows: Callable[[str], bool],
        owner: object = None,
        first: Addressing | None = None,
    ) -> None:
        base, node = found(function)
        assert base.survey and comments_by_line(base) is not None  # once for all of its functions
        self.__dict__.update(vars(base))
        self.written = base
        self.function = function
        self.node = node
        self.knows = knows
        self.kind = owner if isinstance(owner, type) or owner is None else type(owner)
        self.of = None if isinstance(owner, type) else owner
        self.first = first or self
        self.name = str(function.__globals__.get("__name__", "__main__"))
        self.imports = dict(base.imports)
        self.import_order = list(base.import_order)
        self.functions, self.definitions = dict(base.functions), base.definitions
        self.bindings: dict[str, list[ast.stmt]] = {}
        self.unsure = dict(base.unsure)
        self.stars, self.loggers = [], set()
        self.records: dict[str, Record] = {}
        self.notes: dict[str, ast.expr | None] = {}
        self.foreign: dict[FunctionNode, Module] = {}
        self.settled = {node}
        self.defaults = {node: defaults_of(function)}
        self.dotted = {}
        self.methods: dict[str, Member] = {}
        self.attached: dict[str, Member | Several | str] = {}
        self.set_otherwise, self.computed, self.odd = set(), set(), {}
        self.asked: set[str] = set()  # what was looked for of its class
        self.following: list[object] = []
        self.called: dict[FunctionNode, FunctionType] = {node: function}  # of methods
        self.nodes = {function: node}
        self.hoisted: set[str] = getattr(base.tree, HOISTED, set())
        self.brought = set(self.hoisted)  # names of imports that the output adds
        self.numbers: list[str] = []
        self.cells: dict[str, CellType] = {}  # of other functions' closures, by their names here
        self.live, self.held, self.paths, self.objects = {}, {}, {}, set()
        self._around = surroundings(function)
        self.scope, self.closure = function.__globals__, closed(function)
        self._start(base)
        arguments = [*node.args.posonlyargs, *node.args.args]
        own = arguments[0] if arguments else ast.arg("")
        usual = own.arg in ("self", "cls") and not own.annotation
        bound = owner is not None or ("." in function.__qualname__ and usual)
        self.owner = own.arg if bound else ""
        words = [getattr(d, "id", "") for d in node.decorator_list]
        self.of_class = own.arg == "cls" or (isinstance(owner, type) and CLASS in words)
        self._look(node)
        self.note_setting(node, self.kind, self)
        if self.of is not None:
            self.look_into_object(node, self, self.owner, self.of)

    def _start(self, base: Module) -> None:
        """Start from what the names of the file are that the function can read."""
        for name in base.imports.keys() - self._around.keys() - self.hoisted:
            del self.imports[name]  # only a checker of types has it
        for name in base.bindings:
            self.constant_named(name, UNKNOWN)
        for name in sorted(BUILTINS & self._around.keys()):  # of a star: helpers call Python's
            if self._around[name] is not getattr(builtins, name):
                self.meet(name, self._around[name])
        if self.filename.startswith(
            GENERATED
        ):  # its text is no module: only what it calls is there
            for names in (self.imports, self.functions, self.bindings):
                for name in names.keys() - self._around.keys():
                    del names[name]

    def another(self, function: FunctionType) -> LiveModule:
        first = self.first
        assert isinstance(first, Addressing)
        return LiveModule(function, self.knows, None, first)

    def _look(self, node: FunctionNode) -> None:
        """Find what the names in a function stand for, and those in the functions that it calls."""
        mentioned = self.survey.mentioned(node)
        names = {name for part in mentioned for name in part.names}
        given = {argument.arg for argument in arguments_of(node.args)}
        for name in sorted(names & self._around.keys() - self.hoisted - given):
            self.meet(name, self._around[name])
            if self.first is self:
                self.attach_several(name, self._around[name], mentioned)
        owner = next((a.arg for a in (*node.args.posonlyargs, *node.args.args)), "")
        for attribute in [one for part in mentioned for one in part.attributes]:
            if isinstance(attribute.value, ast.Name) and attribute.value.id == owner:
                self.first.look_for_method(attribute.attr)
            elif is_super(attribute.value):
                self.first.look_above(attribute.attr, node, self)
            if getattr(root_of(attribute), "id", "") not in given:  # no name of the module
                self._look_into(attribute, mentioned)

    def value_of(self, node: ast.expr) -> object:
        """Return what a dotted name stands for."""
        if isinstance(node, ast.Name):
            return self._around.get(node.id)
        if not isinstance(node, ast.Attribute):
            return None
        return owned_by(self.value_of(node.value), node.attr)

    def is_here(self, function: FunctionType) -> bool:
        """Tell whether a function sees what this one sees."""
        same = function.__globals__ is self.scope and not function.__closure__
        same = same and function.__code__.co_filename == self.filename
        return same and not (self.closure and names_in(function.__code__) & self.closure.keys())

    def _look_into(self, node: ast.Attribute, mentioned: list[Mentions]) -> None:
        """Find what belongs to a module of the user's: ``parts.scaled``, ``parts.RATE``."""
        value, of = self.value_of(node), self.value_of(node.value)
        if isinstance(of, FunctionType):  # a gradient of it
            value = unwrapped(vars(of).get(node.attr))
        path, own = path_of(node, self), not isinstance(of, (ModuleType, FunctionType))
        if (
            own
            and self.first is self
            and of is not None
            and self.attach_all(path, of, node.attr, mentioned)
        ):
            return
        if own and has_own_operators(value):
            self.first.odd[path] = type(value).__name__
            return
        if own and has(of, node.attr) and not callable(value) and not holds_functions(value):
            self.objects.add(path)
            self.live[path] = NUMBER if is_number(value) else UNKNOWN
            return
        if value is None or path.split(".")[0] in LIBRARIES or self.knows(path):
            return
        if own and callable(value):
            return
        function = unwrapped(value)
        if function is not None and path not in self.dotted:
            module = LiveModule(function, self.knows)
            self.dotted[path] = module.node, module
        elif holds_functions(value):
            self._hold(path, ast.unparse(node), value)
        elif function is None:
            self.live[path] = NUMBER if is_number(value) else UNKNOWN

    def meet(self, name: str, value: object) -> None:
        """Note what a name stands for."""
        self.unsure.pop(name, None)
        self.loggers |= {name} if type(value).__module__ == "logging" else set()
        path = library_path(name, value, self.imports.get(name))
        if isinstance(value, ModuleType):
            self.import_named(name, value.__name__, "", value.__name__)
        elif is_usual_type(value):
            pass  # ArrayLike says more than what it is a union of
        elif had(value, "__origin__"):  # Layer = tuple[np.ndarray, np.ndarray]
            self.constant_named(name, UNKNOWN)
            self.notes[name] = note_of(value)
            self.meet_noted([self.notes[name]])
        elif path:
            library, _, last = path.rpartition(".")
            self.import_named(name, path, library, last)
        elif isinstance(value, type) and (found := record_of(name, value)):
            self.constant_named(name, UNKNOWN)
            self.records[name] = found
            self.meet_noted(found.types)
        elif holds_functions(value) and name not in self.survey.filled:
            self.constant_named(name, UNKNOWN)
            self._hold(name, name, value)
        elif callable(value):
            self.function_named(name, value)
        else:
            self.constant_named(name, NUMBER if is_number(value) else UNKNOWN)
            if has_own_operators(value):
                kind = type(value).__name__
                self.unsure[name] = f"it is a {kind}, whose operators are its own"

    def _hold(self, path: str, text: str, value: object) -> None:
        """Note a partial, or a tuple, list or dict of functions, and what is in it."""
        parts: dict[str, object] = {}
        self.held[path] = written_out(text, value, parts)
        for part, one in parts.items():
            self.meet(part, one)

    def meet_noted(self, notes: Iterable[ast.expr | None]) -> None:
        """Note what the names in annotations stand for: further namedtuples."""
        for part in [part for note in notes if note for part in ast.walk(note)]:
            known = isinstance(part, ast.Name) and part.id in self.records.keys() | self.notes
            if isinstance(part, ast.Name) and part.id in self._around and not known:
                self.meet(part.id, self._around[part.id])

    def import_named(self, name: str, path: str, module: str, last: str) -> None:
        if not name.isidentifier():  # a part of what holds functions: STEPS[0]
            self.paths[name] = path
            return
        known = self.imports.get(name)
        self.functions.pop(name, None)
        self.bindings.pop(name, None)
        if known is None or known.path != path:
            self.imports[name] = Import(path, module, last, name)
            self.import_order.append(name)

    def short_for(self, name: str) -> ast.expr | None:
        return self.notes.get(name) or self.written.constant(name)

    def path_imported(self, name: str) -> str:
        return self.written.path_imported(name)

    def constant_at(self, node: ast.expr) -> object:
        if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
            return self.value_of(node)
        whole = self.constant_at(node.value)
        return whole.get(node.slice.value) if isinstance(whole, dict) else None

    def constant_named(self, name: str, known: object) -> None:
        self.imports.pop(name, None)
        self.functions.pop(name, None)
        self.bindings[name] = []
        self.live[name] = known

    def function_named(self, name: str, value: object) -> None:
        """Note a function of Python's: it is looked into where it is called."""
        self.imports.pop(name, None)
        self.bindings.pop(name, None)
        function = unwrapped(value)
        if function is None:
            self.constant_named(name, UNKNOWN)
            if self.first is self and self.attach(f"{name}.{CALL}", value, CALL):
                return
            if isinstance(value, type):
                return
            self.unsure[name] = "its source can't be read, or a decorator wraps it"
            return
        path = f"{function.__module__}.{function.__qualname__}"
        if self.knows(path):
            self.import_named(name, path, *path.rpartition(".")[::2])
            return
        try:
            _, node = found(function)
        except FlatgenError as error:
            self.constant_named(name, UNKNOWN)
            self.unsure[name] = error.faults[0].message
            return
        if function not in self.nodes:  # of one factory, each has its own
            self.nodes[function] = copy(node) if node in self.settled else node
        node = self.nodes[function]
        known = node in self.settled
        self.functions[name] = node
        self.settled.add(node)
        self.defaults[node] = defaults_of(function)
        if self.is_here(function):
            if not known:
                self._look(node)
        elif not known:
            home = self.foreign[node] = LiveModule(function, self.knows)
            home.settled.add(node)
            home.defaults[node] = self.defaults[node]
