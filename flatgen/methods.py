"""What a class has by a name, as Python looks for it: a method, which is inlined where another one calls it.

Of a class that is still being made its text tells, and its bases as they are.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections import OrderedDict
from collections.abc import Callable
from types import FunctionType, MemberDescriptorType
from typing import Any, NamedTuple

from flatgen.comments import key_text
from flatgen.ir import Key
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.surveying import stored_names

PLAIN = {
    "staticmethod",
    "classmethod",
    "differentiable",
    "abstractmethod",
    "override",
}  # decorators
STATIC, CLASS = "staticmethod", "classmethod"
AT = "@"  # before the place of an object, other than that of the method, and of what it has: no name has that
NOTHING = "None"  # an object has that by a name by which it may have a function
WORDS = re.compile(r"[\w -]+")  # as keys: in them are no quotes, dots and brackets
HOLDERS = (list, tuple, dict, OrderedDict)
PLAINEST = ("builtins", "numpy")  # numbers, texts and arrays
CALL, OF_CLASS = "__call__", ".__class__"


class Member(NamedTuple):
    """A method as it is inlined: ``how`` it is bound, "" to an object."""

    node: FunctionNode
    module: Module
    how: str
    kind: type | None = None  # the class of another object
    held: Any = None  # a function that an object has, which is none of its class's


class Several(NamedTuple):
    """Objects on a list, or in a dict of these ``keys``: their classes; or functions, and None: what they are."""

    kinds: list[Any]
    keys: list[Key] | None = None
    functions: bool = False
    op: str = "Tuple"

    def places(self, place: str) -> list[str]:
        """Return where each is: ``net.layers[0]``, ``net.layers["first"]``."""
        keys = range(len(self.kinds)) if self.keys is None else self.keys
        return [f"{place}[{key_text(key)}]" for key in keys]


def several_of(value: object) -> Several | None:
    """Return what a list, tuple or dict that has objects is; None of others, and where a key is no word or number."""
    if not holds_objects(value):
        return None
    if isinstance(value, (list, tuple)):
        return Several([type(one) for one in value])
    keys: list[Any] = list(value)  # type: ignore[call-overload]
    plain = all(map(_is_plain, keys))
    return Several([type(value[key]) for key in keys], keys) if plain else None  # type: ignore[index]


def functions_of(value: object) -> Several | None:
    """Return what a list, tuple or dict of functions is, some of which may be None; None of others."""
    items = [*value.values()] if isinstance(value, dict) else value
    assert isinstance(items, (list, tuple))
    keys = [*value] if isinstance(value, dict) else None
    functions = [one for one in items if callable(one) and type(one).__module__ in PLAINEST]
    if not functions or len(functions) + items.count(None) < len(items):
        return None
    op = "Dict" if keys is not None else type(value).__name__.title()
    return Several([*items], keys, True, op) if all(map(_is_plain, keys or ())) else None


def _is_plain(key: object) -> bool:
    return type(key) is int or (type(key) is str and bool(WORDS.fullmatch(key)))


def holds_objects(value: object) -> bool:
    """Tell whether a list, tuple or dict has an object of a class of the user's."""
    if type(value) not in HOLDERS:
        return False
    items: Any = value.values() if isinstance(value, dict) else value
    return any(
        holds_objects(one) if type(one) in HOLDERS else type(one).__module__ not in PLAINEST
        for one in items
    )


def member_of(
    name: str,
    kind: type | None,
    written: ast.ClassDef | None,
    value_of: Callable[[ast.expr], object],
) -> object:
    """Return what a class has by a name: of one that is only written, the definition, or what its bases have."""
    if kind is not None:
        return inspect.getattr_static(kind, name, None)
    if written is None:
        return None
    own = [line for line in written.body if name in stored_names(line, writes=False)]
    if own:
        return own[-1] if isinstance(own[-1], ast.FunctionDef) else None
    return of_bases(name, written, value_of)


def of_bases(name: str, written: ast.ClassDef, value_of: Callable[[ast.expr], object]) -> object:
    """Return what the bases of a class that is only written have by a name, where it is the same for all."""
    bases = [value_of(base) for base in written.bases]
    found = [inspect.getattr_static(b, name, None) for b in bases if isinstance(b, type)]
    found = [one for one in found if one is not None]
    same = len(bases) == 1 or all(one is found[0] for one in found)
    return found[0] if found and same else None


