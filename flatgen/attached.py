"""Methods of objects that a module has: flattened where they are called, with the object's place for ``self``.

y = net(x)       of a class whose __call__ returns np.tanh(self.w @ x): y = np.tanh(net.w @ x)
"""

from __future__ import annotations

import ast
from typing import Any

from flatgen.calls import Calls
from flatgen.comments import key_text, string
from flatgen.ir import Apply, Literal
from flatgen.methods import (
    AT,
    CALL,
    CLASS,
    NOTHING,
    OF_CLASS,
    STATIC,
    Member,
    Several,
    chain_of,
    is_super,
    super_key,
)
from flatgen.static import Closure, Display, Method, Partial, Path, Scope, Static, Want


class Objects(Display):
    """Objects on a list, or in a dict, that something has: ``text`` says where."""

    text: str


class Attached(Calls):
    """Finds out which methods are meant."""

    def attribute(self, node: ast.Attribute, scope: Scope | None, want: Want | None) -> Static:
        if not self.home.attached:
            return super().attribute(node, scope, want)
        above = self.above(node) if is_super(node.value) else None
        if above is not None:
            return above
        place = self.place_of_object(node, scope)
        member = self.home.attached.get(place)
        if isinstance(member, Member):
            return self.as_called(member, place, node)
        if isinstance(member, str):
            self.check_same(place, self.home.spelled(member), node)
            nothing = member == NOTHING
            return Literal(NOTHING, None) if nothing else Path(member, place.removeprefix(AT))
        if isinstance(member, Several):
            return self.several(member, place, node)
        if f"{place}.{CALL}" in self.home.attached:
            return Path(place, place.removeprefix(AT))
        found = super().attribute(node, scope, want)
        place = found.path if isinstance(found, Path) else ""
        member = self.home.attached.get(place)
        if isinstance(member, Several):
            return self.several(member, place, node)
        return self.as_called(member, place, node) if isinstance(member, Member) else found

    def above(self, node: ast.Attribute) -> Static | None:
        """Return what ``super()`` has by a name, in a method of an object that isn't the function's own."""
        scope = self.scopes[-1]
        arguments = [*scope.node.args.posonlyargs, *scope.node.args.args]
        owner = scope.names.get(arguments[0].arg) if arguments else None
        at = owner.path if isinstance(owner, Path) else ""
        key = f"{at}.{super_key(self.module.filename, scope.node, node.attr)}"
        member = self.home.attached.get(key)
        return self.as_called(member, f"{at}.", node) if isinstance(member, Member) else None

    def several(self, held: Several, place: str, node: ast.AST) -> Objects:
        """Return a list or dict of objects as the places that they have."""
        self.check_kinds(place, held, node)
        parts: list[Static] = []
        for part, kind in zip(held.places(place), held.kinds):
            inner = self.home.attached.get(part)
            one: Static = Path(part, part.removeprefix(AT))
            if held.functions:
                one = Literal(NOTHING, None) if kind is None else self.run_at(part, node) or one
            parts.append(self.several(inner, part, node) if isinstance(inner, Several) else one)
        found = Objects("Tuple" if held.keys is None else "Dict", parts, keys=held.keys)
        found.text = place.removeprefix(AT)
        return found

    def global_name(self, node: ast.Name) -> Static:
        place = f"{AT}{node.id}"
        held = self.home.attached.get(place) if self.module is self.home else None
        if isinstance(held, Several):
            return self.several(held, place, node)
        return super().global_name(node)

    def part_at(self, node: ast.expr, scope: Scope | None) -> Static | None:
        found = super().part_at(node, scope)
        if found is None and self.home.attached:
            place = self.place_of_object(node, scope)
            held = self.home.attached.get(place)
            return self.several(held, place, node) if isinstance(held, Several) else None
        return found

    def place_of_object(self, node: ast.expr, scope: Scope | None) -> str:
        """Return the place of what an object has, ``@net.layer.apply``, as it is noted; '' of what no object has."""
        root, *names = chain_of(node)
        if not root:
            return ""
        around = scope
        while around is not None and root not in around.local:
            around = around.parent
        if around is not None:
            base = around.names.get(root)
            at = base.path if isinstance(base, Path) else ""
            at = at if at.startswith(AT) else f"{AT}{at}" if at and at == self.home.owner else ""
            return ".".join([at, *names]) if at else ""
        return ".".join([f"{AT}{root}", *names]) if self.module is self.home else ""

    def as_called(self, member: Member, place: str, node: ast.AST) -> Static:
        """Return a method with the object, or the class, that it is called with."""
        owner, _, _ = place.rpartition(".")
        kind = member.kind if member.how == "" else None
        if kind is not None and not owner.endswith("]"):  # of those on a list it is asked at once
            self.check_kinds(owner, kind, node)
        if member.held is not None and not place.endswith(f"].{CALL}"):
            self.check_same(place, self.name_of(member.held, place), node)
        owner += OF_CLASS if member.how == CLASS else ""
        given: list[Static] = [] if member.how == STATIC else [Path(owner, owner.removeprefix(AT))]
        return Partial(Closure(member.node, None, member.module), given, {})

    def name_of(self, held: Any, place: str) -> str:
        """Return how the output calls a function, or a class; one without a name by the place where it is."""
        known = self.home.attached.get(f"{place}.{CALL}")
        if held is None or isinstance(known, str):
            return self.home.spelled(known) if isinstance(known, str) else NOTHING
        word = place.rpartition(".")[2].partition("[")[0]
        return self.home.object_named(held, word, self.names.fresh)

    def run_at(self, place: str, node: ast.AST) -> Static | None:
        """Return what runs where an object, or a function that one has, is called; None of others."""
        member = self.home.attached.get(f"{place}.{CALL}")
        if isinstance(member, str):
            return Path(member, self.home.spelled(member))
        return (
            self.as_called(member, f"{place}.{CALL}", node) if isinstance(member, Member) else None
        )

    def check_same(self, place: str, called: str, node: ast.AST) -> None:
        """Assert that an object has the function of a library that it had when the gradient was made."""
        text = place.removeprefix(AT)
        said = Literal(string(f"this is the gradient for {text} = {called}"))
        test = Apply("Is", (Literal(text), Literal(called)))
        self.presume_once(test, f"{text} is {called}", node, said)

    def check_kinds(self, place: str, kinds: type | Several, node: ast.AST) -> None:
        """Assert that an object is of the class, or several are of the classes, that it was, or they were."""
        text = place.removeprefix(AT)
        if text == self.home.owner:  # there is a gradient for each class
            return
        several = kinds if isinstance(kinds, Several) else None
        given = kinds.kinds if isinstance(kinds, Several) else [kinds]
        if several and several.functions:
            self.check_functions(place, several, node)
            return
        names = [self.name_of(kind, "") for kind in given]
        words = [kind.__name__ for kind in given]
        if several and several.keys is not None:
            words = [f"{key}: {word}" for key, word in zip(several.keys, words)]
        asked, wanted = f"{text}.__class__", names[0]
        if several and several.keys is None:
            asked, wanted = f"[one.__class__ for one in {text}]", f"[{', '.join(names)}]"
        elif several:
            pairs = [f"({key_text(key)}, {name})" for key, name in zip(several.keys or (), names)]
            asked, wanted = (
                f"[(k, one.__class__) for k, one in {text}.items()]",
                f"[{', '.join(pairs)}]",
            )
        test = Apply("Eq" if several else "Is", (Literal(asked), Literal(wanted)))
        said = string(f"this is the gradient for {', '.join(words)}")
        self.presume_once(test, f"{asked} is {wanted}", node, Literal(said))

    def check_functions(self, place: str, held: Several, node: ast.AST) -> None:
        """Assert that a list, tuple or dict has the functions that it had."""
        text = place.removeprefix(AT)
        names = [self.name_of(one, at) for one, at in zip(held.kinds, held.places(place))]
        inner = ", ".join(names)
        wanted = {"List": f"[{inner}]", "Tuple": f"({inner}{',' * (len(names) == 1)})"}.get(held.op)
        if wanted is None:
            pairs = [f"{key_text(key)}: {name}" for key, name in zip(held.keys or (), names)]
            wanted = f"{{{', '.join(pairs)}}}"
        said = Literal(string(f"this is the gradient for {text} = {wanted}"))
        test = Apply("Eq", (Literal(text), Literal(wanted)))
        self.presume_once(test, f"{text} is {wanted}", node, said)

    def applied(
        self,
        function: Static,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        if self.home.attached and isinstance(function, (Path, Literal)):
            if isinstance(function, Path) and function.path.startswith(AT):  # self.layers[-1](x)
                place = function.path
            else:
                place = self.place_of_object(node.func, self.scopes[-1])
            function = self.run_at(place, node) or function
        if isinstance(function, Path):
            function = self.of_array(function, node) or function
        return super().applied(function, positional, keywords, node, want)

    def of_array(self, function: Path, node: ast.Call) -> Method | None:
        """Return the method of an array that an object has, ``self.W.dot``, which it is asserted to be."""
        whole, _, name = function.path.rpartition(".")
        owner = self.home.owner
        held = whole.startswith(AT) or bool(owner and whole.startswith(f"{owner}."))
        if not held or self.rules.knows(function.path) or not self.rules.has_method(name):
            return None
        text = function.text.rpartition(".")[0]
        asked = f"{text}.__class__.__module__"
        said = Literal(string(f"{text} has to be an array"))
        test = Apply("Eq", (Literal(asked), Literal(string("numpy"), "numpy")))
        if not self.within:  # where it is read: it may be None elsewhere
            self.append_effect(Apply("Assert", (test, said)), node)
        return Method(self.atom(Path(whole, text), node), name)
