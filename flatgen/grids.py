"""Loops over several counters at once, as the loops within each other that they stand for.

for i, j in np.ndindex(n, m): ...            for i in range(n):
                                                 for j in range(m): ...
for a, b in itertools.product(x, y): ...     for a in x:
                                                 for b in y: ...
for i, j in combinations(range(n), 2): ...   for i in range(n):
                                                 for j in range(i + 1, n): ...
for (i, j), v in np.ndenumerate(x): ...      for i in range(x.shape[0]):
                                                 for j in range(x.shape[1]):
                                                     v = x[i, j] ...
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from typing import NamedTuple

from flatgen.surveying import FILLING, Replaced, free_name, names_in, number, root_of, walk

LIBRARIES = {
    "numpy": ("ndindex", "ndenumerate"),
    "itertools": ("product", "combinations"),
}
SCOPES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
WORDS = tuple([name for names in LIBRARIES.values() for name in names])


class Grid(NamedTuple):
    """The loops that one stands for, from the outside in, and what the innermost begins with."""

    loops: list[tuple[ast.expr, ast.expr]]  # targets, and what they run over
    head: list[ast.stmt]


class Grids(ast.NodeTransformer):
    """Puts loops within each other in the place of loops over several counters."""

    def __init__(self, tree: ast.Module) -> None:
        self.called: dict[str, str] = {}  # what the file calls these functions, or their modules
        self.taken: set[str] = set()  # the names of the function that is gone through
        self.loose: set[str] = set()  # those that may be read behind the loop that binds them
        self.changing = changing(tree)
        for node in walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name in LIBRARIES:
                        self.called[alias.asname or alias.name] = alias.name
            elif isinstance(node, ast.ImportFrom) and node.module in LIBRARIES:
                for alias in node.names:
                    self.called[alias.asname or alias.name] = alias.name

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        around = self.taken, self.loose
        if not self.taken:
            self.taken, self.loose = {*names_in(node)}, set(loose_in(node, frozenset()))
        self.generic_visit(node)
        self.taken, self.loose = around
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        return self.comprehended(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        return self.comprehended(node)

    def comprehended(self, node: ast.ListComp | ast.GeneratorExp) -> ast.expr:
        self.generic_visit(node)
        found: list[ast.comprehension] = []
        for run in node.generators:
            grid = self.grid_of(run.target, run.iter)
            if grid is not None and grid.head and len(node.generators) == 1:
                grid = read_in_place(grid, node, run)
            plain = grid is None or grid.head or run.is_async
            loops = grid.loops if grid and not plain else [(run.target, run.iter)]
            found += [ast.comprehension(target, over, [], 0) for target, over in loops]
            found[-1].ifs, found[-1].is_async = run.ifs, run.is_async
        node.generators = found
        return ast.fix_missing_locations(node)

    def visit_For(self, node: ast.For) -> ast.stmt:
        self.generic_visit(node)
        grid = self.grid_of(node.target, node.iter)
        if grid is None or node.orelse or is_left(node.body) or self.is_moved(grid, node.body):
            return node
        grid = self.left_as_it_was(grid)
        body = [*grid.head, *node.body]
        for target, over in reversed(grid.loops):
            body = [ast.copy_location(ast.For(target, over, body, []), node)]
        return ast.fix_missing_locations(body[0])

    def grid_of(self, target: ast.expr, over: ast.expr) -> Grid | None:
        """Return the loops that stand for one over a call of such a function; None of any other."""
        function = over.func if isinstance(over, ast.Call) else None
        name = function.attr if isinstance(function, ast.Attribute) else ""
        root = function.value if isinstance(function, ast.Attribute) else function
        known = self.called.get(getattr(root, "id", ""), "")
        name = name if name in LIBRARIES.get(known, ()) else known if not name else ""
        if not isinstance(over, ast.Call) or name not in WORDS:
            return None
        lone = len(over.args) == 1 and name == "ndindex"  # np.ndindex(*x.shape)
        if any(isinstance(argument, ast.Starred) for argument in over.args) and not lone:
            return None
        found: Grid | None = getattr(self, f"{name}_of")(target, over)
        return found

    def ndindex_of(self, target: ast.expr, over: ast.Call) -> Grid | None:
        targets = parts_of(target)
        sizes = [one.value if isinstance(one, ast.Starred) else one for one in over.args]
        if len(sizes) == 1 and isinstance(sizes[0], (ast.Tuple, ast.List)):
            sizes = sizes[0].elts
        elif len(sizes) == 1 and len(targets) > 1:  # np.ndindex(x.shape)
            sizes = [part_of(sizes[0], number(k, over)) for k in range(len(targets))]
        if over.keywords or len(sizes) != len(targets):
            return None
        return Grid([(one, range_of(size)) for one, size in zip(targets, sizes)], [])

    def ndenumerate_of(self, target: ast.expr, over: ast.Call) -> Grid | None:
        both = parts_of(target)
        if len(both) != 2 or len(over.args) != 1 or over.keywords:
            return None
        places, array = parts_of(both[0]), over.args[0]
        if not places or not isinstance(array, ast.Name):
            return None
        shape = ast.Attribute(array, "shape", ast.Load())
        sizes = [range_of(part_of(shape, number(k, over))) for k in range(len(places))]
        at = [read(place) for place in places]
        index = at[0] if len(at) == 1 else ast.Tuple(at, ast.Load())
        head = ast.copy_location(ast.Assign([both[1]], part_of(array, index)), over)
        return Grid([*zip(places, sizes)], [head])

    def product_of(self, target: ast.expr, over: ast.Call) -> Grid | None:
        times = [keyword.value for keyword in over.keywords if keyword.arg == "repeat"]
        count = getattr(times[0], "value", None) if times else 1
        if len(times) != len(over.keywords) or not isinstance(count, int):
            return None
        overs, targets = over.args * count, parts_of(target)
        return Grid([*zip(targets, overs)], []) if len(overs) == len(targets) > 0 else None

    def combinations_of(self, target: ast.expr, over: ast.Call) -> Grid | None:
        targets = parts_of(target)
        if len(over.args) != 2 or getattr(over.args[1], "value", None) != len(targets):
            return None
        given, names = over.args[0], [part.id for part in targets if isinstance(part, ast.Name)]
        if over.keywords or len(names) != len(targets):
            return None
        counted = isinstance(given, ast.Call) and getattr(given.func, "id", "") == "range"
        if counted and len(given.args) < 3 and not given.keywords:  # type: ignore[attr-defined]
            first, stop = [*[number(0, over)], *given.args][-2:]  # type: ignore[attr-defined]
            places, head = names, list[ast.stmt]()
        elif isinstance(given, ast.Name):
            first, stop = number(0, over), ast.Call(ast.Name("len", ast.Load()), [given], [])
            places = [self.free(f"i{k}" if k else "i") for k in range(len(names))]
            items = [part_of(given, ast.Name(place, ast.Load())) for place in places]
            head = [ast.copy_location(ast.Assign([t], i), over) for t, i in zip(targets, items)]
        else:
            return None
        loops: list[tuple[ast.expr, ast.expr]] = []
        for k, place in enumerate(places):
            if k:
                before = ast.Name(places[k - 1], ast.Load())
                first = ast.BinOp(before, ast.Add(), number(1, over))
            loops.append((ast.Name(place, ast.Store()), range_of(stop, first)))
        return Grid(loops, head)

    def left_as_it_was(self, grid: Grid) -> Grid:
        """Return loops that leave the counters that are read behind them as the last round had them."""
        loose = self.loose.intersection(*[[n for t, _ in grid.loops for n in names_in(t)]])
        other = {name: self.free(f"{name}_") for name in sorted(loose)}
        head: list[ast.stmt] = [
            ast.Assign([ast.Name(name, ast.Store())], ast.Name(counter, ast.Load()))
            for name, counter in other.items()
        ]
        names = Replaced(other)
        loops = [(names.visit(target), names.visit(over)) for target, over in grid.loops]
        return Grid(loops, [*head, *grid.head]) if other else grid

    def is_moved(self, grid: Grid, body: list[ast.stmt]) -> bool:
        """Tell whether rounds may change what the loops run over, which is asked once."""
        asked = {name for _, over in grid.loops for name in names_in(over)}
        asked |= {name for line in grid.head for name in names_in(line.value)}  # type: ignore[attr-defined]
        held = asked - {*dir(builtins)} - {n for _, over in grid.loops for n in numbers_in(over)}
        counters = {name for target, _ in grid.loops for name in names_in(target)}
        shaped = shapes_in([over for _, over in grid.loops]) - {
            name for line in grid.head for name in names_in(line)
        }
        moved: set[str] = set()
        for part in (part for statement in body for part in ast.walk(statement)):
            if isinstance(getattr(part, "ctx", None), ast.Store) or is_change(part):
                name = getattr(root_of(part, (ast.Attribute, ast.Subscript)), "id", "")
                if not (isinstance(part, ast.Subscript) and name in shaped):
                    moved.add(name)
            if called_in(part) in self.changing:
                moved |= held & ({*given_in(part)} | self.changing[called_in(part)])
        return not (asked | counters).isdisjoint(moved)

    def free(self, name: str) -> str:
        """Return a name that the file doesn't have."""
        found = free_name(name, self.taken)
        self.taken.add(found)
        return found


