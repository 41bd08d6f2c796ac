"""What the objects of a module that runs have: methods that a function calls, of its own object and of others.

def loss(x):                        the bodies of Net.__call__, and of what that calls of
    return np.sum(net(x) ** 2)      what it has, self.first(x), stand in the gradient of loss
"""

from __future__ import annotations

import ast
import sys
from types import FunctionType
from typing import Any

from flatgen.errors import FlatgenError
from flatgen.ir import NUMBER
from flatgen.keeping import KEPT
from flatgen.methods import (
    AT,
    CALL,
    CLASS,
    HOLDERS,
    NOTHING,
    OF_CLASS,
    PLAINEST,
    STATIC,
    Member,
    above,
    attribute_of,
    bound_how,
    chain_of,
    computed_by,
    depth_of,
    functions_of,
    is_super,
    member_of,
    of_bases,
    sets_plainly,
    several_of,
    super_key,
)
from flatgen.module import Module
from flatgen.origins import found
from flatgen.outermost import FunctionNode
from flatgen.runtime import (
    LIBRARIES,
    defaults_of,
    has_own_operators,
    is_number,
    library_path,
    unwrapped,
)
from flatgen.surveying import Mentions, walk

THEIRS = LIBRARIES | sys.stdlib_module_names  # whose methods aren't looked into


