"""The command: ``flatgen forward.py > backward.py``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from flatgen.errors import Fault, FlatgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

STDIN = "<stdin>"


class Options:
    """What the command is asked for; argparse fills it in."""

    def __init__(self) -> None:
        self.forward = "-"
        self.output: str | None = None
        self.function: list[str] | None = None
        self.wrt: str | None = None
        self.value = False
        self.rules: list[str] = []
        self.check = False
        self.diff = False
        self.show: str | None = None


def options_of(argv: Sequence[str]) -> Options:
    """Return the options of a call; the plain ``flatgen forward.py`` needs no argparse."""
    options = Options()
    if len(argv) == 1 and not argv[0].startswith("-"):
        options.forward = argv[0]
    else:
        from flatgen.options import arguments  # late: it takes as long to load as half of flatgen

        arguments().parse_args(argv, namespace=options)
    return options


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return run(argv)
    except SystemExit as stop:  # argparse has said what there is to say
        return stop.code if isinstance(stop.code, int) else 2
    except FlatgenError as error:
        print(error.report(), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0


def run(argv: Sequence[str] | None) -> int:
    options = options_of(sys.argv[1:] if argv is None else argv)
    if (options.check or options.diff) and not options.output:
        return wrong("--check and --diff compare with the file at -o", "name it: -o backward.py")
    if options.output and options.forward != "-" and _same(options.forward, options.output):
        return wrong("-o names the forward file itself", "write the backward to another file")
    name, data = read(options.forward)

    from flatgen.pipeline import generate
    from flatgen.source import decode

    text = generate(
        decode(data, name),
        filename=name,
        functions=options.function,
        wrt=None
        if options.wrt is None
        else [w.strip() for w in options.wrt.split(",") if w.strip()],
        value=options.value,
        rules=options.rules,
        stage=options.show or "",
    )
    if options.output and (options.check or options.diff):
        return compare(text, options.output, options.diff, options.check)
    if options.output:
        return save(text, options.output)
    write(text)
    return 0


def wrong(message: str, help: str) -> int:
    """Report a wrong call."""
    print(f"flatgen: {message}\nhelp: {help}", file=sys.stderr)
    return 2


def read(path: str) -> tuple[str, bytes]:
    """Return what messages call the input, and its bytes."""
    if path == "-":
        return STDIN, sys.stdin.buffer.read()
    try:
        with open(path, "rb") as stream:
            return path, stream.read()
    except OSError as error:
        help = "give the path of a Python file, or '-' for standard input"
        message = f"cannot be read: {(error.strerror or 'unknown error').lower()}"
        raise FlatgenError([Fault(message, help)], path) from None
    except ValueError:
        raise FlatgenError(
            [Fault("no such path", "give the path of a Python file")], path
        ) from None


def write(text: str) -> None:
    """Write UTF-8 with plain line ends to standard output, whatever the locale."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)


def compare(text: str, path: str, diff: bool, check: bool) -> int:
    """Compare with the file at ``path``; print the difference if it is asked for."""
    try:
        with open(path, "rb") as stream:
            old = stream.read()
    except FileNotFoundError:
        old = b""
    except OSError as error:
        return wrong(f"{path} cannot be read: {error.strerror}", "name a file with -o")
    if old == text.encode():
        return 0
    if diff:
        import difflib  # late: only a difference needs it

        before = old.decode(errors="replace").splitlines(keepends=True)
        after = text.splitlines(keepends=True)
        write("".join(difflib.unified_diff(before, after, path, f"{path} (generated)")))
    if check:
        print(f"flatgen: {path} is not what would be generated", file=sys.stderr)
    return 1 if check else 0


def save(text: str, path: str) -> int:
    """Write ``path`` so that a reader finds the old file or the new one, and nothing between."""
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):  # a pipe or a device
        return _save_in_place(text, target)
    import tempfile  # late: only -o needs it

    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(".tmp", ".flatgen-", os.path.dirname(target))
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
        temporary = ""
    except OSError as error:
        return wrong(f"cannot write {path}: {error.strerror}", "name a file that can be written")
    finally:
        if temporary:
            os.unlink(temporary)
    return 0


def _save_in_place(text: str, path: str) -> int:
    try:
        with open(path, "wb") as stream:
            stream.write(text.encode())
    except OSError as error:
        return wrong(f"cannot write {path}: {error.strerror}", "name a file that can be written")
    return 0


def _mode(path: str) -> int:
    """Return the permissions of a file: its own, or those of any new file."""
    try:
        return os.stat(path).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
