"""Match statements as the chains of ifs that they are.

match kind:                      if kind == "tanh" or kind == "th":
    case "tanh" | "th":              h = np.tanh(x)
        h = np.tanh(x)           else:
    case _:                          h = x
        h = x

Patterns of what is taken apart or looked into (of lists, of dicts, of classes) stay, and are refused.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from copy import deepcopy

from flatgen.surveying import definitions, free_name

SUBJECT = "matched"  # what a subject is called that has no name


class _Stays(Exception):
    """A pattern is no comparison."""


def matched(tree: ast.Module, text: str) -> None:
    """Write the match statements of a file's functions as ifs, in place."""
    name = free_name(SUBJECT, text)
    for node in (part for function in definitions(tree) for part in ast.walk(function)):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and any(isinstance(part, ast.Match) for part in block):
                block[:] = [made for part in block for made in _statements(part, name)]


def _statements(statement: ast.stmt, name: str) -> list[ast.stmt]:
    if not isinstance(statement, ast.Match):
        return [statement]
    first: list[ast.stmt] = []
    subject = _named(statement.subject, name, first)
    try:
        return [*first, *_chain(statement.cases, subject)]
    except _Stays:
        return [statement]


def _named(subject: ast.expr, name: str, first: list[ast.stmt]) -> ast.expr:
    """Return a subject that can be written more than once; ``first`` gets lines that name what it computes."""
    if isinstance(subject, ast.Tuple):
        parts = [_named(part, f"{name}_{i}", first) for i, part in enumerate(subject.elts)]
        return ast.copy_location(ast.Tuple(parts, ast.Load()), subject)
    if _is_plain(subject):
        return subject
    first.append(_bound(name, subject, subject))
    return ast.copy_location(ast.Name(name, ast.Load()), subject)


def _is_plain(subject: ast.expr) -> bool:
    while isinstance(subject, ast.Attribute):
        subject = subject.value
    return isinstance(subject, (ast.Name, ast.Constant))


def _chain(cases: Sequence[ast.match_case], subject: ast.expr) -> list[ast.stmt]:
    """Return the statements of some cases, each tried where those before don't fit."""
    if not cases:
        return []
    case, *others = cases
    test, bound = _test(case.pattern, subject)
    if case.guard is not None:
        if test is not None and bound:  # the guard reads what the pattern binds only where it fits
            raise _Stays
        if bound:
            return [*bound, _if(case.guard, case.body, _chain(others, subject), case.pattern)]
        test = case.guard if test is None else _joined(ast.And(), [test, case.guard], case.pattern)
    case.body[:0] = bound
    if test is None:
        return case.body
    return [_if(test, case.body, _chain(others, subject), case.pattern)]


def _test(pattern: ast.pattern, subject: ast.expr) -> tuple[ast.expr | None, list[ast.stmt]]:
    """Return what a pattern asks, None if it fits anything, and the assignments of what it binds."""
    if isinstance(pattern, ast.MatchValue):
        return _compared(subject, ast.Eq(), pattern.value, pattern), []
    if isinstance(pattern, ast.MatchSingleton):
        constant = ast.copy_location(ast.Constant(pattern.value), pattern)
        return _compared(subject, ast.Is(), constant, pattern), []
    if isinstance(pattern, ast.MatchAs):
        inner = _test(pattern.pattern, subject) if pattern.pattern else (None, [])
        named = [_bound(pattern.name, subject, pattern)] if pattern.name else []
        return inner[0], [*inner[1], *named]
    if isinstance(pattern, ast.MatchOr):
        ways = [_test(way, subject) for way in pattern.patterns]
        if any(bound for _, bound in ways) or any(test is None for test, _ in ways):
            raise _Stays
        return _joined(ast.Or(), [test for test, _ in ways if test], pattern), []
    if isinstance(pattern, ast.MatchSequence) and isinstance(subject, ast.Tuple):
        if len(pattern.patterns) == len(subject.elts):
            parts = [_test(*pair) for pair in zip(pattern.patterns, subject.elts)]
            tests = [test for test, _ in parts if test]
            whole = _joined(ast.And(), tests, pattern) if tests else None
            return whole, [one for _, bound in parts for one in bound]
    raise _Stays


def _compared(
    subject: ast.expr, by: ast.cmpop, value: ast.expr, pattern: ast.pattern
) -> ast.Compare:
    return ast.copy_location(ast.Compare(deepcopy(subject), [by], [value]), pattern)


def _joined(op: ast.boolop, tests: list[ast.expr], pattern: ast.pattern) -> ast.expr:
    return ast.copy_location(ast.BoolOp(op, tests), pattern) if tests[1:] else tests[0]


def _bound(name: str, value: ast.expr, at: ast.expr | ast.pattern) -> ast.stmt:
    target = ast.copy_location(ast.Name(name, ast.Store()), at)
    return ast.copy_location(ast.Assign([target], deepcopy(value)), at)


def _if(test: ast.expr, body: list[ast.stmt], rest: list[ast.stmt], at: ast.pattern) -> ast.stmt:
    return ast.copy_location(ast.If(test, body, rest), at)
