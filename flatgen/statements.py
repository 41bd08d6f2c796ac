"""Statements and the blocks in them: what they bind, what they read, and how to change all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flatgen.ir import (
    BLANKS,
    EFFECT,
    GET,
    INCREASE,
    PROCEED,
    PUSH,
    ROWS,
    STACKS,
    Apply,
    Atom,
    Block,
    Equation,
    If,
    Loop,
    Statement,
    Value,
    names,
    substitute,
)

CHANGES = frozenset((*STACKS, INCREASE))  # a list
OF_LISTS = CHANGES | {GET}
ORDERED = OF_LISTS | {ROWS}


def equations(body: Iterable[Statement]) -> Iterator[Equation]:
    """Yield the equations of a body and of the blocks in it, in the order of the text."""
    for statement in body:
        if type(statement) is Equation:
            yield statement
            continue
        for block in blocks_of(statement):
            yield from equations(block.body)


def straight(body: Iterable[Statement]) -> list[Equation]:
    """Return the statements of a body without blocks."""
    return [statement for statement in body if isinstance(statement, Equation)]


def blocks_of(statement: Statement) -> tuple[Block, ...]:
    """Return the blocks of a statement."""
    kind = type(statement)  # asked often: no isinstance
    if kind is Equation:
        return ()
    if kind is If:
        return statement.then, statement.orelse  # type: ignore[union-attr]
    return (statement.block,)  # type: ignore[union-attr]


def keys_in(body: Iterable[Statement]) -> Iterator[int]:
    """Yield the keys of all statements with blocks."""
    for statement in body:
        if not isinstance(statement, Equation):
            yield statement.key
        for block in blocks_of(statement):
            yield from keys_in(block.body)


def bound_in(body: Iterable[Statement]) -> Iterator[str]:
    """Yield every name that is bound in a body, in its blocks too."""
    for statement in body:
        if type(statement) is Equation:
            yield statement.target
            continue
        yield from statement.targets  # type: ignore[union-attr]
        for block in blocks_of(statement):
            yield from block.parameters
            yield from bound_in(block.body)


def bound_in_loops(body: Iterable[Statement]) -> Iterator[str]:
    """Yield every name that is bound in the rounds of loops."""
    for statement in body:
        for block in blocks_of(statement):
            if isinstance(statement, Loop):
                yield from block.parameters
                yield from bound_in(block.body)
            else:
                yield from bound_in_loops(block.body)


def read_in(body: Iterable[Statement]) -> list[str]:
    """Return every name that is read in a body, in its blocks too."""
    found: list[str] = []
    for statement in body:
        if type(statement) is Equation:
            found += names(statement.value)
            continue
        for value in given_to(statement):
            found += names(value)
        for block in blocks_of(statement):
            found += read_in(block.body)
            found += [atom for atom in block.results if isinstance(atom, str)]
    return found


def given_to(statement: Statement) -> tuple[Value, ...]:
    """Return the values that a statement itself reads, its blocks left out."""
    if isinstance(statement, Equation):
        return (statement.value,)
    if isinstance(statement, If):
        return (statement.test,)
    return (statement.over, *statement.carried)


def free_in(block: Block) -> list[str]:
    """Return the names that a block reads of those around it, in the order of their first use."""
    own = {*block.parameters, *bound_in(block.body)}
    read = [*read_in(block.body), *[atom for atom in block.results if isinstance(atom, str)]]
    return [name for name in dict.fromkeys(read) if name not in own]


def with_blocks(statement: Statement, blocks: Iterable[Block]) -> Statement:
    """Return a statement with other blocks."""
    if isinstance(statement, If):
        then, orelse = blocks
        return statement._replace(then=then, orelse=orelse)
    if isinstance(statement, Loop):
        return statement._replace(block=next(iter(blocks)))
    return statement


def mapped(
    body: Iterable[Statement], change: Callable[[Equation], Equation | None]
) -> tuple[Statement, ...]:
    """Return a body with each of its equations changed, in its blocks too; or left out."""
    made: list[Statement] = []
    for statement in body:
        if isinstance(statement, Equation):
            equation = change(statement)
            made += [equation] if equation is not None else []
        else:
            blocks = [b._replace(body=mapped(b.body, change)) for b in blocks_of(statement)]
            made.append(with_blocks(statement, blocks))
    return tuple(made)


def exchanged(statement: Statement, by: Mapping[str, Value]) -> Statement:
    """Return a statement with each name that ``by`` has replaced where it is read and where it is bound."""
    if not by:
        return statement

    def bound(name: str) -> str:
        new = by.get(name, name)
        return new if isinstance(new, str) else name

    def atom(value: Atom) -> Atom:
        new = substitute(value, by)
        assert not isinstance(new, Apply)
        return new

    def block(inner: Block) -> Block:
        body = tuple([exchanged(part, by) for part in inner.body])
        return Block(tuple(map(bound, inner.parameters)), body, tuple(map(atom, inner.results)))

    if isinstance(statement, Equation):
        return statement._replace(
            target=bound(statement.target), value=substitute(statement.value, by)
        )
    targets = tuple(map(bound, statement.targets))
    if isinstance(statement, If):
        sides = block(statement.then), block(statement.orelse)
        return statement._replace(
            targets=targets, test=substitute(statement.test, by), then=sides[0], orelse=sides[1]
        )
    return statement._replace(
        targets=targets,
        item=bound(statement.item),
        over=substitute(statement.over, by),
        carried=tuple(map(atom, statement.carried)),
        block=block(statement.block),
    )


def needed(lines: Sequence[Statement], read: set[str]) -> list[Statement]:
    """Return the lines that ``read`` needs, directly or by other lines; and what has an effect."""
    read = set(read)
    body: list[Statement] = []
    for statement in reversed(lines):
        kept = kept_of(statement, read)
        if kept is not None:
            read.update(names(kept.value) if type(kept) is Equation else read_in([kept]))
            body.append(kept)
    return body[::-1]


def kept_of(statement: Statement, read: set[str]) -> Statement | None:
    """Return what of a statement is needed where ``read`` is, None if nothing is."""
    if isinstance(statement, Equation):
        value = statement.value
        if statement.target in read:
            return statement
        stack = value.args[0] if is_stack(value) else ""  # type: ignore[union-attr]
        return statement if stack in read or is_gate(statement) or is_effect(value) else None
    if isinstance(statement, Loop) and gates_of(statement):  # for nothing no gate is needed
        body = tuple([part for part in statement.block.body if not is_gate(part)])
        if kept_of(statement._replace(block=statement.block._replace(body=body)), read) is None:
            return None
    count = len(statement.targets)
    kept = {k for k in range(count) if statement.targets[k] in read}
    while True:
        blocks = []
        for block in blocks_of(statement):
            results = tuple([block.results[k] for k in sorted(kept)])
            asked = read | {atom for atom in results if isinstance(atom, str)}
            kept_body = needed(block.body, asked)
            blocks.append(Block(block.parameters, tuple(kept_body), results))
        if isinstance(statement, If):
            break
        inside = {
            *read_in(blocks[0].body),
            *[atom for atom in blocks[0].results if isinstance(atom, str)],
        }
        more = {k for k in range(count) if blocks[0].parameters[k + 1] in inside} - kept
        stacks = changed_in(blocks[0].body) | (changed_in(statement.block.body) & inside)
        if not more and stacks <= read:
            break
        read = read | stacks  # what goes onto a list in one round is read in another
        kept |= more
    if not kept and not any(block.body for block in blocks):
        return None
    targets = tuple([statement.targets[k] for k in sorted(kept)])
    if isinstance(statement, If):
        return statement._replace(targets=targets, then=blocks[0], orelse=blocks[1])
    parameters = [statement.block.parameters[k + 1] for k in sorted(kept)]
    block = blocks[0]._replace(parameters=(statement.item, *parameters))
    carried = tuple([statement.carried[k] for k in sorted(kept)])
    return statement._replace(targets=targets, carried=carried, block=block)


def is_gate(statement: Statement) -> bool:
    """Tell whether a statement ends a loop where its test doesn't hold."""
    if type(statement) is not Equation:
        return False
    return type(statement.value) is Apply and statement.value.op == PROCEED


