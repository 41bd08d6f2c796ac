"""The structure of statements: what a body assigns, and bodies without ``continue``.

if c:                        if c:
    continue                     pass
s = s + x                    else:
                                 s = s + x
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flatgen.static import Display, Static
from flatgen.surveying import stored_names


def assigned_in(nodes: Iterable[ast.AST]) -> list[str]:
    """Return the names that statements assign, or whose arrays they may change, in their order."""
    found: list[str] = []
    for node in nodes:
        found += stored_names(node)
        for part in ast.walk(node):
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
                function = part.value.func
                owners = [function.value] if isinstance(function, ast.Attribute) else []
                owners += part.value.args[:1]
                found += [owner.id for owner in owners if isinstance(owner, ast.Name)]
    return list(dict.fromkeys(found))


def leaves(value: Static | None) -> Iterator[Static | None]:
    """Yield the values in a tuple, and in those in it."""
    if isinstance(value, Display):
        for item in value.items:
            yield from leaves(item)
    else:
        yield value


def structured(body: list[ast.stmt]) -> list[ast.stmt] | None:
    """Return the statements of a loop without ``continue``; None where it is left before its end."""
    made: list[ast.stmt] = []
    for i, statement in enumerate(body):
        if isinstance(statement, ast.Continue):
            return made
        if isinstance(statement, (ast.Return, ast.Break)):
            return None
        if not isinstance(statement, ast.If) or not _leaves(statement):
            made.append(statement)
            continue
        rest = body[i + 1 :]  # of each side, as far as that isn't left before
        sides = [structured([*side, *rest]) for side in (statement.body, statement.orelse)]
        if sides[0] is None or sides[1] is None:
            return None
        then = sides[0] or [ast.copy_location(ast.Pass(), statement)]
        made.append(ast.copy_location(ast.If(statement.test, then, sides[1]), statement))
        return made
    return made


def _leaves(node: ast.stmt) -> bool:
    """Tell whether a statement leaves the loop around it, or its round."""
    if isinstance(node, (ast.Continue, ast.Break, ast.Return)):
        return True
    if isinstance(node, (ast.For, ast.While)):  # its own continue and break
        return any(isinstance(part, ast.Return) for part in ast.walk(node))
    if isinstance(node, ast.If):
        return any(map(_leaves, [*node.body, *node.orelse]))
    return False
