"""The library: generated functions beside a function that runs, ``@flatgen.differentiable`` and its sisters."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from functools import partial
from types import FunctionType, MethodType
from typing import Any, TypeVar, overload
from weakref import WeakKeyDictionary

from flatgen.errors import Fault, FlatgenError
from flatgen.generating import Settings, generated
from flatgen.given import Shapes, names_given, rules_given, shape_texts
from flatgen.methods import STATIC
from flatgen.origins import LAMBDA, found, text_of
from flatgen.runtime import unwrapped

F = TypeVar("F", bound=Callable[..., Any])
FORMS = tuple(
    [value + mode for mode in ("grad", "vjp", "jvp", "hvp") for value in ("", "value_and_")]
)


class Form:
    """One form of a function, generated when it is first asked for; called as the function that it is.

    Of a method that calls others, there is one for each class of objects.
    """

    def __init__(
        self, of: FunctionType | Form, form: str, settings: Settings, made: Any = None
    ) -> None:
        self._made: Any = made
        self._of: WeakKeyDictionary[type, FunctionType] = WeakKeyDictionary()
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

    def __call__(self, *args: Any, **named: Any) -> Any:
        made = self.for_object(args[0]) if args and self.is_by_class() else self.__wrapped__
        return made(*args, **named)

    def for_object(self, owner: object) -> FunctionType:
        """Return the function for an object, by the methods that its class has."""
        function, form, settings = self._ask
        function = self._of_form.for_object(owner) if self._of_form else function
        kind = owner if isinstance(owner, type) else type(owner)
        if kind not in self._of:
            self._of[kind] = generated(function, form, settings, kind)
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
    """A form of a method of one object."""

    asked: tuple[Bound, str]

    def __reduce__(self) -> Any:
        return getattr, self.asked


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
        return Method(function, settings) if is_method(function) else given

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
        inner = of if isinstance(of, Form) and of.is_by_class() else None
        if owner is not None:
            primal = inner.for_object(owner) if inner else plain(of)
            bound = generated(primal, form, settings, owner)
            check_methods(bound, owner)
            return MethodType(bound, owner)
        made = generated(plain(of), form, settings)
        found = Form(inner or plain(of), form, settings, made)
        return found if found.is_by_class() else made

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