def shapes_in(nodes: list[ast.expr]) -> set[str]:
    """Return the names that are asked for their shape alone: what is written into such an array doesn't change it."""
    parts = [part for node in nodes for part in ast.walk(node)]
    asked = [p.value for p in parts if isinstance(p, ast.Attribute) and p.attr == "shape"]
    others = [part for part in parts if isinstance(part, ast.Name) and part not in asked]
    return {p.id for p in asked if isinstance(p, ast.Name)} - {other.id for other in others}


def read_in_place(
    grid: Grid, node: ast.ListComp | ast.GeneratorExp, run: ast.comprehension
) -> Grid:
    """Return loops without what the innermost begins with, ``a = X[i]``: where a is read there stands X[i]."""
    if any(isinstance(part, SCOPES) for part in walk(node.elt)):
        return grid
    items = Replaced({line.targets[0].id: line.value for line in grid.head})  # type: ignore[attr-defined]
    node.elt, run.ifs = items.visit(node.elt), [items.visit(test) for test in run.ifs]
    return Grid(grid.loops, [])


def parts_of(target: ast.expr) -> list[ast.expr]:
    """Return the parts of a tuple of targets; nothing if it is none, or if one takes several."""
    parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else []
    return [] if any(isinstance(part, ast.Starred) for part in parts) else list(parts)


