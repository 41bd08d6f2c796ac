"""The flat program: its checker, its text, and that every pass keeps its grammar."""

from __future__ import annotations

import re

import pytest
from numeric import CASES

from flatgen.errors import Fault
from flatgen.grammar import check, show
from flatgen.ir import (
    Apply,
    Block,
    Equation,
    If,
    Literal,
    Loop,
    Parameter,
    Program,
    Result,
    Statement,
)
from flatgen.modes import DERIVED, MODES, Task
from flatgen.module import Module
from flatgen.parsing import parsed as parsed_of
from flatgen.pipeline import generate
from flatgen.rule_files import RuleFile
from flatgen.rules import RuleBook, own_rules
from flatgen.settings import without_settings
from flatgen.settling import with_shapes
from flatgen.signature import declared_shapes
from flatgen.source import syntax_tree

ONE = Literal("1", 1)
X = (Parameter("x"), Parameter("n", real=False))


def program(*body: Statement, result: str = "y") -> Program:
    return Program("f", X, body, (Result(result, result),))


def test_a_flat_program_holds() -> None:
    flat = program(
        Equation("s0", Apply("Mult", ("x", "x"))),
        Equation(
            "y", Apply("math.dist", (Apply("Tuple", ("s0", ONE)), Apply("Tuple", (ONE, "x"))))
        ),
    )
    assert check(flat, flat=True) is flat


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([Equation("y", "z")], "z is read before it is bound"),
        ([Equation("y", "x"), Equation("y", "x")], "y is bound twice"),
        ([Equation("x", ONE)], "x is bound twice"),
        ([], "y is read before it is bound"),
        ([Equation("y", Apply("Add", (Apply("Mult", ("x", "x")), "x")))], "is not flat"),
    ],
)
def test_what_breaks_the_grammar_is_found(body: list[Statement], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        check(program(*body), flat=True)


def test_blocks_see_out_and_hand_in() -> None:
    """A loop that carries a value, a choice inside of it, and a write to an element."""
    double = Block((), (Equation("d", Apply("Mult", ("h", "x"))),), ("d",))
    same = Block((), (), ("h",))
    rounds = Block(
        ("i", "h"),
        (
            Equation("c", Apply("Gt", ("h", ONE))),
            If(("g",), "c", double, same),
            Equation("w", Apply("SetItem", ("g", "i", "x"))),
        ),
        ("w",),
    )
    whole = program(Loop(("y",), "i", Apply("range", ("n",)), ("x",), rounds))
    assert show(check(whole)) == (CASES.parent / "blocks.txt").read_text().rstrip("\n")


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (Block(("i", "h"), (), ()), "1 targets for 0 results"),
        (Block(("i",), (), ("x",)), "takes the item and what is carried"),
        (Block(("i", "h"), (), ("z",)), "z is read before it is bound"),
        (Block(("i", "x"), (), ("x",)), "x is bound twice"),
    ],
)
def test_what_breaks_a_block_is_found(block: Block, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        check(program(Loop(("y",), "i", Apply("range", ("n",)), ("x",), block)))


def test_names_of_a_block_stay_in_it() -> None:
    inner = Block((), (Equation("t", "x"),), ("t",))
    leak = program(
        If(("y",), "x", inner, inner._replace(body=(Equation("u", "x"),), results=("u",)))
    )
    assert check(leak)
    with pytest.raises(ValueError, match="t is read before it is bound"):
        check(leak._replace(body=(*leak.body, Equation("v", "t"))))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", sorted(CASES.glob("*.py")), ids=lambda path: path.stem)
def test_every_pass_keeps_the_grammar(path: object, mode: str) -> None:
    """After each pass the program of every golden case is one: flat, bound once, read after."""
    text = path.read_bytes().decode().partition("# output\n")[0]  # type: ignore[attr-defined]
    module = Module(syntax_tree(text, "f.py"), text, "f.py")
    rules = own_rules()
    if "--rules" in text:
        mine = CASES / "rules" / "mine.py"
        rules = RuleBook((RuleFile(str(mine), mine.read_text()),))
    for node in module.entry_functions():
        faults: list[Fault] = []
        parser, parsed = parsed_of(node, module, rules, faults)
        check(parsed.program, flat=True)
        if parsed.arrays:
            parsed = parsed._replace(program=without_settings(parsed.program, rules))
        declared = declared_shapes(parsed.program, {}, node, faults)
        program, facts = with_shapes(parsed, rules, declared, faults)
        check(program, flat=True)
        wrt = [p.name for p in program.parameters if p.real]
        before = (parsed, program, facts, wrt, parser.names, rules, False, faults, declared)
        made = DERIVED[mode](Task(*before, (1, 1)))
        assert made is not None
        assert not faults
        whole = program._replace(parameters=(*program.parameters, *made.extra))
        lines = [line for _, section in made.sections for line in section]
        results = tuple([Result("", atom) for atom in made.returned])
        check(whole._replace(body=made.whole.body, results=results))
        if not any(isinstance(statement, If) for statement in made.program.body):
            # In a text what a branch binds is seen behind it.
            check(whole._replace(body=(*made.program.body, *lines), results=results))


def test_stages_show_what_each_pass_does() -> None:
    source = "def f(x):\n    unread = x\n    h = relu(x * 2)\n    return h * h\n"
    flat = generate(source, stage="flat")
    assert flat == (
        "program f(x)\n    s0 = Mult(x, 2)\n    h = relu(s0)\n    out = Mult(h, h)\n    return out\n"
    )
    assert "h = scalars.relu(s0)" in generate(source, stage="shapes")
    assert "out = Mult(h, h)\n    grad_out = 1.0" in generate(source, stage="backward")
    assert "out = Mult(h, h)" not in generate(source, stage="simplified")
