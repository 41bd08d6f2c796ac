"""How the output calls what it takes from outside: imports, constants, helpers.

What the forward file imports is called as it is there; what only the gradient needs is imported in
the usual way (``import numpy as np``, ``from math import exp``). No name is taken that is another's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from flatgen.errors import Fault, FlatgenError
from flatgen.helpers import Helpers, parameters_of, star_of
from flatgen.module import Module, is_builtin
from flatgen.names import Names
from flatgen.signatures import signature
from flatgen.surveying import names_read
from flatgen.tracing import DEFINITIONS, run_of

USUAL = {"numpy": "np"}  # libraries that are imported whole, under their usual name
LIBRARIES = ("scalars", "arrays")
IMPORTS = (ast.Import, ast.ImportFrom)
MODULES = (
    "scipy.stats.qmc",
    "scipy.stats.mstats",
    "scipy.stats.contingency",
    "scipy.stats.sampling",
)


def is_object(path: str) -> bool:
    """Tell whether a path is that of a function or a distribution, which no name can be imported from."""
    module = path.rpartition(".")[0]
    return bool(signature(path)) or (module == "scipy.stats" and path not in MODULES)


class Spelling:
    """The names outside of the output's functions, and the lines that bind them."""

    def __init__(self, module: Module, helpers: Helpers, locals_: Iterable[str]) -> None:
        self.module = module
        self.helpers = helpers
        self.locals = set(locals_)  # names inside the functions: never to be hidden behind
        self.names = Names(self.locals | module.survey.identifiers)
        self.stars: set[str] = set()  # modules of which all is imported, and needed
        self.used: set[str] = set()  # names of the forward file that the output needs
        self.added: dict[str, list[str]] = {}  # module -> names to import from it, "" for itself
        self.aliases: dict[str, str] = {}  # second names for what a function's own name hides
        self.live: dict[str, str] = {}  # likewise, of a module that runs: where it is read anew
        self.helper_names: dict[str, str] = {}
        self.lazy = False  # an annotation names what the forward file doesn't import
        self._spelled: dict[str, str] = {}

    def spell(self, path: str) -> str:
        """Return how the output calls a function or constant of a library."""
        if path not in self._spelled:
            self._spelled[path] = self._find(path)
        return self._spelled[path]

    def _find(self, path: str) -> str:
        library, _, name = path.rpartition(".")
        if library in LIBRARIES:
            return self._helper(path, name)
        if not library:
            hidden = path in self.locals or self._taken_by_module(path)
            hidden = hidden or bool(star_of(path, self.module))
            return self._import("builtins", path) if hidden else path
        imported = self._imported(path)
        if not imported and is_object(library):  # np.add.at, norm.cdf
            return f"{self.spell(library)}.{name}"
        return imported or self._import(library, name)

    def _imported(self, path: str, hidden: Iterable[str] = ()) -> str:
        """Return the name by which the forward file itself has a path, if it is free to use."""
        best = ""
        hidden = self.locals.union(hidden)
        for name, found in self.module.imports.items():
            rest = path.removeprefix(found.path)
            if path == found.path or (rest.startswith(".") and rest != path):
                spelled = name + rest
                if name not in hidden and (not best or spelled.count(".") < best.count(".")):
                    best = spelled
        if best:
            self.used.add(best.split(".")[0])
            return best
        module, _, name = path.rpartition(".")
        if module in self.module.stars and name not in hidden:
            self.stars.add(module)
            return name
        return ""

    def _import(self, library: str, name: str, whole: bool = False) -> str:
        elsewhere = any(name in names for other, names in self.added.items() if other != library)
        whole = whole or library in USUAL or name in self.locals or self._taken(name)
        if whole or elsewhere:
            alias = self.added.setdefault(library, [])
            root = USUAL.get(library, library)
            if "" not in alias:
                alias.append("")
            free = root not in self.locals and not self._taken(root)
            self.aliases.setdefault(
                library, root if free else self.names.fresh(root.split(".")[-1])
            )
            return f"{self.aliases[library]}.{name}"
        self.added.setdefault(library, []).append(name)
        return name

    def _taken(self, name: str) -> bool:
        module = self.module
        bound = name in module.imports or name in module.functions or name in module.bindings
        return bound or is_builtin(name)

    def _helper(self, path: str, name: str) -> str:
        functions = self.module.functions if f"\n{name}" in self.module.survey.lines else {}
        for own, function in functions.items():
            if not function.name.startswith(name) or function in self.module.foreign:
                continue
            if own not in self.locals and self.helpers.recognise(function, self.module) == path:
                self.used.add(own)
                return own
        clash = name in self.locals or self._taken(name) or name in self.helper_names.values()
        new = self.names.fresh(name) if clash else name
        self.names.taken.add(new)
        for _, inner in self.helpers.paths_used(path):
            self._within(path, inner)
        self.helper_names[path] = new  # after those that it calls
        return new

    def _within(self, helper: str, path: str) -> str:
        """Return how a helper calls a function: not by a name that it has for something else."""
        text = self.spell(path)
        own = self.helpers.bound_in(helper)
        if text.split(".")[0] not in own:
            return text
        library, _, name = path.rpartition(".")
        return self._imported(path, own) or self._import(library or "builtins", name, whole=True)

    def use(self, text: str) -> str:
        """Note that a constant of the forward file is read; return how to call it."""
        root = next(iter(re.findall(r"^\w+(?=$|[.\[])", text)), "")
        rest = text[len(root) :]
        if root == self.module.owner and root:
            return text
        if not root.isidentifier() or root in ("True", "False", "None"):
            return text
        if is_builtin(root) and not self._taken_by_module(root):
            return text if root not in self.locals else self._import("builtins", root) + rest
        self.used.add(root)
        if not self._taken_by_module(root):
            self.stars.update(self.module.stars)
            self.lazy = self.lazy or not self.module.stars
        if root not in self.locals:
            return text
        if root not in self.live and root not in self.aliases:
            live = self.module.by_another_name(root, self.names.fresh)
            self.live |= {root: live} if live else {}
            self.aliases |= {} if live else {root: self.names.fresh(root)}
        return self.use(self.live[root] + rest) if root in self.live else self.aliases[root] + rest

    def _taken_by_module(self, name: str) -> bool:
        module = self.module
        return name in module.imports or name in module.functions or name in module.bindings

    # The lines

    def import_lines(self) -> list[str]:
        """Return the import statements of the output."""
        module = self.module
        self._check_alone()
        lines = []
        futures = dict.fromkeys(module.futures + ["annotations"] * self.lazy)
        if futures:
            lines += [f"from __future__ import {', '.join(futures)}", ""]
        merged: dict[str, list[str]] = {}
        for name in dict.fromkeys(module.import_order):
            found = module.imports.get(name)
            if name[:1] == "*" and name[1:] in self.stars:
                merged[f"from {name[1:]} import *"] = []
            elif found and name in self.used and not module.imported_within(name):
                # Where a try imports, the try goes into the output.
                line = f"import {found.statement_part()}" if not found.module else ""
                parts = merged.setdefault(line or f"from {found.module} import ", [])
                parts += [found.statement_part()] if found.module else []
        for library, names in self.added.items():
            if "" in names:
                alias = self.aliases[library]
                line = f"import {library}" + (f" as {alias}" if alias != library else "")
                merged.setdefault(line, [])
            plain = [n for n in names if n]
            if plain:
                parts = merged.setdefault(f"from {library} import ", [])
                parts[:] = sorted([*parts, *plain])
        lines += [line + ", ".join(parts) for line, parts in merged.items()]
        return lines[:-1] if lines[-1:] == [""] else lines

    def _check_alone(self) -> None:
        """Raise FlatgenError where the output would import flatgen: what is carried as it is calls it."""
        for name in sorted(self.used):
            found = self.module.imports.get(name)
            if found and found.path.split(".")[0] == "flatgen":
                message = (
                    f"{name} is called outside of the functions, and the output imports no flatgen"
                )
                line = self.module.imported_at(name)
                fault = Fault(message, "call it inside of a function", line, 1 if line else 0)
                raise FlatgenError([fault], self.module.filename, self.module.text)

    def alias_lines(self) -> list[str]:
        """Return the second names of what a function's own name would hide."""
        return [f"{new} = {old}" for old, new in self.aliases.items() if old not in self.added]

    def brought(self) -> set[str]:
        """Return the names that the output binds beside those of the forward file."""
        added = {n for names in self.added.values() for n in names if n}
        return added | set(self.aliases.values()) | set(self.helper_names.values())

    def helper_texts(self) -> list[tuple[str, bool]]:
        """Return the helpers that the output needs, and of each whether it is as it stands in the templates."""
        texts = {path: self._helper_text(path) for path in self.helper_names}
        return [(text, text == self.helpers.text(path)) for path, text in texts.items()]

    def _helper_text(self, path: str) -> str:
        """Return a helper with its outer names as the output has them."""
        node = self.helpers.node(path)
        lines = self.helpers.text(path).split("\n")
        edits = [(node.lineno, 4, len(node.name), self.helper_names[path])]
        for part, inner in self.helpers.paths_used(path):
            length = (part.end_col_offset or 0) - part.col_offset
            edits.append((part.lineno, part.col_offset, length, self._within(path, inner)))
        for line, at, length, text in sorted(edits, reverse=True):
            row = lines[line - node.lineno]
            lines[line - node.lineno] = row[:at] + text + row[at + length :]
        return "\n".join(lines)

    def statements(self) -> list[ast.stmt]:
        """Return the forward file's own statements that bind what the output needs, in order."""
        found: dict[int, ast.stmt] = {}
        self._need(sorted(self.used), found)
        impure = [statement for statement in found.values() if self._is_impure(statement)]
        if (
            impure
        ):  # random numbers, iterators: all that was done before has a part in what they give
            last = max(map(_place, impure))
            for statement in self.module.tree.body:
                if _place(statement) < last and self._is_run(statement):
                    found[id(statement)] = statement
                    self._need(sorted(names_read(statement)), found)
        return sorted(found.values(), key=_place)

    def _need(self, names: list[str], found: dict[int, ast.stmt]) -> None:
        """Add the statements that bind names, and those that bind what these read."""
        module = self.module
        todo, needed = list(names), set()
        while todo:
            name = todo.pop()
            if name in needed:
                continue
            needed.add(name)
            if not self._taken_by_module(name) and not is_builtin(name):
                self.stars.update(module.stars)
            self.stars.update(filter(None, [star_of(name, module)]))
            statements = list(module.bindings.get(name, ()))
            if name in module.functions and module.functions[name] not in module.foreign:
                statements += module.definitions.get(name, ())  # else it is there as it runs
            for statement in statements:
                if id(statement) not in found:
                    found[id(statement)] = statement
                    read = names_read(statement) | names_read(self._as_written(statement))
                    own = (
                        parameters_of(statement)
                        if isinstance(statement, ast.FunctionDef)
                        else set()
                    )
                    todo += sorted(read - own)
        self.used |= needed

    def _as_written(self, statement: ast.stmt) -> ast.AST:
        """Return a statement as the file has it: what was read plainly names less."""
        try:
            return ast.parse(self.module.segment(statement))
        except SyntaxError:  # a decorator stands alone
            return statement

    def _is_run(self, statement: ast.stmt) -> bool:
        """Tell whether a statement may draw numbers where it stands: a definition, by its defaults and decorators."""
        if isinstance(statement, (*DEFINITIONS, ast.ClassDef)):
            return self._is_impure(statement)
        return not isinstance(statement, IMPORTS)

    def _is_impure(self, statement: ast.stmt) -> bool:
        parts = [statement.args] if isinstance(statement, DEFINITIONS) else [statement]
        parts = statement.body if isinstance(statement, ast.ClassDef) else parts
        calls = [n for part in parts for n in run_of(part) if isinstance(n, ast.Call)]
        return any(not self.module.is_pure(call) for call in calls)


def _place(statement: ast.stmt) -> tuple[int, int]:
    return statement.lineno, statement.col_offset
