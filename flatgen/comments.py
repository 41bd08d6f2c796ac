"""What the user wrote beside the code (comments), and how numbers and strings are spelled."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flatgen.ir import Key
from flatgen.module import Module

OURS = (
    "# Forward",
    "# Backward",
    "# Tangents",
    "# Backward of gradient · v, v held constant",
)  # the headings of generated text: it gets new ones


class Comments(NamedTuple):
    """The comments of one statement: on lines above it, and behind it."""

    above: tuple[str, ...]
    behind: str


NONE = Comments((), "")


def comments_by_line(module: Module) -> dict[int, Comments]:
    """Return the comments of statements, by the line that a statement starts on."""
    if "#" not in module.text:
        return {}
    if module.comments is None:
        module.comments = _comments_by_line(module)
    found: dict[int, Comments] = module.comments
    return found


def _comments_by_line(module: Module) -> dict[int, Comments]:
    texts = _text_lines(module.tree)
    found: dict[int, str] = {}
    for number, line in enumerate(module.lines, 1):
        if "#" in line:
            comment = _comment(line, number in texts)
            if comment:
                found[number] = _spaced(comment)
    result: dict[int, Comments] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.Module)) and node.body:
            first = getattr(node, "lineno", 0)
            before = node.body[0].lineno - 1
            while before > first and module.lines[before - 1].lstrip().startswith("#"):
                before -= 1
            if not before:  # the heading of the file is not the first statement's
                before = node.body[0].lineno - 1
            _note(node.body, before, found, result)
    return result


def _note(
    body: list[ast.stmt], before: int, found: dict[int, str], result: dict[int, Comments]
) -> None:
    """Note the comments of statements, and of those in them, that come after a line."""
    for statement in body:
        end = last = statement.end_lineno or statement.lineno
        head = getattr(statement, "iter", None) or getattr(statement, "test", None)
        inner = isinstance(statement, (ast.For, ast.While, ast.If))
        if inner and head is not None:
            last = head.end_lineno or statement.lineno
        between = range(before + 1, statement.lineno)
        above = tuple([found[n] for n in between if n in found and found[n] not in OURS])
        own = range(statement.lineno, last + 1)
        behind = " ".join([found[n] for n in own if n in found])
        if above or behind:
            result[statement.lineno] = Comments(above, behind)
        if isinstance(statement, (ast.For, ast.While, ast.If)):
            _note(statement.body, last, found, result)
            _note(statement.orelse, statement.body[-1].end_lineno or last, found, result)
        before = end


def placed(
    origins: list[tuple[int, ...]], kept: list[bool], comments: dict[int, Comments]
) -> list[Comments]:
    """Return the comments of the lines of a program that are kept, by the statements they come from.

    What stands above a statement goes above the first of its lines, and what stands behind it goes behind
    its last line, or above the first if the last is not kept.
    """
    result = []
    before: tuple[int, ...] = ()
    for i, origin in enumerate(origins):
        if not kept[i]:
            continue
        above: list[str] = []
        behind = ""
        for depth in range(len(origin), 0, -1):
            own, statement = origin[:depth], comments.get(origin[depth - 1])
            if statement is None:
                continue
            last = i
            while last + 1 < len(origins) and origins[last + 1][:depth] == own:
                last += 1
            if before[:depth] != own:
                more = statement.behind if not kept[last] else ""
                above = [*statement.above, *([more] if more else []), *above]
            if i == last:
                behind = behind or statement.behind
        result.append(Comments(tuple(above), behind))
        before = origin
    return result


def _text_lines(tree: ast.AST) -> set[int]:
    """Return the lines that a string runs over."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Constant, ast.JoinedStr)) and node.end_lineno != node.lineno:
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def _comment(line: str, in_text: bool) -> str:
    """Return the comment of a line, or nothing."""
    at = line.index("#")
    if not in_text and '"' not in line[:at] and "'" not in line[:at]:
        return line[at:].rstrip()
    if in_text:
        return ""
    import io  # late: a comment behind a string is rare
    import tokenize

    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(line.strip()).readline))
    except (tokenize.TokenError, SyntaxError):
        return ""
    return next((t.string.rstrip() for t in tokens if t.type == tokenize.COMMENT), "")


def _spaced(comment: str) -> str:
    """Return a comment as black writes it."""
    text = comment.lstrip("#")
    hashes = comment[: len(comment) - len(text)]
    return f"{hashes} {text.strip()}" if text.strip() and text[0] not in " !:" else comment


def number(text: str) -> str:
    """Return a number as black writes it, digits as the user wrote them."""
    text = text.lower()
    if text.startswith(("0x", "0b", "0o")):
        return text[:2] + text[2:].upper()
    mantissa, e, exponent = text.partition("e")
    whole, point, part = mantissa.partition(".")
    return f"{whole or 0}{point}{part or '0' * len(point)}{e}{exponent}"


def string(text: str) -> str:
    """Return a string in the quotes that need fewer escapes, as black has it."""
    inner = repr(f"\"{text}'")[2:-3].replace("\\'", "'")
    quote = '"' if text.count('"') <= text.count("'") else "'"
    return quote + inner.replace(quote, f"\\{quote}") + quote


def key_text(key: Key) -> str:
    """Return a key of a dict as it stands in the text."""
    if isinstance(key, tuple):
        return f"({', '.join(map(key_text, key))}{',' * (len(key) == 1)})"
    return string(key) if isinstance(key, str) else str(key)


def key_word(key: Key) -> str:
    """Return the name that a key is, nothing if it is none."""
    return key if isinstance(key, str) and key.isidentifier() else ""
