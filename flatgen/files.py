"""Reading and writing for the command: bytes, atomic files, streams that may be closed."""

from __future__ import annotations

import os
import sys

from flatgen.errors import Fault, FlatgenError

STDIN = "<stdin>"


class CommandError(Exception):
    """The call is wrong, or a file can't be had: what is wrong, and the help."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.report = f"flatgen: {message}\nhelp: {help}"


def say(text: str) -> None:
    """Write to standard error, if there is one."""
    try:
        if sys.stderr is not None:
            print(text, file=sys.stderr, flush=True)
    except OSError:
        pass  # nobody listens, and the exit status tells as well


def read(path: str) -> tuple[str, bytes]:
    """Return what messages call the input, and its bytes; '-' is standard input."""
    if path == "-":
        if sys.stdin is None:
            raise CommandError("standard input is closed", "give the path of a Python file")
        return STDIN, sys.stdin.buffer.read()
    try:
        with open(path, "rb") as stream:
            return path, stream.read()
    except (OSError, ValueError) as error:
        help = "give the path of a Python file, or '-' for standard input"
        raise FlatgenError([Fault(f"cannot be read: {_why(error)}", help)], path) from None


def write(text: str) -> None:
    """Write UTF-8 with plain line ends to standard output, whatever the locale."""
    if sys.stdout is None:
        raise CommandError("standard output is closed", "write to a file with -o")
    try:
        sys.stdout.flush()
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(text)
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise CommandError(f"cannot write: {_why(error)}", "write to a file with -o") from None


NO_NEWLINE = "\n\\ No newline at end of file\n"  # as patch has it


def compare(text: str, path: str, diff: bool) -> bool:
    """Tell whether ``path`` holds ``text``; print the difference if it is asked for."""
    try:
        with open(path, "rb") as stream:
            old = stream.read()
    except FileNotFoundError:
        old = b""
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {_why(error)}", "name a file with -o") from None
    if old == text.encode():
        return True
    if diff:
        import difflib  # late: only a difference needs it

        before = old.decode(errors="replace").splitlines(keepends=True)
        after = text.splitlines(keepends=True)
        lines = difflib.unified_diff(before, after, path, f"{path} (generated)")
        write("".join([line if line.endswith("\n") else line + NO_NEWLINE for line in lines]))
    return False


def save(text: str, path: str) -> None:
    """Write ``path`` so that a reader finds the old file or the new one, and nothing between."""
    try:
        if os.path.exists(path) and (_is_stream(path) or not os.path.isfile(path)):
            with open(path, "ab") as stream:  # a pipe or a device: there is nothing to replace
                stream.write(text.encode())
        else:
            _replace(text.encode(), os.path.realpath(path))
    except (OSError, ValueError) as error:
        help = "name a file that can be written"
        raise CommandError(f"cannot write {path!r}: {_why(error)}", help) from None


def _is_stream(path: str) -> bool:
    """Tell whether a path is another name for an open stream: /dev/stdout, /dev/fd/3."""
    parts = (path, os.path.realpath(path))
    return any(part.startswith(("/dev/", "/proc/")) for part in parts)


def _replace(data: bytes, target: str) -> None:
    import tempfile  # late: only -o needs it

    handle, temporary = tempfile.mkstemp(".tmp", ".flatgen-", os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _mode(path: str) -> int:
    """Return the permissions of a file: its own, or those of any new file."""
    try:
        return os.stat(path).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def same_file(one: str, other: str) -> bool:
    """Tell whether two paths lead to one file."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or "unknown error").lower()
    return "no such path"
