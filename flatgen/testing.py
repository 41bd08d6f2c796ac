"""Checking a rule of one's own: its gradient beside finite differences, its modes beside each other.

    from flatgen.testing import check_rule

    def test_swish():
        check_rule(swish_rule, [{"x": -2.0}, {"x": 0.5}])

numpy is needed, and loaded when a rule is checked.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from flatgen.ir import Equation
from flatgen.linking import find_link
from flatgen.module import Module
from flatgen.parse import Parser
from flatgen.pipeline import generate
from flatgen.rule_files import RuleSource, rule_file
from flatgen.rules import RuleBook
from flatgen.settling import with_shapes
from flatgen.source import syntax_tree
from flatgen.templating import Template

if TYPE_CHECKING:
    import numpy as np

STEPS = (2.0**-9, 2.0**-10, 2.0**-11)  # of the differences; what they agree on is taken


class Pattern(NamedTuple):
    """A rule's pattern as a forward function: where it stands, and which inputs have gradients."""

    place: str
    name: str
    text: str
    imports: tuple[str, ...]
    inputs: tuple[str, ...]
    wrt: tuple[str, ...]
    when: str


def check_rule(
    rule: Callable[..., object],
    points: Iterable[Mapping[str, object]],
    *,
    rules: Iterable[RuleSource] = (),
    order: int = 2,
    tolerance: float = 1e-6,
) -> None:
    """Hold a rule to what its function does; raise AssertionError where it differs.

    ``rule`` is a function decorated by ``flatgen.rule``. Each of ``points`` has a value for every name of the
    pattern: a number or an array where there is a gradient, anything that can be written out for the
    constants. At each, for each pattern of the rule: the gradient is that of finite differences, the
    Jacobian-vector product that of the gradient, and, unless ``order`` is 1, the
    Hessian-vector product is the change of the gradient. The function is called, so it has to be importable by
    the pattern's path. Choose points inside of the domain and off the kinks, where there is a slope.
    ``rules`` are others to use beside: for forward mode, or for functions that the gradient calls.

    Raises FlatgenError where the rule has not the form of one, or its gradient can't be differentiated again;
    ValueError if it has no gradient.
    """
    given = (*rules, rule)
    checked = 0
    patterns = patterns_of(rule)
    for point in points:
        for pattern in patterns:
            Check(pattern, point, given, tolerance).run(order)
            checked += 1
    assert checked, "there is no point to check the rule at"


def patterns_of(rule: Callable[..., object]) -> list[Pattern]:
    """Return the patterns of a rule; raise FlatgenError if it is none, or is wrong."""
    file = rule_file(rule)
    RuleBook((file,))  # what is wrong with it is said first
    module = Module(syntax_tree(file.text, file.name), file.text, file.name)
    found = []
    for node, decorators in file.marked(module):
        template = Template(node, module)
        returned = [
            n.id.removeprefix("grad_") for n in template.returned if isinstance(n, ast.Name)
        ]
        for decorator in decorators:
            assert isinstance(decorator, ast.Call)
            texts = [a.value for a in decorator.args if isinstance(a, ast.Constant)]
            asked = [ast.literal_eval(k.value) for k in decorator.keywords if k.arg == "when"]
            for text in map(str, texts):
                tree = ast.parse(text, mode="eval")
                names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
                names -= {n.target.id for n in ast.walk(tree) if isinstance(n, ast.NamedExpr)}
                inputs = tuple([n for n in template.parameters[1:] if n in names])
                wrt = tuple([name for name in inputs if name in returned])
                imports = tuple(dict.fromkeys(_imports(tree, module, set(template.parameters))))
                place = f"{file.name}:{node.lineno}"
                if not wrt:
                    raise ValueError(f"{place}: {node.name} has no gradient of {text} to check")
                when = "".join(asked)
                found.append(Pattern(place, node.name, text, imports, inputs, wrt, when))
    return found


