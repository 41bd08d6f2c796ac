"""Whether a program keeps to the grammar of flatgen/ir.py, and how it is shown."""

from __future__ import annotations

from flatgen.ir import Atom, Block, Equation, If, Program, Statement, Value, is_flat, names, shown


def check(program: Program, flat: bool = False) -> Program:
    """Return ``program``; raise ValueError where it breaks the grammar above."""
    parameters = [parameter.name for parameter in program.parameters]
    results = tuple(result.value for result in program.results)
    _check_block(parameters, program.body, results, frozenset(), set(), flat)
    return program


def _check_block(
    parameters: list[str],
    body: tuple[Statement, ...],
    results: tuple[Atom, ...],
    outside: frozenset[str],
    bound: set[str],
    flat: bool,
) -> None:
    seen = set(outside)

    def bind(name: str) -> None:
        if name in bound:
            raise ValueError(f"{name} is bound twice")
        bound.add(name)
        seen.add(name)

    def read(value: Value) -> None:
        for name in names(value):
            if name not in seen:
                raise ValueError(f"{name} is read before it is bound")
        if flat and not is_flat(value):
            raise ValueError(f"{value} is not flat")

    def block(inner: Block, arity: int) -> None:
        if len(inner.results) != arity:
            raise ValueError(f"{arity} targets for {len(inner.results)} results")
        _check_block(
            list(inner.parameters), inner.body, inner.results, frozenset(seen), bound, flat
        )

    for name in parameters:
        bind(name)
    for statement in body:
        if isinstance(statement, Equation):
            read(statement.value)
            bind(statement.target)
        elif isinstance(statement, If):
            read(statement.test)
            block(statement.then, len(statement.targets))
            block(statement.orelse, len(statement.targets))
            for name in statement.targets:
                bind(name)
        else:
            for value in (statement.over, *statement.carried):
                read(value)
            if len(statement.block.parameters) != 1 + len(statement.carried):
                raise ValueError("a loop's block takes the item and what is carried")
            block(statement.block, len(statement.targets))
            for name in statement.targets:
                bind(name)
    for result in results:
        read(result)


def show(program: Program) -> str:
    """Return the program as text, for those who work on flatgen."""
    lines = [f"program {program.name}({', '.join(p.name for p in program.parameters)})"]
    lines += _show_body(program.body, "    ")
    lines.append("    return " + ", ".join(shown(r.value) for r in program.results))
    return "\n".join(lines)


def _show_body(body: tuple[Statement, ...], indent: str) -> list[str]:
    lines = []
    for s in body:
        if isinstance(s, Equation):
            note = f"  # {s.note}" if s.note else ""
            lines.append(f"{indent}{s.target} = {shown(s.value)}{note}")
        elif isinstance(s, If):
            lines.append(f"{indent}{', '.join(s.targets)} = if {shown(s.test)}")
            lines += [*_show_block(s.then, indent), f"{indent}else", *_show_block(s.orelse, indent)]
        else:
            carried = ", ".join(map(shown, s.carried))
            lines.append(f"{indent}{', '.join(s.targets)} = for {shown(s.over)} carry {carried}")
            lines += _show_block(s.block, indent)
    return lines


def _show_block(block: Block, indent: str) -> list[str]:
    inner = indent + "    "
    head = [f"{inner}block({', '.join(block.parameters)})"] if block.parameters else []
    result = [f"{inner}give {', '.join(map(shown, block.results))}"]
    return head + _show_body(block.body, inner) + result
