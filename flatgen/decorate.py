"""The library: generated functions beside a function that runs, ``@flatgen.differentiable`` and its sisters.

The text is the command's. It is compiled where the function lives: names that the forward reads are the module's
own and the closure's own, live; what the text brings along (helpers, imports of its own) is seen by it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import FunctionType, MethodType
from typing import Any, NamedTuple, TypeVar, overload
from weakref import WeakKeyDictionary

from flatgen.compiling import built, noted, registered
from flatgen.errors import Fault, FlatgenError
from flatgen.given import Shapes, names_given, rules_given, shape_texts
from flatgen.ir import Program
from flatgen.live import LiveModule
from flatgen.origins import GENERATED, LAMBDA, text_of
from flatgen.output import Output
from flatgen.pipeline import LOCK, Job, book, deep, uncollected
from flatgen.runtime import unwrapped

F = TypeVar("F", bound=Callable[..., Any])
FORMS = tuple(
    [value + mode for mode in ("grad", "vjp", "jvp", "hvp") for value in ("", "value_and_")]
)


class Settings(NamedTuple):
    """How a function is differentiated."""

    wrt: tuple[str, ...] | None = None
    shapes: tuple[tuple[str, str], ...] = ()
    rules: tuple[Any, ...] = ()


def generated(
    function: FunctionType, form: str, settings: Settings, owner: object = None
) -> FunctionType:
    """Return one form of a function, ``grad`` or ``value_and_vjp``: an ordinary function, with its ``source``.

    Without a form, it is the gradient of one output, and the vjp of several. A method is that of ``owner``, an object
    or a class. Raises FlatgenError, with the place in the function's file, where it can't be differentiated.
    """
    mode = form.removeprefix("value_and_")
    with LOCK, uncollected():
        job, output, _ = differentiated_function(function, mode, mode != form, settings, owner)
        text, spelling = job.written([output])
        module = job.module
        assert isinstance(module, LiveModule)
        filename = registered(
            f"{GENERATED}{output.name} of {module.name}:{module.node.lineno}", text
        )
        brought = module.brought | spelling.brought()
        derived = built(function, text, filename, output.name, brought, module.cells)
        lines = [f"    {name}: {meaning}" for name, meaning in output.about]
        derived.__doc__ = "\n".join([(derived.__doc__ or "").rstrip(), "", *lines])
        derived.__annotations__ = noted(function, [name for name, _ in output.extra])
        derived.source = text  # type: ignore[attr-defined]
        derived.methods = module.inlined()  # type: ignore[attr-defined]
    return derived


def differentiated_function(
    function: FunctionType,
    mode: str,
    value: bool,
    settings: Settings,
    owner: object = None,
) -> tuple[Job, Output, dict[str, Callable[[], Program]]]:
    """Return what a function is in a mode, before it is text, and the programs at each stage."""
    rules = book(settings.rules)
    module = LiveModule(function, rules.knows, owner)
    with deep(module.filename, module.text):
        job = Job(module, rules, mode, value, dict(settings.shapes))
        ((output, stages),) = job.all([module.node], settings.wrt)
    return job, output, stages


# The ways in


class Form:
    """One form of a function, generated when it is first asked for; called as the function that it is.

    Of a method that calls others, there is one for each class of objects.
    """

    def __init__(
        self,
        function: FunctionType,
        form: str,
        settings: Settings,
        made: FunctionType | None = None,
    ) -> None:
        self._made = made
        self._of: WeakKeyDictionary[type, FunctionType] = WeakKeyDictionary()
        self._ask = (function, form, settings)
        self.settings = settings
        self.__name__ = form
        self.__module__ = function.__module__
        self.__qualname__ = f"{function.__qualname__}.{form}"

    @property
    def __wrapped__(self) -> FunctionType:
        if self._made is None:
            self._made = generated(*self._ask)
            self._made.__qualname__ = self.__qualname__
        return self._made

    @property
    def source(self) -> str:
        """The generated text."""
        text: str = self.__wrapped__.source  # type: ignore[attr-defined]
        return text

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.__wrapped__.__doc__

    @property
    def __annotations__(self) -> dict[str, Any]:  # type: ignore[override]
        return self.__wrapped__.__annotations__

    def __call__(self, *args: Any, **named: Any) -> Any:
        made: Any = self.__wrapped__
        if made.methods and args:
            made = self._for(args[0])
        return made(*args, **named)

    def _for(self, owner: object) -> FunctionType:
        """Return the function for an object, by the methods that its class has."""
        kind = owner if isinstance(owner, type) else type(owner)
        if kind not in self._of:
            self._of[kind] = generated(*self._ask, kind)
        check_methods(self._of[kind], owner)
        return self._of[kind]

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


class Method:
    """A method that can be differentiated: bound as methods are, its forms as well."""

    def __init__(self, function: FunctionType) -> None:
        self.__wrapped__ = function
        self.__name__ = function.__name__
        self.__qualname__ = function.__qualname__
        self.__module__ = function.__module__
        self.__doc__ = function.__doc__

    def __get__(self, owner: object, kind: type | None = None) -> Any:
        return self if owner is None else Bound(self, owner)

    def __call__(self, *args: Any, **named: Any) -> Any:
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
        self.__self__ = owner
        self.__func__ = method

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self.__wrapped__(*args, **named)

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, (self.__self__, self.__func__.__name__)

    def __getattr__(self, name: str) -> Any:
        if name in ("__wrapped__", "__func__", "__self__"):
            raise AttributeError(name)
        found = getattr(self.__func__, name)
        return OfObject(found, self.__self__) if name in FORMS else found


class OfObject(partial[Any]):
    """A form of a method of one object."""


@overload
def differentiable(function: F) -> F: ...
@overload
def differentiable(
    *,
    wrt: str | Iterable[str] | None = None,
    shapes: Shapes | None = None,
    rules: Iterable[Any] = (),
) -> Callable[[F], F]: ...
def differentiable(
    function: Any = None,
    *,
    wrt: str | Iterable[str] | None = None,
    shapes: Shapes | None = None,
    rules: Iterable[Any] = (),
) -> Any:
    """Give a function its derivatives: ``f.grad``, ``f.vjp``, ``f.jvp``, ``f.hvp``, and ``f.value_and_grad`` etc.

    The function stays as it is. Its gradient is generated here and now (of several outputs: the vjp), the other
    forms when they are first asked for; each is a function with its text as ``source``. ``wrt`` are the parameters to
    differentiate by, ``shapes`` the shapes of parameters, such as {"x": "N,D"}, ``rules`` files of rules. Raises
    FlatgenError with file, line and caret where the function can't be differentiated.
    """
    names = names_given(wrt, "wrt")
    settings = Settings(names, tuple(shape_texts(shapes).items()), rules_given(rules))

    def decorated(given: Any) -> Any:
        if isinstance(given, staticmethod):
            return staticmethod(decorated(given.__func__))
        function = plain(given)
        for form in FORMS:
            setattr(given, form, Form(function, form, settings))
        first = generated(function, "", settings)
        form = first.__name__.partition("_")[0]
        first.__qualname__ = f"{function.__qualname__}.{form}"
        inlined = first.methods  # type: ignore[attr-defined]
        setattr(given, form, Form(function, form, settings, first) if inlined else first)
        arguments = function.__code__.co_varnames[: function.__code__.co_argcount]
        around = function.__qualname__.rpartition(".")[0]
        method = bool(around) and not around.endswith("<locals>")
        return Method(function) if method and arguments[:1] in (("self",), ("cls",)) else given

    return decorated if function is None else decorated(function)


def settings_of(function: Any) -> Settings:
    """Return how a function is decorated, or the settings of one that isn't."""
    found = getattr(function, "jvp", None)  # always a form: the first is a function
    return found.settings if isinstance(found, Form) else Settings()


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