def read(target: ast.expr) -> ast.expr:
    return ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else target


def part_of(whole: ast.expr, index: ast.expr) -> ast.expr:
    return ast.Subscript(whole, index, ast.Load())


def range_of(stop: ast.expr, first: ast.expr | None = None) -> ast.expr:
    plain = first is None or (isinstance(first, ast.Constant) and first.value == 0)
    given = [stop] if plain or first is None else [first, stop]
    return ast.Call(ast.Name("range", ast.Load()), given, [])


def is_left(body: list[ast.stmt]) -> bool:
    """Tell whether a loop's body leaves it by ``break``: all of the loops, not the innermost alone."""
    todo: list[ast.AST] = [*body]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Break):
            return True
        if isinstance(node, (ast.For, ast.While)):
            todo += node.orelse
        elif not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            todo += ast.iter_child_nodes(node)
    return False


def changing(tree: ast.Module) -> dict[str, set[str]]:
    """Return the functions of a file that may change what they are given; of nested ones what they see, too."""
    functions = {node.name: node for node in walk(tree) if isinstance(node, ast.FunctionDef)}
    found: dict[str, set[str]] = {}
    for _ in functions:  # those that call others, too
        for name, function in functions.items():
            if any(is_change(part) or called_in(part) in found for part in ast.walk(function)):
                found[name] = set() if function in tree.body else {*names_in(function)}
    return found


def is_change(node: ast.AST) -> bool:
    """Tell whether something is put into a list or dict, or taken out."""
    written = isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load)
    return written or (isinstance(node, ast.Attribute) and node.attr in FILLING)


def numbers_in(over: ast.expr) -> Iterable[str]:
    """Yield the names of the numbers that a range is of: a call doesn't change these."""
    if isinstance(over, ast.Call) and called_in(over) == "range":
        yield from (size.id for size in over.args if isinstance(size, ast.Name))


def given_in(call: ast.AST) -> Iterable[str]:
    """Yield the names that a call is given."""
    given = ast.iter_child_nodes(call)
    yield from (part.id for part in given if isinstance(part, ast.Name))
    yield from (k.value.id for k in getattr(call, "keywords", ()) if isinstance(k.value, ast.Name))


def called_in(node: ast.AST) -> str:
    return getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""


def loose_in(node: ast.AST, bound: frozenset[str]) -> Iterable[str]:
    """Yield the names that are read where no loop around binds them: what is left of one, perhaps."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in bound:
        yield node.id
    inner = bound
    if isinstance(node, ast.For):
        inner = bound | {*names_in(node.target)}
    elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        inner = bound | {name for run in node.generators for name in names_in(run.target)}
    for child in ast.iter_child_nodes(node):
        outside = isinstance(node, ast.For) and (child is node.iter or child in node.orelse)
        yield from loose_in(child, bound if outside else inner)


def gridded(tree: ast.Module) -> None:
    """Write such loops of a file so, in place."""
    Grids(tree).visit(tree)
