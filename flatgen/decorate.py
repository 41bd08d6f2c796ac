"""The library: generated functions beside a function that runs, ``@flatgen.differentiable`` and its sisters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MethodType
from typing import Any, TypeVar, overload

from flatgen.forming import FORMS, Bound, Form, Method, OfObject, check_methods, is_method, plain
from flatgen.generating import Settings, generated
from flatgen.given import Shapes, names_given, rules_given, shape_texts

F = TypeVar("F", bound=Callable[..., Any])


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
        whole = Form(function, form, settings, first)
        setattr(given, form, whole if whole.is_by_object() else first)
        return Method(function, settings) if is_method(function) else given

    return decorated if function is None else decorated(function)


def settings_of(function: Any) -> Settings:
    """Return how a function is decorated, or the settings of one that isn't."""
    found = getattr(function, "jvp", None)  # always a form: the first is a function
    return found.settings if isinstance(found, Form) else Settings()


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
        return found if found.is_by_object() else made

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
