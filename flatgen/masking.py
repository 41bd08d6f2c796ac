"""What is computed only to be masked: its gradient is 0 where it isn't read, whatever its slope is there.

    y = np.where(x > 0, np.log(x), 0)        grad_x = np.where(x > 0, grad_s / x, 0)

A slope that is infinite where the mask hides it would make 0 * inf, which is no number. So a gradient is
masked again where it leaves the values that are read through the mask alone. Where no mask can be laid, such as
behind an index, an infinite slope is passed over where the upstream is 0.
"""

from __future__ import annotations

from typing import NamedTuple

from flatgen.divisors import DIVIDE
from flatgen.facts import Facts
from flatgen.ir import Apply, Literal, Value, names, substitute
from flatgen.linking import Link
from flatgen.ruling import Rule
from flatgen.shapes import SCALAR, Reduced, Shape, dims_of, is_below
from flatgen.writes import is_write

CHOICE = "numpy.where"
NONE = Literal("0", 0)
ZERO = Literal("0.0", 0.0)  # the gradient of what an operation asks for its size
ZEROS = (NONE, Apply("numpy.zeros_like", ("x",)))
HOLE = "masked@"  # stands for what is masked, where masks are compared


class Mask(NamedTuple):
    """What is read by one operand of an operation that masks: its gradient there is the mask."""

    link: Link
    parameter: str
    gradient: Value
    inside: frozenset[str] = frozenset()


def masks(found: list[Link], ends: set[str], facts: Facts) -> dict[str, list[Mask]]:
    """Return the masks of values, by name: of those with an infinite slope among them, or near it.

    ``ends`` are inputs, and outputs, which the caller reads without a mask. Of masks within each other the outer
    ones come first: where any of them hides a value, its gradient is 0.
    """
    laid: dict[Value, Mask] = {}
    roots: dict[Value, dict[str, set[str]]] = {}  # what is masked, and by which values
    for link in found:
        for read, mask in _laid(link, facts).items():
            form = _form(mask, facts)
            laid.setdefault(form, mask)
            roots.setdefault(form, {}).setdefault(read, set()).add(link.equation.target)
    if not laid:
        return {}
    ways = {link.equation.target: link for link in found}
    readers: dict[str, set[str]] = {}
    for link in found:
        for name in _read(link):
            readers.setdefault(name, set()).add(link.equation.target)
    result: dict[str, list[Mask]] = {}
    for form, masked in roots.items():
        shape = facts.of_gradient(substitute(form, {HOLE: Literal("1.0", 1.0)}))
        inside = _inside(masked, shape, ways, readers, ends, facts)
        gaps = _has_gaps(laid[form].link) or _tells_gaps(form, facts)
        if any(_is_wild(ways[n], gaps) for n in _near(inside, ways)):
            mask = laid[form]._replace(inside=frozenset(inside))
            for name in inside:
                result.setdefault(name, []).append(mask)
    return result


def _laid(link: Link, facts: Facts) -> dict[str, Mask]:
    """Return the masks of an operation, by what is read through one of them alone."""
    if link.rule is None:
        return {}
    found: dict[str, list[Mask]] = {}
    for parameter, name, gradient in link.operands:
        mask = _chosen(gradient, link.rule) if link.rule.masks else _indexed(link, parameter, facts)
        if mask is not None:
            found.setdefault(name, []).append(Mask(link, parameter, mask))
    return {name: masks[0] for name, masks in found.items() if len(masks) == 1}


def _chosen(gradient: Value, rule: Rule) -> Value | None:
    """Return the mask of a gradient that is 0 where its rule says, whatever it is elsewhere."""
    if not isinstance(gradient, Apply) or gradient.op != CHOICE:
        return None
    here, *branches = gradient.args
    return Apply(CHOICE, (here, *[NONE if v in ZEROS else rule.upstream for v in branches]))


