"""What flatgen is called with from Python: names, shapes and rules in any form, checked, as the command has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Union

from flatgen.errors import Fault, FlatgenError
from flatgen.modes import MODES
from flatgen.rule_files import RuleSource

Shapes = Mapping[str, Union[str, int, Iterable[object]]]  # {"x": "N,D", "y": ("N", 3), "z": 3}
STAGES = ("flat", "shapes", "backward", "simplified")


def names_given(
    names: Iterable[str] | None, what: str, filename: str = "flatgen"
) -> tuple[str, ...] | None:
    """Return names as a tuple, those of one text by its commas: "x,w"; raise FlatgenError where they are none."""
    if isinstance(names, str):
        names = [name.strip() for name in names.split(",")]
    if names is not None and not isinstance(names, Iterable):
        help = f'give them as texts in a tuple: {what}=("a", "b")'
        raise wrong_call(f"{what} has to be names, not {names!r}", help, filename)
    return None if names is None else tuple(names)


def rules_given(rules: Iterable[RuleSource]) -> tuple[RuleSource, ...]:
    """Return what rules are read from; raise FlatgenError where it isn't several."""
    if not isinstance(rules, Iterable) or isinstance(rules, str):
        help = "give them in a list: rules=[...]"
        raise wrong_call(f"rules has to be a list, not {rules!r}", help, "flatgen")
    return tuple(rules)


def shape_texts(shapes: Shapes | None, filename: str = "flatgen") -> dict[str, str]:
    """Return dimensions as ``--shape`` has them: "N,D"; raise FlatgenError where they are none."""
    if shapes is not None and not isinstance(shapes, Mapping):
        help = 'name the parameters: {"x": "N,D"}'
        raise wrong_call(f"shapes has to be a dict, not {shapes!r}", help, filename)
    return {n: _shape_text(n, given, filename) for n, given in (shapes or {}).items()}


def _shape_text(name: str, given: object, filename: str) -> str:
    if isinstance(given, str):
        return given
    dims = list(given) if isinstance(given, Iterable) else [given]
    if all(
        isinstance(d, str) or (hasattr(d, "__index__") and not isinstance(d, bool)) for d in dims
    ):
        return ",".join(map(str, dims))
    help = 'give names or numbers, such as "N,D", ("N", 3) or 3'
    raise wrong_call(f"the shape of {name} can't be {given!r}", help, filename)


def check_call(mode: str, stage: str = "", filename: str = "flatgen") -> None:
    """Raise FlatgenError where there is no such mode or stage."""
    for what, word, words in (("mode", mode, MODES), ("stage", stage, ("", *STAGES))):
        if word not in words:
            some = [word for word in words if word]
            help = f"write {what}={some[0]!r}, or another of these"
            message = f"{what} has to be one of {', '.join(some)}, not {word!r}"
            raise wrong_call(message, help, filename)


def wrong_call(message: str, help: str, filename: str) -> FlatgenError:
    return FlatgenError([Fault(message, help)], filename)
