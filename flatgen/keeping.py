"""What a method keeps on its object, ``self.out = x @ self.w``: a name of the method's own, as its gradient reads it.

def __call__(self, x):                     def __call__(self, x):
    self.h = np.tanh(x + self.h)               h = self.h
    return self.h * self.w                     h = np.tanh(x + h)
                                               return h * self.w

A generated function doesn't change its object. Where another function reads what is kept, it is refused: flatgen.kept.
"""

from __future__ import annotations

import ast

from flatgen.surveying import free_name, names_in, stored_names, walk

SETTING = (
    "__init__",
    "__new__",
    "__post_init__",
    "__setattr__",
    "__set__",
)  # that is what they are for
OWN_WAY = {"__setattr__", "__getattribute__", "__getattr__"}  # of a class that has one, all may be
KEPT, FIRST = (
    "kept",
    "is_first",
)  # marks: of a method, what it keeps; of a read, that it is of what was there before
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
ENDS = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def with_own_names(tree: ast.Module) -> None:
    """Let what methods set on their objects be names of their own, in place."""
    for owner in [part for part in ast.walk(tree) if isinstance(part, ast.ClassDef)]:
        methods = [part for part in owner.body if isinstance(part, ast.FunctionDef)]
        called = {method.name for method in methods}
        for method in methods if called.isdisjoint(OWN_WAY) else ():
            if method.name not in SETTING:
                _name_kept(method, called)


def with_private_names(tree: ast.AST, of_class: str = "") -> None:
    """Write what only a class knows, ``self.__w``, as everybody else has to: ``self._Net__w``, in place."""
    for node in ast.iter_child_nodes(tree):
        inner = node.name.lstrip("_") if isinstance(node, ast.ClassDef) else of_class
        if isinstance(node, ast.Attribute) and of_class:
            if node.attr.startswith("__") and not node.attr.endswith("__"):
                node.attr = f"_{of_class}{node.attr}"
        with_private_names(node, inner)


def _name_kept(method: ast.FunctionDef, methods: set[str]) -> None:
    """Name what one method keeps; it is left as it is, and refused, where that may be more than a name."""
    arguments = [*method.args.posonlyargs, *method.args.args]
    bound = {getattr(decorator, "id", "") for decorator in method.decorator_list}
    if not arguments or bound & {"classmethod", "staticmethod"}:
        return
    owner = arguments[0].arg
    kept = {part.attr: part for part in _parts(method, owner) if not _is_read(part)}
    inner = [child for child in walk(method)[1:] if isinstance(child, INNER)]
    inside = [part for child in inner for part in _parts(child, owner) if not _is_read(part)]
    tries = any(isinstance(part, (ast.Try, ast.Delete)) for part in walk(method))
    again = {name for line in method.body for name in stored_names(line, writes=False)}
    if not kept or inside or tries or owner in again or methods & kept.keys():
        return
    if _is_whole(method, owner) or any(part.attr.endswith("__") for part in _parts(method, owner)):
        return  # who knows what of it is read
    taken = set(names_in(method))
    names = {name: free_name(name, taken) for name in sorted(kept)}
    first = [name for name in names if _follow(method.body, owner, name)[0]]
    for line in method.body:
        OwnNames(owner, names).visit(line)
    for name in reversed(first):
        place = kept[name]
        before = ast.Attribute(ast.Name(owner, ast.Load()), name, ast.Load())
        setattr(before, FIRST, True)
        line = ast.Assign([ast.Name(names[name], ast.Store())], before)
        method.body.insert(0, ast.fix_missing_locations(ast.copy_location(line, place)))
    setattr(method, KEPT, kept)


class OwnNames(ast.NodeTransformer):
    """Puts names in the place of what an object has."""

    def __init__(self, owner: str, names: dict[str, str]) -> None:
        self.owner = owner
        self.names = names

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if getattr(node.value, "id", "") != self.owner or node.attr not in self.names:
            return node
        return ast.copy_location(ast.Name(self.names[node.attr], node.ctx), node)


def _parts(tree: ast.AST, owner: str) -> list[ast.Attribute]:
    """Return where a tree has what the object has: ``self.out``."""
    found = [part for part in walk(tree) if isinstance(part, ast.Attribute)]
    return [part for part in found if getattr(part.value, "id", "") == owner]


def _is_whole(tree: ast.AST, owner: str) -> bool:
    """Tell whether the object is read otherwise than by what it has, and by its call."""
    nodes = walk(tree)
    fine = {id(part.value) for part in nodes if isinstance(part, ast.Attribute)}
    fine |= {id(part.func) for part in nodes if isinstance(part, ast.Call)}
    return any(getattr(part, "id", "") == owner and id(part) not in fine for part in nodes)


def _is_read(part: ast.Attribute) -> bool:
    return isinstance(part.ctx, ast.Load)


def _follow(body: list[ast.stmt], owner: str, name: str) -> tuple[bool, bool]:
    """Tell of what is kept by a name whether it may be read before it is set, and whether it is set in any case."""
    for node in body:
        blocks = [getattr(node, field, None) or [] for field in ("body", "orelse")]
        inside = {id(part) for block in blocks for line in block for part in walk(line)}
        parts = [p for p in _parts(node, owner) if p.attr == name and id(p) not in inside]
        if any(map(_is_read, parts)) or (parts and isinstance(node, ast.AugAssign)):
            return True, True
        if isinstance(node, ENDS) or (parts and not any(blocks)):
            return False, True
        if not any(blocks) or isinstance(node, INNER) or parts:  # of a loop: set before its rounds
            continue
        found = [_follow(block, owner, name) for block in blocks]
        if any(early for early, _ in found):
            return True, True
        certain = found[:1] if isinstance(node, ast.With) else found
        if isinstance(node, (ast.If, ast.With)) and all(is_set for _, is_set in certain):
            return False, True
    return False, False