def sets_plainly(
    name: str,
    kind: type | None,
    written: ast.ClassDef | None,
    value_of: Callable[[ast.expr], object],
) -> bool:
    """Tell whether to set what an object has by a name is no more than that: there is no property, no ``__setattr__``.

    Of a class that is only written, its bases tell: ``flatgen.keeping`` has looked into its own text.
    """
    asked = known_classes(kind, written, value_of)
    return asked is not None and all(
        inspect.getattr_static(one, "__setattr__") is object.__setattr__
        and inspect.getattr_static(one, "__getattribute__") is object.__getattribute__
        and inspect.getattr_static(one, "__getattr__", None) is None
        and (isinstance(found, MemberDescriptorType) or not hasattr(type(found), "__set__"))
        for one in asked
        for found in [inspect.getattr_static(one, name, None)]
    )


def known_classes(
    kind: type | None, written: ast.ClassDef | None, value_of: Callable[[ast.expr], object]
) -> list[type] | None:
    """Return a class, or the bases of one that is only written; None where one of these is no class."""
    if kind is not None:
        return [kind]
    bases = [value_of(base) for base in written.bases] if written else []
    found = [base for base in bases if isinstance(base, type)]
    return found if len(found) == len(bases) else None


def computed_by(
    kind: type | None, written: ast.ClassDef | None, value_of: Callable[[ast.expr], object]
) -> set[str]:
    """Return the names by which a class has what is computed as it is read: properties, and the like."""
    found = {
        line.name
        for line in (written.body if written else ())
        if isinstance(line, ast.FunctionDef)
        and not {*map(_last_word, line.decorator_list)} <= PLAIN
    }
    for one in known_classes(kind, written, value_of) or ():
        for base in one.__mro__[:-1]:
            found |= {name for name, value in vars(base).items() if _is_computed(name, value)}
    return found


def _is_computed(name: str, value: object) -> bool:
    plain = isinstance(value, (FunctionType, staticmethod, classmethod, MemberDescriptorType))
    special = name.startswith("__") or type(value).__module__.startswith("flatgen.")
    return hasattr(type(value), "__get__") and not (plain or special)


def _last_word(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def above(name: str, kind: type, is_it: Callable[[object], bool]) -> object:
    """Return what ``super()`` has by a name, for objects of ``kind``, in the method that ``is_it``."""
    order = iter(kind.__mro__)
    for one in order:
        if any(map(is_it, vars(one).values())):
            break
    return next((vars(one)[name] for one in order if name in vars(one)), None)


def super_key(filename: str, node: ast.AST, name: str) -> str:
    """Return what ``super().name`` is called among the methods that a function calls: by where it is read."""
    return f"super().{name} in {filename}:{node.lineno}"  # type: ignore[attr-defined]


def is_super(node: ast.expr) -> bool:
    """Tell whether an expression is ``super()``."""
    if not isinstance(node, ast.Call) or node.args or node.keywords:
        return False
    return isinstance(node.func, ast.Name) and node.func.id == "super"


def attribute_of(owner: object, name: str) -> tuple[object, bool]:
    """Return what an object has by a name, and whether it has that itself, not by its class; None of properties."""
    found = inspect.getattr_static(owner, name, None)
    own = not isinstance(owner, type) and name in getattr(owner, "__dict__", {})
    return (None if isinstance(found, property) else found), own


def chain_of(node: ast.expr) -> list[str]:
    """Return the parts of a dotted name, ``["self", "layer", "w"]``; [""] of what is none."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return [node.id, *names] if isinstance(node, ast.Name) else [""]


def depth_of(node: ast.expr) -> int:
    """Return how many names a dotted name has, parts of lists and dicts included: 3 of ``self.layers[0].w.T``."""
    depth = 0
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        depth += isinstance(node, ast.Attribute)
        node = node.value
    return depth


def bound_how(member: object) -> tuple[object, str]:
    """Return the function of a method, and how it is bound; None for the function of what isn't called."""
    if isinstance(member, (staticmethod, classmethod)):
        return member.__func__, STATIC if isinstance(member, staticmethod) else CLASS
    if not isinstance(member, ast.FunctionDef):
        return member, ""
    names = [d.id if isinstance(d, ast.Name) else "" for d in member.decorator_list]
    if "property" in names:
        return None, ""
    return member, next((name for name in names if name in (STATIC, CLASS)), "")
