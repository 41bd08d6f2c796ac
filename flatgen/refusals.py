"""The words in which each kind of syntax is refused."""

from __future__ import annotations

import ast
from collections.abc import Iterable

LIBRARIES = {  # what a user who forgot the import meant
    "math": "import math",
    "np": "import numpy as np",
    "numpy": "import numpy",
    "scipy": "import scipy",
}
UNASSIGNED = "assign it on every way that leads here"
UNPACKED = ("only a tuple written out can be unpacked", "write its parts out")
FILLED = "set it before it is read; what rounds of a loop make goes onto a list: hs.append(h)"
NUMBERS_AS_KEYS = "write the key out, or count by one: hs[t] = h; or let a list grow: hs.append(h)"
PAIRS_AS_KEYS = "make a table of it: T = np.zeros((n, m)), T[i, j] = x; or write the keys out"
MADE_ANEW = "make another one: {{key: 2 * value for key, value in {name}.items()}}"
COPY_IT = "change a copy of it: new = dict({name})"
ATTRIBUTES_OF_OTHERS = {  # of what isn't an array
    "get": "read a dict by its key, d['key']; what has a default is a parameter of its own",
    **dict.fromkeys(
        ("update", "setdefault"), "these are methods of a dict: make it by {} or dict(...)"
    ),
    **dict.fromkeys(
        ("random", "normal", "standard_normal", "uniform", "integers", "binomial", "permutation"),
        "draw random numbers outside, and pass them in: a gradient is that of one draw",
    ),
    **dict.fromkeys(
        [value + mode for mode in ("grad", "vjp", "jvp", "hvp") for value in ("", "value_and_")],
        "put what flatgen writes of the function into the file, and call that",
    ),
}
BIND_IT = (
    "bind what it makes to a name at the top of the module, grad_f = flatgen.grad(f), and call that"
)
ANY_FUNCTION = (
    "give it the default that it is for, {name}=np.tanh; or let a function around this one take it"
)
DRAWN = "it is drawn at random, without a seed"
SEED_IT = (
    "say which, np.random.default_rng(0); or differentiate the function that runs: flatgen.grad(f)"
)
CHOSEN = "call each where it is chosen: y = np.tanh(x) in one branch, y = np.sin(x) in the other"
HELP_LINE = "flatgen takes straight lines: assignments, then one return"
STATEMENTS: dict[type[ast.stmt], tuple[str, str]] = {
    ast.If: (
        "an if statement",
        "write the choice as max, min or abs, or differentiate each branch",
    ),
    ast.For: ("a for loop", "write its rounds out as assignments"),
    ast.While: ("a while loop", "write its rounds out as assignments"),
    ast.AsyncFor: ("an async loop", HELP_LINE),
    ast.AsyncWith: ("an async with statement", HELP_LINE),
    ast.AsyncFunctionDef: ("an async function", "define it without async"),
    ast.With: ("a with statement", "write its lines alone, and the with around the call"),
    ast.Try: (
        "a try statement",
        "ask by an if whether it would fail, or let the exception pass to the caller",
    ),
    ast.ClassDef: ("a class inside a function", "use functions and tuples"),
    ast.Import: ("an import inside a function", "import at the top of the file"),
    ast.ImportFrom: ("an import inside a function", "import at the top of the file"),
    ast.Global: ("a global statement", "pass the value in and return it"),
    ast.Nonlocal: ("a nonlocal statement", "pass the value in and return it"),
    ast.Match: ("a match that takes its subject apart", "write it as if and elif"),
    ast.Delete: ("a del statement", "leave the name alone: it does no harm"),
}
NAMED_IN_A_WAY = (
    "a name that is assigned in a part of an expression that may not be run",
    "assign it on a line of its own, with an if around it",
)
HELP_EXPRESSION = "flatgen takes names, numbers, operators, calls and tuples"
EXPRESSIONS: dict[type[ast.expr], tuple[str, str]] = {
    ast.IfExp: (
        "a conditional expression is not supported",
        "write the choice as max, min or abs, or differentiate each branch",
    ),
    ast.Compare: ("a chain of comparisons is not supported", "compare two values at a time"),
    ast.BoolOp: ("'and' and 'or' are not supported here", "write it as an if: x if x else y"),
    ast.Await: ("await is not supported", "define the function without async"),
    ast.Starred: ("a starred value is not supported here", "write its parts out"),
    ast.Yield: (
        "a generator is not supported",
        "return the values as a tuple, or a list that grows",
    ),
    ast.YieldFrom: (
        "a generator is not supported",
        "return the values as a tuple, or a list that grows",
    ),
    ast.JoinedStr: ("an f-string is not supported", "use numbers"),
    ast.SetComp: ("a comprehension is not supported", "write its parts out"),
    ast.DictComp: ("a comprehension is not supported", "write its parts out, or fill it in a loop"),
    ast.Dict: ("a dict with keys like these is not supported", "use texts or whole numbers"),
    ast.Set: ("a set is not supported", "use a tuple"),
}
BUILTINS = {  # of functions of Python's: what to write instead
    **dict.fromkeys(("map", "filter"), "write it as a loop"),
    **dict.fromkeys(
        ("zip", "enumerate"), "take it where a loop runs over it: for a, b in zip(x, y)"
    ),
    **dict.fromkeys(("list", "tuple", "iter", "next"), "leave it out: use the value itself"),
    "sorted": "np.sort sorts an array; np.argsort gives the order",
    **dict.fromkeys(
        ("isinstance", "type", "callable"), "ask it in an assert, or where an error is raised"
    ),
}
CHANGING = (  # methods that change what they belong to
    *(
        "append",
        "appendleft",
        "extend",
        "insert",
        "pop",
        "popleft",
        "popitem",
        "remove",
        "clear",
        "reverse",
        "sort",
    ),
    *("update", "setdefault", "fill", "itemset", "partition", "put", "resize", "setfield"),
)
WRITES = ("SetItem", "AddItem")
REPEATS = (
    "writing by an index that may name an entry twice is not supported",
    "use a slice, a mask or np.add.at; an index that is one whole number is annotated int",
)
MORE = {  # syntax that not every Python knows
    "TryStar": (*STATEMENTS[ast.Try],),
    "Break": ("break", HELP_LINE),
    "Continue": ("continue", HELP_LINE),
    "TypeAlias": ("a type statement", "write it at the top of the file"),
}
SYMBOLS = {
    "Add": "+",
    "Sub": "-",
    "Mult": "*",
    "Div": "/",
    "FloorDiv": "//",
    "Mod": "%",
    "Pow": "**",
}
SYMBOLS |= {
    "BitAnd": "&",
    "BitOr": "|",
    "BitXor": "^",
    "LShift": "<<",
    "RShift": ">>",
    "Invert": "~",
}
SYMBOLS |= {"MatMult": "@", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not"}


def statement_refused(node: ast.stmt, functions: Iterable[str]) -> tuple[str, str]:
    """Return what is said of a statement, and the help; ``functions`` are those of the file."""
    kind, help = MORE.get(type(node).__name__, ("this statement", HELP_LINE))
    kind, help = STATEMENTS.get(type(node), (kind, help))
    if isinstance(node, ast.Delete) and not all(isinstance(t, ast.Name) for t in node.targets):
        help = "take a part of it instead: y = y[1:]"
    if isinstance(node, (ast.For, ast.While)):  # it may be what uses the gradient
        calls = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
        called = {name.id for name in calls if isinstance(name, ast.Name)}
        meant = [name for name in functions if name in called]
        help += f", or name the function that is meant: -f {meant[0]}" if meant else ""
    return f"{kind} is not supported", help


def expression_refused(node: ast.expr) -> tuple[str, str]:
    """Return what is said of an expression, and the help."""
    other = f"{type(node).__name__} is not supported", HELP_EXPRESSION
    return EXPRESSIONS.get(type(node), other)


def operator_refused(op: ast.AST) -> tuple[str, str]:
    """Return what is said of an operator, and the help."""
    helps = {
        "MatMult": "matrix products are not supported so far",
        "BitXor": "a power is written **",
    }
    help = helps.get(type(op).__name__, "it has no gradient: use arithmetic")
    return f"the operator {symbol(op)} is not supported", help


def symbol(op: ast.AST) -> str:
    """Return an operator as it is written."""
    name = type(op).__name__
    return SYMBOLS.get(name, name)


BY_OBJECT = "pass a method of an object, by which {name} is known: flatgen.grad(net.loss)"
MADE_WITHIN = "make the object outside of the function, or write its methods as functions"