class Belonging(Module):
    """Finds them."""

    kind: type | None
    node: FunctionNode
    asked: set[str]
    called: dict[FunctionNode, FunctionType]
    of: object
    first: Belonging
    following: list[object]  # the lists and objects that are looked into

    def _look(self, node: FunctionNode) -> None:
        raise AssertionError("what names stand for is in flatgen.live")

    def value_of(self, node: ast.expr) -> object:
        raise AssertionError("what names stand for is in flatgen.live")

    def is_here(self, function: FunctionType) -> bool:
        raise AssertionError("what names stand for is in flatgen.live")

    def another(self, function: FunctionType) -> Belonging:
        """Return what the names that another function reads stand for."""
        raise AssertionError("what names stand for is in flatgen.live")

    def look_for_method(self, name: str) -> None:
        """Find a method of the class, if that is what belongs to it by a name."""
        if name in self.methods or name in self.asked or not self.owner:
            return
        self.asked.add(name)
        written = self.survey.classes.get(self.node)
        self._take(name, member_of(name, self.kind, written, self.value_of))

    def look_above(self, name: str, node: FunctionNode, home: Belonging) -> None:
        """Find what ``super().name`` is in a method, which stands in the module ``home``."""
        key = super_key(home.filename, node, name)
        written = home.survey.classes.get(node)
        if key in self.methods or key in self.asked or not self.owner:
            return
        self.asked.add(key)
        function = self.called.get(node)
        if self.kind is not None and function is not None:
            self._take(
                key, above(name, self.kind, lambda v: unwrapped(bound_how(v)[0]) is function)
            )
        elif written is not None:
            self._take(key, of_bases(name, written, home.value_of))

    def _take(self, key: str, member: object) -> None:
        """Note a method, and look into it."""
        given, how = bound_how(member)
        node, home = given, self
        if not isinstance(node, FunctionNode):
            written = self.written_as(unwrapped(given))
            if written is None:
                return
            node, home = written
        self.methods[key] = Member(node, home, how)
        self.note_setting(node, self.kind, home)
        if home is self and node is not self.node:
            self._look(node)
        if self.of is not None and how == "":
            self.look_into_object(node, home, self.owner, self.of)

    def written_as(self, function: FunctionType | None) -> tuple[FunctionNode, Belonging] | None:
        """Return a method's definition, and what its names stand for; None where its source isn't to be had."""
        try:
            node = found(function)[1] if function else None
        except FlatgenError:
            return None
        if function is None or node is None:
            return None
        self.called[node] = function  # before its own calls are looked for: super() asks it
        self.settled.add(node)
        self.defaults[node] = defaults_of(function)
        return node, self if self.is_here(function) else self.another(function)

    def note_setting(self, node: FunctionNode, kind: type | None, home: Belonging) -> None:
        """Note what a method sets that runs code of its class, known or written in the module ``home``."""
        written = None if kind else home.survey.classes.get(node)
        self.first.computed |= computed_by(kind, written, home.value_of)
        for name in getattr(node, KEPT, ()) if kind or written else ():
            if not sets_plainly(name, kind, written, home.value_of):
                self.first.set_otherwise.add(name)

    def inlined(self) -> frozenset[str]:
        """Return the names of the methods for which there is a gradient for each class.

        A method that sets something on its object needs one, too: what that does the class tells.
        """
        sets = self.kind is None and getattr(self.node, KEPT, None)
        return frozenset([*self.methods, *["what it sets"] * bool(sets)])  # no name of an attribute

    # Other objects

    def attach(self, path: str, owner: object, name: str) -> bool:
        """Note what an object has by a name, if that is a method or a function of a library; tell whether it is."""
        key = f"{AT}{path}"
        if key in self.first.attached:
            return True
        member, own = attribute_of(owner, name)
        known = library_path(name, member, None) if own else ""
        if known:
            self.first.attached[key] = known
            return True
        given, how = bound_how(member)
        function = unwrapped(given)
        kind = owner if isinstance(owner, type) else type(owner)
        theirs = kind.__module__.split(".")[0] in THEIRS
        held = function if own and not isinstance(owner, type) else None  # self.act = leaky
        written = None if theirs or (own and held is None) else self.written_as(function)
        if written is None:
            return False
        if held is not None:
            self.first.attached[key] = Member(*written, STATIC, None, held)
            self.look_along(*written, STATIC, "", type(owner))
            return True
        if kind is owner:  # of a class: what is no method of the class is given its object
            how = "" if how == CLASS else STATIC
        node, home = written
        self.first.attached[key] = Member(node, home, how, None if kind is owner else kind)
        self.look_along(node, home, how, path.rpartition(".")[0], owner)
        return True

    def look_along(
        self, node: FunctionNode, home: Belonging, how: str, place: str, owner: object
    ) -> None:
        """Look into a method of an object: what it reads of that, and of what its class is made of."""
        kind = owner if isinstance(owner, type) else type(owner)
        self.note_setting(node, kind, home)
        if home is self:
            self._look(node)
        if how != STATIC:
            whole = type(owner) if how == CLASS else owner
            at = place + (OF_CLASS if how == CLASS else "")
            self.look_into_object(node, home, at, whole)
        attributes = [one for part in home.survey.mentioned(node) for one in part.attributes]
        for attribute in attributes if kind is not owner else ():
            if is_super(attribute.value):
                self.attach_above(attribute.attr, node, home, place, owner)

    def attach_above(
        self, name: str, node: FunctionNode, home: Belonging, place: str, owner: object
    ) -> None:
        """Note what ``super().name`` is in a method of an object."""
        key = f"{AT}{place}.{super_key(home.filename, node, name)}"
        function = self.called[node]
        given, how = bound_how(
            above(name, type(owner), lambda v: unwrapped(bound_how(v)[0]) is function)
        )
        written = self.written_as(unwrapped(given)) if key not in self.first.attached else None
        if written is not None:
            self.first.attached[key] = Member(*written, how)
            self.look_along(*written, how, place, owner)

    def look_into_object(
        self, node: FunctionNode, home: Belonging, path: str, owner: object
    ) -> None:
        """Find what a method reads of its object: ``self.rate``, ``self.layers.first(x)``."""
        arguments = [*node.args.posonlyargs, *node.args.args]
        calls = [part.func for part in walk(node) if isinstance(part, ast.Call)]
        if arguments and any(getattr(f, "id", "") == arguments[0].arg for f in calls):
            self.attach(f"{path}.{CALL}", owner, CALL)
        for part in home.survey.mentioned(node) if arguments else ():
            for attribute in part.attributes:
                root, *names = chain_of(attribute)
                if root == arguments[0].arg:
                    whole = owner
                    for name in names[:-1]:
                        whole, _ = attribute_of(whole, name)
                    place = ".".join([path, *names])
                    value, own = attribute_of(whole, names[-1])
                    if value is None and own and attribute in calls:  # a function, where it isn't
                        self.first.attached[f"{AT}{place}"] = NOTHING
                    elif own and has_own_operators(value):
                        self.first.odd[place] = type(value).__name__
                        self.attach_all(place, whole, names[-1], home.survey.mentioned(node))
                    elif is_number(value):
                        home.live[f"{AT}{place}"] = home.live[place] = NUMBER
                    else:
                        self.attach_all(place, whole, names[-1], home.survey.mentioned(node))

    def attach_all(self, place: str, owner: object, name: str, mentioned: list[Mentions]) -> bool:
        """Note what an object has by a name: what is called, or several objects, and what of them may be called."""
        value, own = attribute_of(owner, name)
        if own and type(value) in HOLDERS:
            found = self.attach_several(place, value, mentioned)
            return found or self.attach_functions(place, value, type(owner))
        if self.attach(place, owner, name) or not own:
            return f"{AT}{place}" in self.first.attached
        return self.attach(f"{place}.{CALL}", value, CALL)

    def attach_several(self, place: str, value: object, mentioned: list[Mentions]) -> bool:
        """Note the objects on a list or in a dict, those in others within it, and what of them may be called."""
        held = several_of(value)
        if held is None:
            return False
        if any(value is one for one in self.first.following):  # what it has has it
            return False
        self.first.following.append(value)
        called = {attribute.attr for part in mentioned for attribute in part.attributes} | {CALL}
        items: Any = value if held.keys is None else [*value.values()]  # type: ignore[attr-defined]
        found = [
            self.attach_several(at, item, mentioned)
            if type(item) in HOLDERS
            else bool([one for one in sorted(called) if self.attach(f"{at}.{one}", item, one)])
            | self.attach_held(at, item, mentioned)
            for at, item in zip(held.places(place), items)
        ]
        self.first.following.pop()
        if any(found):
            self.first.attached[f"{AT}{place}"] = held
        return any(found)

    def attach_functions(self, place: str, value: object, kind: type) -> bool:
        """Note the functions on a list or in a dict that an object has; tell whether it holds functions alone."""
        held = functions_of(value)
        for at, one in zip(held.places(place), held.kinds) if held else ():
            known = library_path("", one, None)
            written = None if known or one is None else self.written_as(unwrapped(one))
            if written is not None:
                self.first.attached[f"{AT}{at}.{CALL}"] = Member(*written, STATIC, None, one)
                self.look_along(*written, STATIC, "", kind)
            elif known:
                self.first.attached[f"{AT}{at}.{CALL}"] = known
            elif one is not None:
                return False
        if held is not None:
            self.first.attached[f"{AT}{place}"] = held
        return held is not None

    def attach_held(self, place: str, owner: object, mentioned: list[Mentions]) -> bool:
        """Note the objects on lists, or in dicts, that an object has by a name; tell whether any is read."""
        own = getattr(owner, "__dict__", {})
        read = {attribute.attr for part in mentioned for attribute in part.attributes} & own.keys()
        self.first.following.append(owner)
        attributes = [one for part in mentioned for one in part.attributes]
        deeper = place.count(".") < max(map(depth_of, attributes), default=0)
        for name in sorted(read if deeper else ()):
            value, at = own[name], f"{place}.{name}"
            if type(value) in HOLDERS:
                self.attach_several(at, value, mentioned)
            elif not any(value is one for one in self.first.following):
                if type(value).__module__ not in PLAINEST:
                    self.attach_held(at, value, mentioned)
        self.first.following.pop()
        return bool(read)
