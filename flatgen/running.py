"""Running forward files and generated text: the one place where a user's file is executed."""

from __future__ import annotations
import __future__

import ast
import inspect
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import ModuleType
from typing import Any

import flatgen.templates as templates
from flatgen.errors import Fault, FlatgenError
from flatgen.helpers import Helpers
from flatgen.module import Module, is_builtin
from flatgen.outermost import FunctionNode
from flatgen.spelling import Spelling


def forward_function(
    module: Module, node: FunctionNode, helpers: Helpers, arrays: bool, results: list[str]
) -> Any:
    """Return a function of a forward file, run with the well-known functions that it leaves undefined.

    One without a return gives its ``results``: the parameters that it writes into, or the variable that it assigns
    last. Raises FlatgenError if the file can't be run.
    """
    tree = module.tree
    returns = any(isinstance(part, ast.Return) for part in ast.walk(node))
    if not returns:
        from copy import deepcopy

        tree = deepcopy(tree)
        own = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == node.name)
        own.body.append(ast.Return(given_back(results)))
        ast.fix_missing_locations(tree)
    later = __future__.annotations.compiler_flag  # an annotation may name what isn't installed
    try:
        code = compile(tree, module.filename, "exec", flags=later, dont_inherit=True)
        namespace = well_known(module, helpers, arrays)
        execute(code, namespace, module.filename)
        return namespace[node.name]
    except (Exception, SystemExit) as error:  # the file may do anything
        raise failed(error, module, "this file can't be run") from None


def given_back(results: list[str]) -> ast.expr:
    """Return what a function without a return yields."""
    names: list[ast.expr] = [ast.Name(name, ast.Load()) for name in results]
    return ast.Tuple(names, ast.Load()) if len(names) > 1 else names[0]


def giving_back(function: Callable[..., Any], results: list[str]) -> Callable[..., Any]:
    """Return a function that runs as one that gives the arguments that it writes into, where it returns nothing."""
    signature = inspect.signature(function)

    @wraps(function)
    def giving(*args: Any, **named: Any) -> Any:
        bound = signature.bind(*args, **named)
        value = function(*bound.args, **bound.kwargs)
        if value is not None or not set(results) <= set(bound.arguments):
            return value
        given = tuple([bound.arguments[name] for name in results])
        return given if len(given) > 1 else given[0]

    return giving


def well_known(module: Module, helpers: Helpers, arrays: bool) -> dict[str, Any]:
    """Return what undefined names such as ``sigmoid`` mean, as generated text defines them."""
    library, twin = ("arrays", "numpy") if arrays else ("scalars", "math")
    spelling = Spelling(Module(ast.parse(""), "", ""), helpers, ())
    known = {*module.imports, *module.functions, *module.bindings}
    found: dict[str, Any] = {}
    own: dict[
        str, Any
    ] = {}  # the helpers' namespace: the file may call other things by their names
    for node in ast.walk(module.tree):
        name = node.id if isinstance(node, ast.Name) else ""
        if not name or name in known or is_builtin(name):
            continue
        if f"{library}.{name}" in helpers:
            spelling.spell(f"{library}.{name}")
        elif f"arrays.{name}" in helpers:
            spelling.spell(f"arrays.{name}")
        elif name in templates.STOPS:
            found[name] = templates.stop_gradient
        else:
            function = getattr(sys.modules.get(twin) or __import__(twin), name, None)
            found |= {name: function} if callable(function) else {}
    text = "\n\n".join([*spelling.import_lines(), *[text for text, _ in spelling.helper_texts()]])
    exec(compile(text, "<well-known functions>", "exec", dont_inherit=True), own)
    return found | {name: own[name] for name in spelling.helper_names.values()}


def execute(code: Any, namespace: dict[str, Any], filename: str) -> None:
    """Run a module, as from its own folder, and as one that is imported: a dataclass looks its own up."""
    import os

    folder = os.path.dirname(os.path.abspath(filename))
    made = ModuleType("__flatgen__")
    vars(made).update(namespace, __file__=filename)
    sys.path.insert(0, folder)
    sys.modules[made.__name__] = made
    try:
        with quiet():
            exec(code, vars(made))
    finally:
        sys.path.remove(folder)
        sys.modules.pop(made.__name__, None)
        namespace.update(vars(made))


def generated_function(text: str, name: str, module: Module) -> Any:
    """Return a function of generated text. Raises FlatgenError if the text can't be run."""
    namespace: dict[str, Any] = {}
    try:
        code = compile(text, "<generated>", "exec", dont_inherit=True)
        execute(code, namespace, module.filename)
        return namespace[name]
    except (Exception, SystemExit) as error:
        raise failed(error, module, "what is generated can't be run") from None


def failed(
    error: BaseException, module: Module, message: str, help: str = "run it by itself to see why"
) -> FlatgenError:
    """Return the error that says why a forward file doesn't run, and at which of its lines."""
    said = f"{type(error).__name__}: {error}".removesuffix(": ")
    line = column = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == module.filename and trace.tb_lineno:
            line = trace.tb_lineno
            text = module.lines[line - 1] if line <= len(module.lines) else ""
            column = len(text) - len(text.lstrip()) + 1
        trace = trace.tb_next
    if isinstance(error, ModuleNotFoundError):
        help = f"install {(error.name or 'it').split('.')[0]}: --verify runs the file"
    return FlatgenError(
        [Fault(f"{message}: {said}", help, line, column)], module.filename, module.text
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out what a run prints and warns of: it is run thousands of times."""
    import io
    import warnings
    from contextlib import redirect_stdout

    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def by_name(function: Callable[..., Any]) -> Callable[[dict[str, Any]], Any]:
    """Return a function of arguments by name, whatever the kinds of its parameters."""
    import inspect

    signature = inspect.signature(function)

    def call(arguments: dict[str, Any]) -> Any:
        bound = signature.bind_partial()
        bound.arguments.update({n: arguments[n] for n in signature.parameters if n in arguments})
        return function(*bound.args, **bound.kwargs)

    return call


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what takes longer, where signals tell: in the main thread, not on Windows."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"it takes longer than {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
