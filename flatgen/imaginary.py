"""What constants outside of functions hold, complex numbers above all: by the text that makes them, or as they are."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flatgen.surveying import path_of

if TYPE_CHECKING:
    from flatgen.ir import Key
    from flatgen.module import Module

# In what names complex types, or modules of such functions; and functions that give complex numbers.
TYPE = re.compile("complex|cdouble|csingle|clongdouble|^cmath$|^emath$|^c(8|16)$")
ASKED = ("get", "items", "keys", "values")  # of a dict, which stays as it is
ODD = re.compile(r"scipy\.sparse\..*|numpy\.ma\..*|numpy\.(matrix|mat|asmatrix|bmat)")
DENSE = ("toarray", "A1", "filled")  # what makes an array of them
OTHERWISE = (
    "dict",
    "OrderedDict",
    "defaultdict",
    "Counter",
    "set",
    "frozenset",
    "iter",
    "map",
    "filter",
    "zip",
)
MANY_ROWS = 40  # as many rounds are written out
KEEPING_NONE = ("len", "list", "enumerate", "zip")  # of what they are given
PLAIN = (
    ast.Constant,
    ast.UnaryOp,
    ast.BinOp,
    ast.Attribute,
    ast.Subscript,
    ast.Slice,
    ast.List,
    ast.Tuple,
)
REAL = ("abs", "absolute", "real", "imag", "angle")
GIVING = re.compile("i?fft[2n]?|rfft[2n]?|ihfft|roots|eig|eigvals|hilbert")


def is_said_complex(node: ast.AST, module: Module, seen: set[str]) -> bool:
    """Tell whether an expression may make complex numbers, by its text, and by that of what it reads."""
    for part in ast.walk(node):
        word = part.attr if isinstance(part, ast.Attribute) else getattr(part, "id", "")
        function = part.func if isinstance(part, ast.Call) else None
        called = str(getattr(function, "attr", getattr(function, "id", "")))
        known = part.value if isinstance(part, ast.Constant) else None
        text = known if isinstance(known, str) else word
        if (
            isinstance(known, complex)
            or TYPE.search(text)
            or GIVING.fullmatch(called)
            or module.path_imported(word).startswith("cmath.")
        ):
            return True
        if isinstance(part, ast.Name) and is_name_complex(word, module, seen):
            return True
    return False


def is_name_complex(name: str, module: Module, seen: set[str]) -> bool:
    """Tell it of what a name of a file is bound to, or returns."""
    if name in seen:
        return False
    seen.add(name)
    function = module.functions.get(name)
    bound = [*module.bindings.get(name, ()), *([function] if function else [])]
    bound = [one for one in bound if not _is_real(getattr(one, "value", None))]
    return any(is_said_complex(statement, module, seen) for statement in bound)


def _is_real(value: ast.AST | None) -> bool:
    """Tell whether an expression is real whatever it is of: an absolute value, a part, an angle."""
    function = value.func if isinstance(value, ast.Call) else value
    word = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return word in REAL and (function is not value or word in ("real", "imag"))


def is_made_of_numbers(name: str, module: Module, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether the text of a file makes a constant by arithmetic and functions of numpy alone."""
    bound = module.bindings.get(name, ())
    if not bound or name in seen or not all(isinstance(one, ast.Assign) for one in bound):
        return False
    for part in [part for one in bound for part in ast.walk(one.value)]:  # type: ignore[attr-defined]
        if isinstance(part, ast.Call):
            if not path_of(part.func, module).startswith(("numpy.", "math.", "scipy.")):
                return False
        elif isinstance(part, ast.Name):
            other = part.id not in module.imports
            if other and not is_made_of_numbers(part.id, module, seen | {name}):
                return False
        elif isinstance(part, ast.expr) and not isinstance(part, PLAIN):
            return False
    return True


def holds_complex(value: Any) -> bool:
    """Tell whether a value is complex, an array of complex numbers, or has such on it."""
    numpy: Any = sys.modules.get("numpy")
    if isinstance(value, (dict, list, tuple)):
        return any(map(holds_complex, value.values() if isinstance(value, dict) else value))
    if numpy and isinstance(value, (numpy.ndarray, numpy.generic)):
        return bool(numpy.iscomplexobj(value))
    return isinstance(value, complex)


def root_in(text: str) -> str:
    """Return the name that the text of a constant starts with: ``P`` of ``P.C[0]``."""
    return re.split(r"\W", text)[0]


