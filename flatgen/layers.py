"""Parameters without an annotation that hold layers: an array would have one shape for all of them.

for w, b in params:              params: list[tuple[np.ndarray, np.ndarray]]
    x = x @ w + b
W1, b1, W2, b2 = params          params: tuple[np.ndarray, np.ndarray, object, object]
h = x @ W1 + b1
h = x @ ws[0] + ws[1]            ws: list[np.ndarray]
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from copy import copy

from flatgen.ir import GET, Apply, Literal, Value, names
from flatgen.naming import EACH, VALUES
from flatgen.outermost import FunctionNode
from flatgen.packing import Packing
from flatgen.static import Again, Static
from flatgen.surveying import root_of

LIST_OF_DICTS = "list[dict]"
Path = tuple[str, ...]


class Layers(Packing):
    """Says of what form parameters are whose parts are the weights and the bias of a layer."""

    def is_layer(self, product: Static, bias: Static, node: ast.AST) -> bool:
        """Let a parameter be read again of which ``w`` and ``b`` in ``x @ w + b`` are; report one that can't be."""
        made = self.made.get(product) if isinstance(product, str) else product
        if not isinstance(made, Apply) or self.rules.is_elementwise(made.op):
            return False
        factors = [*map(self.untransposed, names(made))]
        self.open_lists(bias, factors)
        held, parts = self.held_in(bias), [*map(self.held_in, factors)]
        if held is None or held not in parts or len(parts) < 2:
            return False
        root, path = held
        form = self.form_at(path[: len(root)], path[len(root) :], [str(bias), *factors])
        if EACH not in root and root not in self.learned.notes:
            self.read_again(root, form)
        text = "".join(["[i]" if piece == EACH else piece for piece in root])
        help = f"annotate it: {root[0]}: list[tuple[np.ndarray, np.ndarray]]; or np.ndarray"
        self.fault(node, f"whether {text} holds tuples or is an array only the run tells", help)
        return True

    def open_lists(self, bias: Static, factors: Iterable[str]) -> None:
        """Let parameters be read again that are lists: ``zip(weights, biases)``, ``x @ ps[i] + ps[i + 1]``."""
        other, rows = self.zipped_of(bias), [*map(self.zipped_of, factors)]
        for one in rows if other else ():
            if (one == other and {*rows} != {other}) or (one and self.are_zipped({one, other})):
                for name in (one, other):
                    note = ast.parse(f"list[{self.array()}]", mode="eval").body
                    self.learned.notes[self.openable[name]] = note
                raise Again

    def untransposed(self, name: str) -> str:
        made = self.made.get(name)
        turned = isinstance(made, Apply) and made.op in (".T", "numpy.transpose")
        return made.args[0] if turned and isinstance(made.args[0], str) else name  # type: ignore[union-attr]

    def zipped_of(self, value: Static) -> str:
        """Return the parameter of no annotation of which a loop takes a value; '' of all else."""
        made = self.made.get(value) if isinstance(value, str) else None
        if not isinstance(made, Apply) or made.op != "Item" or isinstance(made.args[1], Literal):
            return ""
        whole = made.args[0]
        part = self.made.get(whole) if isinstance(whole, str) else None
        if isinstance(part, Apply) and part.op == "Item" and is_slice(part.args[1]):
            whole = part.args[0]
        root = self.openable.get(str(whole), ())
        return str(whole) if len(root) == 1 and root not in self.learned.notes else ""

    def are_zipped(self, values: set[str]) -> bool:
        scope = self.scopes[-1]
        for node in ast.walk(scope.node):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "zip":
                roots = [getattr(root_of(argument), "id", "") for argument in node.args]
                if values <= {scope.names.get(root) for root in roots}:
                    return True
        return False

    def form_at(self, path: Path, pieces: Path, layer: Collection[str]) -> str:
        """Return the annotation of a value; ``pieces`` lead from it to what holds the parts of a ``layer``."""
        if pieces[:2] == (VALUES, EACH):
            return f"dict[str, {self.form_at((*path, *pieces[:2]), pieces[2:], layer)}]"
        read = self.places_read(layer) if not pieces else {}
        count = self.naming.counts.get(path, 0) or self.unlike(path)
        if not count and path[-1] == EACH:
            count = 1 + max(read, default=0)
        if not count or pieces[:1] == (EACH,):
            inside = self.form_at((*path, EACH), pieces[1:], layer) if pieces else self.array()
            return f"list[{inside}]"
        parts = [read.get(i, "object") for i in range(count)]
        for i, way in enumerate([(*path, f"[{i}]") for i in range(count)]):
            if pieces[:1] == way[-1:]:
                parts[i] = self.form_at(way, pieces[1:], layer)
            elif way in self.naming.counts:
                parts[i] = self.form_at(way, (), ())
        return f"tuple[{', '.join(parts)}]"

    def unlike(self, path: Path) -> int:
        """Return how many parts a value has if these are taken into one another's number of parts: no rows are."""
        ways = {
            way: n for way, n in self.naming.counts.items() if way[:-1] == path and way[-1] != EACH
        }
        places = [int(way[-1][1:-1]) for way in ways if way[-1][1:-1].isdigit()]
        return 1 + max(places, default=0) if len({*ways.values()}) > 1 else 0

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
            note = self.learned.notes.get((argument.arg,))
            text = ast.unparse(note) if note else ""
            if (
                argument.annotation
                or not text.startswith(("list[", "dict["))
                or text == LIST_OF_DICTS
            ):
                return argument
            return ast.copy_location(ast.arg(argument.arg, note), argument)

        made, arguments = copy(node), copy(node.args)
        for field in ("posonlyargs", "args", "kwonlyargs"):
            setattr(arguments, field, [*map(with_note, getattr(arguments, field))])
        made.args = arguments
        return made

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


def is_slice(index: Value) -> bool:
    return isinstance(index, Apply) and index.op == "Slice"
