"""Results that are written into an array: ``np.add(x, y, out=z)`` is ``z[...] = np.add(x, y)``.

Written into a new one, in part, they are a choice: ``np.log(x, out=np.zeros(n), where=m)`` is
``np.where(m, np.log(x), np.zeros(n))``.
"""

from __future__ import annotations

import ast

from flatgen.signatures import signature
from flatgen.surveying import definitions, root_of, stored_names
from flatgen.templates import MAKING

OUT, WHERE = "out", "where"


class Written(ast.NodeTransformer):
    """Puts an assignment in the place of each such call that is a statement, or assigned to its own array."""

    def __init__(self, names: set[str]) -> None:
        self.names = names  # that numpy is imported by

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        self.generic_visit(node)
        return self.assignment(node, node.value)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        array = argument(node, OUT)
        if not isinstance(array, ast.Call) or not isinstance(array.func, ast.Attribute):
            return node
        made = (self.root(array) and array.func.attr in MAKING) or array.func.attr == "copy"
        return self.chosen(node, array) if made and self.in_part(node) else node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        self.generic_visit(node)
        array = self.array(node.value)
        (target, *more) = node.targets
        same = isinstance(target, ast.Name) and array is not None and target.id == array.id
        return self.assignment(node, node.value) if same and not more else node

    def assignment(self, node: ast.stmt, call: ast.expr) -> ast.stmt:
        array = self.array(call)
        if array is None:
            return node
        assert isinstance(call, ast.Call)
        read = ast.copy_location(ast.Name(array.id, ast.Load()), array)
        call = self.chosen(call, read) if self.in_part(call) else without(call, OUT)
        whole = ast.copy_location(ast.Constant(...), array)
        target = ast.copy_location(ast.Subscript(array, whole, ast.Store()), array)
        return ast.copy_location(ast.Assign([target], call), node)

    def array(self, call: ast.expr) -> ast.Name | None:
        """Return what a call of numpy's writes into, by its name."""
        if not isinstance(call, ast.Call) or not self.root(call):
            return None
        array = argument(call, OUT)
        plain = {keyword.arg for keyword in call.keywords}.isdisjoint({WHERE, None})
        return array if isinstance(array, ast.Name) and (plain or self.in_part(call)) else None

    def root(self, call: ast.Call) -> str:
        """Return the name of numpy by which a call has its function."""
        root = root_of(call.func, (ast.Attribute,))
        dotted = root is not call.func and isinstance(root, ast.Name) and root.id in self.names
        return root.id if dotted else ""  # type: ignore[attr-defined]

    def in_part(self, call: ast.Call) -> bool:
        """Tell whether a function element by element is computed where a mask says so."""
        if not self.root(call) or not isinstance(call.func, ast.Attribute):
            return False
        found = (
            signature(f"numpy.{call.func.attr}") if isinstance(call.func.value, ast.Name) else None
        )
        elementwise = found is not None and {OUT, WHERE, "casting"} <= {*found.places, *found.names}
        return elementwise and argument(call, WHERE) is not None

    def chosen(self, call: ast.Call, otherwise: ast.expr) -> ast.Call:
        """Return a call as the choice between its results and what is there."""
        mask = argument(call, WHERE)
        assert mask is not None
        numpy = ast.copy_location(ast.Name(self.root(call), ast.Load()), call)
        where = ast.copy_location(ast.Attribute(numpy, WHERE, ast.Load()), call)
        return ast.copy_location(
            ast.Call(where, [mask, without(call, OUT, WHERE), otherwise], []), call
        )


def argument(call: ast.Call, name: str) -> ast.expr | None:
    """Return the argument of a call that is given by a name."""
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def without(call: ast.Call, *names: str) -> ast.Call:
    """Return a call without the arguments that are given by some names."""
    kept = [keyword for keyword in call.keywords if keyword.arg not in names]
    return ast.copy_location(ast.Call(call.func, call.args, kept), call)


def numpy_names(tree: ast.Module) -> set[str]:
    """Return the names that a file imports numpy by; the usual ones of a cell of a notebook, a helper."""
    imports = [node for node in tree.body if isinstance(node, ast.Import)]
    found = {a.asname or a.name for node in imports for a in node.names if a.name == "numpy"}
    return found or {"np", "numpy"} - {name for node in tree.body for name in stored_names(node)}


def written_out(tree: ast.Module) -> None:
    """Write such statements of a tree as assignments, in place."""
    written = Written(numpy_names(tree))
    for function in definitions(tree):
        written.visit(function)
