"""What ``rules=`` may hold: paths of files of rules, modules, and single functions; all read as text.

In a file of rules every function is one. Of a module that is more than that, or a function in it, only what
is decorated by ``flatgen.rule`` and the like is read; the module's imports say what its names mean.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import NamedTuple, Union

from flatgen.errors import Fault, FlatgenError
from flatgen.files import read
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.source import decode, normalise
from flatgen.templating import path_of

KINDS = ("rule", "same", "form", "fold", "define", "update")
RuleSource = Union[str, "os.PathLike[str]", ModuleType, Callable[..., object]]
Marked = list[tuple[FunctionNode, list[ast.expr]]]  # functions with their decorators


class RuleFile(NamedTuple):
    """A file with rules: in it, all functions are, or those that are decorated so, or that of a line."""

    name: str
    text: str
    only_decorated: bool = False
    line: int = 0  # where the first decorator of the only function stands

    def marked(self, module: Module) -> Marked:
        """Return the functions that are rules, and the decorators that make them so."""
        if not self.only_decorated:
            return [(node, node.decorator_list) for node in module.functions.values()]
        nodes = module.functions.values() if not self.line else ast.walk(module.tree)
        found = []
        for node in nodes:
            if isinstance(node, ast.FunctionDef) and self.line in (0, first_line(node)):
                own = [d for d in node.decorator_list if is_ours(d, module)]
                found += [(node, own)] if own else []
        return found


def first_line(node: FunctionNode) -> int:
    return min([node.lineno, *[decorator.lineno for decorator in node.decorator_list]])


def is_ours(decorator: ast.expr, module: Module) -> bool:
    """Tell whether a decorator is one of flatgen's, by the imports of its module."""
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    path = (path_of(function, module, set()) or "").removeprefix("flatgen.")
    imported = (getattr(part, "id", "") for part in ast.walk(function))
    return path in KINDS and any(name in module.imports for name in imported)


def rule_file(given: RuleSource) -> RuleFile:
    """Return the text of what is given as rules; raise FlatgenError where it can't be had."""
    if isinstance(given, (str, os.PathLike)):
        name, data = read(os.fspath(given))
        return RuleFile(name, normalise(decode(data, name)))
    import inspect  # late: a path needs none of it

    found = given if isinstance(given, ModuleType) else inspect.unwrap(given)
    if not isinstance(found, (ModuleType, FunctionType)):
        kind = type(given).__name__
        message = f"rules are paths, modules or decorated functions, not {kind}"
        raise FlatgenError([Fault(message, "decorate a function by flatgen.rule")], "flatgen")
    name = found.__name__
    try:
        name = inspect.getsourcefile(found) or name
        lines, _ = inspect.findsource(found)
    except (OSError, TypeError):
        help = "define the rule in a file, or give the path of a file of rules"
        fault = Fault(f"the source of {found.__name__} can't be read", help)
        raise FlatgenError([fault], name) from None
    line = found.__code__.co_firstlineno if isinstance(found, FunctionType) else 0
    return RuleFile(name, normalise("".join(lines)), True, line)