def gates_of(loop: Loop) -> list[int]:
    """Return where in its block a loop may end before the rounds that it runs over."""
    return [i for i, statement in enumerate(loop.block.body) if is_gate(statement)]


def starts_list(value: Value) -> bool:
    """Tell whether a value is a list that grows, as it is at first: empty, ``[0.0] * n``, rows, zeros."""
    if isinstance(value, Apply) and value.op == "Mult":
        first = value.args[0]
        return isinstance(first, Apply) and first.op == "List" and len(first.args) == 1
    whole = isinstance(value, Apply) and value.op in (ROWS, BLANKS)
    return whole or value == Apply("List", ())


def repeated(value: Value) -> Atom | None:
    """Return what a list has as often as it is long, as it starts: x of ``[x] * n``; None if it is no such list."""
    if not starts_list(value) or value.op != "Mult":  # type: ignore[union-attr]
        return None
    return value.args[0].args[0]  # type: ignore[union-attr,return-value]


def started(body: Iterable[Statement]) -> Iterator[Statement]:
    """Yield statements with a list that is empty, and appended to in the next lines, written out: ``h = [x]``."""
    before: Equation | None = None
    for statement in body:
        value = statement.value if isinstance(statement, Equation) else None
        if before is not None and isinstance(value, Apply) and value.op == PUSH:
            plain = len(value.args) == 2 and before.target not in names(value.args[1])
            if value.args[0] == before.target and plain:
                assert isinstance(before.value, Apply)
                items = (*before.value.args, value.args[1])
                before = before._replace(value=Apply("List", items))
                continue
        if before is not None:
            yield before
        empty = isinstance(statement, Equation) and value == Apply("List", ())
        before = statement if empty else None  # type: ignore[assignment]
        if not empty:
            blocks = [b._replace(body=tuple(started(b.body))) for b in blocks_of(statement)]
            yield with_blocks(statement, blocks)
    if before is not None:
        yield before


def is_ordered(body: Iterable[Statement]) -> bool:
    """Tell whether the order of statements matters: there are blocks in them, or lists that are made or change."""
    for statement in body:
        value = statement.value if type(statement) is Equation else None
        if value is None or (type(value) is Apply and value.op in ORDERED):
            return True
    return False


def is_of_list(value: Value) -> bool:
    """Tell whether an operation changes a list, or takes one thing off it."""
    return type(value) is Apply and value.op in OF_LISTS


def changed_in(body: Iterable[Statement]) -> set[str]:
    """Return the lists that a body changes."""
    return {str(e.value.args[0]) for e in equations(body) if is_stack(e.value)}  # type: ignore[union-attr]


def is_stack(value: Value) -> bool:
    """Tell whether an operation changes a list: puts something onto it, or takes it off."""
    return type(value) is Apply and value.op in CHANGES


def is_effect(value: Value) -> bool:
    """Tell whether a value is none, but a statement that is run for what it does."""
    return type(value) is Apply and value.op == EFFECT


def parts_of(value: Value) -> Iterator[Apply]:
    """Yield an operation and those in it."""
    if isinstance(value, Apply):
        yield value
        for argument in value.args:
            yield from parts_of(argument)
