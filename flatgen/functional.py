"""Functions that are values: with arguments given before, in tuples, lists and dicts, one of several.

    ACTIVATIONS = {"tanh": np.tanh, "relu": relu}      ACTIVATIONS[kind](x)
    step = partial(euler, dt=0.1)                      step(x)

They are known from the text, as all functions are: what is chosen as it runs is a choice between calls.
"""

from __future__ import annotations

import ast
from typing import TypeGuard

from flatgen.comments import key_text, string
from flatgen.dicts import Filled, filled_in
from flatgen.inlining import Inlining
from flatgen.ir import NUMBER, Apply, Literal, Parameter, Value
from flatgen.outermost import FunctionNode
from flatgen.static import (
    FUNCTIONS,
    NOTHING,
    PARTIAL,
    POISON,
    Choice,
    Closure,
    Display,
    Method,
    Partial,
    Path,
    Scope,
    Static,
    Text,
    Want,
)
from flatgen.surveying import defaults_in, path_of, root_of, walk


class Functional(Inlining):
    """Finds out which functions are meant."""

    def partial(
        self, positional: list[Static], keywords: dict[str, Static], node: ast.Call
    ) -> Static:
        """Return ``partial(f, x, k=2)``: the function, with what it is given before its other arguments."""
        function, *given = positional or [NOTHING]
        if function is POISON:
            return POISON
        if not isinstance(function, (*FUNCTIONS, Method)):
            return self.fault(node, "a partial of what is no function", "give it a function first")
        return Partial(function, given, keywords)

    def bind_parameters(
        self, parameters: tuple[Parameter, ...], node: FunctionNode, scope: Scope
    ) -> None:
        super().bind_parameters(parameters, node, scope)
        calls = [part.func for part in walk(node) if isinstance(part, ast.Call)]
        called = {function.id for function in calls if isinstance(function, ast.Name)}
        for name, default in defaults_in(node.args):
            missing = name in called and getattr(default, "value", "") is None
            known = missing or self.is_function(default)
            value = self.value(default, None) if known else POISON
            if missing or (isinstance(value, FUNCTIONS) and not isinstance(default, ast.Lambda)):
                self.bind(scope, name, value)
                given = Apply("Own", (Literal(string(name), name),))
                text = self.text(default)
                said = Literal(string(f"this is the gradient for {name}={text}"))
                self.presume(Apply("Is", (given, Literal(text))), default, said)
                self.sure.add(f"{name} is {text}")

    def called_with(
        self, node: ast.expr, scope: Scope
    ) -> tuple[FunctionNode, list[Static], dict[str, Static]] | None:
        made = self.part_at(node, scope)
        if isinstance(made, Partial) and isinstance(made.function, Closure):
            return made.function.node, made.given, made.keywords
        return super().called_with(node, scope)

    # Constants of the file

    def global_name(self, node: ast.Name) -> Static:
        found = self.functions_named(node)
        return super().global_name(node) if found is None else found

    def attribute(self, node: ast.Attribute, scope: Scope | None, want: Want | None) -> Static:
        found = self.held_by_module(node, scope)
        if found is None and self.module.objects:
            found = self.part_of_object(node, scope)
        if found is None and node.attr in ("func", "args", "keywords"):
            found = self.part_of_partial(node, scope)
        return super().attribute(node, scope, want) if found is None else found

    def part_of_partial(self, node: ast.Attribute, scope: Scope | None) -> Static | None:
        """Return what a partial was made of, as our own output reads it: ``step.args[0]``."""
        whole = self.container(node.value, scope)
        if not isinstance(whole, Partial):
            return None
        if node.attr == "func":
            return whole.function
        if node.attr == "args":
            return Display("Tuple", whole.given)
        return Display("Dict", [*whole.keywords.values()], keys=list(whole.keywords))

    def part_of_object(self, node: ast.Attribute, scope: Scope | None) -> Static | None:
        """Return a constant that an object of the module has, ``CONFIG.rate``; None of all else."""
        path, root = path_of(node, self.module), root_of(node, (ast.Attribute,))
        while scope is not None:
            if not isinstance(root, ast.Name) or root.id in scope.local:
                return None
            scope = scope.parent
        return self.constant_by(path) if path in self.module.objects else None

    def held_by_module(self, node: ast.Attribute, scope: Scope | None) -> Static | None:
        """Return what holds functions in another module, ``parts.STEPS``."""
        path = path_of(node, self.module) if self.module.held else ""
        if path not in self.module.held:
            return None
        owner = self.value(node.value, scope)
        same = isinstance(owner, Path) and f"{owner.path}.{node.attr}" == path
        return self.as_it_runs(path, node) if same else None

    def part_at(self, node: ast.expr, scope: Scope | None) -> Static | None:
        found = super().part_at(node, scope)
        if found is not None:
            return found
        if isinstance(node, ast.Attribute):
            return self.held_by_module(node, scope)
        while scope is not None and isinstance(node, ast.Name) and node.id not in scope.local:
            scope = scope.parent
        return self.functions_named(node) if scope is None and isinstance(node, ast.Name) else None

    def functions_named(self, node: ast.Name) -> Static | None:
        """Return a partial, tuple, list or dict of functions that a name outside of functions stands for."""
        module = self.module
        if node.id in module.held:
            return self.as_it_runs(node.id, node)
        if node.id not in module.bindings or node.id in module.unsure or node.id in module.live:
            return None
        value = self.module.constant_at(node)
        if not isinstance(value, ast.expr) or not self.holds_functions(value):
            return None
        return self.of_module(value, node)

    def as_it_runs(self, path: str, node: ast.expr) -> Static:
        held = self.module.held[path]
        self.check_still(path, node)
        for part in ast.walk(held):
            ast.copy_location(part, node)
        return self.of_module(held, node)

    def check_still(self, path: str, node: ast.expr) -> None:
        """Assert that a list, tuple or dict of a module has the functions that it had when the gradient was made."""
        own = self.module is self.home
        if not own and "." in path:
            return
        text = path if own else self.constant_by(path).text
        wanted = self.home.functions_now(self.module, path, text, self.names.fresh)
        if wanted:
            said = Literal(string(f"this is the gradient for {path} = {wanted}"))
            test = Apply("Eq", (Literal(text), Literal(wanted)))
            self.presume_once(test, f"{text} is {wanted}", node, said)

    def of_module(self, value: ast.expr, node: ast.expr) -> Static:
        found = self.value(value, None)
        for whole in filled_in(found):
            whole.fixed = f"{self.text(node)} is a dict of the module, which this changes"
        return found

    def holds_functions(self, node: ast.expr) -> bool:
        """Tell whether a constant of the file is a partial, or holds functions beside what is written out."""
        if isinstance(node, ast.Call):
            return path_of(node.func, self.module) == PARTIAL
        parts = parts_of(node)
        known = all(self.is_plain(part) for part in parts)
        return known and any(self.is_function(part) or self.holds_functions(part) for part in parts)

    def is_plain(self, node: ast.expr) -> bool:
        """Tell whether a part of a constant is written out, or a function: it is the same wherever it stands."""
        parts = parts_of(node)
        if parts:
            return all(map(self.is_plain, parts))
        return (
            isinstance(node, ast.Constant) or self.is_function(node) or self.holds_functions(node)
        )

    def is_function(self, node: ast.expr) -> bool:
        """Tell whether an expression is a function that has a name, or none."""
        if isinstance(node, ast.Name) and node.id in self.module.functions:
            return True
        return isinstance(node, ast.Lambda) or self.rules.knows(path_of(node, self.module))

    # Chosen by a key, or by the number of a round

    def part_of_display(self, base: Display, index: Static, node: ast.Subscript) -> Static:
        if isinstance(index, Text):
            self.unroll(index)
        if is_of_functions(base) and index is not POISON and self.key_that(index) is None:
            return self.chosen(base, index, node)
        if base.op != "Dict" and any(isinstance(item, FUNCTIONS) for item in base.items):
            if self.bounds(index) is None and self.known_number(index) is None:
                self.unroll(index)
                if all(isinstance(item, FUNCTIONS) for item in base.items):
                    place = self.from_the_front(index, len(base.items), node)
                    sure = self.is_remainder(place, len(base.items))
                    return POISON if place is POISON else self.chosen(base, place, node, sure=sure)
        return super().part_of_display(base, index, node)

    def is_setting(self, node: ast.expr) -> bool:
        """Tell whether an expression is what an object or class has, and no number: ``Kind.L1``."""
        path = path_of(node, self.module)
        return path in self.module.objects and self.module.live[path] is not NUMBER

    def chosen(
        self,
        whole: Display,
        index: Static,
        node: ast.AST,
        otherwise: Static | None = None,
        sure: bool = False,
    ) -> Static:
        """Return the function that a dict or list of functions has at a key that only the run tells."""
        if self.within:
            help = "choose it on a line before, where it may be chosen in any case"
            return self.fault(node, "a function by its key behind 'and' or 'or'", help)
        key = self.atom(index, node)
        if key is POISON:
            return POISON
        ways = list(zip(keys_of(whole), whole.items))
        if otherwise is None:
            if not sure:  # it would raise an error
                has_it = Apply("In", (key, Apply("Tuple", keys_of(whole))))
                self.append_effect(Apply("Assert", (has_it,)), node)
            *ways, (_, otherwise) = ways
        for other, item in reversed(ways):
            otherwise = Choice(Apply("Eq", (key, other)), item, otherwise)
        return otherwise

    def from_the_front(self, index: Static, count: int, node: ast.AST) -> Static:
        """Return an index of a list, which may be counted from its end, ``-1``, as one from its front."""
        if index in self.counters or self.is_remainder(index, count):
            return index
        size = Literal(str(count), count)
        atom = self.atom(index, node)
        if atom is POISON:
            return POISON
        inside = [Apply("LtE", (Literal(str(-count), -count), atom)), Apply("Lt", (atom, size))]
        self.append_effect(Apply("Assert", (Apply("And", tuple(inside)),)), node)
        return self.emit(Apply("Mod", (atom, size)), node, None)

    def is_remainder(self, index: Static, count: int) -> bool:
        """Tell whether a number is sure to be one of so many, from 0: ``i % 3``."""
        value = self.made.get(index, index) if isinstance(index, str) else index
        by = value.args[1] if isinstance(value, Apply) and value.op == "Mod" else None
        return isinstance(by, Literal) and type(by.known) is int and 0 < by.known <= count

    def asked(
        self, whole: Static, name: str, node: ast.Call, scope: Scope | None, want: Want | None
    ) -> Static:
        if name == "get" and is_of_functions(whole) and len(node.args) == 2 and not node.keywords:
            key, otherwise = [self.value(argument, scope) for argument in node.args]
            unknown = key is not POISON and self.key_that(key) is None
            if unknown and isinstance(otherwise, FUNCTIONS):
                return self.chosen(whole, key, node, otherwise)
        return super().asked(whole, name, node, scope, want)

    def counted_keys(self, node: ast.Call, scope: Scope | None) -> Static | None:
        """``len(LAYERS)``, of a tuple or list with functions in it, too."""
        whole = self.part_at(node.args[0], scope)
        if isinstance(whole, Display) and whole.op != "Dict":
            if any(isinstance(item, FUNCTIONS) for item in whole.items):
                return Literal(str(len(whole.items)), len(whole.items))
        return super().counted_keys(node, scope)

    def among(self, node: ast.expr, scope: Scope | None) -> Value | None:
        """``kind in ACTIVATIONS``, where only the run tells what ``kind`` is."""
        asked = node if isinstance(node, ast.Compare) and len(node.ops) == 1 else None
        if asked is not None and isinstance(asked.ops[0], (ast.In, ast.NotIn)):
            whole = self.container(asked.comparators[0], scope)
            if whole is not None and is_of_functions(whole):
                key = self.value(asked.left, scope)
                if key is not POISON and self.key_that(key) is None:
                    both = self.atom(key, node), Apply("Tuple", keys_of(whole))
                    return Apply(type(asked.ops[0]).__name__, both)
        return super().among(node, scope)

    def append_effect(self, value: Value, node: ast.AST) -> None:
        raise AssertionError("effects are in flatgen.effects")


def is_of_functions(value: Static) -> TypeGuard[Display]:
    """Tell whether a value is a dict of functions, of which it is known what is in it."""
    if not isinstance(value, Display) or value.op != "Dict" or not value.items:
        return False
    unsure = isinstance(value, Filled) and (value.under is not None or value.unsure)
    return not unsure and all(isinstance(item, FUNCTIONS) for item in value.items)


def keys_of(whole: Display) -> tuple[Literal, ...]:
    """Return the keys of a dict, or the numbers of what is in a tuple or list."""
    keys = whole.keys if whole.op == "Dict" else range(len(whole.items))
    return tuple([Literal(key_text(key), key) for key in keys])


def parts_of(node: ast.expr) -> list[ast.expr]:
    """Return what is in a tuple, list or dict that is written out."""
    if isinstance(node, ast.Dict) and None not in node.keys:
        return node.values
    return node.elts if isinstance(node, (ast.Tuple, ast.List)) else []
