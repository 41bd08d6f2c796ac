"""The small functions that are copied into output which needs them.

``templates/scalars.py`` has those on numbers, ``templates/arrays.py`` those on arrays, by the same
names. A helper that comes back in an input file, word for word, is known again.
"""

from __future__ import annotations

import ast
import re

import flatgen.templates as templates
from flatgen.module import Module, is_builtin
from flatgen.outermost import FunctionNode
from flatgen.signatures import signature
from flatgen.source import syntax_tree
from flatgen.surveying import root_of
from flatgen.templating import path_of

DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)


class Helpers:
    """The helper functions by path: ``scalars.sigmoid``; read when first asked for."""

    def __init__(self) -> None:
        self._modules: dict[str, Module] = {}
        self._asked: list[FunctionNode] = []
        self._named: dict[str, dict[str, str]] = {}
        self._used: dict[str, list[tuple[ast.expr, str]]] = {}
        self._bound: dict[str, set[str]] = {}
        self._meant: dict[str, str] = {}

    def module(self, path: str) -> Module:
        """Return the file that a helper stands in."""
        file = self.named(path.partition(".")[0])[path.partition(".")[2]]
        if file not in self._modules:
            text = templates.read(file)
            self._modules[file] = Module(syntax_tree(text, file), text, file)
        return self._modules[file]

    def named(self, library: str) -> dict[str, str]:
        """Return the names of the helpers of ``scalars`` or ``arrays``, each with its file."""
        if library not in self._named:
            files = templates.HELPERS[library]
            self._named[library] = {
                name: file for file in files for name in DEFINED.findall(templates.read(file))
            }
        return self._named[library]

    def __contains__(self, path: object) -> bool:
        library, _, name = str(path).partition(".")
        return library in templates.HELPERS and name in self.named(library)

    def node(self, path: str) -> FunctionNode:
        return self.module(path).functions[path.partition(".")[2]]

    def recognise(self, node: FunctionNode, module: Module) -> str:
        """Return the path of the helper that a function of a file is, word for word, or ''."""
        if node in self._asked:  # it calls itself: no helper does
            return ""
        self._asked.append(node)
        try:
            return self._recognise(node, module)
        finally:
            self._asked.pop()

    def _recognise(self, node: FunctionNode, module: Module) -> str:
        base, _, count = node.name.rpartition("_")
        for name in (node.name, base) if count.isdigit() else (node.name,):
            for library in templates.HELPERS:
                path = f"{library}.{name}"
                if path in self and outline(self.node(path)) == outline(node):
                    if self._meaning(node, module) == self._own_meaning(path):
                        return path
        return ""

    def _own_meaning(self, path: str) -> str:
        if path not in self._meant:
            library = path.partition(".")[0]
            self._meant[path] = self._meaning(self.node(path), self.module(path), library)
        return self._meant[path]

    def _meaning(self, node: FunctionNode, module: Module, library: str = "") -> str:
        """Return a function's syntax with every outer name replaced by what it stands for.

        A helper's own is told with its library.
        """
        from copy import deepcopy  # late: few files have a function by the name of a helper

        node = deepcopy(node)
        inside = parameters_of(node)
        node.name = ""
        for part in _outermost_names(node):
            path = path_of(part, module, inside)
            star = star_of(part.id, module) if isinstance(part, ast.Name) else ""
            if path in module.bindings:
                path = f"own.{path}"  # not what the word means elsewhere
            elif path and is_builtin(path) and star:
                path = f"{star}.{path}"
            elif library and path in self.named(library):
                path = f"{library}.{path}"
            elif path in module.functions:
                other = module.functions[path]
                path = self.recognise(other, module.foreign.get(other, module)) or f"own.{path}"
            elif path and "." not in path and module.stars and not is_builtin(path):
                path = f"{module.stars[-1]}.{path}"  # nothing else can have bound it
            if path is not None:
                part.__class__ = ast.Name
                part.__dict__ = {"id": path, "ctx": ast.Load()}
        return ast.dump(node)

    def paths_used(self, path: str) -> list[tuple[ast.expr, str]]:
        """Return the names in a helper that stand for something outside of it, with their paths."""
        if path not in self._used:
            self._used[path] = self._paths_used(path)
        return self._used[path]

    def bound_in(self, path: str) -> set[str]:
        """Return the names that a helper binds."""
        if path not in self._bound:
            self._bound[path] = parameters_of(self.node(path))
        return self._bound[path]

    def _paths_used(self, path: str) -> list[tuple[ast.expr, str]]:
        library = path.partition(".")[0]
        module, node = self.module(path), self.node(path)
        inside = parameters_of(node)
        found = []
        # As it stands in the text: a module has what is written into, out=..., in another form.
        (whole,) = ast.increment_lineno(ast.parse(self.text(path)), node.lineno - 1).body
        for part in _outermost_names(whole):
            used = path_of(part, module, inside)
            if used is not None:
                qualified = f"{library}.{used}" if used in self.named(library) else used
                found.append((part, qualified))
        return found

    def text(self, path: str) -> str:
        return self.module(path).segment(self.node(path))


def star_of(name: str, module: Module) -> str:
    """Return the module of a ``from m import *`` that may bind a name, or ''."""
    for star in reversed(module.stars):
        foreign = star.split(".")[0] not in ("math", "numpy", "scipy")
        if foreign or signature(f"{star}.{name}"):
            return star
    return ""


def outline(node: FunctionNode) -> list[object]:
    """Return what a function has in common with each that means the same: its parameters, the kinds of its lines."""
    return [*[a.arg for a in node.args.args], *map(type, node.body)]


def parameters_of(node: FunctionNode) -> set[str]:
    """Return the names that a function binds: its parameters, and what it assigns."""
    stored = {
        n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    return {a.arg for a in ast.walk(node.args) if isinstance(a, ast.arg)} | stored


def _outermost_names(node: ast.AST) -> list[ast.expr]:
    """Return names and dotted names, each whole, from left to right."""
    found: list[ast.expr] = []
    for child in ast.iter_child_nodes(node):
        root = root_of(child, (ast.Attribute,))
        if isinstance(child, (ast.Name, ast.Attribute)) and isinstance(root, ast.Name):
            found.append(child)
        else:
            found += _outermost_names(child)
    return found
