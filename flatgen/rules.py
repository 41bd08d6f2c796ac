"""Template files to rules: what flatgen knows of each operation, read as text.

A template is an ordinary Python function: output, inputs, upstream.

    @rule("x * y", "numpy.multiply(x, y)")
    def multiply(z, x, y, grad_z):
        \"\"\"swap multiplier\"\"\"
        grad_x = grad_z * y
        grad_y = grad_z * x
        return grad_x, grad_y

``templates/__init__.py`` says what the decorators mean and which files serve which library. A user's
file of rules is loaded by the same code, and its rules come first.
"""

from __future__ import annotations

from functools import lru_cache

import flatgen.templates as templates
from flatgen.ir import DISPLAYS, Apply
from flatgen.loading import NO_IDENTITIES, Identity, Loading, Tried
from flatgen.module import Module, is_builtin
from flatgen.outermost import FunctionNode
from flatgen.rule_files import RuleFile
from flatgen.ruling import Each, Rule, rule_of
from flatgen.sharing import Said
from flatgen.signatures import call_of, function_of, method
from flatgen.templates import OF_LISTS
from flatgen.templating import PLACE


class RuleBook(Loading):
    """All rules; template files are read when the first operation of their library is met."""

    def __init__(self, user_files: tuple[RuleFile, ...] = ()) -> None:
        super().__init__()
        for number, file in enumerate(user_files, 1):
            self.load(file, number)
        for file in templates.ALWAYS:
            self.load_file(file)

    def rules_for(self, op: str) -> list[Rule]:
        """Return the rules of an operation, in the order in which they are tried."""
        found = self._rules.get(op)  # asked often
        return (found or self._tried(op)).rules

    def siblings_for(self, op: str) -> list[Rule]:
        """Return the rules that say of an operation how tangents pass, in that order."""
        return self._tried(op).siblings

    def _tried(self, op: str) -> Tried:
        op = function_of(op)
        if op not in self._met:
            self.load_for(op)
        found = self._rules.get(op)
        if found is None:
            entries = self._entries.get(op, [])
            library, _, name = op.rpartition(".")
            if library and name in self.bare:
                bare = self._entries.get(name, [])
                entries = [e._replace(pattern=e.pattern._replace(op=op)) for e in bare] + entries
            rules = [rule_of(*e[1:]) for e in sorted(entries, key=lambda entry: entry.rank)]
            own = [rule for rule in rules if not rule.dots]
            plain = [r for r in own if not any(isinstance(a, Apply) for a in r.pattern.args)]
            elementwise = any(not rule.shaped for rule in plain or own)
            each = [g for rule in own for g in rule.gradients.values() if isinstance(g, Each)]
            inner = [a for rule in own for a in rule.pattern.args if isinstance(a, Apply)]
            rows = any(PLACE in g.over for g in each) or any(a.op in DISPLAYS for a in inner)
            dots = [rule for rule in rules if rule.dots]
            found = Tried(own, dots, elementwise, each, rows)
            self._rules[op] = found
        return found

    def said_of(self, op: str, what: str = "") -> list[Said]:
        """Return what the templates say of an operation's result: its ``kind`` of shape, what it ``gives``, or all."""
        found = self._said.get((op, what))
        if found is None:
            function = function_of(op)
            self.load_for(function)
            every = self.said.get(function, [])
            found = _decisive(every, what) if what else every
            self._said[op, what] = found
        return found

    def identities_of(self, op: str) -> list[Identity]:
        """Return the forms of an operation for which there is an equal one."""
        op = function_of(op)
        if op not in self._met:
            self.load_for(op)
        return self.identities.get(op, NO_IDENTITIES)

    def forms_of(self, op: str) -> list[Identity]:
        """Return the spellings of an operation that larger patterns have in another form."""
        op = function_of(op)
        self.load_for(op)
        return self.forms.get(op, NO_IDENTITIES)

    def is_elementwise(self, op: str) -> bool:
        """Tell whether the rules of an operation say that it works element by element."""
        found = self._rules.get(op)
        return (found or self._tried(op)).elementwise

    def has_method(self, name: str) -> bool:
        """Tell whether arrays have a method of this name that is known."""
        return method(name) is not None and self.knows(f".{name}()")

    def takes_lists(self, op: str) -> bool:
        """Tell whether an operation has rules for arguments that are lists written out."""
        tried = self._tried(op)
        return bool(tried.each) or tried.rows

    def takes_growing(self, op: str) -> bool:
        """Tell whether it has rules for a list of which only the run tells how long it is."""
        return op in OF_LISTS or bool(self._tried(op).each)

    def takes_rows(self, op: str) -> bool:
        """Tell whether it has rules for lists within lists."""
        return self._tried(op).rows

    def operands(self, value: Apply) -> list[bool]:
        """Tell of each argument of a call whether it is an array: of an elementwise one, or one with a gradient."""
        tried, call = self._tried(value.op), call_of(value)
        if tried.elementwise or call is None:
            return [tried.elementwise and not self.takes_lists(value.op)] * len(value.args)
        arrays: set[str] = set()
        for rule in tried.rules:
            pattern = call_of(rule.pattern)
            for name, argument in pattern.given.items() if pattern else ():
                found = rule.gradients.get(name if name == call.signature.rest else str(argument))
                if found and (name == call.signature.rest or not isinstance(found, Each)):
                    arrays.add(name)
        return [name in arrays for name in call.parameters(value)]

    @property
    def by_op(self) -> dict[str, list[Rule]]:
        """The rules of all operations."""
        self.load_all()
        return {op: self.rules_for(op) for op in self._entries}

    # What the parser asks

    def knows(self, path: str) -> bool:
        """Tell whether there is a rule, definition or helper for an operation."""
        found = self._knows.get(path)  # asked often
        if found is None:
            found = self._knows[path] = self._is_known(path)
        return found

    def _is_known(self, path: str) -> bool:
        path = function_of(path)
        library = path.rpartition(".")[0]
        if library:
            self.load_for(path)
            return (
                path in self.paths
                or path in self.helpers
                or path.rpartition(".")[2] in self.bare
                or bool(self.method_of_all(path))
            )
        if path in templates.ON_ARRAYS:
            self.load_library("numpy")
            return True
        if path in self.paths or f"scalars.{path}" in self.helpers:
            return True
        return not is_builtin(path) and path.islower() and self.knows(f"math.{path}")

    def nearest(self, path: str) -> str:
        """Return the known name that is most like an unknown one, or nothing."""
        from difflib import get_close_matches  # late: only an error needs it

        library, _, name = path.rpartition(".")
        self.load_all()
        if library:
            own = [p.rpartition(".")[2] for p in self.paths if p.rpartition(".")[0] == library]
            letters = sorted(name.lower())
            turned = [p for p in own if sorted(p) == letters]  # tahn is tanh before it is tan
            close = turned or get_close_matches(name.lower(), sorted(own), 1, 0.76)
            return f"{library}.{close[0]}" if close else ""
        names = {p.rpartition(".")[2] for p in self.paths if p.startswith("math.")}
        names |= {p for p in self.paths if "." not in p and p[:1].islower()}
        close = get_close_matches(name, sorted(names | set(self.helpers.named("scalars"))), 1, 0.8)
        return close[0] if close else ""

    def helper(self, node: FunctionNode, module: Module) -> str:
        """Return the path of the helper that a function of the file is, word for word, or ''."""
        path = self.helpers.recognise(node, module)
        if path:
            self.knows(path)
        return path


def _decisive(every: list[Said], what: str) -> list[Said]:
    """Return what is said of that: no condition is asked where the next says the same of all of one form."""
    found: list[Said] = []
    for said in reversed([said for said in every if getattr(said, what)]):
        after = found[-1] if found else None
        same = after and after.pattern == said.pattern and after.complex == said.complex
        same = same and getattr(after, what) == getattr(said, what)
        if not (after and same and after.when is None):
            found.append(said)
    return found[::-1]


@lru_cache(maxsize=1)
def own_rules() -> RuleBook:
    """Return flatgen's own rules: read once, whatever the number of programs."""
    return RuleBook()
