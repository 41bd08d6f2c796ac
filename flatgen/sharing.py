"""Which arguments' arrays an operation's result may share: what the templates say by ``view=``.

Rules are tried as for a gradient. Where it is not known whether one is the call's, so is the next; a call that none is
for may return anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

from flatgen.decomposed import is_of_several
from flatgen.indexing import flips, is_simple, parts_of, widens
from flatgen.ir import (
    DISPLAYS,
    GET,
    ROWS,
    UNKNOWN,
    Apply,
    Atom,
    Literal,
    Value,
    names,
    shown,
    substitute,
)
from flatgen.library import Library
from flatgen.matching import KEPT, kinds_of, match, may_match
from flatgen.ruling import ANYTHING, Each, Rule
from flatgen.signatures import BadCall
from flatgen.statements import repeated
from flatgen.templates import COUNTED
from flatgen.whens import Condition, truth

Kind = tuple[str, tuple[Value, ...]]  # of shape: what shaping.py calls it, and its arguments
QUESTIONS: Mapping[str, Callable[..., Any]] = {"widens": widens, "flips": flips}
NO_NAMES: frozenset[Value] = frozenset()
PLACES = ("any", "running")  # the shapes of whole numbers that are sure to be an array


class Said(NamedTuple):
    """What a template says of an operation's result, where its pattern and condition hold."""

    pattern: Apply
    when: Condition | None
    kind: Kind | None
    gives: str
    rank: tuple[int, int] = (0, 0)  # in whose order they are asked
    complex: bool = False  # of complex numbers, too


class Patterned(Protocol):
    """What is for values of one form."""

    @property
    def pattern(self) -> Apply: ...


T = TypeVar("T", bound=Patterned)


class Sharing(Library):
    """What the templates say of the results of operations."""

    def __init__(self) -> None:
        super().__init__()
        self._like: dict[tuple[int, tuple[tuple[str, ...], ...]], tuple[Any, Any]] = {}
        self._picks: dict[str, bool] = {}  # by operation
        self._viewed: dict[object, list[int]] = {}  # by form: places of names

    def rules_for(self, op: str) -> list[Rule]:
        raise AssertionError("templates are read in flatgen.rules")

    def is_elementwise(self, op: str) -> bool:
        raise AssertionError("templates are read in flatgen.rules")

    def said_of(self, op: str, what: str = "") -> list[Said]:
        raise AssertionError("templates are read in flatgen.rules")

    def like(self, found: list[T], kinds: tuple[tuple[str, ...], ...]) -> list[T]:
        """Return those of an operation's rules (or of what else has a pattern) that a value may be of the form of.

        ``kinds`` are those of its arguments, in each of the ways to see them. What is found is kept: most
        patterns are told apart by them.
        """
        if not found:
            return found
        key = (id(found), kinds)
        if key not in self._like:
            kept = [one for way in kinds for one in found if may_match(one.pattern, way)]
            if len(kinds) > 1:  # each once, and in their order
                either = set(map(id, kept))
                kept = [one for one in found if id(one) in either]
            self._like[key] = (found, kept)
        alike: list[T] = self._like[key][1]
        return alike

    def viewed(self, value: Apply, picks: Container[Value] = NO_NAMES) -> tuple[Value, ...]:
        """Return the arguments whose arrays the result of an operation may share.

        ``picks`` has names that are arrays of places, or masks: by such an index an array is copied.
        """
        if value.op in (GET, ROWS):
            return value.args[:1]
        if "." not in value.op and value.op != "Item":  # Python's own operators compute
            item = repeated(value) if value.op == "Mult" else None
            return () if item is None else (item,)
        places: dict[str, int] = {}
        form = _form(value, places), *[name in picks for name in places]
        known = self._viewed.get(form)
        if known is not None:
            names = list(places)
            return tuple([names[place] for place in known])
        found = tuple(self._tried_views(value, picks))
        if all(type(part) is str for part in found):
            if len(self._viewed) >= KEPT:
                self._viewed.clear()
            self._viewed[form] = [places[str(part)] for part in found]
        return found

    def _tried_views(self, value: Apply, picks: Container[Value]) -> Iterable[Value]:
        """Return what ``viewed`` does of a call, or an index: by the rules."""
        if is_of_several(value.op):
            return ()
        found: list[Value] | None = None
        try:
            for rule in self.like(self.rules_for(value.op), (kinds_of(value, {}),)):
                bound: dict[str, Value] = {}
                if not match(rule.pattern, value, {}, bound) or _is_of_lists(rule, bound):
                    continue
                sure = rule.when is None or truth(rule.when, bound, {}, _questions(picks))
                if sure is not False:
                    found = [] if found is None else found
                    found += _shared(rule.view, bound, value)
                if sure:
                    break
        except BadCall:
            pass
        return _flat(value.args) if found is None else found

    def laid_out(self, value: Apply) -> tuple[Rule, dict[str, Value]] | None:
        """Return the rule by which a value is all of another array, laid out anew; with what its names are."""
        if "." not in value.op or not any(rule.laid for rule in self.rules_for(value.op)):
            return None
        try:
            for rule in self.like(self.rules_for(value.op), (kinds_of(value, {}),)):
                bound: dict[str, Value] = {}
                if match(rule.pattern, value, {}, bound):
                    sure = rule.when is None or truth(rule.when, bound, {}, QUESTIONS)
                    if sure or sure is None:
                        return (rule, bound) if sure and rule.laid else None
        except BadCall:
            pass
        return None

    def is_shaped(self, op: str, kinds: Container[str]) -> bool:
        """Tell whether all that an operation gives is of one of these kinds of shape, whatever else was read."""
        said = self.said_of(op, "kind")
        of_kinds = all(one.kind and one.kind[0] in kinds for one in said)
        return bool(said) and of_kinds and not self.is_elementwise(op)

    def sources(self, value: Value, picks: Container[Value] = NO_NAMES) -> Iterator[Atom]:
        """Yield the names, and constants of the file, whose arrays a value may share."""
        if isinstance(value, str) or (isinstance(value, Literal) and value.known is UNKNOWN):
            yield value
        elif isinstance(value, Apply):
            for part in self.viewed(value, picks):
                yield from self.sources(part, picks)

    def picks(self, value: Apply) -> bool:
        """Tell whether a value is sure to be a mask or an array of places."""
        found = self._picks.get(value.op)
        if value.op in COUNTED or (
            _is_display(value) and any(map(_stacks, self.said_of(value.op)))
        ):
            return True
        if found is None:
            said = self.said_of(value.op)
            masks = all(s.gives == "booleans" for s in said)
            places = all(s.gives == "integers" and s.kind and s.kind[0] in PLACES for s in said)
            found = self._picks[value.op] = bool(said) and (masks or places)
        return found


