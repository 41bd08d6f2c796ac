"""Parameters that hold several inputs, in the output: read at its top, put together again in what it returns.

w, b = params                   w1 = params["w1"]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from flatgen.comments import key_text, string
from flatgen.facts import Facts
from flatgen.ir import Key, Outline, Parameter, Result
from flatgen.naming import EACH, GOT, KEYS, OF, VALUES, Reading, key_got
from flatgen.shapes import SCALAR, comment
from flatgen.static import Leaf, Packed

ONE = Outline("")


class Opened(NamedTuple):
    """A line that reads parts of a parameter."""

    targets: tuple[str, ...]
    text: str
    note: str = ""


def returned(packed: tuple[Packed, ...], order: Collection[str]) -> Outline:
    """Return the layout of a value for each input of ``order``: that of the parameters that they come from."""
    parts: list[Outline] = []
    whole = {leaf.input.name: pack for pack in packed for leaf in pack.leaves}
    done: set[str] = set()
    for name in order:
        pack = whole.get(name)
        if pack is None:
            parts.append(ONE)
        elif pack.name not in done:
            done.add(pack.name)
            names = iter([leaf.input.name for leaf in pack.leaves])
            parts.append(_only(pack.outline, names, order))
    return parts[0] if len(parts) == 1 else Outline("Tuple", tuple(parts))


def partly(packed: tuple[Packed, ...], order: Collection[str]) -> Iterator[str]:
    """Yield the dicts that have a gradient, and may hold more than is known."""
    for pack in packed:
        if pack.open and any(leaf.input.name in order for leaf in pack.leaves):
            yield pack.name


def _only(outline: Outline, names: Iterator[str], order: Collection[str]) -> Outline:
    """Return a layout without what has no gradient: the keys of constants."""
    parts: list[Outline] = []
    keys: list[Key] = []
    for i, part in enumerate(outline.parts):
        inner = _only(part, names, order) if part.op else part
        if inner.op or next(names) in order:
            parts.append(inner)
            keys += outline.keys[i : i + 1]
    keys = [*outline.keys] if outline.op == "Keyed" else keys
    return outline._replace(parts=tuple(parts), keys=tuple(keys))


def beside(
    packed: tuple[Packed, ...], extra: tuple[Parameter, ...]
) -> tuple[tuple[Parameter, ...], tuple[tuple[Packed, str, dict[str, str]], ...]]:
    """Return what a mode takes beside the inputs, in the form of the parameters.

    Beside that, of each that is taken apart: the parameter that it is for, its name, and the names of its parts.
    """
    found: list[Parameter] = []
    apart: dict[str, tuple[Packed, str, dict[str, str]]] = {}
    for parameter in extra:
        name, of = parameter.within, parameter.like
        if not name:
            found.append(parameter)
            continue
        if name not in apart:
            whole = next(p for p in packed if of in [leaf.input.name for leaf in p.leaves])
            apart[name] = whole, name, {}
            found.append(Parameter(name, like=whole.name))
        apart[name][2][of] = parameter.name
    return tuple(found), tuple(apart.values())


def held(outline: Outline, results: tuple[Result, ...]) -> list[tuple[int, Packed]]:
    """Return the outputs that are in dicts of which only the run tells the keys, by the first of each.

    An upstream has that form, too.
    """
    found: list[tuple[int, Packed]] = []

    def look(part: Outline, at: int) -> int:
        if part.op != "Keyed":
            for inner in part.parts:
                at = look(inner, at)
            return at if part.op else at + 1
        start = ("", f"{VALUES}{OF}{part.maker}", EACH)
        paths = [(*start, *pieces) for pieces in _pieces(part.parts[0])]
        values = [str(result.value) for result in results[at : at + len(paths)]]
        leaves = [Leaf(Parameter(value), path) for value, path in zip(values, paths)]
        found.append((at, Packed(part.maker, part, tuple(leaves), True)))
        return at + len(paths)

    look(outline, 0)
    return found


def _pieces(outline: Outline) -> Iterator[Reading]:
    """Yield how the values in a layout are read of it."""
    if not outline.op:
        yield ()
    for i, part in enumerate(outline.parts):
        key = outline.keys[i] if outline.keys else i
        piece = f".{key}" if outline.maker else f"[{key_text(key)}]"
        for inner in _pieces(part):
            yield piece, *inner


def opened(
    pack: Packed, name: str, called: dict[str, str], read: Collection[str], facts: Facts
) -> Iterator[Opened]:
    """Yield the lines that read what is in a parameter, or in what is given beside it; ``called`` are its parts."""
    leaves = iter(pack.leaves)

    def of(outline: Outline) -> Iterator[Opened]:
        own: list[tuple[str, str]] = []
        for part in outline.parts:
            if part.op:
                yield from of(part)
                continue
            leaf = next(leaves)
            new = called.get(leaf.input.name, "")
            own.append((new if new in read else "", reading(name, leaf.path)))
        targets = tuple([target for target, _ in own])
        plain = not outline.maker and own and not own[0][1].startswith("[")
        if outline.op == "Tuple" and plain and all(targets) and targets[1:]:
            if len(targets) == len(outline.parts):
                yield Opened(targets, own[0][1].rpartition("[")[0])
                return
        for target, text in own:
            if target:
                shape = facts.by_name.get(target, SCALAR)
                told = facts.arrays and shape != SCALAR and target not in facts.lists
                yield Opened((target,), text, comment(shape) if told else "")

    yield from of(pack.outline)
    for leaf in pack.derived if name == pack.name else ():
        if leaf.input.name in read:
            yield Opened((leaf.input.name,), reading(name, leaf.path))


def reading(name: str, path: Reading) -> str:
    """Return the text that reads a part of a parameter; of a list, that of all that is on it."""
    if KEYS in path:
        whole = f"list({''.join(path[: path.index(KEYS)])})"
        return whole if path[-1] == EACH else f"{whole}.index({path[-1][1:-1]})"
    if EACH not in path:
        if path[-1].startswith(GOT) and name != path[0]:  # a tangent: of what isn't there it is 0
            path = (*path[:-1], f"{GOT}{string(key_got(path[-1]))}, 0.0)")
        return "".join((name, *path[1:]))
    at = path.index(EACH)
    whole, after = "".join((name, *path[1 : at - 1])), "".join(path[at + 1 :])
    if path[at - 1].startswith(VALUES):
        order = path[at - 1].partition(OF)[2] or "".join(path[: at - 1])
        if name != path[0] or OF in path[at - 1]:  # its keys may have another order
            return f"[{whole}[key]{after} for key in {order}]"
        return f"[row{after} for row in {whole}{VALUES}]" if after else f"list({whole}{VALUES})"
    return f"[row{''.join(path[at + 1 :])} for row in {''.join((name, *path[1:at]))}]"


def said(path: Reading) -> str:
    """Return how a part of a parameter is called where it is spoken of."""
    return "".join(["[i]" if piece == EACH else piece for piece in path])


def count(outline: Outline) -> int:
    """Return how many values a layout holds."""
    return sum(map(count, outline.parts)) if outline.op else 1


def unsettled(packed: tuple[Packed, ...], wrt: list[Parameter]) -> Iterator[tuple[str, str]]:
    """Yield what inputs have no gradient of their own form, and what helps."""
    real = {parameter.name for parameter in wrt}
    texts = {leaf.input.name: said(leaf.path) for pack in packed for leaf in pack.leaves}
    for parameter in wrt:
        if parameter.unsized:
            text = texts.get(parameter.name, parameter.name)
            help = "say what is in it: tuple[np.ndarray, np.ndarray]; or pass lists of arrays"
            yield f"{text} is {parameter.unsized}, which has no gradient of that form", help
    for pack in packed:
        names = iter([leaf.input.name for leaf in pack.leaves])
        if real & {leaf.input.name for leaf in pack.leaves} and _has_gap(pack.outline, names, real):
            help = "annotate it as a number or array, or pass it by itself"
            yield f"a part of {pack.name} is a constant, which has no gradient", help


def _has_gap(outline: Outline, names: Iterator[str], real: set[str]) -> bool:
    """Tell whether a tuple has a part without a gradient."""
    gaps = [
        _has_gap(part, names, real) if part.op else next(names) not in real
        for part in outline.parts
    ]
    plain = [gap for gap, part in zip(gaps, outline.parts) if part.op or outline.op == "Tuple"]
    return any(plain)