def _imports(tree: ast.AST, module: Module, parameters: set[str]) -> Iterable[str]:
    """Yield the statements that give a pattern's names their meaning: those of the rule's module, or by path."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in module.imports and node.id not in parameters:
            found = module.imports[node.id]
            start = f"from {found.module} import " if found.module else "import "
            yield start + found.statement_part()
        elif isinstance(node, ast.Attribute):
            path = ast.unparse(node.value)
            root = path.split(".")[0]
            plain = re.fullmatch(r"[\w.]+", path) is not None
            if plain and root not in parameters and root not in module.imports:
                yield f"import {path}"


class Check:
    """One pattern at one point."""

    def __init__(
        self,
        pattern: Pattern,
        point: Mapping[str, object],
        rules: tuple[RuleSource, ...],
        tolerance: float,
    ) -> None:
        import numpy as np

        self.np = np
        self.pattern = pattern
        missing = [name for name in pattern.inputs if name not in point]
        if missing:
            raise ValueError(
                f"a point without {', '.join(missing)}: a pattern's inputs have values"
            )
        self.point = {name: point[name] for name in pattern.inputs}
        self.rules = rules
        self.tolerance = tolerance
        self.random = np.random.default_rng(0)
        arrays = any(isinstance(value, np.ndarray) for value in self.point.values())
        self.given = {n: v for n, v in self.point.items() if self.is_passed(n, v)}
        for name in pattern.wrt:
            value = np.asarray(self.point[name], dtype=float)
            self.given[name] = value if value.shape else float(value)
        head = ", ".join(map(self.parameter, self.given))
        lines = [*pattern.imports, *["import numpy as np"] * arrays, f"def f({head}):"]
        self.source = "\n".join([*lines, f"    return {self.written()}\n"])
        self.forward = self.run_text(self.source, "f")

    def is_passed(self, name: str, value: object) -> bool:
        """Tell whether a value is a parameter: what has no gradient is written out, if it can be."""
        if name in self.pattern.wrt or isinstance(value, (float, self.np.ndarray)):
            return True
        return type(value) is int and f"{name} is integer" in self.pattern.when

    def parameter(self, name: str) -> str:
        """Return a parameter with what tells flatgen of its kind."""
        value = self.given[name]
        if type(value) is int:
            return f"{name}: int"
        return f"{name}: np.ndarray" if isinstance(value, self.np.ndarray) else name

    def written(self) -> str:
        """Return the pattern with the constants written out."""
        tree = ast.parse(self.pattern.text, mode="eval")
        written = {n: repr(v) for n, v in self.point.items() if n not in self.given}

        class Constants(ast.NodeTransformer):
            def visit_Name(self, node: ast.Name) -> ast.expr:
                return ast.parse(written.get(node.id, node.id), mode="eval").body

        return ast.unparse(Constants().visit(tree))

    def run(self, order: int) -> None:
        """Check all modes."""
        self.is_taken()
        np = self.np
        value = np.asarray(self.forward(**self.given))
        upstream = self.random.normal(1.0, 0.5, value.shape)
        vjp = self.made("vjp")
        gradients = self.parts(vjp(*self.given.values(), self.as_given(upstream)))
        for name, gradient in zip(self.pattern.wrt, gradients):
            self.compare(f"the gradient of {name}", gradient, self.slopes(name, upstream))
        along = {n: self.random.normal(1.0, 0.5, np.shape(self.given[n])) for n in self.pattern.wrt}
        dots = [self.as_given(along[name]) for name in self.pattern.wrt]
        dot = self.made("jvp")(*self.given.values(), *dots)
        both = [np.sum(g * along[n]) for n, g in zip(self.pattern.wrt, gradients)]
        what = "the Jacobian-vector product, summed with an upstream,"
        self.compare(what, np.sum(upstream * dot), np.asarray(sum(both)), "the gradient")
        if order < 2:
            return
        second = self.parts(self.made("hvp")(*self.given.values(), *dots))
        ones = self.as_given(np.ones(value.shape))

        def moved(step: float) -> list[Any]:
            near = {n: v + step * along[n] if n in along else v for n, v in self.given.items()}
            return self.parts(vjp(*near.values(), ones))

        for i, (name, product) in enumerate(zip(self.pattern.wrt, second)):
            wanted = self.slope(lambda step, i=i: moved(step)[i], name)  # type: ignore[misc]
            self.compare(f"the Hessian-vector product of {name}", product, wanted)

    def is_taken(self) -> None:
        """Fail if flatgen takes another rule for the pattern at this point."""
        book = RuleBook(tuple(map(rule_file, self.rules)))
        module = Module(syntax_tree(self.source, "<pattern>"), self.source, "<pattern>")
        parser = Parser(module, book, [])
        parsed = parser.function(module.functions["f"])
        if parser.faults:
            return  # it is refused, and generating says why
        program, facts = with_shapes(parsed, book, {}, parser.faults)
        lines = [line for line in program.body if isinstance(line, Equation)]
        definitions = {line.target: line.value for line in lines}
        link = find_link(lines[-1], set(self.pattern.wrt), definitions, facts)
        if link.rule is None or link.rule.name != self.pattern.name:
            raise self.wrong("it isn't taken: another rule is, or its when doesn't hold")

    def made(self, mode: str) -> Callable[..., Any]:
        text = generate(
            self.source, filename="<pattern>", mode=mode, wrt=self.pattern.wrt, rules=self.rules
        )
        function = self.run_text(text, f"{mode}_f")

        def called(*given: Any) -> Any:
            try:
                return function(*given)
            except Exception as error:  # such as of a shape that it hasn't
                what = f"{type(error).__name__}: {error}"
                raise self.wrong(f"what {mode} is by it can't be run, {what}") from error

        return called

    def run_text(self, text: str, name: str) -> Callable[..., Any]:
        names: dict[str, Any] = {"__name__": "checked"}
        exec(compile(text, "<pattern>", "exec", dont_inherit=True), names)
        function: Callable[..., Any] = names[name]
        return function

    def slopes(self, name: str, upstream: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return the gradient of one input by differences, entry by entry."""
        base = self.np.asarray(self.given[name])
        found = self.np.zeros(base.shape)
        for index in self.np.ndindex(base.shape):

            def total(step: float, index: tuple[int, ...] = index) -> Any:
                moved = base.copy()
                moved[index] += step
                return self.np.sum(
                    upstream * self.forward(**{**self.given, name: self.as_given(moved)})
                )

            found[index] = self.slope(total, name)
        return found

    def slope(self, function: Callable[[float], Any], name: str) -> np.ndarray[Any, Any]:
        """Return the derivative of a function at 0: central differences of fourth and sixth order."""
        try:
            rows = [self.np.asarray(function(h) - function(-h)) / (2 * h) for h in STEPS]
        except (ArithmeticError, ValueError) as error:
            raise self.wrong(f"beside the point by {name}, its function raises: {error}") from error
        rough, fine = (4 * rows[1] - rows[0]) / 3, (4 * rows[2] - rows[1]) / 3
        best: np.ndarray[Any, Any] = (16 * fine - rough) / 15
        if self.bends(function) or not self.close(fine, best, 100 * self.tolerance):
            raise self.wrong(
                f"no slope by {name} in finite differences: is there a kink or a pole?"
            )
        return best

    def bends(self, function: Callable[[float], Any]) -> bool:
        """Tell whether the slopes on both sides of 0 don't come together as the steps get smaller."""
        np, middle = self.np, function(0.0)
        wide, close = [np.abs(function(h) - 2 * middle + function(-h)) / h for h in STEPS[::2]]
        return bool(np.any((close > self.tolerance) & (close > 0.6 * wide)))

    def compare(self, what: str, got: Any, wanted: Any, by: str = "finite differences") -> None:
        if self.np.shape(got) != self.np.shape(wanted):
            raise self.wrong(f"{what} has shape {self.np.shape(got)}, not {self.np.shape(wanted)}")
        if not self.close(got, wanted, self.tolerance):
            raise self.wrong(f"{what} is {got}, not {wanted} as by {by}")

    def close(self, got: Any, wanted: Any, tolerance: float) -> bool:
        scale = max(1.0, float(self.np.max(self.np.abs(wanted), initial=0.0)))
        return bool(self.np.all(self.np.abs(self.np.asarray(got) - wanted) <= tolerance * scale))

    def as_given(self, value: np.ndarray[Any, Any]) -> Any:
        return value if value.shape else float(value)

    def parts(self, result: Any) -> list[Any]:
        return list(result) if isinstance(result, tuple) else [result]

    def wrong(self, what: str) -> AssertionError:
        pattern = self.pattern
        return AssertionError(
            f"{pattern.place}: the rule {pattern.name}, of {pattern.text} at {self.point}: {what}"
        )
