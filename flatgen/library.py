"""Which template files are read, and when: each when an operation that it speaks of is first met.

All files together take a tenth of a second to read; a program needs a few of them.
"""

from __future__ import annotations

import re

import flatgen.templates as templates
from flatgen.rule_files import RuleFile

DECORATORS = re.compile(
    r"^@(?:rule|same|form|define|fold|update)\((.*?)\)\ndef ", re.MULTILINE | re.DOTALL
)
CALLED = re.compile(r"(\w+)(?=\(|\")")  # before a bracket, or the end of a text


class Library:
    """The template files of all libraries."""

    def __init__(self) -> None:
        self.number = (
            0  # of the file that is being read, among all: an order that is always the same
        )
        self._read: set[str] = set()
        self._met: set[str] = set()  # operations
        self._noted: set[str] = set()  # libraries
        self._waiting: dict[
            str, list[str]
        ] = {}  # by the name of a function: files that speak of it

    def load(self, file: RuleFile, user: int = 0) -> None:
        raise AssertionError("templates are read in flatgen.rules")

    def load_library(self, library: str) -> None:
        """Note the files of a library, and read those that it can't do without."""
        if library in self._noted:
            return
        self._noted.add(library)
        parts = library
        while parts and parts not in templates.LIBRARIES:
            parts = parts.rpartition(".")[0]
        for file in templates.LIBRARIES.get(parts, ()):
            if file in templates.WHOLE:
                self.load_file(file)
                continue
            for decorators in DECORATORS.findall(templates.read(file)):
                for name in CALLED.findall(decorators):
                    files = self._waiting.setdefault(name, [])
                    files += [file] if file not in files else []

    def load_for(self, op: str) -> None:
        """Read the files that speak of an operation, if they aren't read yet."""
        if op in self._met:
            return
        self._met.add(op)
        library, _, name = op.rpartition(".")
        if library:
            self.load_library("numpy" if library == "arrays" else library)
        for file in self._waiting.get(name, ()):
            self.load_file(file)

    def load_all(self) -> None:
        """Read every file."""
        for files in templates.LIBRARIES.values():
            for file in files:
                self.load_file(file)

    def load_file(self, file: str) -> None:
        if file not in self._read:
            self._read.add(file)
            before, self.number = self.number, templates.ORDER.index(file)
            self.load(RuleFile(file, templates.read(file)))
            self.number = before
