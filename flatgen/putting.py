"""Arrays that are on lists and are written into there: ``h[t][i] = x`` copies none and puts none back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from flatgen.ir import GET, PUT, Apply, Atom, Equation, Statement, Value, with_args
from flatgen.lives import Lives, Read, values_of
from flatgen.shelving import Shelving
from flatgen.statements import is_stack
from flatgen.writes import WRITES

IN_PLACE = (*WRITES, "IAdd", "ISub", "IMult", "IDiv")


class Putting:
    """Tells which writes into arrays of lists can be made there."""

    lives: Lives
    made: Mapping[str, Value]
    owners: dict[str, set[str]]
    pushes: dict[str, list[tuple[str, str]]]  # what goes onto lists
    kept: dict[int, list[Atom]]
    copied_back: set[str]  # lists of which copies are changed, and put back
    sources: Callable[[Value], Iterable[object]]

    def owners_of(self, read: Iterable[object]) -> set[str]:
        raise AssertionError("whose arrays values share is in flatgen.owning")

    def rotated(self, owners: set[str]) -> set[str]:
        raise AssertionError("whose arrays loops hand on is in flatgen.owning")

    def note_back(self, body: list[Statement], is_number: Callable[[str], bool]) -> None:
        """Note which lists are written into by what is on them: loops hand their arrays on, round by round.

        Where the text wouldn't show that an array is on one list alone, copies are put there.
        """
        back = {
            t: stack for stack, pushes in self.pushes.items() for t, _ in pushes if self.is_back(t)
        }
        if not back:
            return
        changes = {n: str(v.args[0]) for n, v in self.made.items() if is_in_place(v)}  # type: ignore[union-attr]
        shelving = Shelving(body, changes, self.sources, {}, back)
        for target, stack in back.items():
            found = shelving.elsewhere(stack, target)
            if not all(item and is_number(item) for item in found):
                self.copied_back.add(stack)
            made, time = self.lives.bound.get(stack), self.lives.bound[target].time
            for loop, kept in self.kept.items():
                start, end = self.lives.starts[loop], self.lives.ends[loop]
                if start <= time <= end and (made is None or made.time < start):
                    kept.append(dict(self.pushes[stack])[target])

    def is_back(self, target: str) -> bool:
        """Tell whether a line puts an array where it was read of a list, after a change."""
        put = self.made[target]
        item = put.args[-1] if isinstance(put, Apply) else ""
        change = self.made.get(item) if isinstance(item, str) else None
        return is_in_place(change) and self.read_at(change) is not None

    def read_at(self, change: object) -> Apply | None:
        """Return how the array that is changed was read of a list, if it was."""
        base = change.args[0] if isinstance(change, Apply) else ""
        read = self.made.get(base) if isinstance(base, str) else None
        return read if isinstance(read, Apply) and read.op == GET else None

    def put_back(self, line: Equation, following: Statement | None) -> str:
        """Return the list that an array was read of for a write, if it goes there again; else nothing."""
        read = self.read_at(line.value)
        put = following.value if isinstance(following, Equation) else None
        if read is None or not isinstance(put, Apply) or read.args[0] in self.copied_back:
            return ""
        same = put.op == PUT and put.args == (*read.args, line.target)
        return str(read.args[0]) if same else ""

    def is_there(self, line: Equation, before: list[Statement]) -> bool:
        """Tell whether a line puts onto a list what it has just been read of there; what it was called is taken out."""
        put = line.value
        if not isinstance(put, Apply) or put.op != PUT:
            return False
        chain = [put.args[-1]]  # y = x gives a value another name
        while isinstance(chain[-1], str) and chain[-1] in self.made:
            chain.append(self.made[chain[-1]])
        if chain[-1] != Apply(GET, put.args[:-1]):
            return False
        at = next(
            (i for i, one in enumerate(before) if getattr(one, "target", "") == chain[-2]), None
        )
        between = before[at + 1 :] if at is not None else [line]
        if not all(isinstance(one, Equation) and not is_stack(one.value) for one in between):
            return False
        once = [name for name in chain[:-1] if len(self.lives.reads[str(name)]) == 1]
        before[:] = [one for one in before if getattr(one, "target", "") not in once]
        return True

    def write_there(self, line: Equation, made: list[Statement]) -> None:
        """Append a write into an array where it is on its list: ``h[t][i] = x``."""
        assert isinstance(line.value, Apply)
        base, *rest = line.value.args
        if len(self.lives.reads[str(base)]) == 1:
            made[:] = [one for one in made if getattr(one, "target", "") != base]
        made.append(line._replace(value=with_args(line.value, (self.made[str(base)], *rest))))

    def is_for_one(self, value: Value) -> bool:
        """Tell whether a value is a new array that one line reads, in the round that makes it."""
        if not isinstance(value, str):
            return isinstance(value, Apply) and not any(self.sources(value))
        new = value in self.made and self.owners.get(value) == {value}
        return new and len(self.lives.reads.get(value, ())) == 1

    def changed_later(self, group: set[str], when: Read, own: str) -> Iterator[str]:
        """Yield the lines that put onto a list an array that a write changes while it is there.

        On its ``own`` it may be: if it was made for that alone.
        """
        kept = {key: self.owners_of(given) for key, given in self.kept.items()}
        for stack, pushes in self.pushes.items():
            if self.lives.is_read_after(stack, when):
                for target, value in pushes:
                    if stack == own and self.is_for_one(self.made[target].args[-1]):  # type: ignore[union-attr]
                        continue
                    shared = self.rotated(self.owners_of([value]))  # in its first round, too
                    if shared & group and self.lives.is_changed(target, when, shared, kept):
                        yield target


def is_in_place(value: object) -> bool:
    """Tell whether a value is an array after a change in place."""
    return isinstance(value, Apply) and value.op in IN_PLACE


def without_axes(
    body: Iterable[Statement], is_number: Callable[[Value], bool]
) -> Callable[[Value], bool]:
    """Return what tells whether a value is sure to be a number: not where it is another name of what may be an array.

    The gradient of an output of which no shape is known is an array without axes, where the output is a number.
    """
    values = values_of(body)

    def sure(value: Value, seen: set[object]) -> bool:
        if not is_number(value) or not isinstance(value, str) or value in seen:
            return is_number(value)
        seen.add(value)
        return all(sure(other, seen) for other in values.get(value, ()) if isinstance(other, str))

    return lambda value: sure(value, set())