def _form(value: Apply, places: dict[str, int]) -> tuple[object, ...]:
    """Return a value with its names numbered: one for all values of its form. ``places`` gets the numbers."""
    args = [
        places.setdefault(a, len(places))
        if type(a) is str
        else (_form(a, places) if type(a) is Apply else a)
        for a in value.args
    ]
    return (value.op, value.keys, *args)


def _is_display(value: Apply) -> bool:
    """Tell whether an operation is of what is written out, ``np.array([0, 2])``."""
    first = value.args[0] if value.args else None
    return isinstance(first, Apply) and first.op in DISPLAYS


def _stacks(said: Said) -> bool:
    return said.kind is not None and said.kind[0] == "stacked"


def _questions(picks: Container[Value]) -> Mapping[str, Callable[..., Any]]:
    """Return what a condition may ask where shapes aren't known yet."""
    return {**QUESTIONS, "basic": lambda index: reads_part(index, picks)}


def reads_part(index: Value, picks: Container[Value]) -> bool:
    """Tell whether an index reads a part of an array, not a copy; raise LookupError if that isn't known."""
    parts = parts_of(index)
    if any(part in picks or (isinstance(part, Apply) and part.op == "List") for part in parts):
        return False
    if all(is_simple(part) or type(getattr(part, "known", None)) is int for part in parts):
        return True
    raise LookupError(shown(index))


def of_several(value: Apply, lists: Collection[str]) -> Apply:
    """Return an operation of a library on a list that grows as one of several arrays that are written out."""
    several = [n for n in names(value) if n in lists] if lists and "." in value.op else []
    made = (
        substitute(value, {name: Apply("List", (name,)) for name in several}) if several else value
    )
    assert isinstance(made, Apply)
    return made


def _is_of_lists(rule: Rule, bound: dict[str, Value]) -> bool:
    """Tell whether a rule is for arrays in a list, where there is one array."""
    gradients = rule.gradients
    listed = Each in map(type, gradients.values())
    return listed and any(
        isinstance(g, Each) and type(bound[p]) is str for p, g in gradients.items()
    )


def _shared(view: str, bound: dict[str, Value], value: Apply) -> Iterator[Value]:
    """Yield the arguments that a rule's ``view`` names: one, or with a star each of many."""
    if view == ANYTHING:
        yield from _flat(value.args)
    elif view[:1] == "*":
        yield from _flat((bound[view[1:]],))
    elif view:
        yield bound[view]


def _flat(values: tuple[Value, ...]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, Apply) and value.op in DISPLAYS:
            yield from _flat(value.args)
        else:
            yield value
