"""Program to text: one operation a line, each with its reason, laid out as black lays it out."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from flatgen.comments import NONE, Comments, number, string
from flatgen.ir import Apply, Atom, Equation, Literal, Program, Value
from flatgen.module import FunctionNode
from flatgen.printing import WIDTH, Printer, python_text, settle
from flatgen.spelling import Spelling

INDENT = "    "


class Output(NamedTuple):
    """A generated function before it is text."""

    name: str
    node: FunctionNode
    program: Program  # the forward lines that are needed
    backward: tuple[Equation, ...]
    gradients: tuple[tuple[str, Atom], ...]  # input, its gradient
    value: Atom | None  # the forward value, if it is returned as well
    comments: list[Comments]  # of each forward line
    scalar: bool


class Renderer:
    """Writes the functions of one output module."""

    def __init__(self, spelling: Spelling, comments: dict[int, Comments]) -> None:
        self.spelling = spelling
        self.comments = comments  # of the forward file
        self.printer = Printer(spelling.spell)
        self.top = False  # at the top of the module, where no function's names hide others
        self.rough = False  # something was printed that black has to see
        self.long: list[str] = []  # lines for black

    def module(self, outputs: list[Output]) -> str:
        """Return the text of the output module."""
        functions = self.fold([self.function(output) for output in outputs])
        spelling = self.spelling
        statements = spelling.statements()
        own = self.own(statements)
        helpers = [settled(text) for text in spelling.helper_texts()]
        head = "\n".join(settled(line) for line in spelling.import_lines())
        if own and not isinstance(statements[0], ast.FunctionDef):
            head = "\n\n".join(part for part in (head, own.pop(0)) if part)
        aliases = "\n".join(spelling.alias_lines())
        top = [part for part in (head, *own, aliases) if part]
        return "\n\n\n".join([*top, *helpers, *functions]) + "\n"

    def own(self, statements: list[ast.stmt]) -> list[str]:
        """Return the forward file's own statements: each function, and each run of constants."""
        blocks: list[str] = []
        before: ast.stmt | None = None
        self.top = True
        for statement in statements:
            text = self.carried(statement)
            if isinstance(statement, ast.FunctionDef) or isinstance(
                before, (ast.FunctionDef, type(None))
            ):
                blocks.append(text)
            else:
                gap = "\n\n" if isinstance(statement, (ast.If, ast.Try)) else "\n"
                blocks[-1] += gap + text
            before = statement
        self.top = False
        return blocks

    def carried(self, node: ast.stmt) -> str:
        """Return a statement of the forward file as it goes into the output."""
        comments = self.comments.get(node.lineno, NONE)
        comment = comments.behind
        before = " ".join(self.spelling.module.lines[node.lineno - 1][: node.col_offset].split())
        above = "" if before else "".join(f"{line}\n" for line in comments.above)
        one_line = node.lineno == node.end_lineno
        behind = f"  {comment}" if comment and one_line else ""
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            if isinstance(node.targets[0], ast.Name):
                self.rough = False
                text = f"{node.targets[0].id} = {self.written(node.value)}"
                text += behind
                if len(text) <= WIDTH and not self.rough:
                    return above + text
        return above + settle(self.spelling.module.segment(node) + behind).rstrip("\n")

    def function(self, output: Output) -> str:
        """Return one generated function."""
        lines = [self.head(output), *self.docstring(output)]
        forward = self.forward(output)
        if forward:
            lines += [f"{INDENT}# Forward", *forward]
        if output.backward:
            lines += [*([""] if forward else []), f"{INDENT}# Backward"]
            for equation in output.backward:
                lines += self.line(
                    equation.target, equation.value, f"# {equation.note}" if equation.note else ""
                )
        lines += self.result(output)
        return "\n".join(lines)

    def head(self, output: Output) -> str:
        """Return the line of the signature: the forward's, under the new name."""
        self.rough = False
        head = f"def {output.name}({self.signature(output.node.args)}):"
        if len(head) <= WIDTH and not self.rough:
            return head
        return settle(head + "\n    pass\n").rpartition("\n    pass")[0]

    def signature(self, arguments: ast.arguments) -> str:
        plain = [*arguments.posonlyargs, *arguments.args]
        defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
        defaults += arguments.defaults
        parts = []
        for i, (argument, default) in enumerate(zip(plain, defaults), 1):
            parts.append(self.parameter(argument, default))
            if i == len(arguments.posonlyargs):
                parts.append("/")
        if arguments.kwonlyargs:
            parts.append("*")
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
            parts.append(self.parameter(argument, default))
        return ", ".join(parts)

    def parameter(self, argument: ast.arg, default: ast.expr | None) -> str:
        text, equals = argument.arg, "="
        if argument.annotation:
            text, equals = f"{text}: {self.written(argument.annotation)}", " = "
        return text + (equals + self.written(default) if default else "")

    def written(self, node: ast.expr) -> str:
        """Return an expression of the forward file (annotation, default, constant) on one line."""
        if isinstance(node, ast.Name):
            return node.id if self.top else self.spelling.use(node.id)
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                return string(node.value)
            text = self.spelling.module.segment(node)
            plain = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
            return number(text) if plain else text
        if isinstance(node, ast.Attribute):
            return f"{self.written(node.value)}.{node.attr}"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            if isinstance(node.operand, ast.Constant):
                return f"-{self.written(node.operand)}"
        if isinstance(node, ast.Subscript):
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return f"{self.written(node.value)}[{', '.join(map(self.written, parts))}]"
        if isinstance(node, ast.Tuple):
            inner = ", ".join(map(self.written, node.elts))
            return f"({inner}{',' * (len(node.elts) == 1)})"
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and not self.top:
                self.spelling.use(part.id)
        self.rough = True
        return python_text(node)

    def docstring(self, output: Output) -> list[str]:
        """Return the docstring: what the function returns, in order."""
        base = output.node.name
        gradients = ", ".join(str(gradient) for _, gradient in output.gradients)
        returned = f"({gradients})" if len(output.gradients) > 1 else gradients
        if output.value is not None:
            value = self.printer.text(output.value)
            kind, returned = "Value and gradient", f"{value}, {returned}"
        else:
            kind = "Gradient"
        several = len(output.program.parameters) > 1
        scalars = " Inputs are scalars." if several else " The input is a scalar."
        scalars = scalars if output.scalar else ""
        text = f'{INDENT}"""{kind} of {base}: returns {returned}.{scalars}"""'
        if len(text) <= WIDTH:
            return [text]
        lines = [f'{INDENT}"""{kind} of {base}.', "", f"{INDENT}Returns"]
        for word in f"{returned}.{scalars}".split(" "):
            if len(lines[-1]) + 1 + len(word) > WIDTH:
                lines.append(INDENT + word)
            else:
                lines[-1] += f" {word}"
        return [*lines, f'{INDENT}"""']

    def forward(self, output: Output) -> list[str]:
        """Return the forward lines, with the comments that the user wrote at them."""
        lines: list[str] = []
        for equation, comments in zip(output.program.body, output.comments):
            assert isinstance(equation, Equation)
            lines += [INDENT + comment for comment in comments.above]
            note = f"# {equation.note}" if equation.note else ""
            lines += self.line(equation.target, equation.value, comments.behind or note)
        return lines

    def line(self, target: str, value: Value, comment: str) -> list[str]:
        """Return one operation; a comment that doesn't fit behind it stands above."""
        text = INDENT + self.printer.statement(target, self.used(value))
        if len(text) > WIDTH:
            self.long.append(text)
        if not comment:
            return [text]
        if len(text) + 2 + len(comment) <= WIDTH:
            return [f"{text}  {comment}"]
        return [f"{INDENT}{comment}", text]

    def text(self, value: Value) -> str:
        """Return a value as text, the constants of the forward file by their names in the output."""
        return self.printer.text(self.used(value))

    def used(self, value: Value) -> Value:
        if isinstance(value, Literal):
            if value.text[:1].isalpha() or value.text[:1] == "_":
                return Literal(self.spelling.use(value.text), value.known)
            return value
        if isinstance(value, Apply):
            for argument in value.args:
                if not isinstance(argument, str):
                    return Apply(value.op, tuple(map(self.used, value.args)), value.keys)
        return value

    def result(self, output: Output) -> list[str]:
        gradients = ", ".join(str(gradient) for _, gradient in output.gradients)
        if output.value is not None:
            value = self.text(output.value)
            gradients = f"({gradients})" if len(output.gradients) > 1 else gradients
            text = f"{INDENT}return {value}, {gradients}"
        else:
            text = f"{INDENT}return {gradients}"
        if len(text) > WIDTH:
            self.long.append(text)
        return [text]

    def fold(self, functions: list[str]) -> list[str]:
        """Return the functions with their long lines as black folds them: all in one call of it."""
        if not self.long:
            return functions
        marks = [f"{INDENT}# fold {i}\n" for i in range(len(self.long))]
        text = "".join(mark + line + "\n" for mark, line in zip(marks, self.long))
        folded = settle("def f():\n" + text)
        pieces = re.split(rf"^{INDENT}# fold \d+\n", folded, flags=re.MULTILINE)[1:]
        by_line = {line: piece.rstrip("\n") for line, piece in zip(self.long, pieces)}
        return [
            "\n".join([by_line.get(line, line) for line in function.split("\n")])
            for function in functions
        ]


def settled(text: str) -> str:
    """Return ``text``, by way of black if a line of it is too long."""
    if all(len(line) <= WIDTH for line in text.split("\n")):
        return text
    return settle(text).rstrip("\n")
