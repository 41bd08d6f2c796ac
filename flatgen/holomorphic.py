"""Rules of holomorphic functions, for complex numbers: what the rule of real ones says, with conjugates.

    grad_x = grad_y * np.cos(x)              grad_x = grad_y * np.cos(np.conj(x))

The gradient of a complex value a + ib is dL/da + i dL/db; then y = f(x), with f holomorphic, has
grad_x = grad_y conj(f'(x)). (Kreutz-Delgado, The Complex Gradient Operator and the CR-Calculus, arXiv:0906.4835.)
A tangent is handed on as it is: dot_y = f'(x) dot_x.
"""

from __future__ import annotations

from flatgen.expanding import CONJUGATE
from flatgen.facts import Facts
from flatgen.ir import DISPLAYS, Apply, Value
from flatgen.ruling import Each, Rule
from flatgen.templates import SIZED


def conjugated(rule: Rule, bound: dict[str, Value], facts: Facts) -> Rule:
    """Return a rule with conjugates of the complex operands, and of the output: the same object for the same."""
    complexes = frozenset([name for name, value in bound.items() if _holds_complex(value, facts)])
    known = facts.rules.conjugates
    key = id(rule), complexes  # rules stay as long as their book
    if key not in known:
        names = complexes | {rule.output}
        known[key] = rule._replace(
            lines={name: _conjugate(value, names) for name, value in rule.lines.items()},
            gradients={
                name: value._replace(value=_conjugate(value.value, names))
                if isinstance(value, Each)
                else _conjugate(value, names)
                for name, value in rule.gradients.items()
            },
            of_reals=rule,
        )
    return known[key]


def is_handed_on(gradient: Value, rule: Rule) -> bool:
    """Tell whether a gradient is the upstream, or that with the sign flipped: so is the tangent."""
    return gradient in (rule.upstream, Apply("USub", (rule.upstream,)))


def _holds_complex(value: Value, facts: Facts) -> bool:
    parts = value.args if isinstance(value, Apply) and value.op in DISPLAYS else ()
    return facts.is_complex(value) or any(map(facts.is_complex, parts))


def _conjugate(value: Value, names: frozenset[str]) -> Value:
    """Return an expression of a template with conjugates of some names, but for where these are read for their size."""
    if isinstance(value, str) and value in names:
        return Apply(CONJUGATE, (value,))
    if not isinstance(value, Apply):
        return value
    sized = SIZED.get(value.op, ())
    parts = [
        part if place in sized else _conjugate(part, names) for place, part in enumerate(value.args)
    ]
    return value._replace(args=tuple(parts))
