"""Parameters that are constants by their use: those used only as an index, a size, an axis.

def f(x, axis):                 # axis gets no gradient
    return np.sum(x, axis=axis)
"""

from __future__ import annotations

from collections.abc import Iterator

from flatgen.ir import SIZES, Apply, Equation, Program, Value
from flatgen.signatures import BadCall, call_of
from flatgen.templates import COUNTED, SETTINGS

WHOLE = ("Add", "Sub", "Mult", "FloorDiv", "Mod", "USub", "Item", "int", "Tuple", "List")
REAL, SETTING, SIZE = "real", "", "size"  # what a name is used for


def constants_by_use(program: Program) -> set[str]:
    """Return the parameters whose every use is as a setting: directly, or by arithmetic on the way.

    To ask a setting for its size, ``len(labels)``, is no other use of it.
    """
    uses: dict[str, list[str]] = {}  # by name: where it goes; "" is into a setting
    for equation in program.body:
        assert isinstance(equation, Equation)
        for name, use in _reads(equation.value):
            uses.setdefault(name, []).append(_way(equation) if use == REAL else use)
    settings: dict[str, bool] = {str(result.value): False for result in program.results}
    for equation in reversed(program.body):
        assert isinstance(equation, Equation)
        _decide(equation.target, uses, settings)
    for parameter in program.parameters:
        _decide(parameter.name, uses, settings)
    return {p.name for p in program.parameters if settings[p.name]}


def _way(equation: Equation) -> str:
    """Return where a name goes by an equation: an index or a size is made by plain arithmetic only."""
    value = equation.value
    return equation.target if not isinstance(value, Apply) or value.op in WHOLE else REAL


def _decide(name: str, uses: dict[str, list[str]], settings: dict[str, bool]) -> None:
    ways = [way for way in uses.get(name, []) if way != SIZE]
    only = bool(ways) and all(way == SETTING or settings.get(way, False) for way in ways)
    settings.setdefault(name, only)


def _reads(value: Value, use: str = "real") -> Iterator[tuple[str, str]]:
    """Yield the names that a value reads, and what each is read for."""
    if isinstance(value, str):
        yield value, use
    if not isinstance(value, Apply):
        return
    if value.op in SIZES:
        yield from _reads(value.args[0], SIZE)
        return
    for argument, is_setting in _given(value):
        yield from _reads(argument, SETTING if is_setting else use)


def _given(value: Apply) -> list[tuple[Value, bool]]:
    """Return the arguments of an operation, and which are settings."""
    if value.op in ("Item", "SetItem", "AddItem", "numpy.add.at"):
        return [(argument, i == 1) for i, argument in enumerate(value.args)]
    if value.op in COUNTED:
        return [(argument, True) for argument in value.args]
    try:
        call = call_of(value)
    except BadCall:
        call = None
    if call is None:
        return [(argument, False) for argument in value.args]
    return [(argument, name in SETTINGS) for name, argument in call.given.items()]


def without_settings(program: Program) -> Program:
    """Return the program with the parameters that are constants by their use marked as such."""
    found = constants_by_use(program)
    parameters = [p._replace(real=p.real and p.name not in found) for p in program.parameters]
    return program._replace(parameters=tuple(parameters))
