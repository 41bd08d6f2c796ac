"""Statements to lines of text: one operation a line, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from flatgen.comments import NONE, Comments
from flatgen.folding import INDENT
from flatgen.guarding import Place, State, grouped
from flatgen.ir import (
    Apply,
    Block,
    Equation,
    If,
    Literal,
    Loop,
    Statement,
    Value,
    negated,
    with_args,
)
from flatgen.printing import WIDTH, Printer
from flatgen.spelling import Spelling
from flatgen.statements import is_effect


class Lines:
    """Writes statements."""

    def __init__(self, spelling: Spelling) -> None:
        self.spelling = spelling
        self.printer = Printer(spelling.spell)
        self.long: list[str] = []  # lines for black
        self.guards: dict[Place, list[State]] = {}  # of the forward's operations
        self.around: list[State] = []  # the ``with`` around

    def equation(self, statement: Statement, indent: str = INDENT) -> list[str]:
        """Return the lines of a statement."""
        if isinstance(statement, If):
            return self.choice(statement, indent)
        if isinstance(statement, Loop):
            return [self.loop_head(statement, indent), *self.block(statement.block, indent)]
        value = statement.value
        if isinstance(value, Apply) and value.op == "Break":
            return [f"{indent}break"]
        if isinstance(value, Apply) and value.op == "Comment":
            return [indent + str(value.args[0][0])]
        note = f"# {statement.note}" if statement.note else ""
        return self.line(statement.target, value, note, indent)

    def loop_head(self, loop: Loop, indent: str) -> str:
        over = loop.over
        text = f"{indent}for {loop.item} in {self.text(over)}:"
        if isinstance(over, Apply) and over.op == "While":
            text = f"{indent}while {self.text(over.args[0])}:"
        return self.block_head(text)

    def block_head(self, text: str) -> str:
        """Return the head of a block; where it is too long, black lays it out."""
        self.long += [text] * (len(text) > WIDTH)
        return text

    def choice(self, choice: If, indent: str) -> list[str]:
        """Return the lines of a branch; one that does nothing is left out."""
        test: Value = choice.test
        then, orelse = choice.then, choice.orelse
        if not then.body and not orelse.body:
            return []
        if not then.body:
            test, then, orelse = negated(test), orelse, then
        lines = [self.block_head(f"{indent}if {self.text(test)}:"), *self.block(then, indent)]
        if not orelse.body:
            return lines
        only = orelse.body[0]
        acts = isinstance(only, If) and (only.then.body or only.orelse.body)
        if isinstance(only, If) and acts and len(orelse.body) == 1:
            first, *rest = self.choice(only, indent)
            return [*lines, self.block_head(f"{indent}el{first.strip()}"), *rest]
        return [*lines, f"{indent}else:", *self.block(orelse, indent)]

    def block(self, block: Block, indent: str) -> list[str]:
        inner = indent + INDENT
        return self.statements(block.body, inner) or [f"{inner}pass"]

    def statements(
        self, body: Sequence[Statement], indent: str, comments: Sequence[Comments] = ()
    ) -> list[str]:
        """Return the lines of statements, some of them in a ``with`` as the forward's are."""
        lines: list[str] = []
        for state, places in grouped(body, self.guards, self.around):
            inner = indent + INDENT * bool(state)
            if state:
                self.spelling.use(state.root)
                lines.append(f"{indent}with {state.head}:")
            self.around += [state] * bool(state)  # type: ignore[list-item]
            for i in places:
                lines += self.commented(body[i], comments[i] if comments else NONE, inner)
            self.around = self.around[: len(self.around) - bool(state)]
        return lines

    def commented(self, statement: Statement, comments: Comments, indent: str) -> list[str]:
        """Return the lines of a statement, with the comments that the user wrote at it."""
        lines = [indent + comment for comment in comments.above]
        if isinstance(statement, Equation) and comments.behind:
            statement = statement._replace(note=comments.behind.removeprefix("# "))
        return lines + self.equation(statement, indent)

    def line(self, target: str, value: Value, comment: str, indent: str = INDENT) -> list[str]:
        """Return one operation; a comment that doesn't fit behind it stands above."""
        if is_effect(value):
            return self.effect(value, comment, indent)
        text = indent + self.printer.statement(target, self.used(value))
        if len(text) > WIDTH:
            self.long.append(text)
        if not comment:
            return [text]
        if len(text) + 2 + len(comment) <= WIDTH:
            return [f"{text}  {comment}"]
        return [f"{indent}{comment}", text]

    def effect(self, value: Value, comment: str, indent: str) -> list[str]:
        """Return the lines of a statement with an effect."""
        lines = list(self.printer.effect(self.used(value), indent))
        self.long += [line for line in lines if len(line) > WIDTH]
        if not comment or lines[1:] or len(lines[0]) + 2 + len(comment) > WIDTH:
            return [*[indent + comment] * bool(comment), *lines]
        return [f"{lines[0]}  {comment}"]

    def text(self, value: Value) -> str:
        """Return a value as text, the constants of the forward file by their names in the output."""
        return self.printer.text(self.used(value))

    def used(self, value: Value) -> Value:
        if isinstance(value, Literal):
            if value.text[:1].isalpha() or value.text[:1] == "_":
                return Literal(self.spelling.use(value.text), value.known)
            return value
        if type(value) is Apply:
            for argument in value.args:
                if type(argument) is not str:
                    args = [a if type(a) is str else self.used(a) for a in value.args]
                    return with_args(value, tuple(args))
        return value
