"""The command: ``flatgen forward.py > backward.py``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from flatgen.errors import FlatgenError
from flatgen.files import CommandError, compare, read, same_file, save, say, write

if TYPE_CHECKING:
    from collections.abc import Sequence


class Options:
    """What the command is asked for; argparse fills it in."""

    def __init__(self) -> None:
        self.forward = "-"
        self.output: str | None = None
        self.function: list[str] | None = None
        self.wrt: str | None = None
        self.mode = "grad"
        self.value = False
        self.rules: list[str] = []
        self.shape: list[str] = []
        self.check = False
        self.diff = False
        self.verify = False
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
        return run(sys.argv[1:] if argv is None else argv)
    except SystemExit as stop:  # argparse has said what there is to say
        return stop.code if isinstance(stop.code, int) else 2
    except (CommandError, FlatgenError) as error:
        say(error.report if isinstance(error, CommandError) else error.report())
        return 2
    except KeyboardInterrupt:
        return 130


def run(argv: Sequence[str]) -> int:
    options = options_of(argv)
    if options.output == "":
        raise CommandError("-o names no file", "leave it out to write to standard output")
    options.output = None if options.output == "-" else options.output
    if (options.check or options.diff) and not options.output:
        raise CommandError("--check and --diff compare with the file at -o", "add -o backward.py")
    for source in (options.forward, *options.rules):
        if options.output and source != "-" and same_file(source, options.output):
            help = "write the backward to a file of its own"
            raise CommandError(f"-o names {source}, which is read", help)
    if options.verify and (options.output or options.show):
        raise CommandError("--verify writes no file", "call it without -o and --show")
    name, data = read(options.forward)
    wrt = None
    if options.wrt is not None:
        wrt = [word.strip() for word in options.wrt.split(",") if word.strip()]

    shapes = {}
    for given in options.shape:
        parameter, equals, dims = given.partition("=")
        if not equals:
            raise CommandError(f"--shape {given} has no =", "write --shape x=N,D")
        if parameter.strip() in shapes:
            raise CommandError(f"--shape {given}: {parameter} has a shape", "give it once")
        shapes[parameter.strip()] = dims

    from flatgen.source import decode

    if options.verify:
        return verified(options, decode(data, name), name, wrt, shapes)

    from flatgen.pipeline import generate

    text = generate(
        decode(data, name),
        filename=name,
        functions=options.function,
        wrt=wrt,
        mode=options.mode,
        value=options.value,
        shapes=shapes,
        rules=options.rules,
        stage=options.show or "",
    )
    if options.output and (options.check or options.diff):
        same = compare(text, options.output, options.diff)
        if options.check and not same:
            there = os.path.exists(options.output)
            is_what = "is not what would be generated" if there else "is not there"
            say(f"flatgen: {options.output} {is_what}")
            say(
                f"help: {'--diff shows what would change' if there else 'leave --check out to write it'}"
            )
        return int(options.check and not same)
    if options.output:
        save(text, options.output)
    else:
        write(text)
    return 0


def verified(
    options: Options, source: str, name: str, wrt: list[str] | None, shapes: dict[str, str]
) -> int:
    """Run the file and what is generated from it; print how they compare."""
    from flatgen.verifying import verify  # late: no other option runs anything

    report = verify(
        source,
        filename=name,
        functions=options.function,
        wrt=wrt,
        mode=options.mode,
        value=options.value,
        shapes=shapes,
        rules=options.rules,
    )
    write(f"{report}\n")
    return int(not report.ok)
