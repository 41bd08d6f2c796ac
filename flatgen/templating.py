"""The body of a template as values: what rules, definitions and identities are made of."""

from __future__ import annotations

import ast
import re
from collections.abc import Container

from flatgen.ir import Apply, Global, Literal, Value, names, substitute
from flatgen.module import Module, is_builtin
from flatgen.outermost import FunctionNode
from flatgen.surveying import walk
from flatgen.templates import ON_ARRAYS, TWINS

HOME = "flatgen.templates."
NAMED = "NamedExpr"  # in a pattern, (t := value): t is the name that the value has
COUNT = "#"  # what an index counts: for i, x in enumerate(xs)
PLACE = "##"  # what an index of lists within lists says: for i, x in np.ndenumerate(xs)
EACH = "ListComp"  # in a line, [element for x in xs], before it is known what xs is


class Misplaced(ValueError):
    """What is wrong with a template, and the part of it that is wrong."""

    def __init__(self, message: str, node: ast.expr | ast.stmt | ast.keyword) -> None:
        super().__init__(message)
        self.node = node


class Template:
    """A function of a template file: its parameters, lines and what it returns."""

    def __init__(self, node: FunctionNode, module: Module) -> None:
        self.node = node
        self.module = module
        arguments = node.args
        self.parameters = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
        if arguments.vararg:
            self.parameters.append(arguments.vararg.arg)
        self.parameters += [a.arg for a in arguments.kwonlyargs]
        self.dots = tuple([p[4:] for p in self.parameters if p.startswith("dot_")])  # of tangents
        self.lines: dict[str, ast.expr] = {}
        self.returned: list[ast.expr] = []
        for statement in node.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                name = statement.targets[0].id
                if name in self.lines or name in self.parameters:
                    raise Misplaced(f"{name} is assigned twice", statement)
                self.lines[name] = statement.value
            elif _is_write(statement):
                self.write(statement)
            elif isinstance(statement, ast.Return) and statement.value is not None:
                value = statement.value
                self.returned = value.elts if isinstance(value, ast.Tuple) else [value]
            elif not isinstance(statement, ast.Expr):
                raise Misplaced("its body has to be assignments and one return", statement)
        self.names = set(self.parameters)

    def write(self, statement: ast.stmt) -> None:
        """Take a write, such as ``z[index] = value``, as a new value of the line z."""
        if isinstance(statement, (ast.Assign, ast.AugAssign)):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            assert isinstance(target, ast.Subscript)
            base, parts = target.value, [target.slice, statement.value]
            kind = "SetItem" if isinstance(statement, ast.Assign) else "AddItem"
            function: ast.expr = ast.Name(kind, ast.Load())
        else:
            assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            base, *parts = statement.value.args
            function = statement.value.func
        if not isinstance(base, ast.Name) or base.id not in self.lines:
            raise Misplaced("it may write only into a line of its own", statement)
        self.lines[base.id] = ast.Call(function, [self.lines[base.id], *parts], [])

    def value(self, node: ast.expr) -> Value:
        """Return an expression of the body; every name in it has to mean something."""
        known = self.names | set(self.lines) | {"SetItem", "AddItem"}
        parts = walk(node)
        for part in parts:
            if isinstance(part, ast.comprehension):
                known |= {n.id for n in walk(part.target) if isinstance(n, ast.Name)}
        for part in parts:
            if isinstance(part, ast.Name) and part.id not in known:
                if part.id not in self.module.imports and not is_builtin(part.id):
                    message = f"{part.id} is neither a parameter, a line nor imported"
                    raise Misplaced(message, part)
        return value_of(node, self.module, self.names | set(self.lines))

    def kind(self, text: str, pattern: Apply) -> tuple[str, tuple[Value, ...]]:
        """Return what ``shape=`` says: an input's, or a kind of shape and its arguments."""
        if text in names(pattern):
            return "like", (text,)
        if text in ("any", "number"):
            return text, ()
        node = ast.parse(text, mode="eval").body
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            raise ValueError(f"{text!r} is no kind of shape")
        return node.func.id, tuple([self.value(argument) for argument in node.args])

    def results(self) -> list[Value]:
        """Return what is returned, without the names of lines."""
        lines: dict[str, Value] = {}
        for name, node in self.lines.items():
            lines[name] = substitute(self.value(node), lines)
        return [substitute(self.value(node), lines) for node in self.returned]

    def pattern(self, text: str) -> tuple[Apply, bool]:
        """Return the operation that a rule is for, and whether it is for its twins on arrays, too.

        ``exp(x)``, with exp imported, is for both; ``math.log(x, base)`` is for math's alone.
        """
        try:
            node = ast.parse(text, mode="eval").body
        except SyntaxError:
            raise ValueError(f"{text!r} is not an expression") from None
        value = value_of(node, self.module, self.names)
        if not isinstance(value, Apply):
            raise ValueError(f"{text!r} is not an operation")
        return value, not re.search(r"[^\W\d]\.", text)