def _indexed(link: Link, parameter: str, facts: Facts) -> Value | None:
    """Return the mask of what is read where an array of truths says, or overwritten there."""
    value = link.equation.value
    if parameter != "x" or not _is_by_truths(value, facts) or "index" not in link.bound:
        return None
    assert link.rule is not None and isinstance(value, Apply)
    here, upstream = Apply("arrays.covered", ("index", "x")), link.rule.upstream
    return Apply(CHOICE, (here, *((upstream, NONE) if value.op == "Item" else (NONE, upstream))))


def _is_by_truths(value: Value, facts: Facts) -> bool:
    """Tell whether an array of truths says, alone or beside others, which entries are read, or overwritten."""
    if not isinstance(value, Apply) or value.op not in ("Item", "SetItem"):
        return False
    index = value.args[1]
    parts = index.args if isinstance(index, Apply) and index.op == "Tuple" else (index,)
    return any(isinstance(part, str) and facts.is_boolean(part) for part in parts)


def is_written_part(link: Link, parameter: str) -> bool:
    """Tell whether an operand is written into a part of an array: its gradient is that part of the upstream."""
    return is_write(link.equation.value) and parameter == "y"


def is_laid(mask: Mask, name: str, ways: dict[str, Link]) -> bool:
    """Tell whether a mask is all that ``name`` is read through: its gradient is 0 already where it isn't read."""
    directly = mask.link.bound.get(mask.parameter) == name
    return directly and not any(name in _read(ways[inner]) for inner in mask.inside)


def _form(mask: Mask, facts: Facts) -> Value:
    """Return a mask as a value that is equal for equal masks: without names of the rule's own, or of truths."""
    rule = mask.link.rule
    assert rule is not None
    lines: dict[str, Value] = {}
    for name, value in rule.lines.items():
        lines[name] = substitute(value, lines)
    own: dict[str, Value] = {rule.output: mask.link.equation.target, rule.upstream: HOLE}
    form = substitute(substitute(mask.gradient, lines), {**mask.link.bound, **own})
    truths = [name for name in names(form) if facts.is_boolean(name)]
    return substitute(form, {n: facts.definitions[n] for n in truths if n in facts.definitions})


def _inside(
    masked: dict[str, set[str]],
    shape: Shape,
    ways: dict[str, Link],
    readers: dict[str, set[str]],
    ends: set[str],
    facts: Facts,
) -> set[str]:
    """Return the values that are read through a mask alone, element by element.

    ``shape`` is the mask's own; ``masked`` are those that it reads itself, each with the values that are so masked.
    """
    inside: set[str] = set()
    todo = list(masked)
    while todo:
        here = todo.pop()
        if here in inside or here in ends or here not in ways:
            continue
        link = ways[here]
        written = is_write(link.equation.value) and _is_by_truths(link.equation.value, facts)
        elementwise = not _is_shaped(link) or written
        whole = is_below(shape, facts.by_name[here])
        read = readers.get(here, set())
        if elementwise and whole and read <= inside | masked.get(here, set()):
            inside.add(here)
            todo += [n for p, n, _ in link.operands if p == "x" or not written] + list(masked)
    return inside


def _read(link: Link) -> list[str]:
    """Return the operands of an operation whose numbers it reads: not those that it asks for their size."""
    return [name for _, name, gradient in link.operands if gradient != ZERO]


def _near(inside: set[str], ways: dict[str, Link]) -> set[str]:
    """Return masked values, and those, element by element, that they are made of: factors, infinite ones, too."""
    made = {name for n in inside for name in _read(ways[n]) if name in ways}
    return inside | {name for name in made if not _is_shaped(ways[name])}


def _is_shaped(link: Link) -> bool:
    return link.rule is not None and link.rule.shaped


def _is_wild(link: Link, gaps: bool) -> bool:
    """Tell whether an operation may have an infinite slope, or an infinite value; or one that is no number."""
    if link.rule is None or not link.rule.tame:
        return link.rule is not None
    reads = {n for _, _, gradient in link.operands for n in names(gradient)} & link.bound.keys()
    return gaps and any(isinstance(link.bound[name], str) for name in reads)


