"""Bytes to text to syntax tree: everything that can be wrong with a file before its meaning.

Encodings, line ends and null bytes are settled here; so is the one shape of program that CPython's
own parser can't take whatever its meaning, the very long sum.
"""

from __future__ import annotations

import ast
import gc
import warnings

from flatgen.errors import Fault, FlatgenError

TERMS = 50  # a sum of more terms than this is cut, when the parser gives up on the whole
CONSTANTS = ("True", "False", "None")


def decode(data: bytes, filename: str) -> str:
    """Return the text of a Python file, by its byte order mark or PEP 263 line, else UTF-8."""
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    help = "name an encoding that Python knows, or save the file as UTF-8"
    encoding = "utf-8"
    if data.startswith(b"\xef\xbb\xbf") or any(b"coding" in x for x in data.split(b"\n", 2)[:2]):
        import tokenize  # late: few files need it

        lines = iter(data.splitlines(keepends=True))
        try:
            encoding, _ = tokenize.detect_encoding(lambda: next(lines, b""))
        except SyntaxError as error:
            raise FlatgenError([Fault(f"{error.msg}", help, 1, 1)], filename) from None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        at = error.start - data.rfind(b"\n", 0, error.start)
        message = f"byte 0x{data[error.start]:02x} is not {encoding} text"
        help = "save the file as UTF-8, or name its encoding in a comment on the first line"
        shown = data.decode("ascii", errors="replace")
        raise FlatgenError([Fault(message, help, line, at)], filename, shown) from None
    except (LookupError, UnicodeError):
        raise FlatgenError(
            [Fault(f"{encoding} is no encoding of text", help, 1, 1)], filename
        ) from None


def normalise(text: str) -> str:
    """Return ``text`` with one kind of line end and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def lasting() -> None:
    """Let Python take what is there for old: trees of files last, so cycles are seldom looked for in them."""
    if hasattr(gc, "freeze") and not gc.get_freeze_count():  # else what the user froze would thaw
        gc.freeze()
        gc.unfreeze()


def column(line: str, offset: int) -> int:
    """Return the column, from 1 and in characters, of a UTF-8 offset as ``ast`` counts it."""
    return offset + 1 if line.isascii() else len(line.encode()[:offset].decode(errors="ignore")) + 1


def syntax_tree(text: str, filename: str) -> ast.Module:
    """Return the syntax tree of ``text``; raise FlatgenError where it isn't Python."""

    def fault(message: str, help: str, line: int = 0, at: int = 0) -> FlatgenError:
        return FlatgenError([Fault(message, help, line, at)], filename, text)

    nulls = text.find("\0")
    if nulls >= 0:
        line = text.count("\n", 0, nulls) + 1
        at = nulls - text.rfind("\n", 0, nulls)
        raise FlatgenError(
            [Fault("a null byte", "take it out: Python source is text", line, at)],
            filename,
            text.replace("\0", " "),
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise fault("a lone surrogate is no text", "write the character itself", line, 1) from None
    try:
        return _parse(text)
    except SyntaxError as error:
        line, at = error.lineno or 0, max(error.offset or 1, 1)
        if "nested parentheses" in error.msg or "too many" in error.msg:
            raise _too_deep(fault, line, at) from None
        message = f"not valid Python: {error.msg}"
        raise fault(message, "flatgen reads what Python can read", line, at) from None
    except ValueError as error:  # an integer of too many digits
        raise fault(f"not valid Python: {error}", "write a shorter number") from None
    except (RecursionError, MemoryError):
        pass
    try:
        return _parse_long_sums(text)
    except (RecursionError, MemoryError, SyntaxError):
        raise _too_deep(fault) from None


def _too_deep(fault: object, line: int = 0, at: int = 0) -> FlatgenError:
    assert callable(fault)
    error = fault(
        "an expression is nested too deep", "name its parts on lines of their own", line, at
    )
    assert isinstance(error, FlatgenError)
    return error


def _parse(text: str) -> ast.Module:
    with warnings.catch_warnings():  # Python's opinion of an escape is for the forward file's user
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _parse_long_sums(text: str) -> ast.Module:
    """Parse ``text`` though its sums are longer than the parser's stack is deep.

    ``a + b + c + ...`` is a tree as deep as it has terms. Every so often a ``+`` is read as ``|``,
    which binds less and is just as wide, so that the tree is bushy and every position stays true;
    afterwards the pieces are joined to the deep tree that was meant.
    """
    cuts = _cuts(text)
    rows = text.split("\n")
    for (line, at), _ in cuts.items():
        rows[line - 1] = rows[line - 1][:at] + "|" + rows[line - 1][at + 1 :]
    tree = _parse("\n".join(rows))
    pieces = [n for n in ast.walk(tree) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.BitOr)]
    operators = sorted(
        (line, len(rows[line - 1][:at].encode()), sign) for (line, at), sign in cuts.items()
    )
    for piece in reversed(pieces):  # the innermost first: it is the left end of all others
        operator = _operator(piece, operators)
        if operator is not None:
            _join(piece, operator, rows)
    return tree


