"""Methods of objects that a module has, and of what these have: inlined, with the object's place for self."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest
import scipy.sparse

import flatgen

X = np.random.default_rng(1).normal(size=(2, 3))
ALONG = np.random.default_rng(2).normal(size=(2, 3))


class Linear:
    def __init__(self, seed: int, scale: float = 2.0) -> None:
        rng = np.random.default_rng(seed)
        self.w, self.b, self.scale = rng.normal(size=(3, 3)), rng.normal(size=3), scale

    def __call__(self, x: Any) -> Any:
        return self.scale * (x @ self.w) + self.b

    def forward(self, x: Any) -> Any:
        return np.tanh(self(x))

    def run(self, xs: Any) -> Any:
        h, rate = self.b, self.scale
        for x in xs:
            h = np.tanh(h + x @ self.w)
            rate = rate * 0.5
        return np.sum(h) * rate


class Other(Linear):
    def __call__(self, x: Any) -> Any:
        return x


class Net:
    rate = 0.5

    def __init__(self) -> None:
        self.first, self.last = Linear(0), Linear(1)
        self.layers = [Linear(2), Linear(3), Linear(4)]
        self.act: Any = np.sin
        self.params = {"k": 2.0}

    @property
    def weight(self) -> float:
        return 3.0 * self.rate

    @staticmethod
    def cubed(x: Any) -> Any:
        return x**3

    @classmethod
    def scaled(cls, x: Any) -> Any:
        return x * cls.rate

    def forward(self, x: Any) -> Any:
        h = self.act(self.first(x))
        for i, layer in enumerate(self.layers):
            h = layer.forward(h) + i
        return self.last(h) * self.params["k"] * self.weight

    def loss(self, x: Any) -> Any:
        return np.sum(self.cubed(self.forward(x))) + np.sum(self.scaled(x) ** 2)

    def by_places(self, x: Any) -> Any:
        for layer in reversed(self.layers[1:]):
            x = layer(x)
        return np.sum(self.layers[0].forward(x) ** 2) + np.sum(self.layers[-1].w[0] * x)

    def __call__(self, x: Any) -> Any:
        return self.loss(x) + self.loss(0.5 * x)


class Kernel:
    def __init__(self, width: float) -> None:
        self.width = width

    def between(self, x: Any, y: Any, power: float = 2.0, *, shift: float = 0.0) -> Any:
        return np.exp(-np.sum(np.abs(x - y) ** power) / self.width) + shift


net, other, kernel = Net(), Net(), Kernel(20.0)


def by_method(x: Any) -> Any:
    return net.loss(x)


def by_call(x: Any) -> Any:
    return net(x) * 2


def by_parts(x: Any) -> Any:
    h = net.last(net.first.forward(x))
    for layer in net.layers:
        h = layer(h)
    return np.sum(h**2) + np.sum(net.act(h))


def by_a_name(x: Any) -> Any:
    forward = net.forward
    return np.sum(forward(x) * net.first.w[0])


def of_two(x: Any) -> Any:
    def inner(y: Any) -> Any:
        return net.loss(y) - other.loss(2 * y)

    return inner(x) + sum(net.loss(k * x) for k in (1.0, 0.2))


def with_arguments(x: Any) -> Any:
    return kernel.between(x, x[0]) + kernel.between(x, 2.0, power=4.0, shift=x[0, 0])


def of_classes(x: Any) -> Any:
    return np.sum(Net.cubed(net.cubed(x))) + np.sum(Net.scaled(net.scaled(x)))


ALL: list[Callable[[Any], Any]] = [by_method, by_call, by_parts, by_a_name, of_two, with_arguments]
ALL += [of_classes, net.loss, net.by_places, net.__call__, other.first.forward, net.last.run]


def slopes(f: Callable[[Any], Any], x: Any) -> Any:
    found = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[i] = 1e-6
        found[i] = np.sum(f(x + step) - f(x - step)) / 2e-6
    return found


@pytest.mark.parametrize("f", ALL, ids=lambda f: f.__qualname__)
def test_methods_of_objects(f: Callable[[Any], Any]) -> None:
    """In every mode, and once more of what is generated."""
    grad: Any = flatgen.grad(f)
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(np.sum(flatgen.jvp(f)(X, ALONG)), np.sum(grad(X) * ALONG), rtol=1e-8)
    second = (grad(X + 1e-6 * ALONG) - grad(X - 1e-6 * ALONG)) / 2e-6
    if np.ndim(f(X)) == 0:
        np.testing.assert_allclose(flatgen.hvp(f)(X, ALONG), second, rtol=1e-3, atol=1e-3)


def test_the_gradient_reads_as_if_written_for_the_object() -> None:
    source = flatgen.grad(by_method).source  # type: ignore[attr-defined]
    assert "s0 = x @ net.first.w" in source
    assert "np.tanh(" in source and "net.layers[1].scale" in source
    assert 'assert net.act is np.sin, "this is the gradient for net.act = np.sin"' in source


def test_a_gradient_is_taken_again() -> None:
    grad = flatgen.grad(by_method)
    again = flatgen.vjp(grad)(X, ALONG)
    np.testing.assert_allclose(again, flatgen.hvp(by_method)(X, ALONG), rtol=1e-8)


def test_what_objects_hold_is_live() -> None:
    mine = Net()

    def f(x: Any) -> Any:
        return mine.loss(x)

    grad, method = flatgen.grad(f), flatgen.grad(mine.loss)
    mine.first.w = mine.first.w * 0.5
    mine.params["k"], mine.layers[0].scale = 0.7, 0.3
    for found in (grad, method):
        np.testing.assert_allclose(found(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    mine.layers.append(Linear(5))
    with pytest.raises(AssertionError, match="this is the gradient for Linear, Linear, Linear"):
        grad(X)
    mine.layers.pop()
    first, mine.first = mine.first, Other(1)
    for found in (grad, method):
        with pytest.raises(AssertionError, match="this is the gradient for Linear"):
            found(X)
    mine.first = first
    mine.act = np.cos
    with pytest.raises(AssertionError, match=r"this is the gradient for self.act = np.sin"):
        method(X)


def test_a_local_name_is_no_object_of_the_module() -> None:
    def f(x: Any, net: Any = 2.0) -> Any:
        kernel = x * 3
        return np.sum(kernel * net)

    np.testing.assert_allclose(flatgen.grad(f, wrt="x")(X), np.full((2, 3), 6.0))


class Counting:
    def __init__(self) -> None:
        self.n, self.own = 0, lambda x: np.sum(x) * 2

    def own(self, x: Any) -> Any:
        return np.sum(x) * 99

    def deep(self, x: Any) -> Any:
        return counting.deep(x) * 3


counting: Any = Counting()


@pytest.mark.parametrize("name", ["counted", "deep"])
def test_what_is_refused(name: str) -> None:
    """An object that a function writes into, a method that calls itself."""
    with pytest.raises(flatgen.FlatgenError):
        flatgen.grad(CALLERS[name])


CALLERS: dict[str, Callable[[Any], Any]] = {}


def counted(x: Any) -> Any:
    counting.n = 5
    return np.sum(x) * counting.n


def own(x: Any) -> Any:
    return counting.own(x)


def test_a_function_of_its_own_hides_the_method_of_its_class() -> None:
    np.testing.assert_allclose(flatgen.grad(own)(X), np.full((2, 3), 2.0))


def deep(x: Any) -> Any:
    return counting.deep(x)


CALLERS |= {"counted": counted, "deep": deep}


def test_a_class_that_is_being_made_says_what_to_do() -> None:
    with pytest.raises(
        flatgen.FlatgenError, match="pass a method of an object, by which layer is known"
    ):

        class Model:
            @flatgen.differentiable
            def loss(self, x: Any) -> Any:
                return self.layer(x)  # type: ignore[attr-defined]


logger = logging.getLogger("objects")


def test_loggers_are_no_objects_of_the_user() -> None:
    def f(x: Any) -> Any:
        logger.info("x is %s", x)
        return net.loss(x)

    grad: Any = flatgen.grad(f)
    assert 'logger.info("x is %s", x)' in grad.source
    np.testing.assert_allclose(grad(X), flatgen.grad(by_method)(X))


class Decorated:
    rate = 2.0

    @flatgen.differentiable
    def squared(self, x: Any) -> Any:
        return np.sum(x**2) * self.rate

    @classmethod
    def of_class(cls, x: Any) -> Any:
        return np.sum(x**3) * cls.rate

    def more(self, x: Any) -> Any:
        return self.squared(x) + 1.0


def test_forms_of_methods_are_verified_and_taken_again() -> None:
    one: Any = Decorated()
    assert flatgen.grad(one.squared.grad)(X).tolist() == np.full((2, 3), 4.0).tolist()
    np.testing.assert_allclose(flatgen.vjp(one.squared.grad)(X, ALONG), 4.0 * ALONG)
    for method in (one.squared, one.more, Decorated.of_class, net.loss):
        for mode in ("grad", "jvp", "hvp"):
            assert flatgen.verify(method, shapes={"x": "2,3"}, mode=mode, points=2).ok


class Otherwise:
    """Its methods call their object, or class, by names of their own."""

    k = 2.0

    def __init__(this) -> None:
        this.w = 3.0

    @classmethod
    def of_class(klass, x: Any) -> Any:
        return klass.k * x**2

    def of_object(this, x: Any) -> Any:
        return this.w * x**2 + this.of_class(x)


def test_an_object_by_another_name() -> None:
    assert flatgen.grad(Otherwise.of_class)(3.0) == 12.0
    assert flatgen.grad(Otherwise().of_object)(3.0) == 30.0


class Private:
    def __init__(self) -> None:
        self.__w, self.__layer = 3.0, Linear(0)

    def __squared(self, x: Any) -> Any:
        return x**2

    def loss(self, x: Any) -> Any:
        self.__h = self.__w * self.__squared(x)
        return np.sum(self.__layer(self.__h))


def test_private_names() -> None:
    private = Private()
    grad: Any = flatgen.grad(private.loss)
    np.testing.assert_allclose(grad(X), slopes(private.loss, X), rtol=1e-4, atol=1e-5)
    assert "self._Private__w" in grad.source and "_Private__layer.w" in grad.source


class Held:
    """What it has are arrays, whose methods it calls, and a function, or none."""

    def __init__(self) -> None:
        rng = np.random.default_rng(5)
        self.W, self.b, self.inner = rng.normal(size=(3, 3)), rng.normal(size=3), Linear(6)
        self.act: Any = None

    def layer(self, x: Any) -> Any:
        y = self.W.dot(x.T).T + self.b
        if self.act is not None:
            y = self.act(y)
        return y

    def loss(self, x: Any) -> Any:
        w = self.W
        return np.sum(self.layer(x) ** 2) * w.sum() + self.inner.w.mean(axis=0) @ x[0] * w.T.max()

    @flatgen.differentiable
    def decorated(self, x: Any) -> Any:
        return np.sum(self.W.dot(x[0])) * self.b.sum()


held: Any = Held()


def of_held(x: Any) -> Any:
    return held.loss(x) + np.sum(held.inner.w.dot(x[0]))


@pytest.mark.parametrize("f", [held.loss, held.decorated, of_held], ids=lambda f: f.__name__)
def test_methods_of_arrays_that_an_object_has(f: Any) -> None:
    np.testing.assert_allclose(flatgen.grad(f)(X), slopes(f, X), rtol=1e-4, atol=1e-5)


def test_what_an_object_has_is_what_it_was() -> None:
    mine: Any = Held()
    grad = flatgen.grad(mine.loss)
    mine.act = np.tanh
    with pytest.raises(AssertionError, match=r"for self\.act = None"):
        grad(X)
    mine.act, mine.W = None, [[1.0]]
    with pytest.raises(AssertionError, match=r"self\.W has to be"):
        grad(X)


class Deep:
    """Its layers by their places."""

    def __init__(self) -> None:
        self.layers = [Linear(7, 0.3), Linear(8, 0.3), Linear(9, 0.3)]
        self.pair = Linear(1, 0.3), Linear(2, 0.3)

    def last(self, x: Any) -> Any:
        for layer in self.layers[:-1]:
            x = layer(x)
        return np.sum(self.layers[-1](x) ** 2)

    def each(self, x: Any) -> Any:
        outs = [layer(x) for layer in self.layers]
        return sum(np.sum(layer(x)) for layer in self.layers) + np.sum(outs[1] ** 2)

    def counted(self, x: Any) -> Any:
        for i in range(3):
            x = self.layers[i](x)
        return np.sum(self.pair[1](x) * self.layers[0].forward(x))

    def parted(self, x: Any) -> Any:
        first, *rest = self.layers
        x = first(x)
        for i, layer in enumerate(rest):
            x = layer.forward(x) * i + x
        for one, other in zip(self.layers, self.pair):
            x = one(other(x))
        return np.sum(x)


LAYERS = [Linear(3, 0.3), Linear(4, 0.3)]
deep: Any = Deep()


def of_a_list(x: Any) -> Any:
    for layer in LAYERS:
        x = layer.forward(x)
    return np.sum(x) + np.sum(LAYERS[1](x)) + np.sum(deep.layers[1](x))


@pytest.mark.parametrize(
    "f", [deep.last, deep.each, deep.counted, deep.parted, of_a_list], ids=lambda f: f.__name__
)
def test_objects_by_their_places(f: Any) -> None:
    grad = flatgen.grad(f)
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.jvp(f)(X, ALONG), np.sum(grad(X) * ALONG), rtol=1e-8)


class Named:
    """Its layers by their names, and in blocks."""

    def __init__(self) -> None:
        self.layers = OrderedDict(first=Linear(3, 0.3), act=Linear(4, 0.2), second=Linear(5, 0.3))
        self.weights = {"a": np.array([0.3, 0.4, -0.2]), "b": 0.5}
        self.blocks = [[Linear(7, 0.3), Linear(8, 0.3)], [Linear(9, 0.3), Linear(6, 0.2)]]
        self.heads = {0: {"x": Linear(1, 0.3)}, 1: [Linear(2, 0.3)]}

    def values(self, x: Any) -> Any:
        for layer in self.layers.values():
            x = layer.forward(x)
        return np.sum(x**2) * len(self.layers)

    def items(self, x: Any) -> Any:
        for name, layer in self.layers.items():
            if name.startswith("a"):
                x = np.tanh(x) * self.weights["a"]
                continue
            x = layer(x) * self.weights["b"]
        return np.sum(x**2)

    def by_keys(self, x: Any) -> Any:
        for name in self.layers:
            x = self.layers[name](x) if "s" in name else x * 2
        for name in ["act", "first"]:
            x = x + self.layers[name].forward(x)
        return np.sum(x * self.layers["second"].w[0])

    def in_blocks(self, x: Any) -> Any:
        for one, other in self.blocks:
            x = other(one(x)) + x
        for block in self.blocks:
            for layer in block:
                x = layer(x)
        return np.sum(self.heads[0]["x"](x) * self.heads[1][0](x))

    def numbered(self, x: Any) -> Any:
        for i in range(2):
            x = STAGES[f"stage{i}"](x)
        return np.sum(x)


STAGES = {"stage0": Linear(3, 0.3), "stage1": Linear(4, 0.3)}
named: Any = Named()


@pytest.mark.parametrize(
    "f",
    [named.values, named.items, named.by_keys, named.in_blocks, named.numbered],
    ids=lambda f: f.__name__,
)
def test_objects_by_their_names(f: Any) -> None:
    grad = flatgen.grad(f)
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.jvp(f)(X, ALONG), np.sum(grad(X) * ALONG), rtol=1e-8)
    again = flatgen.jvp(grad)(X, ALONG)
    np.testing.assert_allclose(flatgen.hvp(f)(X, ALONG), again, rtol=1e-8, atol=1e-12)


def test_objects_by_their_names_are_those_of_then() -> None:
    mine: Any = Named()
    grad = flatgen.grad(mine.values)
    mine.layers["act"].w = mine.layers["act"].w * 2
    np.testing.assert_allclose(grad(X), slopes(mine.values, X), rtol=1e-4, atol=1e-5)
    mine.layers.move_to_end("first")
    with pytest.raises(AssertionError, match="this is the gradient for first: Linear, act: Linear"):
        grad(X)
    mine.layers.move_to_end("first", last=False)
    mine.layers["act"] = Odd()
    with pytest.raises(AssertionError, match="this is the gradient for first: Linear, act: Linear"):
        grad(X)


class Odd:
    """Its operators are its own."""

    w = 2.0

    def __add__(self, other: Any) -> Any:
        return 3 * other

    def value(self, x: Any) -> Any:
        return np.sum(self.w * x)


class OfOdd:
    def __init__(self) -> None:
        self.odd: Any = Odd()

    def added(self, x: Any) -> Any:
        return np.sum(self.odd + x)

    def called(self, x: Any) -> Any:
        return self.odd.value(x)


def test_operators_of_objects_that_are_held() -> None:
    np.testing.assert_allclose(flatgen.grad(OfOdd().called)(X), np.full((2, 3), 2.0))
    with pytest.raises(flatgen.FlatgenError, match="operators are its own"):
        flatgen.grad(OfOdd().added)


class Operating:
    """Its products are its own, and it can be called."""

    c = 2.0

    def __mul__(self, other: Any) -> Any:
        return self.c * other**2

    __rmul__ = __mul__

    def __call__(self, x: Any) -> Any:
        return x * 2

    def itself(self, x: Any) -> Any:
        return np.sum(self * x)

    def handed_on(self, x: Any) -> Any:
        return np.sum(product(self, x))

    def of_a_number(self, x: Any) -> Any:
        return np.sum(self.c * x)


def product(one: Any, other: Any) -> Any:
    return one * other


class Pair(NamedTuple):
    one: Any


class Loader:
    """A loop through it gives others than its numbers."""

    def __getitem__(self, i: int) -> float:
        return (1.0, 2.0)[i]

    def __len__(self) -> int:
        return 2

    def __iter__(self) -> Any:
        return iter((5.0, 7.0))


operating: Any = Operating()
LISTED, HELD, PAIR = [operating], {"a": operating}, Pair(operating)
SPARSE: Any = scipy.sparse.csr_matrix(np.arange(9.0).reshape(3, 3))
LOADER: Any = Loader()


def odd_by_name(x: Any) -> Any:
    return np.sum(operating * x)


def odd_on_a_list(x: Any) -> Any:
    return np.sum(LISTED[0] * x)


def odd_in_a_loop(x: Any) -> Any:
    s = 0.0
    for one in LISTED:
        s = s + np.sum(one * x)
    return s


def odd_in_a_dict(x: Any) -> Any:
    return np.sum(HELD["a"] * x)


def odd_in_a_namedtuple(x: Any) -> Any:
    return np.sum(PAIR.one * x)


def odd_turned(x: Any) -> Any:
    return np.sum(SPARSE.T * x)


def looped(x: Any) -> Any:
    for v in LOADER:
        x = x * v
    return np.sum(x)


ODD = [odd_by_name, odd_on_a_list, odd_in_a_loop, odd_in_a_dict, odd_in_a_namedtuple, odd_turned]
ODD_ONES: list[Any] = [*ODD, operating.itself, operating.handed_on]


@pytest.mark.parametrize("f", ODD_ONES, ids=lambda f: f.__name__)
@pytest.mark.parametrize("form", [flatgen.grad, flatgen.jvp], ids=["grad", "jvp"])
def test_what_has_operators_of_its_own_is_refused(f: Any, form: Any) -> None:
    with pytest.raises(flatgen.FlatgenError, match="operators are its own"):
        form(f)


def test_what_such_an_object_has_and_does_is_taken() -> None:
    np.testing.assert_allclose(flatgen.grad(operating.of_a_number)(X), np.full((2, 3), 2.0))
    np.testing.assert_allclose(flatgen.grad(called_by_its_place)(X), np.full((2, 3), 2.0))


def called_by_its_place(x: Any) -> Any:
    return np.sum(LISTED[0](x))


def by_numbers(x: Any) -> Any:
    for i in range(len(LOADER)):
        x = x * LOADER[i]
    return np.sum(x)


def test_objects_that_loops_run_through() -> None:
    with pytest.raises(flatgen.FlatgenError, match="a loop through a Loader"):
        flatgen.grad(looped)
    np.testing.assert_allclose(flatgen.grad(by_numbers)(X), np.full((2, 3), 2.0))


class Child:
    def __init__(self, parent: Parent) -> None:
        self.parent = parent

    def scaled(self, x: Any) -> Any:
        return x**2 * self.parent.k


class Parent:
    """Its children have it."""

    def __init__(self) -> None:
        self.k, self.child = 2.0, Child(self)
        self.children = [self.child, Child(self)]

    def first(self, x: Any) -> Any:
        return np.sum(self.children[0].scaled(x)) * self.child.parent.k

    def every(self, x: Any) -> Any:
        return sum(np.sum(child.scaled(x)) for child in self.children) * self.child.parent.k


@pytest.mark.parametrize("f", [Parent().first, Parent().every], ids=["first", "every"])
def test_objects_that_have_each_other(f: Any) -> None:
    grad = flatgen.grad(f)
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.jvp(grad)(X, ALONG), flatgen.hvp(f)(X, ALONG), rtol=1e-8)


class Neighbour:
    """Those beside it have it on their lists, too."""

    def __init__(self, w: float) -> None:
        self.w, self.beside = w, []  # type: ignore[var-annotated]

    def message(self, x: Any) -> Any:
        return x * self.w

    def gathered(self, x: Any) -> Any:
        return sum(np.sum(one.message(x) ** 2) for one in self.beside)


def test_objects_on_each_others_lists() -> None:
    one, other = Neighbour(1.0), Neighbour(2.0)
    one.beside, other.beside = [other], [one]
    grad = flatgen.grad(one.gathered)
    np.testing.assert_allclose(grad(X), 8 * X)
    np.testing.assert_allclose(flatgen.jvp(grad)(X, ALONG), 8 * ALONG)


class Deeper:
    """What it has is shared: it has 2**16 places."""

    def __init__(self, inner: Any) -> None:
        self.inner, self.w = [inner, inner] if inner else [], 1.1

    def scaled(self, x: Any) -> Any:
        return x * self.w


def test_objects_that_are_shared_are_looked_into_as_far_as_they_are_read() -> None:
    deep: Any = None
    for _ in range(16):
        deep = Deeper(deep)

    def f(x: Any) -> Any:
        return deep.scaled(x) * deep.inner[0].w * deep.inner[1].inner[0].w

    grad = flatgen.grad(f)
    np.testing.assert_allclose(grad(2.0), 1.1**3)
    np.testing.assert_allclose(flatgen.grad(grad)(2.0), 0.0)


class OfItsClass:
    k = 2.0

    @classmethod
    def scaled(cls, x: Any) -> Any:
        return x * cls.k

    @flatgen.differentiable(wrt="x")
    def loss(self, x: Any) -> Any:
        return np.sum((x + self.scaled(x)) ** 2) * self.k


def test_what_a_class_has_is_not_what_its_object_has() -> None:
    one: Any = OfItsClass()
    one.k = 7.0
    np.testing.assert_allclose(one.loss.grad(X), 126 * X)
    np.testing.assert_allclose(flatgen.grad(one.loss)(X), 126 * X)


def cubed() -> type:
    """Return a class that is called as another one is."""

    class Linear:
        def __init__(self, w: Any) -> None:
            self.w = w

        def __call__(self, x: Any) -> Any:
            return (self.w * x) ** 3

    return Linear


class Linear2:
    def __init__(self, w: Any) -> None:
        self.w = w

    def __call__(self, x: Any) -> Any:
        return self.w * x


def test_another_class_of_the_same_name() -> None:
    """A class is known by itself: of one that is made anew, the text may say something else."""
    other = cubed()

    class Whole:
        def __init__(self) -> None:
            self.head = other(1.5)
            self.layers = [other(0.5), Linear2(2.0)]
            self.by = {"a": other(0.7)}

        def loss(self, x: Any) -> Any:
            for layer in self.layers:
                x = layer(x)
            return np.sum(self.head(x) * self.by["a"](x))

    whole = Whole()
    grad: Any = flatgen.grad(whole.loss)
    np.testing.assert_allclose(grad(X), slopes(whole.loss, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(
        flatgen.vjp(grad)(X, ALONG), flatgen.hvp(whole.loss)(X, ALONG), rtol=1e-8
    )
    assert "assert self.head.__class__ is Linear, " in grad.source
    assert "assert [one.__class__ for one in self.layers] == [" in grad.source
    again = cubed()
    for change in (
        {"head": again(1.5)},
        {"layers": [other(0.5), again(2.0)]},
        {"by": {"a": again(0.7)}},
    ):
        before = dict(whole.__dict__)
        whole.__dict__.update(change)
        with pytest.raises(AssertionError, match="this is the gradient for "):
            grad(X)
        whole.__dict__.update(before)


class Settings(dict[str, float]):
    """What is usual for dicts whose entries are read as attributes; it raises KeyError for all else."""

    __getattr__ = dict.__getitem__


SETTINGS = Settings(a=2.0)


class Configured:
    def __init__(self) -> None:
        self.settings = SETTINGS

    def loss(self, x: Any) -> Any:
        return np.sum(x ** self.settings["a"])


def by_settings(x: Any) -> Any:
    return np.sum(x ** SETTINGS["a"])


def test_dicts_whose_entries_are_attributes() -> None:
    for f in (by_settings, Configured().loss):
        grad: Any = flatgen.grad(f)
        np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)


def leaky(x: Any) -> Any:
    return np.where(x > 0, x, 0.1 * x)


def powered(p: float) -> Callable[[Any], Any]:
    def power(x: Any) -> Any:
        return np.abs(x) ** p

    return power


class Scaled:
    k = 2.0

    def __init__(self) -> None:
        self.w = 1.5

    def pre(self, x: Any) -> Any:
        return x * self.k * self.w

    @classmethod
    def doubled(cls, x: Any) -> Any:
        return x * cls.k


class Squared(Scaled):
    def pre(self, x: Any) -> Any:
        return super().pre(x) ** 2 + super().doubled(x)


class Twice(Squared):
    k = 3.0

    def __init__(self, act: Any) -> None:
        super().__init__()
        self.act, self.power = act, powered(3.0)

    def pre(self, x: Any) -> Any:
        return self.act(super().pre(x)) + self.power(x)

    def loss(self, x: Any) -> Any:
        return np.sum(self.pre(x))


TWICE: Any = Twice(leaky)


def by_twice(x: Any) -> Any:
    return TWICE.loss(x) * TWICE.pre(x[0])


@pytest.mark.parametrize("f", [by_twice, TWICE.loss], ids=["from outside", "its own"])
def test_what_is_above_and_functions_of_objects(f: Any) -> None:
    """``super()`` in methods of other objects, and functions of the file that an object has."""
    grad: Any = flatgen.grad(f)
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.vjp(grad)(X, ALONG), flatgen.hvp(f)(X, ALONG), rtol=1e-8)
    assert ".act is leaky, " in grad.source
    TWICE.w, TWICE.act = 0.7, np.tanh
    with pytest.raises(AssertionError, match="this is the gradient for "):
        grad(X)
    TWICE.act = leaky
    np.testing.assert_allclose(grad(X), slopes(f, X), rtol=1e-4, atol=1e-5)
