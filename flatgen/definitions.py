"""Functions of the file as they are defined: decorators, signatures, defaults."""

from __future__ import annotations

import ast
import re

from flatgen.annotations import resolved
from flatgen.comments import string
from flatgen.configured import Configured
from flatgen.ir import Literal
from flatgen.outermost import FunctionNode
from flatgen.refusals import expression_refused
from flatgen.signature import shows_arrays
from flatgen.static import Scope, Static
from flatgen.surveying import defaults_in, root_of

HARMLESS = (  # decorators that leave a function's value as it is
    "flatgen.differentiable",
    "functools.cache",
    "functools.lru_cache",
    "numba.jit",
    "numba.njit",
    "staticmethod",
    "classmethod",
)


OURS = re.compile(
    r"(Value and )?([Gg]radient|([Vv]ector-Jacobian|(Jacobian|Hessian)-vector) product) of \w+[.:]"
)  # how a generated docstring starts


class Definitions(Configured):
    """Checks definitions, and reads their defaults."""

    def check_function(self, node: FunctionNode) -> None:
        """Report what no body can make good: a decorator, a generator."""
        for decorator in node.decorator_list if node not in self.module.settled else ():
            target = decorator.func if isinstance(decorator, ast.Call) else decorator
            root = root_of(target, (ast.Attribute,))
            name = root.id if isinstance(root, ast.Name) else ""
            bound = self.module.imports[name].path if name in self.module.imports else name
            path = bound + self.text(target)[len(name) :]
            if path not in HARMLESS:
                message = f"the decorator @{self.text(target)} may change what {node.name} does"
                self.fault(decorator, message, "differentiate the function without it")
        self.check_signature(node)
        generators = self.module.survey.generators
        for part in generators.get(node, ()):
            self.fault(part, *expression_refused(part))

    def check_signature(self, node: FunctionNode) -> None:
        """Report what makes a signature unsure: two parameters of one name, a default that changes."""
        said = ast.get_docstring(node) or ""
        if OURS.match(said) and "scalar" not in said:  # generated: it would say so
            self.arrays = True
        arguments = [a for a in ast.walk(node.args) if isinstance(a, ast.arg)]
        if len({a.arg for a in arguments}) < len(arguments):
            self.fault(node, f"{node.name} has two parameters of one name", "give each its own")
        for annotation in (node.returns, *[a.annotation for a in arguments]):
            self.arrays = self.arrays or shows_arrays(resolved(annotation, self.module))
        for _, default in defaults_in(node.args):
            for part in ast.walk(default):
                if isinstance(part, ast.Name):
                    lines = [s.lineno for s in self.module.bindings.get(part.id, ())]
                    if len(lines) > 1 or any(line > node.lineno for line in lines):
                        message = f"{part.id} may be another value when {node.name} is called"
                        self.fault(part, message, "write the default's value out")

    def defaults(self, node: FunctionNode, scope: Scope | None) -> dict[str, Static]:
        """Return the values of a function's defaults, as they are where it is defined."""
        found = {name: self.default(default, scope) for name, default in defaults_in(node.args)}
        for name, value in self.module.defaults.get(node, {}).items():
            text = string(value) if isinstance(value, str) else repr(value)
            found[name] = Literal(text, value)
        return found

    def default(self, node: ast.expr, scope: Scope | None) -> Static:
        """Return a default's value, as one that every call shares."""
        before, self.of_default = self.of_default, True
        try:
            return self.value(node, scope)
        finally:
            self.of_default = before
