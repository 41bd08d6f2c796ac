"""What stands in statements with an effect, as text: f-strings, calls of whatever, choices, comprehensions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flatgen.ir import AXES, EFFECT, Apply, Literal, Value

ATOM, CHOICE, COMPARE = 20, 2, 6
SIGNS = {
    **{"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!="},
    **{"Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in"},
}


class Phrases:
    """Prints what no operation on numbers is made of."""

    spell: Callable[[str], str]

    def text(self, value: Value) -> str:
        raise AssertionError("values are in flatgen.printing")

    def printed(self, value: Value) -> tuple[str, int]:
        raise AssertionError("values are in flatgen.printing")

    def given(self, value: Apply) -> list[str]:
        raise AssertionError("calls are in flatgen.printing")

    def within(self, value: Value, binds: int) -> str:
        """Return a value in brackets where it doesn't bind strongly enough."""
        text, own = self.printed(value)
        return text if own > binds else f"({text})"

    def phrase(self, value: Apply) -> tuple[str, int] | None:
        """Return such a value as text, and how strongly it binds; None if it is another."""
        op, args = value.op, value.args
        if op == "Own":
            return str(args[0][0]).strip('"'), ATOM
        if op == "Call":
            lone = len(args) == 2 and isinstance(args[1], Apply) and args[1].op == "GeneratorExp"
            given = self.given(Apply("", args[1:], value.keys))
            inner = given[0][1:-1] if lone and not value.keys else ", ".join(given)
            return f"{self.within(args[0], ATOM - 1)}({inner})", ATOM
        if op == AXES:
            axes = f"{self.spell('range')}({', '.join(self.given(value))})"
            return f"{self.spell('tuple')}({axes})", ATOM
        if op == "Starred":
            return f"*{self.within(args[0], CHOICE)}", ATOM
        if op == "IfExp":
            then, test = self.within(args[1], CHOICE), self.within(args[0], CHOICE)
            return f"{then} if {test} else {self.text(args[2])}", CHOICE
        if op == "Chain":
            links = [
                f"{SIGNS[link.op]} {self.within(link.args[0], COMPARE)}"
                for link in args[1:]
                if isinstance(link, Apply)
            ]
            return " ".join([self.within(args[0], COMPARE), *links]), COMPARE
        if op == "Dict":
            texts = list(map(self.text, args))
            return f"{{{', '.join(f'{k}: {v}' for k, v in zip(texts[::2], texts[1::2]))}}}", ATOM
        if op in ("ListComp", "SetComp", "GeneratorExp"):
            inner = f"{self.text(args[0])} {' '.join(self.rounds(args[1:]))}"
            brackets = {"ListComp": "[]", "SetComp": "{}", "GeneratorExp": "()"}[op]
            return inner.join(brackets), ATOM
        return (self.joined(value), ATOM) if op == "JoinedStr" else None

    def rounds(self, parts: tuple[Value, ...]) -> Iterator[str]:
        for part in parts:
            assert isinstance(part, Apply)
            target, over, *tests = part.args
            names = self.text(target)
            names = (
                names.strip("()") if isinstance(target, Apply) and target.op == "Tuple" else names
            )
            yield f"for {names} in {self.within(over, CHOICE)}"
            yield from [f"if {self.within(test, CHOICE)}" for test in tests]

    def joined(self, value: Apply) -> str:
        """Return an f-string, in the quotes that need fewer escapes."""
        text = "".join([str(a.known) for a in value.args if isinstance(a, Literal)])
        quote = '"' if text.count('"') <= text.count("'") else "'"
        return f"f{quote}{self.inside(value, quote)}{quote}"

    def inside(self, value: Apply, quote: str) -> str:
        """Return what stands between the quotes of an f-string."""
        made = ""
        for part in value.args:
            if isinstance(part, Literal):
                text = repr(f"\"{part.known}'")[2:-3].replace("\\'", "'")
                text = text.replace(quote, f"\\{quote}")
                made += text.replace("{", "{{").replace("}", "}}")
                continue
            assert isinstance(part, Apply)
            inner, conversion, *spec = list(part.args)
            assert isinstance(conversion, Literal)
            expression = self.text(inner).replace('"', "'" if quote == '"' else '"')
            space = " " * (expression[:1] == "{")
            made += f"{{{space}{expression}" + f"!{conversion.known}" * bool(conversion.known)
            made += f":{self.inside(spec[0], quote)}" if spec else ""  # type: ignore[arg-type]
            made += "}"
        return made

    def effect(self, value: Value, indent: str) -> Iterator[str]:
        """Yield the lines of a statement with an effect."""
        assert isinstance(value, Apply)
        if value.op == EFFECT:
            yield from self.effect(value.args[0], indent)
        elif value.op in ("Assert", "Raise"):
            sign = ", " if value.op == "Assert" else " from "
            yield f"{indent}{value.op.lower()} {sign.join(map(self.text, value.args))}"
        elif value.op == "When":
            yield from self.when(value, indent, "if")
        else:
            yield indent + self.text(value)

    def when(self, value: Apply, indent: str, word: str) -> Iterator[str]:
        test, then, orelse = value.args
        assert isinstance(then, Apply)
        assert isinstance(orelse, Apply)
        inner = indent + "    "
        yield f"{indent}{word} {self.text(test)}:"
        for side in (then, orelse):
            if side is orelse:
                if not side.args:
                    return
                only = side.args[0]
                if len(side.args) == 1 and isinstance(only, Apply) and only.op == "When":
                    yield from self.when(only, indent, "elif")
                    return
                yield f"{indent}else:"
            for part in side.args:
                yield from self.effect(part, inner)
            if not side.args:
                yield f"{inner}pass"
