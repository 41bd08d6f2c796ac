"""Parameters without an annotation that hold layers: an array would have one shape for all of them.

for w, b in params:              params: list[tuple[np.ndarray, np.ndarray]]
    x = x @ w + b
W1, b1, W2, b2 = params          params: tuple[np.ndarray, np.ndarray, object, object]
h = x @ W1 + b1
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from copy import copy

from flatgen.ir import GET, Apply, Literal, Value, names
from flatgen.naming import EACH, VALUES
from flatgen.outermost import FunctionNode
from flatgen.packing import Packing
from flatgen.reads import Reads
from flatgen.static import Static

LIST_OF_DICTS = "list[dict]"
SEVERAL = 4  # weights and biases that stand beside each other: of two layers
Path = tuple[str, ...]


class Layers(Packing):
    """Says of what form parameters are whose parts are the weights and the bias of a layer."""

    def is_layer(self, product: Static, bias: Static, node: ast.AST) -> bool:
        """Let a parameter be read again of which ``w`` and ``b`` in ``x @ w + b`` are; report one that can't be."""
        made = self.made.get(product) if isinstance(product, str) else product
        if not isinstance(made, Apply) or self.rules.is_elementwise(made.op):
            return False
        factors = [*map(self.untransposed, names(made))]
        held, parts = self.held_in(bias), [*map(self.held_in, factors)]
        if held is None or held not in parts or len(parts) < 2:
            return False
        root, path = held
        if path == root and self.naming.counts.get(root, 0) < SEVERAL:
            return False  # p, v = state, as an array has them
        form = self.form_at(root, path[len(root) :], [str(bias), *factors])
        if form.startswith(("list", "dict")) and not self.are_alike(root):
            form = ""
        if form and EACH not in root and root not in self.learned.notes:
            self.read_again(root, form)
        text = "".join(["[i]" if piece == EACH else piece for piece in root])
        row = "tuple[np.ndarray, np.ndarray]"
        note = f"dict[str, {row}]" if VALUES in path else f"list[{row}]"
        help = f"annotate it: {root[0]}: {note}; or np.ndarray"
        self.fault(node, f"whether {text} holds tuples or is an array only the run tells", help)
        return True

    def untransposed(self, name: str) -> str:
        made = self.made.get(name)
        turned = isinstance(made, Apply) and made.op in (".T", "numpy.transpose")
        return made.args[0] if turned and isinstance(made.args[0], str) else name  # type: ignore[union-attr]

    def form_at(self, path: Path, pieces: Path, layer: Collection[str]) -> str:
        """Return the annotation of a value; ``pieces`` lead from it to what holds the parts of a ``layer``.

        Nothing where it isn't known how many parts it has.
        """
        if pieces[:2] == (VALUES, EACH):
            inside = self.form_at((*path, *pieces[:2]), pieces[2:], layer)
            return inside and f"dict[str, {inside}]"
        read = self.places_read(layer) if not pieces else {}
        count = self.naming.counts.get(path, 0) or self.unlike(path)
        if not count and path[-1] == EACH:
            count = self.taken_into(layer)
        if not count or pieces[:1] == (EACH,):
            rows = pieces and (pieces[0] == EACH or self.are_rows(path))
            inside = self.form_at((*path, EACH), pieces[1:], layer) if rows else ""
            return inside and f"list[{inside}]"
        parts = [read.get(i, "object") for i in range(count)]
        for i, way in enumerate([(*path, f"[{i}]") for i in range(count)]):
            if pieces[:1] == way[-1:]:
                parts[i] = self.form_at(way, pieces[1:], layer)
            elif way in self.naming.counts:
                parts[i] = self.form_at(way, (), ())
        return f"tuple[{', '.join(parts)}]" if all(parts) else ""

    def are_alike(self, root: Path) -> bool:
        """Tell whether all rows of a parameter, or of a part of one, are taken into as many names."""
        plain = ast.unparse(ast.parse("".join(root)))
        words = {plain, f"{plain}.values()", self.naming.names.get(root, plain)}
        functions = self.home.functions | self.module.functions
        return Reads(functions).alike(self.outermost, words)

    def taken_into(self, layer: Collection[str]) -> int:
        """Return how many names a function takes a row apart into, the parts of a ``layer`` among them; else 0."""
        scope = self.scopes[-1]
        for node in ast.walk(scope.node):
            if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store):
                bound = {scope.names.get(getattr(part, "id", "")) for part in node.elts}
                if not bound.isdisjoint(layer) and not any(map(is_starred, node.elts)):
                    return len(node.elts)
        return 0

    def parts_at(self, path: Path) -> dict[int, int]:
        """Return into how many parts those of a value are taken, by their places: 0 where one isn't."""
        counts = {way[-1][1:-1]: n for way, n in self.naming.counts.items() if way[:-1] == path}
        places = {at for at in counts if at.lstrip("-").isdigit()}
        for node in ast.walk(self.outermost) if len(path) == 1 else ():
            if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == path[0]:
                at = ast.unparse(node.slice)
                places |= {at} if at.lstrip("-").isdigit() else set()
        return {int(at): counts.get(at, 0) for at in places}

    def unlike(self, path: Path) -> int:
        """Return how many parts a value has if these are taken into one another's number of parts: no rows are."""
        parts = self.parts_at(path)
        known = {*parts.values()} - {0}
        return 1 + max(parts) if len(known) > 1 and min(parts) >= 0 else 0

    def are_rows(self, path: Path) -> bool:
        """Tell whether what is read of a value by its places is taken into as many parts everywhere."""
        parts = self.parts_at(path)
        return len({*parts.values()}) == 1 and 0 not in parts.values()

    def places_read(self, layer: Collection[str]) -> dict[int, str]:
        """Return the annotations of what is read beside the parts of a ``layer``, by its place: arrays, if they are."""
        found: dict[int, str] = {}
        whole = {self.made[name].args[0] for name in layer if self.held_in(name)}  # type: ignore[union-attr]
        for name, made in self.made.items():
            if isinstance(made, Apply) and made.op == "Item" and made.args[0] in whole:
                at = getattr(made.args[1], "known", None)
                if type(at) is int and at >= 0:
                    found[at] = self.array() if name in layer else found.get(at, "object")
        return found

    def array(self) -> str:
        """Return the annotation of an array."""
        imports = self.module.imports.items()
        known = [name for name, one in imports if one.path == "numpy"]
        return f"{known[0]}.ndarray" if known else "object"

    def with_notes(self, node: FunctionNode) -> FunctionNode:
        """Return a function with the annotations that were found for its parameters, where they hold lists."""

        def with_note(argument: ast.arg) -> ast.arg:
            note = self.whole_note((argument.arg,))
            text = ast.unparse(note) if note else ""
            listed = "list[" in text.replace(LIST_OF_DICTS, "") or "dict[" in text
            if argument.annotation or not listed:
                return argument
            return ast.copy_location(ast.arg(argument.arg, note), argument)

        made, arguments = copy(node), copy(node.args)
        for field in ("posonlyargs", "args", "kwonlyargs"):
            setattr(arguments, field, [*map(with_note, getattr(arguments, field))])
        made.args = arguments
        return made

    def whole_note(self, path: Path) -> ast.expr | None:
        """Return the annotation that was found for a parameter, with those of its parts."""
        note = self.learned.notes.get(path)
        parts = getattr(note, "slice", None)
        if not isinstance(note, ast.Subscript) or not isinstance(parts, ast.Tuple):
            return note
        inner = [self.whole_note((*path, f"[{i}]")) or part for i, part in enumerate(parts.elts)]
        return ast.Subscript(note.value, ast.Tuple(inner, ast.Load()), ast.Load())

    def held_in(self, name: Static) -> tuple[Path, Path] | None:
        """Return the parameter of no annotation that a value is a part of, and how that is read of which it is one."""
        pieces: list[str] = []
        while isinstance(name, str) and name not in self.openable:
            made = self.made.get(name)
            whole = self.paths.get(name, ()) if name in self.lists else ()
            if whole[-1:] == (EACH,) and pieces[:1] != [EACH]:
                root = whole[: whole.index(VALUES)] if VALUES in whole else whole
                return root, (*whole[:-1], *reversed(pieces[1:]))
            if not isinstance(made, Apply) or made.op not in ("Item", GET):
                return None
            at = made.args[1]
            place = at.known if isinstance(at, Literal) else None
            if not is_slice(at):  # else it is a part of the list
                pieces.append(f"[{place}]" if type(place) is int else EACH)
            name = made.args[0]
        if not isinstance(name, str) or not pieces or pieces[0] == EACH:
            return None
        root = self.openable[name]
        return root, (*root, *reversed(pieces[1:]))


def is_starred(node: ast.expr) -> bool:
    return isinstance(node, ast.Starred)


def is_slice(index: Value) -> bool:
    return isinstance(index, Apply) and index.op == "Slice"
