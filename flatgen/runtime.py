"""What a value is as it runs: a function of Python's and its cells, one of a library, one of several that are held."""

from __future__ import annotations

import ast
import sys
from functools import partial
from inspect import getattr_static
from types import CellType, FunctionType, ModuleType
from typing import Any

import flatgen.templates as templates
from flatgen.comments import key_text
from flatgen.outermost import Import

LIBRARIES = {
    *("builtins", "flatgen", "functools", "collections", "itertools", "dataclasses"),
    *[library.split(".")[0] for library in templates.LIBRARIES],
}

MISSING = object()
PLAIN = (int.__mul__, float.__mul__, complex.__mul__)


def defaults_of(function: FunctionType) -> dict[str, float | str | None]:
    """Return the defaults that are numbers, texts or None: a function keeps those that it was defined with."""
    code, values = function.__code__, function.__defaults__ or ()
    places = code.co_varnames[: code.co_argcount][code.co_argcount - len(values) :]
    found = {**dict(zip(places, values)), **(function.__kwdefaults__ or {})}
    return {
        n: v for n, v in found.items() if isinstance(v, (int, float, str, type(None))) and v == v
    }


def is_usual_type(value: object) -> bool:
    """Tell whether a value is what libraries have for annotations: ``numpy.typing.ArrayLike``, ``typing.List``."""
    arrays = sys.modules.get("numpy.typing")
    if arrays and (value is arrays.ArrayLike or value is arrays.NDArray):
        return True
    name = had(value, "_name")
    return isinstance(name, str) and getattr(sys.modules.get("typing"), name, None) is value


def closed(function: FunctionType) -> dict[str, CellType]:
    """Return the cells of a function's closure, by name."""
    return dict(zip(function.__code__.co_freevars, function.__closure__ or ()))


def surroundings(function: FunctionType) -> dict[str, Any]:
    """Return what each name that a function may read stands for."""
    around = dict(function.__globals__)
    for name, cell in closed(function).items():
        try:
            around[name] = cell.cell_contents
        except ValueError:  # not bound yet
            around.pop(name, None)
    return around


def had(value: object, name: str, default: Any = None) -> Any:
    """Return what a value has by a name; the default, too, where its own code raises something else than it should."""
    try:
        return getattr(value, name, default)
    except Exception:
        return default


def unwrapped(value: object) -> FunctionType | None:
    """Return the function that a caching or compiling decorator is of; None for what is no function of Python's."""
    value = had(value, "py_func", value)  # numba's
    if type(value).__name__ in ("_lru_cache_wrapper", "Method", "Form"):
        value = value.__wrapped__  # type: ignore[attr-defined]
        if had(value, "methods"):  # it is another one for each class
            return None
    if not isinstance(value, FunctionType) or had(value, "__wrapped__"):
        return None
    return value


def library_path(name: str, value: object, said: Import | None) -> str:
    """Return the path of a function or constant of a library that flatgen may know, or ''."""
    last = had(value, "__name__", name)
    home = str(had(value, "__module__") or "")
    if home == "builtins" and callable(value):
        return str(last)
    for path in filter(None, (said.path if said else "", f"{home}.{last}")):
        library, _, known = path.rpartition(".")
        if library.split(".")[0] in LIBRARIES and _has(library, known, value):
            return path
    if home.split(".")[0] in LIBRARIES or type(value).__name__ == "ufunc":
        for library in templates.LIBRARIES:
            if _has(library, str(last), value):
                return f"{library}.{last}"
    return ""


def _has(library: str, name: str, value: object) -> bool:
    return value is not None and getattr(sys.modules.get(library), name, None) is value


def owned_by(owner: object, name: str) -> object:
    """Return what a module, class or object has by a name: a property, and the like, as it is; None of nothing."""
    if isinstance(owner, ModuleType):
        return getattr(owner, name, None)
    if name == "__class__":
        return type(owner)
    return getattr_static(owner, name) if has(owner, name) else None


def has(owner: object, name: str) -> bool:
    """Tell whether an object or a class has something by a name: of arrays and the like the rules know that."""
    known = type(owner).__module__ in ("builtins", "numpy") and not isinstance(owner, type)
    return not known and getattr_static(owner, name, MISSING) is not MISSING


def is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def has_own_operators(value: object) -> bool:
    """Tell whether what operators do with a value isn't what they do with arrays and numbers: a sparse matrix."""
    kind = type(value)
    if kind.__module__ == "numpy":
        return kind.__name__ == "matrix"
    if isinstance(value, (int, float, complex)):
        return getattr(kind, "__mul__", None) not in PLAIN
    known = kind.__module__ in ("builtins", "collections") or isinstance(
        value, (str, tuple, list, dict)
    )
    return not known and any(hasattr(kind, name) for name in ("__mul__", "__add__", "__matmul__"))


def odd_in(value: Any) -> str:
    """Return the name of the class of a value, or of one that it holds, whose operators are its own; "" if none is."""
    if isinstance(value, (tuple, list, dict)):
        items = value.values() if isinstance(value, dict) else value
        return next(filter(None, map(odd_in, items)), "")
    return type(value).__name__ if has_own_operators(value) else ""


def holds_functions(value: object) -> bool:
    """Tell whether a value is a partial, or a tuple, list or dict with functions in it."""
    if type(value) is dict:
        value = [*value.values()]
    if type(value) not in (tuple, list):
        return type(value) is partial
    parts: Any = value
    return any((callable(p) and not isinstance(p, type)) or holds_functions(p) for p in parts)


def written_out(name: str, value: Any, parts: dict[str, object]) -> ast.expr:
    """Return a partial, tuple, list or dict as it would be written out, with names for its ``parts``: ``STEPS[0]``."""
    if type(value) is partial:
        given = [written_out(f"{name}.args[{i}]", a, parts) for i, a in enumerate(value.args)]
        named = [
            ast.keyword(key, written_out(f"{name}.keywords[{key_text(key)}]", a, parts))
            for key, a in value.keywords.items()
        ]
        function = written_out(f"{name}.func", value.func, parts)
        maker = written_out(f"{name}.__class__", partial, parts)
        return ast.Call(maker, [function, *given], named)
    if type(value) in (tuple, list):
        items = [written_out(f"{name}[{i}]", item, parts) for i, item in enumerate(value)]
        return (ast.Tuple if type(value) is tuple else ast.List)(items, ast.Load())
    if type(value) is dict:
        keys: list[ast.expr | None] = [ast.Constant(key) for key in value]
        items = [written_out(f"{name}[{key_text(k)}]", v, parts) for k, v in value.items()]
        return ast.Dict(keys, items)
    parts[name] = value
    return ast.Name(name, ast.Load())