def value_of(node: ast.expr, module: Module, parameters: set[str]) -> Value:
    """Return an expression of a template as a value; its imports say what its names mean."""

    def of(node: ast.expr) -> Value:
        return value_of(node, module, parameters)

    if isinstance(node, ast.Name) and node.id in parameters:
        return node.id
    if isinstance(node, ast.Constant):
        text = f'"{node.value}"' if isinstance(node.value, str) else repr(node.value)
        return Literal("..." if node.value is ... else text, node.value)
    if isinstance(node, (ast.Name, ast.Attribute)):
        path = path_of(node, module, parameters)
        if path is not None:
            return Global(path)
    if isinstance(node, ast.Attribute):
        return Apply(f".{node.attr}", (of(node.value),))
    if isinstance(node, ast.NamedExpr):
        return Apply(NAMED, (node.target.id, of(node.value)))
    if isinstance(node, ast.Subscript):
        return Apply("Item", (of(node.value), of(node.slice)))
    if isinstance(node, ast.Slice):
        bounds = (node.lower, node.upper, node.step)
        return Apply("Slice", tuple([of(b) if b else Literal("None", None) for b in bounds]))
    if isinstance(node, ast.ListComp):
        return _comprehension(node, module, parameters)
    if isinstance(node, ast.BinOp):
        for part in (node.left, node.right):
            if isinstance(part, ast.Constant) and isinstance(part.value, (str, bytes)):
                raise Misplaced("a text where a number has to stand", part)
        return Apply(type(node.op).__name__, (of(node.left), of(node.right)))
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return Apply(type(node.ops[0]).__name__, (of(node.left), of(node.comparators[0])))
    if isinstance(node, ast.UnaryOp):
        number = node.operand.value if isinstance(node.operand, ast.Constant) else None
        if isinstance(node.op, ast.USub) and isinstance(number, (int, float, complex)):
            return Literal(f"-{number!r}", -number)
        if not isinstance(node.operand, ast.Constant):
            return Apply(type(node.op).__name__, (of(node.operand),))
    if isinstance(node, (ast.Tuple, ast.List)):
        return Apply(type(node).__name__, tuple(map(of, node.elts)))
    if isinstance(node, ast.Call):
        path = path_of(node.func, module, parameters)
        if path is not None:
            given = [_starred(a, parameters) or of(a) for a in node.args]
            given += [of(k.value) for k in node.keywords]
            return Apply(path, tuple(given), tuple(k.arg or "" for k in node.keywords))
        if isinstance(node.func, ast.Attribute):
            given = [
                of(node.func.value),
                *map(of, node.args),
                *[of(k.value) for k in node.keywords],
            ]
            keys = tuple(k.arg or "" for k in node.keywords)
            return Apply(f".{node.func.attr}()", tuple(given), keys)
    raise ValueError(f"{ast.unparse(node)} is no part of a template")


