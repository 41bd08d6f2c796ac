"""The forms of a function, generated as they are asked for: of a method one for each class, and bound as it is."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable
from functools import partial
from types import FunctionType, MethodType
from typing import Any
from weakref import WeakKeyDictionary

from flatgen.errors import Fault, FlatgenError
from flatgen.generating import Settings, generated
from flatgen.imaginary import holds_complex
from flatgen.methods import STATIC
from flatgen.origins import LAMBDA, found, text_of
from flatgen.runtime import unwrapped

FORMS = tuple(
    [value + mode for mode in ("grad", "vjp", "jvp", "hvp") for value in ("", "value_and_")]
)

STEPS = re.compile(r"\.(\w+)|\[([^\]]+)\]")  # from an object to a part of what it has


class Form:
    """One form of a function, generated when it is first asked for; called as the function that it is.

    Of a method that calls others, there is one for each class of objects.
    """

    def __init__(
        self, of: FunctionType | Form, form: str, settings: Settings, made: Any = None
    ) -> None:
        self._made: Any = made
        self._of: WeakKeyDictionary[type, dict[tuple[str, ...], Any]] = WeakKeyDictionary()
        self._of_form = of if isinstance(of, Form) else None
        self._ask = (plain(of), form, settings)
        self.settings = settings
        self.__name__ = form
        self.__module__ = of.__module__
        self.__qualname__: str = f"{of.__qualname__}.{form}"

    @property
    def __wrapped__(self) -> FunctionType:
        if self._made is None:
            self._made = generated(*self._ask)
            self._made.__qualname__ = self.__qualname__
        return self._made  # type: ignore[no-any-return]

    def is_by_class(self) -> bool:
        """Tell whether there is one for each class of objects."""
        return self._of_form is not None or bool(self.__wrapped__.methods)  # type: ignore[attr-defined]

    def is_by_object(self) -> bool:
        """Tell whether an object is asked first: by the class that it is of, or by the numbers that it has."""
        return self.is_by_class() or bool(self.__wrapped__.numbers)  # type: ignore[attr-defined]

    @property
    def source(self) -> str:
        """The generated text."""
        return str(self.__wrapped__.source)  # type: ignore[attr-defined]

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.__wrapped__.__doc__

    @property
    def __annotations__(self) -> dict[str, Any]:  # type: ignore[override]
        return self.__wrapped__.__annotations__

    def __call__(self, /, *args: Any, **named: Any) -> Any:
        made: Any = self.__wrapped__
        given = args[:1] or [named[one] for one in made.__code__.co_varnames[:1] if one in named]
        made = self.for_object(given[0]) if given and self.is_by_object() else made
        return made(*args, **named)

    def for_object(self, owner: object) -> FunctionType:
        """Return the function for an object, by the methods that its class has, and by what it has that is complex."""
        function, form, settings = self._ask
        function = self._of_form.for_object(owner) if self._of_form else function
        kind = owner if isinstance(owner, type) else type(owner)
        made = self._of.setdefault(kind, {})
        if () not in made:
            own = self.is_by_class() or not is_usual(function)
            made[()] = generated(function, form, settings, kind) if own else self.__wrapped__
        check_methods(made[()], owner)
        complexes = complex_of(owner, made[()].numbers)
        if complexes not in made:
            made[complexes] = generated(function, form, settings, owner)
        found: FunctionType = made[complexes]
        return found

    def __reduce__(self) -> str:
        return self.__qualname__

    def __repr__(self) -> str:
        return f"<flatgen {self.__qualname__}>"


def check_methods(made: FunctionType, owner: object) -> None:
    """Raise FlatgenError where an object has something else by the name of a method that was inlined."""
    for name in sorted(made.methods & getattr(owner, "__dict__", {}).keys()):  # type: ignore[attr-defined]
        if not isinstance(owner, type):
            message = f"this {type(owner).__name__} has {name} of its own, which is not its class's"
            help = f"let {name} be a method of the class, which calls it"
            raise FlatgenError([Fault(message, help)], made.__code__.co_filename)


def complex_of(owner: object, texts: Iterable[str]) -> tuple[str, ...]:
    """Return which of the numbers that a method reads of its object, ``self.rates[0]``, are complex."""
    return tuple([text for text in texts if holds_complex(part_of(owner, text))])


def part_of(owner: Any, text: str) -> Any:
    """Return what an object has by the text that reads it; None where it has no such thing."""
    try:
        for word, key in STEPS.findall(text):  # behind the object's name
            owner = getattr(owner, word) if word else owner[ast.literal_eval(key)]
    except (AttributeError, LookupError, TypeError, ValueError):
        return None
    return owner


def is_method(function: FunctionType) -> bool:
    """Tell whether a function that a class defines is given an object, or its class."""
    around = function.__qualname__.rpartition(".")[0]
    if not around or around.endswith("<locals>") or not function.__code__.co_argcount:
        return False
    return is_usual(function) or not any(map(is_static, found(function)[1].decorator_list))


def is_usual(function: Any) -> bool:
    """Tell whether a method calls its object, or its class, as most do."""
    return function.__code__.co_varnames[0] in ("self", "cls")


def is_static(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Name) and decorator.id == STATIC


class Method:
    """A method that can be differentiated: bound as methods are, its forms as well."""

    def __init__(self, function: FunctionType, settings: Settings) -> None:
        self.__wrapped__ = function
        self.settings = settings
        self.__name__ = function.__name__
        self.__qualname__ = function.__qualname__
        self.__module__ = function.__module__
        self.__doc__ = function.__doc__

    def __get__(self, owner: object, kind: type | None = None) -> Any:
        return self if owner is None else Bound(self, owner)

    def __call__(self, /, *args: Any, **named: Any) -> Any:
        return self.__wrapped__(*args, **named)

    def __reduce__(self) -> str:
        return self.__qualname__

    def __getattr__(self, name: str) -> Any:
        if name == "__wrapped__":
            raise AttributeError(name)
        return getattr(self.__wrapped__, name)


class Bound:
    """A method of one object."""

    def __init__(self, method: Method, owner: object) -> None:
        self.__wrapped__ = method.__wrapped__.__get__(owner)
        self.__doc__ = method.__doc__
        self.__self__ = owner
        self.__func__ = method

    def __call__(self, /, *args: Any, **named: Any) -> Any:
        return self.__wrapped__(*args, **named)

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, (self.__self__, self.__func__.__name__)

    def __getattr__(self, name: str) -> Any:
        if name in ("__wrapped__", "__func__", "__self__"):
            raise AttributeError(name)
        form = getattr(self.__func__, name)
        if name not in FORMS:
            return form
        function: Any = self.__wrapped__.__func__
        if not is_usual(function):  # by its name none knows that it is a method's
            form = Form(function, name, self.__func__.settings).for_object(self.__self__)
        found = OfObject(form, self.__self__)
        found.asked = self, name
        return found


class OfObject(partial[Any]):
    """A form of a method of one object: a function of its other arguments, with the text as ``source``."""

    asked: tuple[Bound, str]

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.__wrapped__.__doc__

    @property
    def __wrapped__(self) -> FunctionType:
        form = self.func
        return form.for_object(self.args[0]) if isinstance(form, Form) else form  # type: ignore[return-value]

    @property
    def __signature__(self) -> inspect.Signature:
        whole = inspect.signature(self.__wrapped__)
        return whole.replace(parameters=[*whole.parameters.values()][1:])

    def __getattr__(self, name: str) -> Any:
        if name == "asked":
            raise AttributeError(name)
        return getattr(self.__wrapped__, name)

    def __reduce__(self) -> Any:
        return getattr, self.asked


def plain(given: Any) -> FunctionType:
    """Return the function that is to be differentiated; raise FlatgenError if it is no function of Python's."""
    if isinstance(given, (Form, Method)):
        inner: Any = given.__wrapped__
        given = inner.__func__ if isinstance(inner, MethodType) else inner
    function = unwrapped(given)
    if function is not None and function.__code__.co_name != LAMBDA:
        return function
    name = getattr(given, "__qualname__", repr(given))
    message = f"{name} is wrapped by a decorator, which may change what it does"
    help = "put @flatgen.differentiable below the other decorator, whose part is then not in f.grad"
    if not callable(given):
        message, help = f"{name} is no function", "pass the function itself, not what it returns"
    elif not hasattr(given, "__wrapped__"):
        of = "a method of an object" if isinstance(given, MethodType) else "no function of Python's"
        message, help = f"{name} is {of}", "define a function that calls it"
    if isinstance(given, partial):
        inner = plain(given.func).__name__
        message = f"a partial of {inner} is no function that has a source"
        help = f"take the partial of its gradient: partial(flatgen.grad({inner}, wrt=...), ...)"
    if function is not None:
        message, help = "a lambda has no name", "write it as a def: def f(x): return ..."
        place, text = function.__code__, text_of(function.__code__.co_filename, function)
        raise FlatgenError([Fault(message, help, place.co_firstlineno)], place.co_filename, text)
    code = getattr(given, "__code__", None)
    raise FlatgenError([Fault(message, help)], code.co_filename if code else "<unknown>")
