"""Which functions of a file are differentiated, and by which of their inputs."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flatgen.errors import Fault
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.surveying import arguments_of


def chosen_functions(
    module: Module, names: tuple[str, ...] | None, faults: list[Fault]
) -> list[FunctionNode]:
    """Return the functions by name, or those that no other function of the file calls."""
    if not module.functions:
        asynchronous = [n for n in module.tree.body if isinstance(n, ast.AsyncFunctionDef)]
        for node in asynchronous:
            message = f"{node.name} is async, which is not supported"
            help = "define it without async"
            faults.append(Fault(message, help, node.lineno, node.col_offset + 1))
        if not asynchronous:
            message = "no function in this file" if module.tree.body else "the file is empty"
            classes = [n for n in module.tree.body if isinstance(n, ast.ClassDef)]
            help = (
                "move the method out of its class"
                if classes
                else "write the forward function with def"
            )
            faults.append(Fault(message, help))
        return []
    if names is None:
        found = module.entry_functions()
        if not found:
            help = "name the one to differentiate with --function"
            faults.append(Fault("every function of this file is called by another", help))
        check_sure(found, module, faults)
        return found
    chosen = []
    for name in dict.fromkeys(names):
        if name in module.functions:
            chosen.append(module.functions[name])
        else:
            known = ", ".join(module.functions)
            faults.append(Fault(f"no function '{name}' in this file", f"it has {known}"))
    check_sure(chosen, module, faults)
    return chosen


def check_sure(chosen: list[FunctionNode], module: Module, faults: list[Fault]) -> None:
    """Report functions of which only the run tells which text they have."""
    for node in chosen:
        if node.name in module.unsure:
            message = f"what {node.name} is only the run tells: {module.unsure[node.name]}"
            help = "define it once, or differentiate the function that runs: flatgen.grad(f)"
            faults.append(Fault(message, help, node.lineno, node.col_offset + 1))


def chosen_inputs(
    functions: list[FunctionNode], wrt: tuple[str, ...] | None, faults: list[Fault]
) -> tuple[str, ...] | None:
    """Return the inputs to differentiate by; each has to be one of some function."""
    if wrt is None:
        return None
    if not wrt:
        faults.append(Fault("wrt names no input", "name an input, or leave wrt away for all"))
    check_inputs(functions, wrt, "wrt", faults)
    return wrt


def check_inputs(
    functions: list[FunctionNode], names: Iterable[str], said: str, faults: list[Fault]
) -> None:
    """Report each of ``names`` that is no parameter of a chosen function; ``said`` is where it stands.

    What is in a parameter is called by its key behind a dot: ``params.w``.
    """
    inputs: dict[str, None] = {}
    for function in functions:
        arguments = function.args
        for argument in arguments_of(arguments):
            inputs[argument.arg] = None
    for name in names:
        if functions and name.partition(".")[0] not in inputs:
            known = ", ".join(inputs) or "none"
            faults.append(
                Fault(f"{said} names '{name}', which is no input", f"the inputs are {known}")
            )
