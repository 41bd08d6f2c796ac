"""Calls: functions of the file are inlined, those of a library become operations."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from flatgen.dicts import entries_of
from flatgen.equations import DTYPES, holds_text, is_text
from flatgen.imaginary import root_in
from flatgen.ir import Apply, Literal, Value, is_constant, with_args
from flatgen.module import is_builtin
from flatgen.records import Record
from flatgen.refusals import ANY_FUNCTION, BIND_IT, BUILTINS, BY_OBJECT, MADE_WITHIN
from flatgen.shorts import Shorts
from flatgen.signatures import BadCall, call_of, function_of, is_family
from flatgen.static import (
    OTHERS,
    PARTIAL,
    POISON,
    Choice,
    Closure,
    Display,
    Frozen,
    Method,
    Partial,
    Path,
    Scope,
    Static,
    Want,
)
from flatgen.templates import NAMING, NUMERIC, STOP, STOPS

OF_KEYS = (
    "max",
    "min",
    "sum",
    "any",
    "all",
    "sorted",
    "list",
    "tuple",
)  # where they are given a dict


class Calls(Shorts):
    """Flattens calls; everything else of an expression is the base class's."""

    def call(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static:
        for special in (
            self.popped,
            self.entries,
            self.listed,
            self.made_dict,
            self.told,
            self.renewed,
        ):
            found = special(node, scope, want)
            if found is not None:
                return found
        function = self.value(node.func, scope)
        positional: list[Static] = []
        others: dict[str, Static] = {}  # a list that is all of what *ws takes
        for argument in self.given_by(function, node):
            value = self.given_to(function, argument, scope)
            value = self.given_in_parts(function, argument, value)
            if not isinstance(argument, ast.Starred):
                positional.append(value)
            elif isinstance(value, Display) and value.op != "Dict":
                positional += value.items
            elif argument is node.args[-1] and self.takes_list(function, len(positional), value):
                others[OTHERS] = value
            else:
                last = argument is node.args[-1]
                places = self.places_left(function, len(positional), node) if last else None
                items = self.unpacked(value, places, argument, scope)
                if items is None:
                    return POISON
                positional += items
        keywords = self.keywords(node, scope, function, len(positional))
        if function is POISON or keywords is None:
            return POISON
        return self.applied(function, positional, {**keywords, **others}, node, want)

    def applied(
        self,
        function: Static,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        """Flatten the call of a function whose arguments are there."""
        if isinstance(function, Choice):
            ways = [
                lambda one=one: self.applied(one, positional, keywords, node, None)
                for one in (function.then, function.orelse)
            ]
            return self.one_way(function.test, ways, node, self.scopes[-1], want)
        if isinstance(function, Partial):
            given, named = [*function.given, *positional], {**function.keywords, **keywords}
            return self.applied(function.function, given, named, node, want)
        if isinstance(function, Record):
            return self.record(function, positional, keywords, node)
        if isinstance(function, Closure):
            return self.inline(function, positional, keywords, node, want)
        if isinstance(function, Method):
            self.arrays = True
            path = Path(f".{function.name}()", self.text(node.func))
            return self.library(path, [function.base, *positional], keywords, node, want)
        inlined = self.belonging(function) if isinstance(function, Path) else None
        if inlined is not None:
            return self.inline(inlined[0], [*inlined[1], *positional], keywords, node, want)
        if isinstance(function, Frozen):
            positional, keywords = [*positional, *function.given], keywords | function.keywords
            return self.library(function.function, positional, keywords, node, want)
        if isinstance(function, Path):
            return self.library(function, positional, keywords, node, want)
        name = function if isinstance(function, str) and function in self.main.parameters else ""
        help = ANY_FUNCTION.format(name=name) if name else "call a function by its name"
        if isinstance(function, Literal) and root_in(function.text) == self.home.owner != "":
            help = BY_OBJECT.format(name=function.text)
        if getattr(node.func, "id", "") in {c.name for c in self.module.survey.classes.values()}:
            help = MADE_WITHIN
        return self.fault(node, "what is called here is not a function", help)

    def one_way(
        self,
        test: Value,
        ways: Sequence[Callable[[], Static]],
        node: ast.expr,
        scope: Scope,
        want: Want | None,
    ) -> Static:
        raise AssertionError("branches are in flatgen.branches")

    def listed(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        raise AssertionError("lists made of others are in flatgen.gathering")

    def changes(self, node: ast.expr, scope: Scope) -> bool:
        """Flatten a call by itself that changes an array, ``z.sort()``; False if it is none."""
        function = node.func if isinstance(node, ast.Call) else None
        if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
            return False
        assert isinstance(node, ast.Call)
        if self.belonging_by(function, scope) is not None:
            return False
        owner: ast.expr = function.value
        arguments, path = node.args, f".{function.attr}()"
        if function.value.id in self.module.imports and node.args:
            owner, arguments = node.args[0], node.args[1:]
            path = f"{self.module.imports[function.value.id].path}.{function.attr}"
        if not self.rules.is_update(path):
            return False
        text = self.text(function)
        if not isinstance(owner, ast.Name):
            help = "give the array a name of its own"
            self.fault(node, f"{text} of what has no name is not supported", help)
            return True
        keywords = self.keywords(node, scope) or {}
        base = self.value(owner, scope)
        found = [base, *[self.value(argument, scope) for argument in arguments]]
        given = [self.argument(value, node) for value in (*found, *keywords.values())]
        value: Value | None = POISON
        if POISON not in given:
            value = self.rules.updated(Apply(path, tuple(given), tuple(keywords)))
            if isinstance(value, Apply):  # a line for each operation
                within = [isinstance(part, Apply) and "." in part.op for part in value.args]
                parts = [self.emit(p, node, None) if w else p for w, p in zip(within, value.args)]
                value = with_args(value, tuple(parts))
        if value is None:
            self.fault(node, f"{text} with these arguments is not supported", "leave them out")
        self.change(owner.id, base, value or POISON, scope, node)
        return True

    # Functions of a library

    def library(
        self,
        function: Path,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        path = function.path
        if path in OF_KEYS and len(positional) == 1 == len(node.args):
            positional = [self.keys_alone(positional[0], node)]
        if path == "range":  # as an index: the same numbers as an array
            self.arrays, path = True, "numpy.arange"
            self.rules.load_library("numpy")
        if path in ("any", "all"):  # of a list, or an array of one axis
            self.arrays, path = True, f"numpy.{path}"
            self.rules.load_library("numpy")
            function = Path(path, function.text)
        if path == PARTIAL:
            return self.partial(positional, keywords, node)
        if path == "slice" and not keywords and 0 < len(positional) < 4:
            return self.slice_of(positional, node)
        if not self.rules.knows(path):
            if is_family(path):
                return Frozen(function, positional, keywords)
            return self.unknown(function, node)
        if path in STOPS:
            return self.stop(function, [*positional, *keywords.values()], node, want)
        self.note_library(path)
        if any(value is POISON for value in (*positional, *keywords.values())):
            return POISON
        found = self.of_lists(function, positional, keywords, node, want)
        if found is not None:
            return found
        fold = self.rules.folded(path)
        if fold is not None:
            return self.fold(function, fold, positional, keywords, node, want)
        listed = self.rules.takes_growing(path)
        given = [self.argument(v, node, listed) for v in (*positional, *keywords.values())]
        if any(value is POISON for value in given):
            return POISON
        value = Apply(path, tuple(given), tuple(keywords))
        if not self.fits(value, function, node):
            return POISON
        value = self.reckoned(value)
        text = self.misplaced_text(value, node)
        if text is not None:
            return self.text_refused(text)
        written = self.written_out(value, node, want)
        if written is not None:
            return written
        return self.emit(self.with_arrays(value, node), node, want)

    def keys_alone(self, value: Static, node: ast.Call) -> Static:
        """Return what Python's functions take a dict for: its keys."""
        if isinstance(value, Literal):
            value = self.written_outside(node.args[0], self.scopes[-1]) or value
        if not isinstance(value, Display) or value.op != "Dict" or value.maker:
            return value
        return POISON if self.is_open(value, node) else entries_of(value, "keys")

    def misplaced_text(self, value: Apply, node: ast.Call) -> ast.AST | None:
        """Return the argument of a call that is a text, or has one beside variables, where numbers have to stand."""
        nodes = [*node.args, *[keyword.value for keyword in node.keywords]]
        nodes = [node] * (len(value.args) - len(nodes)) + nodes  # a method's own array
        kind = function_of(value.op).removeprefix("numpy.")
        is_kind = kind in (*DTYPES, "astype")  # float("inf")
        elementwise = not is_kind and self.rules.is_elementwise(value.op)
        call = call_of(value)
        given = call.given.items() if call else ()
        numeric = [argument for n, argument in given if n in NUMERIC]
        naming = [argument for n, argument in given if n in NAMING]
        for part, argument in zip(nodes, value.args):
            anywhere = elementwise and argument not in naming
            if is_text(argument) and (anywhere or argument in numeric):
                return part
            if holds_text(argument) and not is_constant(argument):
                return part
        return None

    def stop(
        self, function: Path, given: list[Static], node: ast.Call, want: Want | None
    ) -> Static:
        """Return the argument as one that no gradient passes through: of a tuple, each part."""
        if len(given) != 1:
            help = f"call {function.text} with one value, or a tuple of them"
            return self.fault(node, f"{function.text} takes one argument, not {len(given)}", help)
        (value,) = given
        if isinstance(value, Display):
            parts = [self.stop(function, [item], node, None) for item in value.items]
            return Display(value.op, parts, None, value.keys, value.maker)
        if function.path != STOP:
            self.note_library(function.path)
        atom = self.atom(value, node)
        if not isinstance(atom, str):  # a constant, or a size
            return atom
        return self.emit(Apply(STOP, (atom,)), node, want)

    def fits(self, value: Apply, function: Path, node: ast.Call) -> bool:
        """Report a call that its function doesn't take, or that writes into an argument."""
        try:
            call = call_of(value)
        except BadCall as bad:
            help = f"see the documentation of {function_of(function.path)}"
            self.fault(node, f"{function.text} {bad}", help)
            return False
        first = call.signature.places[:1] if call is not None else ()
        if call is not None and not call.given and not set(first) <= set(call.signature.defaults):
            self.fault(node, f"{function.text} is called without arguments", f"it takes {first[0]}")
            return False
        if call is not None and call.unusual(set(call.given) - {"out"}):
            help = f"leave out= away: {function.text} returns its result"
            self.fault(node, f"{function.text} with out= is not supported", help)
            return False
        return True

    def unknown(self, function: Path, node: ast.Call) -> Static:
        near = "" if is_builtin(function.path) else self.rules.nearest(function.path)
        module = function.path.rpartition(".")[0]
        if near and "." in near:  # say it the user's way: np.exp, not numpy.exp
            own, _, _ = function.text.rpartition(".")
            within = own and near.startswith(module + ".")
            near = f"{own}.{near.rpartition('.')[2]}" if within else near
        if is_builtin(function.path):
            help = BUILTINS.get(function.path, "leave it out: the forward function is arithmetic")
            return self.fault(node, f"{function.text}() is not supported", help)
        if module == "flatgen":
            return self.fault(node, f"{function.text} within a function is not supported", BIND_IT)
        message = f"unknown function '{function.text}'"
        help = "give its gradient in a file of rules, by --rules, or define it in this file"
        if self.home.owner and module.split(".")[0] == self.home.owner:
            last = function.text.rpartition(".")[2]
            help = BY_OBJECT.format(name=last)
        help = f"did you mean {near}?" if near else help
        from flatgen.templates.instead import INSTEAD  # few files need it

        return self.fault(node, message, INSTEAD.get(function.path, help))
