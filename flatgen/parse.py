"""Source to program: a whitelist of syntax, nested expressions made flat.

    def f(x, w):                 program f(x, w)
        h = relu(x * w + 1)          s0 = Mult(x, w)
        return h * h                 s1 = Add(s0, 1)
                                     h = relu(s1)
                                     out = Mult(h, h)

A name that is assigned again becomes a new one (``h_1``, ``h_2``, and ``h`` the last time), so that
every name of the program is bound once. Plain copies (``y = x``) bind no name: ``y`` *is* ``x``.
What is known from the text alone (tuples, functions, modules) never reaches the program.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from flatgen.dicts import said_of
from flatgen.equations import stays
from flatgen.errors import Fault
from flatgen.ir import UNKNOWN, Apply, Literal, Outline, Program, is_constant
from flatgen.once import Once
from flatgen.outermost import FunctionNode
from flatgen.refusals import statement_refused, symbol
from flatgen.signature import parameters_of, shows_arrays
from flatgen.statements import straight
from flatgen.static import POISON, Closure, Display, Packed, Scope, Static, Update, Want
from flatgen.structure import returns
from flatgen.surveying import stored_names
from flatgen.together import as_branches, makes_lists
from flatgen.writes import merged


class Parsed(NamedTuple):
    """A program, and what the text says of it beside."""

    program: Program
    node: FunctionNode
    arrays: bool  # it shows signs of arrays
    known: dict[str, object]  # the values of names that are constants
    updates: list[Update]
    origins: dict[str, tuple[int, ...]]  # the lines of the statements that a value comes from
    ranks: dict[str, tuple[str, ...]]  # names for the sizes of a value's axes
    in_place: dict[str, str]  # what x += y makes of x: an array keeps its shape
    temporaries: set[str]  # names that the user didn't give
    outline: Outline  # how the outputs are returned
    variables: dict[str, str]  # of values that are bound by blocks: the user's names
    lists: set[str]  # lists that grow
    packed: tuple[Packed, ...] = ()  # parameters that inputs are part of
    fixed: frozenset[str] = frozenset()  # values that come of no input of the gradient
    imaginary: frozenset[str] = frozenset()  # constants outside that hold complex numbers


class Parser(Once):
    """Turns one function into a program; what is wrong with it is collected in ``faults``."""

    def function(self, node: FunctionNode) -> Parsed:
        """Return the program of a top-level function."""
        self.earlier = len(self.faults)  # what is wrong with other functions
        self.reserved = self.module.reserved(node)
        self.names.taken |= self.reserved
        noted = self.with_notes(node)
        parameters = parameters_of(noted, self)
        scope = Scope(node, None, self.module.walrus)
        self.main = scope
        self.scopes.append(scope)
        self.check_function(node)
        self.keep(node, self.home.owner, node)
        self.own = {p.name for p in parameters} | scope.local
        # Only what the outermost function calls its own keeps its name without asking.
        self.names.taken |= {p.name for p in parameters}
        self.declare(parameters, noted)
        self.fresh |= {p.name for p in parameters if p.real}  # the gradient writes into copies
        self.bind_parameters(parameters, node, scope)
        if node.args.kwarg:
            self.bind(scope, node.args.kwarg.arg, POISON)  # it is refused already
        unnamed = "result" if "out" in self.own else "out"
        value = self.run(node.body, scope, Want(scope, unnamed, result=True))
        self.check_end(node)
        results, outline = self.results(value, scope, parameters, node)
        self.body = [*self.presumed, *self.with_starts(self.shortened(self.body))]
        self.check_writes(results)
        self.check_shelves(results)
        self.presumed.clear()
        imaginary = self.imaginary_in(self.body, node)
        self.body = [*self.presumed, *self.body]
        self.faults += [] if self.arrays else self.complexes
        inputs, packed = self.inputs_of(parameters, results, node)
        called = {"out", *self.own, *self.structure.names, *self.structure.values}
        inner = () if self.outer else self.variables.values()  # of functions that it calls
        called = {*called, *[v for v in inner if not self.is_outside(v)]} - {*self.packs}
        variables = self.variables if self.keys else merged(straight(self.body))
        return Parsed(
            Program(node.name, inputs, tuple(self.body), results),
            noted,
            self.arrays,
            self.known,
            self.updates,
            self.origins,
            self.ranks,
            self.in_place,
            self.names.temporaries,
            outline,
            {n: v for n, v in variables.items() if v in called} if self.keys else variables,
            self.lists,
            packed,
            imaginary=imaginary,
        )

    # Statements

    def run(self, body: list[ast.stmt], scope: Scope, want: Want | None) -> Static | None:
        """Flatten statements; return what they return, or None."""
        for i, statement in enumerate(body):
            written = self.structure.written_out(statement)
            if written != [statement]:
                return self.run([*written, *body[i + 1 :]], scope, want)
            if isinstance(statement, ast.Return):
                if scope is self.main:
                    self.returned = statement.value
                if statement.value is None or _is_none(statement.value):
                    return None
                self.lines = (*self.lines, 0 if self.outer else statement.lineno)
                result = self.note_once(statement.value, self.value(statement.value, scope, want))
                self.lines = self.lines[:-1]
                return result
            if isinstance(statement, ast.If) and returns(statement):
                self.lines = (*self.lines, 0 if self.outer else statement.lineno)
                found = self.branch(statement, scope, body[i + 1 :], want)
                self.lines = self.lines[:-1]
                return found
            first_docstring = i == 0 and _is_text(statement)
            if not first_docstring:
                self.statement(statement, scope)
            if isinstance(statement, ast.Raise):
                return None  # what follows is never run
        return None

    def statement(self, node: ast.stmt, scope: Scope) -> None:
        self.lines = (*self.lines, 0 if self.outer else node.lineno)
        self.flatten_statement(node, scope)
        self.lines = self.lines[:-1]

    def flatten_statement(self, node: ast.stmt, scope: Scope) -> None:
        if isinstance(node, ast.Assign):
            self.assign(node, scope)
        elif isinstance(node, ast.AugAssign):
            self.augmented(node, scope)
        elif isinstance(node, ast.AnnAssign):
            self.arrays = self.arrays or shows_arrays(node.annotation)
            if node.value is not None:
                self.assign_to(node.target, node.value, scope)
        elif isinstance(node, ast.FunctionDef):
            self.check_function(node)
            self.bind(
                scope, node.name, Closure(node, scope, self.module, self.defaults(node, scope))
            )
        elif (whole := self.whole(node, scope)) is not None:
            self.append_effect(whole, node)
        elif isinstance(node, ast.If):
            self.branch(node, scope, [], None)
        elif self.has_effect(node, scope):
            self.happen(node, scope)
        elif isinstance(node, (ast.For, ast.While)):
            self.loop(node, scope)
        elif isinstance(node, ast.Expr):
            if self.grown_list(node.value, scope):
                self.grow(node.value, scope)
            elif self.is_added_at(node.value, scope):
                self.add_at(node.value, scope)
            elif not self.changes(node.value, scope) and not isinstance(node.value, ast.Constant):
                self.by_itself(node.value, scope)
        elif not isinstance(node, ast.Pass) and not self.deleted(node, scope):
            self.fault(node, *statement_refused(node, self.module.functions))
            for name in [*stored_names(node, writes=False), *getattr(node, "names", ())]:
                self.bind(scope, str(getattr(name, "name", name)), POISON)

    def assign(self, node: ast.Assign, scope: Scope) -> None:
        if len(node.targets) == 1:
            self.assign_to(node.targets[0], node.value, scope)
            return
        value = self.value(node.value, scope, self.wanted(node.targets[0], scope))
        for target in node.targets:
            self.store(target, value, scope)

    def assign_to(self, target: ast.expr, node: ast.expr, scope: Scope) -> None:
        if isinstance(node, ast.IfExp) and isinstance(target, ast.Name) and makes_lists(node):
            self.branch(as_branches(target, node), scope, [], None)
        elif not self.gridded(target, node, scope) and not self.as_long(target, node, scope):
            before = self.received
            self.received = self.called_alike(target, node, scope) or before
            value = self.note_once(node, self.value(node, scope, self.wanted(target, scope)))
            if self.generators:
                self.check_bound_once(target, value, scope)
            self.store(target, value, scope)
            self.received = before

    def store(self, target: ast.expr, value: Static, scope: Scope) -> None:
        """Bind what an assignment's left side names."""
        if isinstance(target, ast.Name) and self.is_grown(target, value, scope):
            self.grown_from(target, value, scope)
        elif isinstance(target, ast.Name) and target.id in self.structure.names:
            self.bind(scope, target.id, value)
        elif isinstance(target, ast.Name):
            if isinstance(value, (Literal, Apply)) and is_constant(value) and not stays(value):
                value = self.emit(value, target, Want(scope, target.id))  # it keeps its name
            self.bind(scope, target.id, value)
            if scope is self.main:
                self.assigned.append(target.id)
        elif isinstance(target, (ast.Tuple, ast.List)):
            self.unpack(target, value, scope)
        elif value is POISON:
            self.spoil(target, scope)
        elif isinstance(target, ast.Subscript):
            self.write(target, value, scope, "SetItem")
        elif isinstance(target, ast.Attribute):
            self.fault(target, "setting an attribute is not supported", "use a plain name")

    def augmented(self, node: ast.AugAssign, scope: Scope) -> None:
        """``x += y``: a new value for ``x``; wrong where an array has a second name."""
        if self.increased(node, scope) or self.changed_through(node, scope):
            return
        if isinstance(node.target, ast.Subscript) and isinstance(node.op, ast.Add):
            self.write(node.target, self.value(node.value, scope), scope, "AddItem")
            return
        if isinstance(node.target, ast.Subscript):  # z[i] *= x is z[i] = z[i] * x
            part = ast.copy_location(
                ast.Subscript(node.target.value, node.target.slice, ast.Load()), node.target
            )
            old, value = self.value(part, scope), self.value(node.value, scope)
            self.write(
                node.target, self.operation(node.op, old, value, node, None), scope, "SetItem"
            )
            return
        if not isinstance(node.target, ast.Name):
            self.store(node.target, "", scope)
            return
        name = node.target.id
        load = ast.copy_location(ast.Name(name, ast.Load()), node.target)
        old = self.value(load, scope)
        value = self.value(node.value, scope)
        if old is POISON or value is POISON:
            self.bind(scope, name, POISON)
            return
        if isinstance(old, Display):
            help = "build the new tuple or list in one expression"
            self.fault(node, "changing a tuple or list is not supported", help)
            self.bind(scope, name, POISON)
            return
        old = self.atom(old, load)
        shared: Update | None = None
        said = said_of(name, scope)
        if isinstance(old, str) and self.may_be_given(old, scope):
            also = self.or_into(name, old)
            message = f"{said} may share its array with another name, which this changes, too"
            help = f"write {said} = {said} {symbol(node.op)} ... if only {said} is meant{also}"
            shared = Update(old, Fault(message, help, *self.place(node)))
        elif isinstance(old, Apply):
            message = f"{said} is a default, which every call that is given no other shares"
            help = f"write {said} = {said} {symbol(node.op)} ..."
            self.updates.append(Update(old, Fault(message, help, *self.place(node))))
        elif isinstance(old, Literal) and old.known is UNKNOWN:
            message = f"{said} may share its array with {old.text}, which this changes, too"
            help = f"write {said} = {said} + ... with the operator that is meant"
            self.updates.append(Update("", Fault(message, help, *self.place(node))))
        if scope is self.main:
            self.assigned.append(name)
            self.written |= self.owners_of(str(old)) & self.main.parameters
        new = self.operation(node.op, old, value, node, Want(scope, name))
        if isinstance(old, str) and isinstance(new, str):
            self.in_place[new] = old
            if shared and not any(
                self.sources(self.made.get(old, ""))
            ):  # no view: these are followed
                self.owners[new] = self.owners_of(new) | self.owners_of(old)
            self.note_constant(new, old, said, node)
            if shared:
                self.change_shared(new, shared, scope)
        self.bind(scope, name, new)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
