"""Random inputs at which a function runs: shapes, then numbers of a kind that it takes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from time import monotonic
from typing import Any, NamedTuple

from flatgen.ir import Parameter
from flatgen.layouts import Layout, Shape, is_open, layouts, varied
from flatgen.running import limited
from flatgen.vectors import copied, is_finite, shape_of, shaped

Point = dict[str, Any]
KINDS = (
    "normal",
    "positive",
    "unit",
    "within",
    "above",
    "large",
    "definite",
    "ascending",
    "default",
)
SETTINGS: tuple[Any, ...] = (2, 1, 0, -1, None)  # values of constants: an axis, a power, an index
ARRAYS = ("indices", "mask", (3,))  # likewise, in functions of arrays
MIXES = 150  # kinds by input that are tried, beside the same for all
DRAWS = 6  # of numbers of one kind
LIMIT = 5.0  # seconds that a call may take at first: a loop may never end at what is drawn


class Recipe(NamedTuple):
    """How to draw a point: the shape and the kind of numbers of each input."""

    layout: Layout
    kinds: dict[str, str]
    settings: dict[str, Any]


class Unrunnable(Exception):
    """The function gave no finite value anywhere: ``error`` is what it raised, None if nothing."""

    def __init__(self, error: Exception | None) -> None:
        super().__init__(str(error))
        self.error = error


class Sampler:
    """Finds points of one function, by running it."""

    def __init__(
        self,
        function: Callable[[Point], Any],
        parameters: list[Parameter],
        defaults: dict[str, Any],
        arrays: bool,
        rng: Random,
    ) -> None:
        self.function = function
        self.arrays = arrays
        self.rng = rng
        self.defaults = defaults
        self.drawn = [p for p in parameters if p.real or p.name not in defaults]
        self.open = [p.name for p in self.drawn if arrays and is_open(p)]
        constants = [p for p in self.drawn if not p.real and not p.kind and p.shape is None]
        self.constants = [p.name for p in constants]
        self.errors: Counter[str] = Counter()
        self.first: dict[str, Exception] = {}
        self.limit = LIMIT
        self.lately: dict[str, str] = {}  # the kinds that ran last

    def points(self, count: int) -> Iterator[tuple[Point, bool]]:
        """Yield points, and whether each is special: of whole numbers. Raises Unrunnable."""
        recipes = self.recipes(count)
        found = 0
        for i in range(4 * count):
            special = i % 5 == 4
            point = self.point(recipes[i % len(recipes)], special)
            if point is not None:
                yield point, special
                found += 1
            if found == count:
                return

    def recipes(self, count: int) -> list[Recipe]:
        """Return ways to draw points that run: several shapes, where there are. Raises Unrunnable."""
        found: list[Recipe] = []
        tries = 0
        for layout in layouts(self.drawn, self.arrays, self.rng):
            recipe = self.recipe(layout)
            tries += bool(found)
            found += [recipe] if recipe else []
            if len(found) >= count or tries > 40:
                break
        if not found:
            error = self.errors.most_common(1)
            raise Unrunnable(self.first[error[0][0]] if error else None)
        first = found[0]
        others = [first._replace(settings=settings) for settings in self.settings()][1:]
        others += [first._replace(layout=layout) for layout in varied(first.layout, self.open)]
        for other in others:
            if len(found) >= 2 * count:
                break
            found += [other] if self.runs(other) else []
        return [first, *self.rng.sample(found[1:], len(found) - 1)]

    def recipe(self, layout: Layout) -> Recipe | None:
        """Return numbers that go with shapes."""
        for settings in self.settings():
            stopped = 0
            for kinds in self.kinds():
                recipe = Recipe(layout, kinds, settings)
                ran = self.runs(recipe)
                if ran:
                    self.lately = kinds
                    return recipe
                stopped = stopped + 1 if ran is None else 0
                if stopped > 2:  # an error that no numbers mend
                    break
        return None

    def settings(self) -> Iterator[dict[str, Any]]:
        """Yield values for constants: the same for all, then mixed."""
        values = (*SETTINGS, *ARRAYS) if self.arrays else SETTINGS
        if not self.constants:
            yield {}
            return
        for value in values:
            yield dict.fromkeys(self.constants, value)
        for _ in range(30 if self.constants[1:] else 0):
            yield {name: self.rng.choice(values) for name in self.constants}

    def kinds(self) -> Iterator[dict[str, str]]:
        """Yield kinds of numbers for the real inputs: the last that ran, one for all, then mixed."""
        names = [p.name for p in self.drawn if p.real]
        if self.lately:
            yield self.lately
        for kind in KINDS:
            yield dict.fromkeys(names, kind)
        for _ in range(MIXES if names[1:] else 0):
            yield {name: self.rng.choice(KINDS) for name in names}

    def runs(self, recipe: Recipe) -> bool | None:
        """Tell whether the function gives finite numbers; None if it raises what has to do with shapes."""
        point = self.drawn_by(recipe, False)
        try:
            return is_finite(self.called(point))
        except Exception as error:  # the user's own code may raise anything
            said = f"{type(error).__name__}: {error}"
            self.errors[said] += 1
            self.first.setdefault(said, error)
            domain = not self.arrays or isinstance(error, ArithmeticError)
            return False if domain or type(error).__name__ == "LinAlgError" else None

    def point(self, recipe: Recipe, special: bool) -> Point | None:
        """Return a point where the function is finite, None if none is drawn."""
        for _ in range(DRAWS):
            point = self.drawn_by(recipe, special)
            try:
                if is_finite(self.called(point)):
                    return point
            except Exception:  # as above: this draw is none
                continue
        return None

    def called(self, point: Point) -> Any:
        """Return what the function gives; raise TimeoutError where it takes much longer than at other points."""
        start = monotonic()
        with limited(self.limit):
            value = self.function(fresh(point))
        self.limit = min(self.limit, max(1.0, 30.0 * (monotonic() - start)))
        return value

    def drawn_by(self, recipe: Recipe, special: bool) -> Point:
        point: Point = {}
        for parameter in self.drawn:
            name = parameter.name
            shape = recipe.layout[name]
            if parameter.real:
                default = self.defaults.get(name)
                point[name] = numbers(recipe.kinds[name], shape, self.rng, special, default)
            else:
                value = recipe.settings.get(name, 1)
                point[name] = constant(parameter, value, shape, recipe.layout, self.rng)
        return point


def fresh(point: Point) -> Point:
    """Return a point with arrays of its own."""
    return {name: copied(value) for name, value in point.items()}


def constant(
    parameter: Parameter, setting: Any, shape: Shape | None, layout: Layout, rng: Random
) -> Any:
    """Return a value of a constant: a label, an index, a mask, or a setting such as an axis."""
    sizes = [size for shape in layout.values() for size in shape or ()]
    below = min([size for size in sizes if size > 1] or [2])
    if setting in ARRAYS[:2]:
        shape = tuple(sizes[:1]) or (3,)
    elif shape is None and not parameter.kind:
        return setting
    size = math.prod(shape or ())
    if parameter.kind == "booleans" or setting == "mask":
        drawn: list[Any] = [rng.random() < 0.6 for _ in range(size)]
    else:
        drawn = [rng.randrange(below) for _ in range(size)]
    return shaped(drawn, shape)


def numbers(kind: str, shape: Shape | None, rng: Random, special: bool, default: Any) -> Any:
    """Return random numbers of a kind; whole ones at special points, where kinks and poles are."""
    size = math.prod(shape or ())
    if (
        isinstance(default, (int, float)) and not shape
    ):  # a step, a small number: far off nothing may end
        return float(default) + 0.05 * (abs(default) or 1.0) * rng.gauss(0.0, 1.0)
    if kind == "default" and hasattr(default, "ravel") and shape_of(default):
        return default.astype(float)
    if kind == "definite" and shape and len(shape) > 1 and shape[-1] == shape[-2]:
        return definite(shape, rng)
    if kind == "ascending" and shape:
        steps = [rng.uniform(0.2, 1.0) for _ in range(size)]
        return shaped(steps, shape).cumsum(-1)
    drawn = [one(kind, rng) for _ in range(size)]
    return shaped([float(round(x)) for x in drawn] if special else drawn, shape)


def one(kind: str, rng: Random) -> float:
    """Return one number of a kind."""
    if kind == "unit":
        return rng.uniform(0.05, 0.95)
    if kind == "within":
        return rng.uniform(-0.95, 0.95)
    if kind == "above":
        return rng.uniform(1.1, 3.0)
    if kind == "large":
        return rng.uniform(4.0, 12.0)
    return rng.gauss(0.0, 1.0) if kind == "normal" else rng.uniform(0.2, 2.5)


def definite(shape: Shape, rng: Random) -> Any:
    """Return symmetric positive definite matrices."""
    a = shaped([rng.gauss(0.0, 1.0) for _ in range(math.prod(shape))], shape)
    found = a @ a.swapaxes(-1, -2)
    for i in range(shape[-1]):
        found[..., i, i] += 1.0
    return found