def parted(function: Any) -> tuple[Any, object]:
    """Return a function, or the method of an object, and that object: None of a function."""
    if isinstance(function, OfObject):
        return function.func, function.args[0]
    if isinstance(function, (MethodType, Bound)):
        return function.__func__, function.__self__
    return function, None


def form_of(form: str) -> Callable[..., Callable[..., Any]]:
    """Return the function that makes one form of any function."""

    def make(
        function: Callable[..., Any],
        *,
        wrt: str | Iterable[str] | None = None,
        shapes: Shapes | None = None,
        rules: Iterable[Any] = (),
    ) -> Callable[..., Any]:
        names = names_given(wrt, "wrt")
        settings = Settings(names, tuple(shape_texts(shapes).items()), rules_given(rules))
        of, owner = parted(function)
        if owner is not None:
            bound = generated(plain(of), form, settings, owner)
            check_methods(bound, owner)
            return MethodType(bound, owner)
        made = generated(plain(function), form, settings)
        inlined = made.methods  # type: ignore[attr-defined]
        return Form(plain(function), form, settings, made) if inlined else made

    make.__name__ = make.__qualname__ = form
    make.__doc__ = f"""Return the function {form}_f of a function f, generated from its source.

    ``wrt``, ``shapes`` and ``rules`` are those of ``flatgen.differentiable``. What comes back is an ordinary function,
    with its text as ``source``. Raises FlatgenError with file, line and caret where f can't be differentiated.
    """
    return make


grad, value_and_grad = form_of("grad"), form_of("value_and_grad")
vjp, value_and_vjp = form_of("vjp"), form_of("value_and_vjp")
jvp, value_and_jvp = form_of("jvp"), form_of("value_and_jvp")
hvp, value_and_hvp = form_of("hvp"), form_of("value_and_hvp")