class Constants:
    """What a file's constants are, as far as its text tells; what runs tells more."""

    def is_imaginary(self: Any, text: str) -> bool:
        """Tell whether a constant, ``C`` or ``P.C[0]``, may hold complex numbers."""
        return is_name_complex(root_in(text), self, set())

    def is_awaited(self, text: str) -> bool:
        """Tell whether a constant isn't there yet, and its text doesn't tell that it is numbers."""
        return False

    def as_written(self: Any, text: str) -> ast.expr | None:
        """Return what the file says a constant is, ``C`` or ``P.C[0]``; None of what is no name, or changes."""
        named = text[:1].isidentifier()
        found = self.constant_at(ast.parse(text, mode="eval").body) if named else None
        return found if isinstance(found, ast.expr) else None

    def is_dict(self: Any, text: str) -> bool:
        """Tell whether a constant is a dict."""
        return isinstance(self.as_written(text), ast.Dict)

    def keys_of(self: Any, text: str) -> list[Key] | None:
        """Return the keys of a constant that is a dict, in their order; None where these aren't plain."""
        whole = self.as_written(text)
        keys = [getattr(key, "value", None) for key in whole.keys]
        return plain_keys(keys)

    def rows_of(self: Any, text: str) -> list[str | tuple[str | None, ...]] | None:
        """Return the rows of a list of texts, dicts, or tuples with these, as ``plain_rows`` does; None of others."""
        whole = self.as_written(text)
        items = whole.elts if isinstance(whole, (ast.List, ast.Tuple)) else ()
        return plain_rows([_as_row(item) for item in items])

    def stays(self: Any, text: str) -> bool:
        """Tell whether a constant has no other name, and is handed to nothing: it is what its text says."""
        return is_only_read(root_in(text), self.tree)

    def is_list(self: Any, text: str) -> bool:
        """Tell whether a constant is a list, or a tuple; "" is none."""
        return isinstance(self.as_written(text), (ast.List, ast.Tuple))

    def odd_kind(self: Any, text: str) -> str:
        """Return of what class a constant is, or what it holds, whose operators are its own; "" if it is of none."""
        value = self.constant(root_in(text))
        calls = [part for part in ast.walk(value) if isinstance(part, ast.Call)] if value else []
        dense = bool(calls) and getattr(calls[0].func, "attr", "") in DENSE
        paths = [path_of(call.func, self) for call in calls if not dense]
        return next((path for path in paths if ODD.fullmatch(path)), "")

    def runs_otherwise(self: Any, text: str) -> str:
        """Return of what class a constant is through which a loop runs otherwise than by numbers; "" if by these."""
        value = self.constant(text) if text.isidentifier() else self.as_written(text)
        kind = {ast.Dict: "dict", ast.DictComp: "dict", ast.Set: "set", ast.SetComp: "set"}
        called = getattr(value, "func", None)
        word = getattr(called, "id", getattr(called, "attr", ""))
        return kind.get(type(value), word if word in OTHERWISE else "")

    def functions_now(self, module: Any, place: str, text: str, fresh: Callable[[str], str]) -> str:
        """Return how a list, tuple or dict of functions, which a module has, is written now; "" of all else."""
        return ""

    def object_named(self, value: Any, word: str, fresh: Callable[[str], str]) -> str:
        """Return how the output calls a class of objects, or a function that one has, as it is now."""
        raise AssertionError("objects are of modules that run: flatgen.addressing")


def plain_keys(keys: list[Any]) -> list[Key] | None:
    """Return keys that are texts and whole numbers; None where one is none."""
    return keys if all(type(key) in (str, int) for key in keys) else None


def _as_row(node: ast.expr) -> Any:
    """Return what a part of a constant is: a text, an empty dict for a dict, a list of these for a tuple; else None."""
    if isinstance(node, ast.Dict) or getattr(getattr(node, "func", None), "id", "") == "dict":
        return {}
    if isinstance(node, (ast.Tuple, ast.List)):
        return [*map(_as_row, node.elts)]
    return node.value if isinstance(node, ast.Constant) and type(node.value) is str else None


def plain_rows(rows: list[Any]) -> list[str | tuple[str | None, ...]] | None:
    """Return rows that are all texts as these, all dicts as (), tuples of one form with texts or dicts as tuples."""
    if not 0 < len(rows) <= MANY_ROWS:
        return None
    if all(type(row) is str for row in rows):
        return rows
    if all(isinstance(row, dict) for row in rows):
        return [()] * len(rows)
    if not all(isinstance(row, (tuple, list)) for row in rows):
        return None
    forms = {
        tuple([kind if (kind := type(part)) in (str, dict) else None for part in row])
        for row in rows
    }
    if len(forms) > 1 or not any(forms.pop()):
        return None
    return [tuple([part if type(part) is str else None for part in row]) for row in rows]


def is_only_read(name: str, tree: ast.Module) -> bool:
    """Tell whether a file only binds a name, and asks what it names for its parts, keys and values."""
    fine: set[ast.AST] = set()
    for node in ast.walk(tree):
        loaded = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)
        if loaded or (isinstance(node, ast.Attribute) and node.attr in ASKED):
            fine.add(node.value)  # type: ignore[attr-defined]
        elif isinstance(node, (ast.For, ast.comprehension)):
            fine.add(node.iter)
        elif isinstance(node, ast.Compare):
            fine.update(node.comparators)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEEPING_NONE:
            fine.update(node.args)
    read = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    return all(node in fine or isinstance(node.ctx, ast.Store) for node in read)
