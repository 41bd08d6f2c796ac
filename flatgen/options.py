"""The command's options, as --help has them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from flatgen.files import CommandError, write


class Parser(argparse.ArgumentParser):
    """argparse, with a wrong call reported as any other fault is."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(message, "flatgen --help shows how to call it")

    def print_help(self, file: object = None) -> None:
        write(self.format_help())


class Version(argparse.Action):
    """Print the version: the one option that nothing else has to be loaded for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **rest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> None:
        from flatgen import __version__

        write(f"flatgen {__version__}\n")
        parser.exit(0)


def arguments() -> Parser:
    """Return the command's parser."""
    parser = Parser(
        prog="flatgen",
        usage="flatgen [OPTIONS] FORWARD.py > backward.py",
        description="Write the backward function of a forward function, as one would by hand.",
        epilog="Exit status: 0 done; 1 --check or --verify found a difference; 2 the input can't be "
        "differentiated, or the call is wrong.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("forward", metavar="FORWARD.py", help="the forward file; '-' reads standard input")
    add("-o", "--output", metavar="PATH", help="write PATH in one atomic step, not standard output")
    add(
        "-f",
        "--function",
        metavar="NAME",
        action="append",
        help="a function to differentiate (repeatable); default: those that no other one calls",
    )
    add("-w", "--wrt", metavar="NAMES", help="comma-separated inputs; default: every real one")
    add(
        "-s",
        "--shape",
        metavar="NAME=DIMS",
        action="append",
        default=[],
        help="a parameter's dimensions, names or numbers: x=N,D; a= is a scalar; also N+1, 2*N, and first "
        "*batch or ... for any number of them (repeatable)",
    )
    add(
        "-m",
        "--mode",
        metavar="MODE",
        default="grad",
        choices=("grad", "vjp", "jvp", "hvp"),
        help="grad (default), vjp, jvp, or hvp: Hessian-vector product",
    )
    add("--value", action="store_true", help="return the forward value as well")
    add(
        "--rules",
        metavar="PATH",
        action="append",
        default=[],
        help="a file of your own rules (repeatable); they win over flatgen's",
    )
    add("--check", action="store_true", help="write nothing; exit 1 if -o is out of date")
    add("--diff", action="store_true", help="show what would change at -o")
    add(
        "--verify",
        action="store_true",
        help="run the file on random inputs, and compare its gradients with finite differences",
    )
    add(
        "--show",
        metavar="STAGE",
        choices=("flat", "shapes", "backward", "simplified"),
        help="print the program after a stage instead: flat, shapes, backward or simplified",
    )
    add("--version", action=Version)
    return parser
