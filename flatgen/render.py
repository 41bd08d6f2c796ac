"""Program to text: one operation a line, each with its reason, laid out as black lays it out."""

from __future__ import annotations

import ast

from flatgen.comments import NONE, Comments, number, string
from flatgen.displays import laid_out
from flatgen.folding import INDENT, folded, folded_head, settled_head
from flatgen.lines import Lines
from flatgen.output import Output, Returned
from flatgen.packs import Opened
from flatgen.printing import WIDTH, python_text, settle, settled
from flatgen.spelling import Spelling

DEFINED = (ast.FunctionDef, ast.ClassDef)
KINDS = {
    "grad": "gradient",
    "vjp": "vector-Jacobian product",
    "jvp": "Jacobian-vector product",
    "hvp": "Hessian-vector product",
}


class Renderer(Lines):
    """Writes the functions of one output module."""

    def __init__(self, spelling: Spelling, comments: dict[int, Comments]) -> None:
        super().__init__(spelling)
        self.comments = comments  # of the forward file
        self.top = False  # at the top of the module, where no function's names hide others
        self.rough = False  # something was printed that black has to see
        self.open = False  # black has to see the whole file

    def module(self, outputs: list[Output]) -> str:
        """Return the text of the output module."""
        functions = folded([self.function(output) for output in outputs], self.long)
        spelling = self.spelling
        statements = spelling.statements()
        own = self.own(statements)
        helpers = [text if own else settled(text) for text, own in spelling.helper_texts()]
        head = "\n".join(settled(line) for line in spelling.import_lines())
        if own and not isinstance(statements[0], DEFINED):
            head = "\n\n".join(part for part in (head, own.pop(0)) if part)
        aliases = "\n".join(spelling.alias_lines())
        top = [part for part in (head, *own, aliases) if part]
        text = "\n\n\n".join([*top, *helpers, *functions]) + "\n"
        return settle(text) if self.open else text

    def own(self, statements: list[ast.stmt]) -> list[str]:
        """Return the forward file's own statements: each function, and each run of constants."""
        blocks: list[str] = []
        before: ast.stmt | None = None
        self.top = True
        for statement in statements:
            text = self.carried(statement)
            if isinstance(statement, DEFINED) or isinstance(before, (*DEFINED, type(None))):
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
        decorators = node.decorator_list if isinstance(node, DEFINED) else []
        own = [f"@{self.spelling.module.segment(decorator)}\n" for decorator in decorators]
        text = "".join([*own, self.spelling.module.segment(node)])
        return above + settle(text + behind).rstrip("\n")

    def function(self, output: Output) -> str:
        """Return one generated function."""
        self.guards = output.guards
        lines = [self.head(output), *self.docstring(output)]
        opened = [text for line in output.opened for text in self.opened(line)]
        parts = [("Forward", self.forward(output))]
        for heading, equations in output.sections:
            parts.append((heading, self.statements(equations, INDENT)))
        first = next(
            (own for heading, own in parts if own and heading[:7] == "Forward"), parts[0][1]
        )
        first[:0] = opened
        shown = [[f"{INDENT}# {heading}", *text] for heading, text in parts if text]
        for i, text in enumerate(shown):
            lines += [*([""] if i else []), *text]
        lines += self.result(output)
        return "\n".join(lines)

    def opened(self, line: Opened) -> list[str]:
        """Return the line that reads what is in a parameter."""
        text = f"{INDENT}{', '.join(line.targets)} = {line.text}"
        self.long += [text] * (len(text) > WIDTH)
        note = f"  # {line.note}"
        return [text + note * (len(text + note) <= WIDTH and line.note != "")]

    def head(self, output: Output) -> str:
        """Return the line of the signature: the forward's, under the new name."""
        self.rough = False
        parameters = self.signature(output)
        head = f"def {output.name}({', '.join(parameters)}):"
        if len(head) <= WIDTH and not self.rough:
            return head
        # Whether a comma may end it after a *, black tells from the rest of the file.
        self.open = self.open or "*," in head
        plain = not self.rough and "*" not in parameters
        return (plain and folded_head(output.name, parameters)) or settled_head(head)

    def signature(self, output: Output) -> list[str]:
        """Return the parameters: the forward's, then those of the mode, which have no default."""
        arguments = output.node.args
        plain = [*arguments.posonlyargs, *arguments.args]
        defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
        defaults += arguments.defaults
        parts = []
        for i, (argument, default) in enumerate(zip(plain, defaults), 1):
            parts.append(self.parameter(argument, default))
            if i == len(arguments.posonlyargs):
                parts.append("/")
        extra = [ast.arg(name, annotation) for name, annotation in output.extra]
        by_name = bool(arguments.kwonlyargs or arguments.defaults)
        if arguments.vararg:
            parts.append("*" + self.parameter(arguments.vararg, None))
        elif arguments.kwonlyargs or (extra and by_name):
            parts.append("*")
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
            parts.append(self.parameter(argument, default))
        return parts + [self.parameter(argument, None) for argument in extra]

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
        kind, returned = KINDS[output.kind], self.laid_out(output.returned)
        if output.value is not None:
            kind, returned = f"value and {kind}", f"{self.laid_out(output.value)}, {returned}"
        kind = kind[:1].upper() + kind[1:]
        scalars = " Inputs are scalars." if output.inputs > 1 else " The input is a scalar."
        scalars = scalars if output.scalar else ""
        if output.parts:
            scalars += f" Of {' and '.join(output.parts)}, the keys that are read."
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

    def laid_out(self, returned: Returned) -> str:
        """Return outputs as they are returned: alone, or in a tuple, list, dict or namedtuple."""
        return laid_out(returned.outline, map(self.text, returned.values), self.spelling.use)

    def forward(self, output: Output) -> list[str]:
        """Return the forward lines, with the comments that the user wrote at them."""
        return self.statements(output.body, INDENT, output.comments)

    def result(self, output: Output) -> list[str]:
        returned = self.laid_out(output.returned)
        if output.value is not None:
            returned = f"{self.laid_out(output.value)}, {returned}"
        elif output.returned.outline.op == "Tuple" and output.returned.outline.parts[1:]:
            returned = returned[1:-1] if not output.returned.outline.maker else returned
        text = f"{INDENT}return {returned}"
        if len(text) > WIDTH:
            self.long.append(text)
        return [text]
