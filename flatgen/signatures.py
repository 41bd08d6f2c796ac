"""Calls as their function takes them: ``np.sum(x, 0)`` and ``x.sum(axis=0)`` are one operation.

``templates/signatures.txt`` says how the functions of numpy and scipy, and the methods of arrays, are called.
A method stands for numpy's function of the same name.
"""

from __future__ import annotations

import ast
from functools import cache, lru_cache
from typing import NamedTuple

import flatgen.templates as templates
from flatgen.ir import Apply, Literal, Value

ATTRIBUTES = {  # and second names
    ".T": "numpy.transpose",
    ".mT": "numpy.matrix_transpose",
    ".flatten()": "numpy.ravel",
    "numpy.amax": "numpy.max",
    "numpy.amin": "numpy.min",
}
ARRAY = "ndarray."


class Signature(NamedTuple):
    """A function's parameters: by place, the one that takes the rest, by name alone, and defaults."""

    places: tuple[str, ...]
    rest: str
    names: tuple[str, ...]
    defaults: dict[str, Value]
    aliases: dict[str, str]


class Call(NamedTuple):
    """An operation's arguments by their parameters' names."""

    op: str
    given: dict[str, Value]
    signature: Signature

    def argument(self, name: str) -> Value | None:
        """Return an argument, or its default; None if there is neither."""
        return self.given.get(name, self.signature.defaults.get(name))

    def unusual(self, names: set[str]) -> list[str]:
        """Return the arguments not among ``names`` that are given, and aren't what is the default."""
        return [
            name
            for name, value in self.given.items()
            if name not in names and value != self.signature.defaults.get(name)
        ]

    def parameters(self, value: Apply) -> list[str]:
        """Return the name of the parameter that each argument is given for."""
        plain = len(value.args) - len(value.keys)
        places = [*self.signature.places, *[self.signature.rest] * plain][:plain]
        return places + [self.signature.aliases.get(key, key) for key in value.keys]


class BadCall(Exception):
    """A call that its function's signature doesn't take; the message says why."""


@lru_cache(maxsize=1)
def _lines() -> tuple[dict[str, str], dict[str, str]]:
    """Return the text of each signature, and of each function's aliases."""
    plain, _, aliases = templates.read("signatures.txt").partition("# aliases\n")
    signatures = {}
    for line in plain.splitlines():
        name, bracket, rest = line.partition("(")
        if bracket and not line.startswith("#"):
            signatures[name] = rest
    for name, parameters in templates.SETTABLE.items():
        signatures |= {at + name: f"{parameters})" for at in ("", "scalars.", "arrays.")}
    said = [line.partition(": ") for line in aliases.splitlines() if line[:1] != "#"]
    return signatures, {name: text for name, _, text in said}


@cache
def signature(name: str) -> Signature | None:
    """Return a function's signature, None if it is not listed."""
    signatures, aliases = _lines()
    function, _, own = name.rpartition(".")
    if function in signatures and f"ufunc.{own}" in signatures:  # numpy.add.reduce
        name = f"ufunc.{own}"
    if name not in signatures:
        return None
    node = ast.parse(f"def f({signatures[name]}: ...").body[0]
    assert isinstance(node, ast.FunctionDef)
    arguments = node.args
    places = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    defaults = dict(zip(places[len(places) - len(arguments.defaults) :], arguments.defaults))
    names = [a.arg for a in arguments.kwonlyargs]
    defaults |= {n: d for n, d in zip(names, arguments.kw_defaults) if d}
    known = aliases.get(name, aliases.get(name.replace(ARRAY, "numpy."), ""))
    return Signature(
        tuple(places),
        arguments.vararg.arg if arguments.vararg else "",
        tuple(names),
        {n: _literal(d) for n, d in defaults.items()},
        dict(pair.split("=") for pair in known.split(", ") if "=" in pair),
    )


@cache
def is_family(path: str) -> bool:
    """Tell whether a library has functions under the name of a function: those of a distribution."""
    library = path.rpartition(".")[0]
    return library in templates.LIBRARIES and any(n.startswith(path + ".") for n in _lines()[0])


def method(name: str) -> Signature | None:
    """Return the signature of a method of arrays, None if there is none of that name."""
    return signature(ARRAY + name)


def _literal(node: ast.expr) -> Value:
    if isinstance(node, ast.Tuple):
        return Apply("Tuple", tuple(map(_literal, node.elts)))
    value = ast.literal_eval(node)
    return Literal(f'"{value}"' if isinstance(value, str) else repr(value), value)


@cache
def function_of(op: str) -> str:
    """Return the path of the function that a method, an attribute or an older name stands for."""
    if op in ATTRIBUTES:
        return ATTRIBUTES[op]
    if op[:1] == ".":
        return f"numpy.{op[1:].removesuffix('()')}"
    if op.startswith(("numpy.", "scipy.")):
        newer = _lines()[1].get(op, "=")
        return op if "=" in newer else newer
    return op


def as_function(value: Apply) -> Apply | None:
    """Return ``x.sum(axis=0)`` as ``np.sum(x, axis=0)``; None of a method that is called otherwise."""
    function = function_of(value.op)
    own, said = signature(ARRAY + value.op[1:-2]), signature(function)
    if value.op[:1] != "." or value.op[-2:] != "()" or not own or not said:
        return None
    alike = own.places == said.places and not own.rest and not said.rest
    return value._replace(op=function) if alike else None


@lru_cache(maxsize=4096)
def call_of(value: Apply) -> Call | None:
    """Return an operation's arguments by name, None if its signature isn't known; raise BadCall."""
    op = value.op
    if op[:1] == ".":
        found = signature(ARRAY + op[1:-2]) if op[-1] == ")" else None
        if op in ATTRIBUTES or not found:
            found = signature(function_of(op))
    else:
        listed = "." in op or op in templates.SETTABLE
        found = signature(function_of(op)) if listed else None
    if found is None:
        return None
    plain = len(value.args) - len(value.keys)
    return Call(function_of(op), _bound(found, value, plain, op[-1:] == ")"), found)


def _bound(found: Signature, value: Apply, plain: int, method: bool) -> dict[str, Value]:
    given = dict(zip(found.places, value.args[:plain]))
    rest = value.args[len(found.places) : plain]
    if rest and not found.rest:
        raise BadCall(f"takes at most {len(found.places)} arguments by place, not {plain}")
    if rest and method and len(rest) == 1:
        given[found.rest] = rest[0]
    elif rest:
        given[found.rest] = Apply("Tuple", rest)
    for key, argument in zip(value.keys, value.args[plain:]):
        name = found.aliases.get(key, key)
        if name not in (*found.places, *found.names, *([found.rest] if method else [])):
            raise BadCall(f"has no parameter {key}")
        if name in given:
            raise BadCall(f"is given {name} twice")
        given[name] = argument
    return given
