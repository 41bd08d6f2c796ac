"""Results that are written into an array: ``np.add(x, y, out=z)`` is ``z[...] = np.add(x, y)``."""

from __future__ import annotations

import ast

from flatgen.surveying import root_of

OUT = "out"


class Written(ast.NodeTransformer):
    """Puts an assignment in the place of each such call that is a statement, or assigned to its own array."""

    def __init__(self, names: set[str]) -> None:
        self.names = names  # that numpy is imported by

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        return self.assignment(node, node.value)

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        array = self.array(node.value)
        (target, *more) = node.targets
        same = isinstance(target, ast.Name) and array is not None and target.id == array.id
        return self.assignment(node, node.value) if same and not more else node

    def assignment(self, node: ast.stmt, call: ast.expr) -> ast.stmt:
        array = self.array(call)
        if array is None:
            return node
        assert isinstance(call, ast.Call)
        call.keywords = [keyword for keyword in call.keywords if keyword.arg != OUT]
        whole = ast.copy_location(ast.Constant(...), array)
        target = ast.copy_location(ast.Subscript(array, whole, ast.Store()), array)
        return ast.copy_location(ast.Assign([target], call), node)

    def array(self, call: ast.expr) -> ast.Name | None:
        """Return what a call of numpy's writes into, by its name."""
        if not isinstance(call, ast.Call):
            return None
        root = root_of(call.func, (ast.Attribute,))
        found = [keyword.value for keyword in call.keywords if keyword.arg == OUT]
        dotted = root is not call.func and isinstance(root, ast.Name) and root.id in self.names
        array = found[0] if dotted and len(found) == 1 else None
        plain = {keyword.arg for keyword in call.keywords}.isdisjoint({"where", None})
        return array if plain and isinstance(array, ast.Name) else None


def numpy_names(tree: ast.Module) -> set[str]:
    """Return the names that a file imports numpy by."""
    imports = [node for node in tree.body if isinstance(node, ast.Import)]
    return {a.asname or a.name for node in imports for a in node.names if a.name == "numpy"}


def written_out(tree: ast.Module) -> None:
    """Write such statements of a tree as assignments, in place."""
    written = Written(numpy_names(tree))
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            written.visit(statement)