Operator = tuple[int, int, str]  # line, UTF-8 offset, sign


def _operator(piece: ast.BinOp, operators: list[Operator]) -> Operator | None:
    """Return the operator that stands between two operands, if it is one of those that were cut."""
    from bisect import bisect_left

    left, right = piece.left, piece.right
    place = bisect_left(operators, (left.end_lineno or 0, left.end_col_offset or 0, ""))
    found = operators[place] if place < len(operators) else None
    return found if found and found[:2] < (right.lineno, right.col_offset) else None


def _cuts(text: str) -> dict[tuple[int, int], str]:
    """Return where to cut: the place of every so many a sum's operators, and the operator."""
    import io
    import token
    import tokenize
    from keyword import iskeyword

    cuts: dict[tuple[int, int], str] = {}
    groups = [_Group()]  # the brackets around, outermost first
    before = ""
    for t in tokenize.generate_tokens(io.StringIO(text).readline):
        if t.type == token.NEWLINE:
            groups = [_Group()]
        elif t.type == token.OP and t.string in ("(", "[", "{"):
            groups.append(_Group())
        elif t.type == token.OP and t.string in (")", "]", "}") and len(groups) > 1:
            groups.pop()
        elif t.type == token.OP and t.string in ("|", "&", "^", "<<", ">>"):
            groups[-1].other = True
        elif t.type == token.OP and t.string in ("+", "-") and before in ("operand", ")", "]", "}"):
            groups[-1].signs += 1
            if groups[-1].signs % TERMS == 0:
                groups[-1].cut = True
                cuts[t.start] = t.string
        if groups[-1].cut and groups[-1].other:
            raise RecursionError  # such operators bind less than a sum, too: none can stand in for it
        word = t.type == token.NAME and iskeyword(t.string) and t.string not in CONSTANTS
        if t.type in (token.NAME, token.NUMBER, token.STRING) and not word:
            before = "operand"
        elif t.type not in (token.NL, tokenize.COMMENT):
            before = (
                t.string
                if t.type == token.OP
                else "operand"
                if "END" in token.tok_name[t.type]
                else ""
            )
    return cuts


class _Group:
    """What is between two brackets: signs of a sum, whether it is cut, whether there are others."""

    def __init__(self) -> None:
        self.signs = 0
        self.cut = False
        self.other = False


def _join(piece: ast.BinOp, cut: Operator, rows: list[str]) -> None:
    """Turn ``(a + b) | (c + d)``, in place, into ``((a + b) + c) + d``."""
    left, right = piece.left, piece.right
    line, at, sign = cut
    between = [row.encode() for row in rows[line - 1 : right.lineno]]
    between[-1] = between[-1][: right.col_offset]
    between[0] = between[0][at + 1 :]
    bracketed = any(b"(" in row.partition(b"#")[0] for row in between)
    operator = ast.Add() if sign == "+" else ast.Sub()
    first, leaf = None, right
    while isinstance(leaf, ast.BinOp) and isinstance(leaf.op, (ast.Add, ast.Sub)):
        if first is None and bracketed:
            break
        first, leaf = leaf, leaf.left
        if (first.lineno, first.col_offset) != (leaf.lineno, leaf.col_offset):
            break  # the rest is in brackets of its own
    if first is None:
        piece.op = operator
        return
    joined = ast.copy_location(ast.BinOp(left, operator, leaf), left)
    joined.end_lineno, joined.end_col_offset = leaf.end_lineno, leaf.end_col_offset
    first.left = joined
    assert isinstance(right, ast.BinOp)
    piece.left, piece.op, piece.right = right.left, right.op, right.right
