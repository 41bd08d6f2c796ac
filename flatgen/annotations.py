"""What an annotation says: ``float``, ``Float[np.ndarray, "N D"]``, ``Annotated[np.ndarray, "N D"]``.

They are read as text, in jaxtyping's form (https://docs.kidger.site/jaxtyping/api/array/); nothing has to be
installed.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from flatgen.records import record

if TYPE_CHECKING:
    from flatgen.module import Module

CONSTANT_TYPES = ("int", "bool", "str", "None")
FLOATS = ("Float", "Float16", "Float32", "Float64", "BFloat16", "Inexact")
COMPLEX = ("Complex", "Complex64", "Complex128")
REALS = (*FLOATS, "Num", "Real", "Shaped")
INTEGERS: tuple[str, ...] = (
    "Int",
    "Integer",
    "Int8",
    "Int16",
    "Int32",
    "Int64",
    "UInt",
    "UInt8",
    "UInt16",
)
INTEGERS += ("UInt32", "UInt64")
LISTS = ("list", "List")
SEQUENCES = ("Sequence", "MutableSequence", "Collection", "Iterable")  # read as lists
ARRAYS = (*REALS, *COMPLEX, "Annotated", "NDArray")
HOMES = ("typing", "typing_extensions", "collections", "jaxtyping", "numpy", "jax", "builtins")
PLAIN = (
    "?",
    "ndarray",
    "Array",
    "ArrayLike",
    "NDArray",
)  # arrays whose words say nothing of their shapes

TUPLES = ("tuple", "Tuple")
DICTS = ("dict", "Dict", "Mapping", "MutableMapping")
NO_DICTS = ("float", *CONSTANT_TYPES, *LISTS, *TUPLES, "ndarray", "Array", "ArrayLike", "NDArray")


class Said(NamedTuple):
    """What an annotation says of a parameter."""

    word: str = ""  # the annotation, if it is one word; "?" for any other
    shape: str | None = None
    kind: str = ""  # "floats", "integers" or "booleans"; is_complex tells of others
    listed: bool = False  # it is of a list; shape and kind are those of what is on it


class Form(NamedTuple):
    """What an annotation says of what is in a parameter."""

    op: str
    keys: tuple[str, ...] = ()
    parts: tuple[ast.expr | None, ...] = ()
    maker: str = ""
    opened: bool = False
    rest: ast.expr | None = None


def resolved(
    note: ast.expr | None, module: Module, within: frozenset[str] = frozenset()
) -> ast.expr | None:
    """Return an annotation in the words that are known here, whatever the file calls them.

    from typing import Annotated as A     A[ndarray, "N D"]: Annotated[ndarray, "N D"]
    Mat = Float[np.ndarray, "N D"]        Mat: Float[np.ndarray, "N D"]
    """
    if isinstance(note, ast.Constant) and isinstance(note.value, str):
        try:
            return resolved(ast.parse(note.value.strip(), mode="eval").body, module, within)
        except SyntaxError:
            return note
    if isinstance(note, ast.BinOp) and isinstance(note.op, ast.BitOr):
        given = [part for part in (note.left, note.right) if not _is_none(part)]
        return resolved(given[0], module, within) if len(given) == 1 else note
    if _last(note) in SEQUENCES and isinstance(note, ast.Attribute):
        return ast.copy_location(ast.Name("list", ast.Load()), note)
    if isinstance(note, ast.Name):
        short = module.short_for(note.id) if note.id not in within else None
        if isinstance(short, (ast.Name, ast.Attribute, ast.Subscript, ast.Constant)):
            return resolved(short, module, within | {note.id})
        home, _, name = module.path_imported(note.id).rpartition(".")
        known = home.partition(".")[0] in HOMES
        name = "list" if known and name in SEQUENCES else name
        return ast.copy_location(ast.Name(name, note.ctx), note) if known else note
    if not isinstance(note, ast.Subscript):
        return note
    whole = resolved(note.value, module, within) or note.value
    several = isinstance(note.slice, ast.Tuple)
    parts: list[ast.expr] = note.slice.elts if several else [note.slice]  # type: ignore[attr-defined]
    if _last(whole) in ("Optional", "Union"):
        parts = [part for part in parts if not _is_none(part)]
        return resolved(parts[0], module, within) if len(parts) == 1 else note
    last = len(parts) if _last(whole) not in ARRAYS + INTEGERS else 1  # behind it there are texts
    parts = [resolved(part, module, within) or part for part in parts[:last]] + parts[last:]
    inner = ast.Tuple(parts, ast.Load()) if several else parts[0]
    return ast.copy_location(
        ast.Subscript(whole, ast.copy_location(inner, note.slice), note.ctx), note
    )


def _is_none(note: ast.expr) -> bool:
    return isinstance(note, ast.Constant) and note.value is None


def read(annotation: ast.expr | None) -> Said:
    """Return what an annotation says; it may be quoted."""
    if annotation is None:
        return Said()
    if isinstance(annotation, ast.Constant):
        if not isinstance(annotation.value, str):
            return Said("None" if annotation.value is None else "?")
        try:
            return read(ast.parse(annotation.value.strip(), mode="eval").body)
        except SyntaxError:
            return Said("?")
    if isinstance(annotation, ast.Name):
        return Said(annotation.id, listed=annotation.id in LISTS)
    if isinstance(annotation, ast.Subscript):
        return _subscript(annotation)
    return Said("?")


def _subscript(node: ast.Subscript) -> Said:
    name = _last(node.value)
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    texts = [p.value for p in parts[1:] if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    kind = "floats" if name in FLOATS else "integers" if name in INTEGERS else ""
    kind = "booleans" if name == "Bool" else kind
    if kind or name in REALS + COMPLEX:
        return Said("?", texts[0] if texts else None, kind)
    if name == "Annotated":
        inner = read(parts[0])
        if inner.word not in PLAIN or inner.shape is not None:
            return inner
        return Said("?", texts[0] if texts else None, inner.kind)
    if name in LISTS or (name in TUPLES and is_endless(parts)):
        inner = read(parts[0])
        if inner.word == "int":  # read as an array of such is
            return Said("?", "_", "integers")
        deeper = isinstance(parts[0], ast.Subscript) and _last(parts[0].value) not in ARRAYS
        if inner.word in CONSTANT_TYPES or inner.kind in ("integers", "booleans") or deeper:
            return Said("?")
        return Said("?", "" if inner.word == "float" else inner.shape, inner.kind, True)
    if name == "NDArray":
        number = _last(parts[0])
        return Said(
            "?", None, "floats" if "float" in number else "integers" if "int" in number else ""
        )
    return Said("?")


def is_complex(annotation: ast.expr | None) -> bool:
    """Tell whether an annotation speaks of complex numbers: ``NDArray[np.complex64]``, ``float | complex``."""
    parts = ast.walk(annotation) if annotation is not None else ()
    words = [getattr(part, "id", "") or getattr(part, "attr", "") for part in parts]
    return any("complex" in word.lower() for word in words)


def with_shape(annotation: ast.expr, shape: str) -> ast.expr | None:
    """Return the annotation of an array that has a shape with another one, None if it is short for one."""
    if isinstance(annotation, ast.Constant):
        annotation = ast.parse(str(annotation.value).strip(), mode="eval").body
    if not isinstance(annotation, ast.Subscript) or not isinstance(annotation.slice, ast.Tuple):
        return None
    parts = annotation.slice.elts[:1] + [ast.Constant(shape)]
    return ast.Subscript(annotation.value, ast.Tuple(parts, ast.Load()), ast.Load())


def is_open(note: ast.expr | None) -> bool:
    """Tell whether a value may be a dict, by its annotation: there is none, or a name that the file doesn't define."""
    return note is None or (
        isinstance(note, (ast.Name, ast.Attribute)) and _last(note) not in NO_DICTS
    )


