"""What statements change as they are run: which of a file's constants, by index, by method, by calls of its functions.

Each name may be a part of others, ``row`` of A in ``for row in A``: a change of it is one of these. Nothing is run:
what may change a constant is taken to do so.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from flatgen.signatures import signature
from flatgen.surveying import Importing, arguments_of, defaults_in, names_read, path_of, root_of

GIVEN = "*"  # stands for what a function is given
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
DISPLAYS = (ast.List, ast.Tuple, ast.Dict)
NEW = (ast.Lambda, ast.Compare, ast.UnaryOp, ast.JoinedStr)  # expressions that share nothing
ARRAYS = ("numpy", "scipy")
# fmt: off
PURE = frozenset((  # functions of Python's that change nothing
    "abs", "bool", "complex", "dict", "enumerate", "float", "int", "len", "list", "max",
    "min", "pow", "print", "range", "round", "set", "sorted", "str", "sum", "tuple", "zip",
))
HOLDING = ("dict", "list", "tuple", "set", "sorted", "zip", "enumerate", "max", "min", "sum")
COMPUTING = frozenset((  # methods that change nothing, and give something new
    "sum", "mean", "std", "var", "min", "max", "prod", "dot", "cumsum", "cumprod", "astype", "argmin", "argmax",
    "argsort", "all", "any", "round", "clip", "tolist", "item", "nonzero", "format", "join", "split", "strip",
    "lower", "upper", "replace", "startswith", "endswith", "index", "count", "conj", "trace", "repeat", "tobytes",
))
READING = frozenset((  # those that change nothing; what they give may be a part of what they are of
    "get", "items", "keys", "values", "copy", "reshape", "ravel", "flatten", "transpose", "view", "squeeze",
    "swapaxes", "diagonal", "take", "compress",
))
VIEWING = frozenset((  # functions of numpy whose result may share an argument's array
    "asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "array", "reshape", "ravel", "transpose",
    "swapaxes", "moveaxis", "rollaxis", "squeeze", "expand_dims", "atleast_1d", "atleast_2d", "atleast_3d",
    "broadcast_to", "broadcast_arrays", "diagonal", "split", "array_split", "hsplit", "vsplit", "dsplit", "flip",
    "flipud", "fliplr", "rot90", "real", "imag", "diag", "nditer", "ndenumerate", "as_strided", "require",
    "sliding_window_view", "nan_to_num",
    "einsum", "asmatrix", "trim_zeros", "frombuffer", "ndarray", "permute_dims", "matrix_transpose", "unstack",
))
CHANGING = frozenset((  # and those that write into one
    "fill_diagonal", "copyto", "put", "place", "putmask", "put_along_axis", "shuffle", "fill", "sort", "partition",
    "resize", "itemset", "setflags", "at",
))
INTO = ("out", "overwrite_a", "overwrite_b", "overwrite_x", "copy")  # keywords that let others
READERS = frozenset((  # libraries that change nothing that they are handed
    "matplotlib", "pylab", "seaborn", "plotly", "logging", "pprint", "warnings", "time", "json", "os", "copy",
    "math", "timeit", "textwrap", "itertools", "functools", "flatgen", "pandas", "pickle", "csv", "tqdm", "rich",
))
SAVING = frozenset((  # functions of numpy's that write files, or say how it prints
    "save", "savez", "savez_compressed", "savetxt", "seterr", "set_printoptions", "array2string",
))
PASSING = ("itertools", "copy", "functools", "tqdm")  # of these, what they give may be a part of it
# fmt: on


class Summary(NamedTuple):
    """What a call of a function does to constants outside of it."""

    bound: frozenset[str]  # by global
    changed: frozenset[str]  # GIVEN among them: what it is given, too
    returned: frozenset[str]  # whose parts it may return


class Trace:
    """The statements of a function, or one at the top of the file: what they do as they are run."""

    def __init__(
        self,
        body: Iterable[ast.AST],
        function: ast.AST | None,
        module: Importing,
        called: Callable[[ast.AST, Collection[str] | None], Collection[Summary]],
        readers: Collection[str] = (),
        bound: Collection[str] = (),
        by_words: bool = False,
    ) -> None:
        self.module, self.called_by = module, called
        self.readers, self.methods = readers, bound
        self.top = function is None
        self.nodes = [node for statement in body for node in run_of(statement, self.top)]
        self.names: dict[str, set[str]] = {}  # those that it binds, and what they may be parts of
        self.joined: list[set[str]] = []  # what may be parts of one another behind it
        stored = {n.id for n in self.nodes if isinstance(n, ast.Name) and _is_stored(n)}
        self.by_words = by_words or any(map(is_by_word, self.nodes))  # there is a dict
        self.bound = stored & {
            n for node in self.nodes if isinstance(node, ast.Global) for n in node.names
        }
        self.own = set() if function is None else stored - self.bound
        if function is None:
            self.bound |= {n.target.id for n in self.nodes if isinstance(n, ast.NamedExpr)}
        else:
            self.note_parameters(function.args)  # type: ignore[attr-defined]
        before: object = None
        while before != (before := {name: set(found) for name, found in self.names.items()}):
            for node in self.nodes:
                self.bind(node)

    def note_parameters(self, arguments: ast.arguments) -> None:
        for argument in [*arguments_of(arguments), *filter(None, [arguments.kwarg])]:
            self.own.add(argument.arg)
            self.names[argument.arg] = {GIVEN}
        for name, default in defaults_in(arguments):
            self.names[name] |= names_read(default)

    def bind(self, node: ast.AST) -> None:
        """Note what the names that a node binds may be parts of."""
        pairs: list[tuple[ast.AST, ast.AST | None]] = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            pairs = [(node.target, node.value)]
        elif isinstance(node, (ast.For, ast.comprehension)):
            pairs = [(node.target, node.iter)]
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            pairs = [(node.optional_vars, node.context_expr)]
        for target, value in pairs:
            sources = self.sources(value)
            for name in names_read(target):
                self.names.setdefault(name, set()).update(sources - {name})

    # What a value may be a part of

    def sources(self, node: ast.AST | None) -> set[str]:
        """Return what the value of an expression may be a part of, or have as a part."""
        if isinstance(node, ast.Name):
            of = self.names.get(node.id, set())
            return of if node.id in self.own else {node.id, *(of if self.top else ())}
        if isinstance(node, ast.Call):
            return self.given_by(node)
        if isinstance(node, ast.BinOp):
            whole = isinstance(node.op, ast.BitOr) or isinstance(node.left, DISPLAYS)
            whole = whole or isinstance(node.right, DISPLAYS)
            return self.sources(node.left) | self.sources(node.right) if whole else set()
        if node is None or isinstance(node, NEW):
            return set()
        parts = [node.value] if isinstance(node, ast.Subscript) else ast.iter_child_nodes(node)
        return set().union(*map(self.sources, parts))

    def given_by(self, call: ast.Call) -> set[str]:
        """Return what the value of a call may be a part of."""
        arguments = self.arguments(call)
        found = self.called(call.func)
        if found:
            returned = set().union(*[one.returned for one in found])
            return returned - {GIVEN} | (self.given(call) if GIVEN in returned else set())
        library, name = self.path(call.func)
        if library in (*ARRAYS, *READERS):
            return arguments if name in VIEWING or library in PASSING else set()
        if isinstance(call.func, ast.Attribute):
            owner = self.sources(call.func.value)
            new = name in COMPUTING or (name == "copy" and not self.by_words)
            return set() if new else owner | arguments
        plain = self.is_plain(call.func) and name not in HOLDING
        made = self.sources(call.func) if isinstance(call.func, ast.Call) else set()
        return set() if plain else arguments | made

    def arguments(self, call: ast.Call) -> set[str]:
        parts = [*call.args, *[keyword.value for keyword in call.keywords]]
        return set().union(*map(self.sources, parts))

    def given(self, call: ast.Call) -> set[str]:
        """Return what a function of the file is called with: of a method, the object as well."""
        owner = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        return self.arguments(call) | self.sources(owner)

    def path(self, function: ast.AST) -> tuple[str, str]:
        """Return the library that something called is of, and its last name."""
        found = path_of(function, self.module) or f".{getattr(function, 'attr', '')}"
        root, name = found.split(".")[0], found.rpartition(".")[2]
        if root in self.readers:  # what is made by such a library, ax
            return "matplotlib", name
        imported = getattr(root_of(function), "id", "") in self.module.imports
        return root if imported else "", name

    def is_plain(self, function: ast.AST) -> bool:
        """Tell whether what is called is one of Python's functions that change nothing."""
        name = getattr(function, "id", "")
        return name in PURE and name not in self.own and not self.called(function)

    def called(self, function: ast.AST) -> Collection[Summary]:
        """Return what the functions of the file do that a call may be of, also by another name: ``for g in [f]``."""
        name = getattr(function, "id", "")
        found = [*(() if name in self.own else self.called_by(function, None))]
        others = self.names.get(name, set()) - {name, GIVEN}
        return found or [*self.called_by(function, others)]

    def returned(self) -> set[str]:
        kinds = (ast.Return, ast.Yield, ast.YieldFrom)
        return set().union(*[self.sources(n.value) for n in self.nodes if isinstance(n, kinds)])

    # What is changed

    def changed(self) -> set[str]:
        """Return the constants that may be changed, GIVEN for what the function is given."""
        found = set[str]()
        alone = {id(n.value) for n in self.nodes if isinstance(n, ast.Expr)}
        for node in self.nodes:
            if isinstance(node, (ast.Subscript, ast.Attribute)) and _is_stored(node):
                found |= self.sources(node.value)
            elif isinstance(node, ast.AugAssign):
                found |= self.sources(node.target)
            elif isinstance(node, ast.Call):
                found |= self.changed_by(node, id(node) in alone)
            elif isinstance(node, ast.ClassDef):
                found |= self.effects(self.called_by(node, None), set())
            if isinstance(node, (*DEFINITIONS, ast.ClassDef)):
                decorators = getattr(node, "decorator_list", ())
                found |= set().union(*map(self.run_by, decorators))
            elif self.top and isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del):
                self.bound.add(node.id)
        return found

    def changed_by(self, call: ast.Call, alone: bool) -> set[str]:
        """Return what a call may change; ``alone`` says that nothing is kept of what it gives."""
        arguments = self.arguments(call)
        run = set().union(*map(self.run_by, [*call.args, *call.keywords]))
        library, name = self.path(call.func)
        words = any(keyword.arg in INTO for keyword in call.keywords)
        summaries = self.called(call.func)
        if summaries:
            return self.effects(summaries, self.given(call)) | run
        if library in ARRAYS:
            path = path_of(call.func, self.module)
            into = words or name in CHANGING or self.is_into(call)
            no_part = ".random" in path or ".testing" in path or name in SAVING
            return arguments | run if into or (alone and not no_part) else run
        method = isinstance(call.func, ast.Attribute) and not words and not self.is_into(call)
        reads = method and (name in COMPUTING or name in READING)
        if reads or library in READERS or self.is_plain(call.func):
            return run
        asked = isinstance(call.func, (ast.Attribute, ast.Call)) or name in self.methods
        asked = asked or name in self.module.imports
        owner = self.sources(call.func) if asked else set()  # a call changes no function
        self.join(owner, arguments)
        return owner | arguments | run | self.beside(name)

    def is_into(self, call: ast.Call) -> bool:
        """Tell whether a function of numpy is handed, by its place, what it writes into."""
        path = path_of(call.func, self.module)
        method = isinstance(call.func, ast.Attribute) and not path.startswith(ARRAYS)
        found = signature(f"ndarray.{call.func.attr}" if method else path)  # type: ignore[attr-defined]
        places = found.places[method:] if found else ()  # of a method, behind its array
        return "out" in places[: len(call.args)]

    def effects(self, summaries: Iterable[Summary], arguments: set[str]) -> set[str]:
        """Return what calls of functions of the file change; note what they bind, and may put into one another."""
        changed = set[str]()
        for one in summaries:
            self.bound |= one.bound
            changed |= one.changed
        self.join(changed - {GIVEN}, arguments)
        return changed - {GIVEN} | (arguments if GIVEN in changed else set())

    def join(self, owner: AbstractSet[str], arguments: AbstractSet[str]) -> None:
        """Note that what is handed to something may become a part of it."""
        if owner and arguments:
            self.joined.append({*owner, *arguments})

    def run_by(self, part: ast.AST) -> set[str]:
        """Return what functions of the file change that an expression names: what they are handed to may run them."""
        names = [node for node in ast.walk(part) if isinstance(node, (ast.Name, ast.Lambda))]
        found = [
            self.called_by(node, None) for node in names if getattr(node, "id", "") not in self.own
        ]
        return self.effects([one for several in found for one in several], set())

    def beside(self, name: str) -> set[str]:
        """Return what is imported from where an unknown function is: it may change that."""
        imports: Mapping[str, object] = self.module.imports
        home = getattr(imports.get(name), "module", "")
        return {n for n, one in imports.items() if home and getattr(one, "module", "") == home}


def is_by_word(node: ast.AST) -> bool:
    """Tell whether something is read by a text: it is a dict, whose copy has the same entries."""
    key = node.slice if isinstance(node, ast.Subscript) else None
    return isinstance(key, ast.Constant) and isinstance(key.value, str)


def _is_stored(node: ast.Name | ast.Subscript | ast.Attribute) -> bool:
    return not isinstance(node.ctx, ast.Load)


def run_of(statement: ast.AST, top: bool = True) -> Iterator[ast.AST]:
    """Yield the parts of a statement that are run as it is: of a definition at the top, not its body."""
    todo = [statement]
    while todo:
        node = todo.pop()
        yield node
        inner = list(ast.iter_child_nodes(node))
        if top and isinstance(node, DEFINITIONS):
            body = node.body if isinstance(node.body, list) else [node.body]
            inner = [part for part in inner if part not in body]
        todo += inner