def _is_write(statement: ast.stmt) -> bool:
    """Tell whether a line of a template writes into an array."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.targets[0], ast.Subscript)
    if isinstance(statement, ast.AugAssign):
        return isinstance(statement.op, ast.Add) and isinstance(statement.target, ast.Subscript)
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)


def _comprehension(node: ast.ListComp, module: Module, parameters: set[str]) -> Apply:
    """Return ``[element for x in xs]`` with x under a name that no program has."""
    target, over = node.generators[0].target, node.generators[0].iter
    if not isinstance(target, ast.Name) or len(node.generators) > 1:
        raise ValueError(f"{ast.unparse(node)} is not of the form [... for x in xs]")
    element = value_of(node.elt, module, parameters | {target.id})
    own = f"{target.id}@"
    return Apply(
        EACH, (own, value_of(over, module, parameters), substitute(element, {target.id: own}))
    )


def _starred(node: ast.expr, parameters: set[str]) -> str:
    if (
        isinstance(node, ast.Starred)
        and isinstance(node.value, ast.Name)
        and node.value.id in parameters
    ):
        return f"*{node.value.id}"
    return ""


def path_of(node: ast.expr, module: Module, parameters: set[str]) -> str | None:
    """Return the path of a function or constant that a template names."""
    if isinstance(node, ast.Attribute):
        base = path_of(node.value, module, parameters)
        return base and f"{base}.{node.attr}".removeprefix("builtins.")
    if not isinstance(node, ast.Name) or node.id in parameters:
        return None
    if node.id in module.imports:
        path = module.imports[node.id].path.removeprefix(HOME)
        library, _, name = path.partition(".")
        return f"arrays.{name}" if library.startswith("helpers_") else path
    return node.id


def each(node: ast.ListComp) -> tuple[tuple[str, ...], tuple[str, ...], ast.expr]:
    """Take ``[value for x in xs]`` or ``[value for x, y in zip(xs, ys)]`` apart; or enumerate(xs)."""
    generator = node.generators[0]
    target, over = generator.target, generator.iter
    targets = target.elts if isinstance(target, ast.Tuple) else [target]
    sources = over.args if isinstance(over, ast.Call) else [over]
    by = over.func if isinstance(over, ast.Call) else None
    if isinstance(over, ast.Call) and getattr(by, "id", "") == "enumerate":
        sources = [ast.Name(COUNT), *over.args]
    elif isinstance(over, ast.Call) and getattr(by, "attr", "") == "ndenumerate":
        sources = [ast.Name(PLACE), *over.args]
    names = [[n.id for n in part if isinstance(n, ast.Name)] for part in (targets, sources)]
    if len(node.generators) > 1 or generator.ifs or len(names[0]) != len(names[1]):
        raise ValueError(f"{ast.unparse(node)} is not of the form [... for x in xs]")
    return tuple(names[0]), tuple(names[1]), node.elt


def twin(path: str) -> str:
    """Return the function on arrays for one on numbers: ``numpy.exp`` for ``math.exp``."""
    twins: dict[str, str] = TWINS
    library, dot, name = path.rpartition(".")
    return twins.get(path) or (twins[library] + dot + name if library in twins else path)


def twin_of_value(value: Value) -> Value:
    """Return ``value`` with every function and constant on numbers replaced by that on arrays."""
    if isinstance(value, Global):
        return Global(twin(value.path))
    if isinstance(value, Apply):
        return Apply(twin(value.op), tuple(map(twin_of_value, value.args)), value.keys)
    return value


def settled(name: str, scalar: bool, helpers: Container[str]) -> str:
    """Return the path of a function that is used by its bare, well-known name."""
    if is_builtin(name):
        return name
    if name in ON_ARRAYS:
        return f"arrays.{name}"
    path = f"scalars.{name}" if f"scalars.{name}" in helpers else f"math.{name}"
    return path if scalar else twin(path)