def is_tuple(note: ast.expr | None) -> bool:
    """Tell whether an annotation is of a tuple of unknown length."""
    return read(note).word in TUPLES


def form_of(note: ast.expr | None, module: Module) -> Form | None:
    """Return what an annotation says of what is in a value; None if it is one value."""
    if isinstance(note, ast.Constant) and isinstance(note.value, str):
        try:
            return form_of(ast.parse(note.value.strip(), mode="eval").body, module)
        except SyntaxError:
            return None
    if isinstance(note, ast.Name):
        made = record(note.id, module)
        if made is not None:
            types = made.types or (None,) * len(made.fields)
            return Form(made.op, made.fields, types, made.name)
        alias = module.notes.get(note.id) or module.constant(note.id)
        if alias is not None:
            again = any(isinstance(n, ast.Name) and n.id == note.id for n in ast.walk(alias))
            return None if again else form_of(alias, module)
    if _last(note) in DICTS:
        return Form("Dict", opened=True)
    if not isinstance(note, ast.Subscript):
        return None
    parts = note.slice.elts if isinstance(note.slice, ast.Tuple) else [note.slice]
    if _last(note.value) in DICTS and len(parts) == 2 and _last(parts[0]) in ("str", "Any"):
        return Form("Dict", opened=True, rest=parts[1])
    if _last(note.value) in TUPLES and not is_endless(parts) and not are_settings(parts):
        return Form("Tuple", parts=tuple(parts))
    listed = _last(note.value) in LISTS or (_last(note.value) in TUPLES and is_endless(parts))
    if listed and (form_of(parts[0], module) or is_tuple(parts[0])):
        return Form("Rows", parts=(parts[0],))
    return None


def is_list(note: ast.expr | None) -> bool:
    """Tell whether an annotation is of a list or tuple: + and * do other things to it than to an array."""
    return isinstance(note, ast.Subscript) and _last(note.value) in (*LISTS, *TUPLES)


def is_endless_tuple(note: ast.expr | None) -> bool:
    """Tell whether an annotation is of a tuple of any length."""
    if is_tuple(note):
        return True
    parts = getattr(getattr(note, "slice", None), "elts", [])
    return isinstance(note, ast.Subscript) and _last(note.value) in TUPLES and is_endless(parts)


def unsized(note: ast.expr | None, module: Module) -> str:
    """Return what a value is whose gradient can't be of its form, as only the run tells how many parts it has."""
    if is_tuple(note):
        return "a tuple of unknown length"
    if not isinstance(note, ast.Subscript):
        return ""
    parts = note.slice.elts if isinstance(note.slice, ast.Tuple) else [note.slice]
    within = parts[0].value if isinstance(parts[0], ast.Subscript) else None
    listed = _last(note.value) in LISTS or (_last(note.value) in TUPLES and is_endless(parts))
    if listed and _last(within) in (*LISTS, *TUPLES) and "ndarray" in ast.dump(parts[0]):
        return "a list of lists"
    inner = form_of(parts[0], module) if listed else None
    return f"a list of {'dicts' if inner.op == 'Dict' else 'tuples'}" if inner else ""


def is_endless(parts: list[ast.expr]) -> bool:
    return any(isinstance(part, ast.Constant) and part.value is ... for part in parts)


def are_settings(parts: list[ast.expr]) -> bool:
    """Tell whether all parts of a tuple are numbers that have no gradient, texts or the like."""
    return all(_last(part) in CONSTANT_TYPES for part in parts)


def _last(node: ast.expr | None) -> str:
    """Return the last word of a dotted name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