def _has_gaps(link: Link) -> bool:
    return link.rule is not None and link.rule.gaps


def _tells_gaps(value: Value, facts: Facts) -> bool:
    """Tell whether a mask is made by asking what is a number."""
    if isinstance(value, str):
        return facts.is_boolean(value) and _tells_gaps(facts.definitions.get(value, NONE), facts)
    if not isinstance(value, Apply):
        return False
    fitting = facts.fitting(facts.rules.rules_for(value.op), value, facts.definitions)
    return any(rule.gaps for rule, _ in fitting) or any(
        _tells_gaps(argument, facts) for argument in value.args
    )


# Where no mask can be laid: what isn't read has the upstream 0, and hands nothing down.


def is_pole(link: Link, gradient: Value) -> bool:
    """Tell whether a gradient of an operation may be infinite, or no number, where its value is finite."""
    return is_sharp(link) or has_pole(gradient)


def is_sharp(link: Link) -> bool:
    return link.rule is not None and link.rule.sharp


def has_pole(value: Value) -> bool:
    return isinstance(value, Apply) and (value.op == DIVIDE or any(map(has_pole, value.args)))


def hides(link: Link, name: str, laid: dict[str, list[Mask]]) -> bool:
    """Tell whether an operation reads a part of its operand ``name``, on which no mask of its own is laid."""
    return picks_entries(link) and not any(mask.link is link for mask in laid.get(name, ()))


def picks_entries(link: Link) -> bool:
    """Tell whether an operation may read some entries of its operands, and not others."""
    rule = link.rule
    return rule is not None and (rule.picks or (rule.routes and (rule.shaped or rule.masks)))


def hands_zeros_down(link: Link) -> bool:
    """Tell whether an operation hands an upstream of 0 to an operand's own entries, unmixed."""
    rule = link.rule
    return rule is None or not rule.shaped or rule.spreads or bool(rule.view)


def is_steep(link: Link, gradient: Value, ways: dict[str, Link], facts: Facts) -> bool:
    """Tell whether a gradient may be infinite times an upstream of 0, at one entry among others.

    It is where the operation has a pole, or where a factor has one.
    """
    rule = link.rule
    if rule is None or rule.shaped or has_pole(gradient):
        return False
    whole = facts.by_name[link.equation.target]
    if _may_vanish(link, whole, facts):
        return True
    read = [link.bound[name] for name in names(gradient) if name in link.bound]
    return any(_has_pole(ways[v], whole, facts) for v in read if isinstance(v, str) and v in ways)


def _has_pole(link: Link, whole: Shape, facts: Facts) -> bool:
    poles = any(has_pole(gradient) for _, _, gradient in link.operands)
    return _may_vanish(link, whole, facts) or (poles and not _is_shaped(link))


def _may_vanish(link: Link, whole: Shape, facts: Facts) -> bool:
    """Tell whether single entries of what an operation is steep at may be 0: not one for many."""
    value = link.bound.get(link.rule.steep) if link.rule is not None else None
    if not isinstance(value, str):
        return False
    shape = facts.by_name[value]
    vague = dims_of(shape) is None and not any(isinstance(part, Reduced) for part in shape)
    return shape == whole != SCALAR or vague


def unless_zero(value: Value, upstream: str, facts: Facts, routed: bool) -> Value:
    """Return a gradient that is 0 where the upstream is, whatever the slope.

    Of an array's own entries; if the upstream as a whole may be ``routed`` elsewhere, of one number, too.
    """
    if facts.of_gradient(upstream) == SCALAR:
        here = Apply("NotEq", (upstream, NONE))
        return Apply("scalars.route", (value, here)) if routed else value
    return Apply("arrays.handed", (value, upstream))
