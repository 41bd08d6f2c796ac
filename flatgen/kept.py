"""What methods keep on their objects, and who else reads it: it is theirs alone, a gradient changes no object."""

from __future__ import annotations

import ast

from flatgen.attached import Attached
from flatgen.ir import Value
from flatgen.keeping import FIRST, KEPT
from flatgen.methods import AT, CALL
from flatgen.outermost import FunctionNode
from flatgen.outside import COMPUTE
from flatgen.scopes import Keeper
from flatgen.static import Closure, Path, Scope, Static, Want
from flatgen.surveying import path_of, root_of


class Kept(Attached):
    """Refuses what reads it elsewhere."""

    def keep(self, definition: FunctionNode, place: str, node: ast.AST) -> None:
        """Note what a method keeps on the object at a place: the outermost one, or one that ``node`` calls."""
        kept: dict[str, ast.Attribute] = getattr(definition, KEPT, {})
        around = {name for one in self.keepers if one.place == place for name in one.names}
        first = set() if self.within_blocks else kept.keys() - self.kept
        for name, part in kept.items():
            if name in self.home.set_otherwise:
                message = f"setting .{name} runs code of the class, which is not followed"
                self.fault(part, message, "let the method use a name of its own")
            elif name in around or name in self.read_of_objects or self.read_unseen:
                self.refuse(node, name)
            self.kept.add(name)
        self.keepers.append(Keeper(set(kept), first, place))

    def refuse(self, node: ast.AST, name: str) -> None:
        message = (
            f"what a method sets on its object, .{name}, is read elsewhere or by its next call"
        )
        help = "let the method take it and return it: a gradient changes no object"
        self.fault(node, message, help)

    def attribute(self, node: ast.Attribute, scope: Scope | None, want: Want | None) -> Static:
        is_first = getattr(node, FIRST, False) and node.attr in self.keepers[-1].first
        if not is_first and self.is_of_object(node, scope):
            if node.attr in self.kept:
                self.refuse(node, node.attr)
            self.read_of_objects.add(node.attr)
            if node.attr in self.home.computed:
                self.note_unseen(node)
        return super().attribute(node, scope, want)

    def note_unseen(self, node: ast.AST) -> None:
        """Note what runs code of an object that isn't followed, and may read what its methods keep."""
        self.read_unseen = True
        if self.kept:
            self.refuse(node, sorted(self.kept)[0])

    def atom(self, value: Static, node: ast.AST) -> Value:
        if isinstance(value, Path) and value.path and not self.rules.knows(value.path):
            whole = value.path == self.home.owner or f"{value.path}.{CALL}" in self.home.attached
            if whole or value.path.endswith("]"):
                self.note_unseen(node)
            kind = self.home.odd.get(value.path.removeprefix(AT))
            if kind:
                message = f"what {value.text} is only the run tells: a {kind}, whose operators are its own"
                return self.fault(node, message, COMPUTE)
        return super().atom(value, node)

    def is_of_object(self, node: ast.Attribute, scope: Scope | None) -> bool:
        """Tell whether an attribute may be of an object, not of an array or a library."""
        root = root_of(node)
        while scope is not None and isinstance(root, ast.Name):
            if root.id in scope.local:
                return isinstance(scope.names.get(root.id), Path)
            scope = scope.parent
        imported = isinstance(root, ast.Name) and root.id in self.module.imports
        return not imported or path_of(node, self.module) in self.module.objects

    def inlined(
        self,
        function: Closure,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        owner = positional[0] if positional else None
        self.keep(function.node, owner.path if isinstance(owner, Path) else "", node)
        try:
            return super().inlined(function, positional, keywords, node, want)
        finally:
            self.keepers.pop()
