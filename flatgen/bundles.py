"""Functions of parameters that hold several inputs, as functions of these inputs: what compares them knows no other.

f({"w": w, "b": b}, x)          f(w=w, b=b, x=x)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flatgen.ir import Outline, Parameter
from flatgen.output import Output
from flatgen.packs import count

ONE = Outline("")
LIST = Outline("List")  # of an array, whose rows are on it


class Bundle(NamedTuple):
    """A parameter that holds several: its name, its layout, and what these are called."""

    name: str
    outline: Outline
    parts: tuple[str, ...]


def bundles(output: Output, parameters: list[Parameter], wrt: list[str]) -> list[Bundle]:
    """Return the parameters of a generated function that hold several inputs; those beside the forward's last."""
    packed = {pack.name: [leaf.input for leaf in pack.leaves] for pack in output.packed}
    whole = {part.name: name for name, parts in packed.items() for part in parts}
    found = [
        Bundle(p.name, _listed(p.outline, iter(packed[p.name])), _names(packed[p.name]))
        for p in output.packed
    ]
    found += [
        Bundle(p.name, LIST, (p.name,)) for p in parameters if p.listed and p.name not in whole
    ]
    if output.kind not in ("jvp", "hvp"):
        return found
    known = {bundle.name: bundle for bundle in found}
    groups: dict[str, list[str]] = {}
    for name in wrt:
        groups.setdefault(whole.get(name, name), []).append(name)
    for (extra, _), (name, inner) in zip(output.extra, groups.items()):
        if name in known:
            parts = [f"{extra}_{n}" * (n in inner) for n in known[name].parts]
            own = (extra,) if known[name].outline is LIST else tuple(parts)
            found.append(Bundle(extra, known[name].outline, own))
    return found


def _names(parts: list[Parameter]) -> tuple[str, ...]:
    return tuple([part.name for part in parts])


def _listed(outline: Outline, parts: Iterator[Parameter]) -> Outline:
    """Return a layout with the lists in it as such."""
    if outline.op in ("Rows", "Keyed"):  # each of its parts is an array with a row for each
        for _ in range(count(outline)):
            next(parts)
        return outline
    inner = [
        _listed(part, parts) if part.op else (LIST if next(parts).listed else ONE)
        for part in outline.parts
    ]
    return outline._replace(parts=tuple(inner))


def apart(
    function: Callable[..., Any],
    held: list[Bundle],
    makers: dict[str, Any],
    returned: Outline | None = None,
    value: Outline | None = None,
    keys: dict[str, None] | None = None,
) -> Callable[..., Any]:
    """Return a function that takes, by name, what is in parameters, and calls another with these.

    What is in a result of the layout ``returned`` it gives one by one; with a layout ``value``, that is the second
    of two. ``keys`` are those that dicts were found to be read by, as they ran.
    """
    if not held and returned is None:
        return function
    import inspect  # late: only a run needs it

    by_name = {bundle.name: bundle for bundle in held}
    signature = inspect.signature(function)
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        bundle = by_name.get(parameter.name, Bundle("", ONE, (parameter.name,)))
        default = parameter.default if parameter.name not in by_name else parameter.empty
        parameters += [
            inspect.Parameter(name, parameter.KEYWORD_ONLY, default=default)
            for name in filter(None, bundle.parts)
        ]

    found = {} if keys is None else keys

    def tried(**given: Any) -> Any:
        while True:
            try:
                return call(**given)
            except KeyError as missing:
                if missing.args[0] in found or not isinstance(missing.args[0], str):
                    raise
                found[missing.args[0]] = None

    def call(**given: Any) -> Any:
        for bundle in held:
            if any(name in given for name in bundle.parts):
                parts = iter([given.pop(name, None) for name in bundle.parts])
                given[bundle.name] = built(bundle.outline, parts, makers, found)
        check_lengths([(b.outline, given[b.name]) for b in held if b.name in given])
        bound = signature.bind_partial()
        bound.arguments.update({n: given[n] for n in signature.parameters if n in given})
        result = function(*bound.args, **bound.kwargs)
        if returned is None:
            return result
        first, rest = result if value is not None else (None, result)
        flat = tuple(taken(returned, rest))
        own = flat[0] if len(flat) == 1 else flat
        return own if value is None else (tuple(taken(value, first)), own)

    tried.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return tried


def check_lengths(given: list[tuple[Outline, Any]]) -> None:
    """Raise ValueError where a dict that is read by another's keys would have other ones."""
    of: dict[str, int] = {}
    for outline, value in given:
        if outline.op == "Keyed" and of.setdefault(outline.maker, len(value)) != len(value):
            raise ValueError("dicts that are read by the same keys have others")


def built(
    outline: Outline, parts: Iterator[Any], makers: dict[str, Any], found: dict[str, None]
) -> Any:
    """Return values in a layout."""
    if not outline.parts and outline.op != "Dict":
        return list(next(parts)) if outline.op == "List" else next(parts)
    if outline.op in ("Rows", "Keyed"):
        columns = [next(parts) for _ in range(count(outline))]
        if len({len(column) for column in columns}) > 1:
            raise ValueError("the parts of what is on a list are of several lengths")
        rows = [built(outline.parts[0], iter(row), makers, found) for row in zip(*columns)]
        if outline.op == "Rows":
            return rows
        known = dict.fromkeys([*outline.keys, *found])
        if len(known) > len(rows):
            raise ValueError("a dict has fewer entries than keys that are read")
        return dict(zip([*known, *[f"key{i}" for i in range(len(rows))]], rows))
    inner = [built(part, parts, makers, found) for part in outline.parts]
    if outline.maker:
        return makers[outline.maker](*inner)
    return dict(zip(outline.keys, inner)) if outline.op == "Dict" else tuple(inner)


def taken(outline: Outline, value: Any) -> Iterator[Any]:
    """Yield what is in a value of a layout, of a list the array whose rows are on it."""
    if not outline.op and isinstance(value, list):
        import numpy as np

        value = np.array(value)
    if not outline.op:
        yield value
    if outline.op in ("Rows", "Keyed"):
        import numpy as np

        whole = value.values() if outline.op == "Keyed" else value
        rows = [tuple(taken(outline.parts[0], row)) for row in whole]
        yield from map(np.array, zip(*rows))
        return
    for i, part in enumerate(outline.parts):
        if outline.maker:
            yield from taken(part, getattr(value, str(outline.keys[i])))
        else:
            yield from taken(part, value[outline.keys[i] if outline.op == "Dict" else i])
