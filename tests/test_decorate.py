"""The library: ``@flatgen.differentiable``, ``flatgen.grad`` and its sisters, on functions that run."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import linecache
import pdb
import pickle
import subprocess
import sys
import textwrap
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import scipy.sparse

import flatgen
from flatgen import FlatgenError

HEAD = "import numpy as np\nimport flatgen\n\n"


class Modules:
    """Writes and imports modules of a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> Path:
        path = self.folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text))
        importlib.invalidate_caches()
        return path

    def load(self, name: str, text: str) -> Any:
        self.write(name, HEAD + textwrap.dedent(text))
        return importlib.import_module(name.replace("/", "."))


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)
    yield Modules(tmp_path)
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and str(tmp_path) in str(
            sys.modules[name].__file__
        ):
            del sys.modules[name]


SQUARES = """
@flatgen.differentiable
def f(x, w):
    \"\"\"The sum of squares.\"\"\"
    return np.sum((x * w) ** 2)
"""


def test_the_function_stays_and_has_its_forms(modules: Modules) -> None:
    f = modules.load("squares", SQUARES).f
    x, w = np.array([1.0, 2.0]), np.array([3.0, -1.0])
    assert type(f) is type(test_the_function_stays_and_has_its_forms)
    assert f(x, w) == 13.0
    assert f.__doc__ == "The sum of squares."
    grad_x, grad_w = f.grad(x, w)
    assert np.array_equal(grad_x, 2 * x * w**2)
    value, (again, _) = f.value_and_grad(x, w)
    assert value == 13.0
    assert np.array_equal(again, grad_x)
    assert np.array_equal(f.vjp(x, w, 2.0)[1], 2 * grad_w)
    assert f.jvp(x, w, x, 0 * w) == np.sum(grad_x * x)
    assert np.array_equal(f.hvp(x, w, x, 0 * w)[0], 2 * w**2 * x)
    assert f.value_and_jvp(x, w, x, w)[0] == f.value_and_vjp(x, w, 1.0)[0] == 13.0
    assert f.value_and_hvp(x, w, x, w)[0] == 13.0
    assert "def grad_f(x, w):" in f.grad.source
    assert "def hvp_f(x, w, v_x, v_w):" in f.hvp.source


def test_with_arguments(modules: Modules) -> None:
    module = modules.load(
        "chosen",
        """
        @flatgen.differentiable(wrt="x", shapes={"x": "N,D", "b": "D"})
        def f(x, b):
            return np.sum((x + b) ** 2)

        @flatgen.differentiable(wrt=["b"], shapes={"x": ("N", 2), "b": (2,)})
        def g(x, b):
            return np.sum((x + b) ** 2)
        """,
    )
    x, b = np.ones((3, 2)), np.ones(2)
    assert module.f.grad(x, b).shape == (3, 2)
    assert np.array_equal(module.g.grad(x, b), [12.0, 12.0])
    assert "undo broadcast [N, 2] -> [2]" in module.g.grad.source


def test_names_are_the_functions_own_and_live(modules: Modules) -> None:
    module = modules.load(
        "named",
        """
        RATE = 0.5
        SCALE = np.array([1.0, 2.0])

        @flatgen.differentiable
        def f(x):
            return np.sum(SCALE * x) * RATE + later(np.sum(x))

        def later(z):
            return z**2 * RATE
        """,
    )
    x = np.array([1.0, 1.0])
    assert np.array_equal(module.f.grad(x), [2.5, 3.0])
    module.RATE = 1.0
    module.SCALE = np.array([0.0, 0.0])
    assert np.array_equal(module.f.grad(x), [4.0, 4.0])
    assert not {"unbroadcast", "grad_f", "s0"} & set(vars(module))


def test_dicts_of_constants_are_live(modules: Modules) -> None:
    modules.write("settings", "CONFIG = {'power': 2}\n")
    module = modules.load(
        "configured",
        """
        import settings

        CONFIG = {"rate": 2.0, "inner": {"w": np.ones(2)}}

        @flatgen.differentiable
        def f(x):
            return CONFIG["rate"] * np.sum(CONFIG["inner"]["w"] * x ** settings.CONFIG["power"])

        class Model:
            settings = {"rate": 3.0}

            @flatgen.differentiable
            def loss(self, x):
                return self.settings["rate"] * np.sum(x)
        """,
    )
    assert module.Model().loss.grad(np.ones(1)) == 3.0
    x = np.array([1.0, 2.0])
    assert np.array_equal(module.f.grad(x), [4.0, 8.0])
    module.CONFIG["rate"] = 1.0
    module.CONFIG["inner"]["w"] = np.array([0.0, 3.0])
    module.settings.CONFIG["power"] = 3
    assert np.array_equal(module.f.grad(x), [0.0, 36.0])


def check(f: Any, *args: Any, **named: Any) -> None:
    """Check the gradient by a function's first argument, an array."""
    x, *others = args
    along = np.linspace(1.0, -0.5, np.size(x)).reshape(np.shape(x))
    ends = [f(x + step * along, *others, **named) for step in (1e-6, -1e-6)]
    found = (f.grad if hasattr(f, "grad") else flatgen.grad(f))(*args, **named)
    assert np.isclose((ends[0] - ends[1]) / 2e-6, np.sum(found * along), rtol=1e-6)


def test_functions_that_modules_hold(modules: Modules) -> None:
    """In dicts and lists, of other modules too, and partials: what they hold beside functions is live."""
    modules.write(
        "held",
        """
        import functools
        import numpy as np

        def relu(z):
            return np.maximum(z, 0)

        RATES = {"slow": 0.5, "act": np.tanh, "pair": (relu, 3.0)}
        step = functools.partial(np.multiply, 2.5)

        def layer(x):
            return RATES["act"](x) * RATES["slow"] + RATES["pair"][0](x) * RATES["pair"][1]
        """,
    )
    module = modules.load(
        "holding",
        """
        from functools import partial
        import held
        from held import RATES, layer, relu

        STEPS = [np.sin, (relu, 2.0), partial(np.multiply, 3.0)]

        @flatgen.differentiable
        def f(x):
            return np.sum(layer(x) + held.step(x) * held.RATES["act"](x) * RATES["slow"])

        @flatgen.differentiable
        def g(x, key: str = "act"):
            first, (second, power), last = STEPS
            return np.sum(first(x) * second(x) ** power + last(x)) + np.sum(RATES["act"](x))

        def made(k):
            ways = {"tanh": np.tanh, "scaled": lambda z: k * z}
            power = partial(np.power, k)

            @flatgen.differentiable
            def h(x, way: str = "scaled"):
                return np.sum(ways[way](x)) + np.sum(power(x))

            return h
        """,
    )
    x = np.array([0.3, -0.4, 1.2])
    check(module.f, x)
    again = flatgen.jvp(flatgen.grad(module.g))  # its text reads STEPS[2].args[0]
    np.testing.assert_allclose(again(x, dot_x=x), flatgen.hvp(module.g)(x, v_x=x))
    module.held.RATES["slow"] = 0.9
    check(module.f, x)
    check(module.g, x)
    for h in (module.made(2.0), module.made(5.0)):
        check(h, x)
        check(h, x, way="tanh")
        with pytest.raises(AssertionError):
            h.grad(x, way="other")


def test_functions_of_one_factory_have_their_own_closures(modules: Modules) -> None:
    module = modules.load(
        "factories",
        """
        from functools import partial

        def made(a):
            def w(x):
                return x**2 * a
            return w

        def power(n):
            def p(x):
                return x**n
            return p

        def around(a, inner):
            def w(x):
                return inner(x) * a
            return w

        g, h = made(2.0), made(3.0)
        KINDS = {"lin": power(1), "quad": power(2), "cub": power(3)}
        twice = around(4.0, around(2.0, made(3.0)))
        PARTIALS = [partial(made(2.0)), partial(made(5.0))]

        @flatgen.differentiable
        def several(x):
            return np.sum(g(x) * h(x) + h(x) ** 2 + twice(x))

        @flatgen.differentiable
        def chosen(x, kind: str = "cub"):
            return np.sum(KINDS[kind](x)) + np.sum(PARTIALS[0](x) * PARTIALS[1](x))

        def closed():
            fs = [made(1.5), made(2.5)]
            a, b = made(7.0), made(8.0)

            @flatgen.differentiable
            def f(x):
                return np.sum(fs[0](x) + 3 * fs[1](x) * a(x) - b(x))

            return f

        f = closed()
        """,
    )
    x = np.array([0.3, -0.4, 1.2])
    for f in (module.several, module.chosen, module.f):
        check(f, x)
    check(module.chosen, x, kind="quad")


def test_what_objects_and_classes_have(modules: Modules) -> None:
    """Settings are constants, by the name that they are read by: live."""
    module = modules.load(
        "settings_of",
        """
        from collections import deque
        from dataclasses import dataclass
        from enum import Enum
        from types import SimpleNamespace

        cfg = SimpleNamespace(lr=0.1, steps=3, opt=SimpleNamespace(beta=0.9), std=2.0, name="tanh")
        cfg.drop = None

        class Const:
            A = 2.0
            N = 4

        class Kind(Enum):
            L1 = 1
            L2 = 2

        @dataclass(frozen=True)
        class Config:
            lr: float = 0.1
            steps: int = 3

        CONFIG = Config()

        @flatgen.differentiable
        def steps(x):
            for _ in range(cfg.steps):
                x = x - cfg.lr * np.sin(x)
            return np.sum(x) * cfg.opt.beta * cfg.std

        @flatgen.differentiable
        def filled(x):
            y = np.zeros(Const.N)
            y[0] = x[0] * Const.A
            y = y if cfg.drop is None else y * cfg.drop
            return np.sum(y[: CONFIG.steps]) * CONFIG.lr

        @flatgen.differentiable
        def kind(x, kind: Kind = Kind.L2):
            if kind is Kind.L1:
                return np.sum(np.abs(x))
            if kind == Kind.L2:
                return np.sum(x**2) if cfg.name == "tanh" else np.sum(x)
            return np.sum(x)

        @flatgen.differentiable
        def queue(x):
            q = deque()
            for i in range(3):
                q.append(x[i] ** 2)
            return q.popleft() * q.pop()
        """,
    )
    x = np.array([0.3, -0.4, 1.2])
    for f in (module.steps, module.filled, module.kind, module.queue):
        check(f, x)
    check(module.kind, x, module.Kind.L1)
    module.cfg.name, module.cfg.steps, module.Const.A, module.cfg.drop = "sin", 2, 3.0, 0.5
    for f in (module.steps, module.filled, module.kind):
        check(f, x)


def test_a_function_as_default_is_the_one_that_is_called(modules: Modules) -> None:
    module = modules.load(
        "defaults",
        """
        def relu(z):
            return np.maximum(z, 0)

        @flatgen.differentiable
        def f(x, act=relu, *, last=np.tanh):
            return np.sum(last(act(x)))
        """,
    )
    x = np.array([0.3, -0.4, 1.2])
    check(module.f, x)
    assert np.array_equal(module.f.grad(x, module.relu), module.f.grad(x))
    for wrong in ({"act": np.sin}, {"last": np.sin}):
        with pytest.raises(AssertionError):
            module.f.grad(x, **wrong)


def test_methods_of_super_are_those_of_the_object(modules: Modules) -> None:
    module = modules.load(
        "inheriting",
        """
        class Base:
            k = 2.0

            def m(self, x):
                return self.k * np.sin(x)

            @staticmethod
            def cubed(x):
                return x**3

            @classmethod
            def scaled(cls, x):
                return cls.k * x

        class Middle(Base):
            k = 3.0

            def m(self, x):
                return super().m(x) + x**2

            def cubed(self, x):
                return super().cubed(x) * 2

        class Model(Middle):
            def m(self, x):
                return super().m(x) * super().scaled(x)

            @flatgen.differentiable
            def loss(self, x):
                return np.sum(self.m(x) + super().cubed(x))

        class Other(Base):
            def m(self, x):
                return np.exp(super().m(x))

        class Both(Model, Other):
            k = 0.5
        """,
    )
    x = np.array([0.3, -0.4, 1.2])
    check(module.Model().loss, x)
    check(module.Both().loss, x)  # between Middle and Base is Other
    assert np.isclose(module.Both().m(x), (np.exp(0.5 * np.sin(x)) + x**2) * 0.5 * x).all()


def test_closures_are_live(modules: Modules) -> None:
    module = modules.load(
        "closed",
        """
        def made(scale):
            def cube(x):
                return x**3

            @flatgen.differentiable
            def f(x):
                return scale * cube(x)

            def rescale(new):
                nonlocal scale
                scale = new

            return f, rescale
        """,
    )
    f, rescale = module.made(2.0)
    assert f.grad(3.0) == 54.0
    rescale(1.0)
    assert f.grad(3.0) == 27.0
    assert f.hvp(3.0, 1.0) == 18.0
    other, _ = module.made(10.0)
    assert (f.grad(1.0), other.grad(1.0)) == (3.0, 30.0)


def test_functions_of_one_factory(modules: Modules) -> None:
    module = modules.load(
        "factory",
        """
        def scaled(y):
            def by(x, k):
                return y * k * x
            return by

        def make_loss(X, y):
            inner = scaled(3.0)

            def predict(w):
                s0 = X @ w
                return inner(s0, 1.0)

            def loss(w):
                return np.mean((predict(w) - y) ** 2)

            def rescale(new):
                nonlocal X
                X = new

            return loss, rescale

        def made(out, s0):
            def inner(w):
                return out * s0 * w

            def f(w):
                s1 = inner(w)
                return s1 * inner(w)

            return f
        """,
    )
    X, y, w = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([1.0, 2.0]), np.array([0.3, 0.2])
    loss, rescale = module.make_loss(X, y)
    grad = flatgen.grad(loss)
    assert np.allclose(grad(w), 3 * X.T @ (3 * X @ w - y))
    rescale(2 * X)
    assert np.allclose(grad(w), 6 * X.T @ (6 * X @ w - y))
    assert np.allclose(flatgen.hvp(loss)(w, w), 6 * X.T @ (6 * X @ w))
    assert flatgen.grad(module.made(2.0, 3.0))(1.5) == 2 * 36 * 1.5
    again = flatgen.grad(flatgen.grad(module.made(2.0, 3.0)))
    assert again(1.5) == 72.0


def test_methods(modules: Modules) -> None:
    module = modules.load(
        "methods",
        """
        class Model:
            power = 2

            def __init__(self, w):
                self.w = w

            @flatgen.differentiable
            def loss(self, x, y=1.0):
                return np.sum((self.w * x - y) ** self.power)

            @staticmethod
            @flatgen.differentiable
            def square(x):
                return x * x

            @flatgen.differentiable
            @staticmethod
            def cube(x):
                return x * x * x
        """,
    )
    model = module.Model(np.array([1.0, 2.0]))
    x = np.array([1.0, 1.0])
    assert model.loss(x) == 1.0
    assert np.array_equal(model.loss.grad(x)[0], [0.0, 4.0])
    assert np.array_equal(module.Model.loss.grad(model, x)[0], [0.0, 4.0])
    model.w = np.array([2.0, 2.0])
    assert np.array_equal(model.loss.grad(x)[0], [4.0, 4.0])
    assert np.array_equal(flatgen.grad(model.loss)(x)[0], [4.0, 4.0])
    assert (model.square.grad(3.0), module.Model.cube.grad(2.0)) == (6.0, 12.0)


def test_methods_that_call_others(modules: Modules) -> None:
    modules.write(
        "nets",
        """
        import numpy as np

        RATE = 3.0

        class Base:
            def loss(self, x):
                grad_out = self.forward(x)
                return np.sum(grad_out**2)

            def scaled(self, x):
                return self.act(x) * RATE * self.k

            def act(self, x):
                return np.tanh(x)
        """,
    )
    module = modules.load(
        "inherits",
        """
        import nets

        def halved(x):
            return x / 2

        class MLP(nets.Base):
            power = 2

            def __init__(self, w):
                self.w, self.k = w, 2.0

            @property
            def bias(self):
                return self.w[0]

            def forward(self, x):
                out = self.w @ x + self.bias
                return self.shifted(self.act(out)) + self.of_class(out) + self.scaled(x)[0]

            @staticmethod
            def shifted(h, by=1.0):
                return halved(h) + by

            @classmethod
            def of_class(cls, h):
                return h**cls.power

            @flatgen.differentiable(wrt="x")
            def energy(self, x, c=2.0):
                s0 = self.forward(x)
                return c * np.sum(s0) + self.loss(x)

        class Other(MLP):
            power = 3

            def act(self, x):
                return np.sin(x)

            def fill(self, h):
                h[0] = h[0] ** 2

            def total(self, x):
                h = x.copy()
                for _ in range(2):
                    self.fill(h)
                return np.sum(h)
        """,
    )
    w, x = np.array([[1.0, 0.5], [0.2, -0.3]]), np.array([0.3, 0.4])

    def slope(f: Any, x: Any) -> Any:
        h = 1e-6 * np.eye(len(x))
        return np.array([(f(x + d) - f(x - d)) / 2e-6 for d in h])

    for kind in (module.MLP, module.Other):
        model = kind(w)
        made = flatgen.grad(model.loss, wrt="x")
        assert np.allclose(made(x), slope(model.loss, x), atol=1e-6)
        made = flatgen.grad(module.MLP.energy, wrt="x")
        assert np.allclose(made(model, x), slope(model.energy, x), atol=1e-6)
        assert np.allclose(model.energy.grad(x), slope(model.energy, x), atol=1e-6)
        assert np.allclose(module.MLP.energy.grad(model, x), slope(model.energy, x), atol=1e-6)
        assert model.energy.jvp(x, dot_x=x) == pytest.approx(slope(model.energy, x) @ x, abs=1e-6)
    assert "self.w" in module.MLP.energy.grad.source
    other = module.Other(w)
    assert np.allclose(flatgen.grad(other.total)(x), slope(other.total, x), atol=1e-6)
    with pytest.raises(FlatgenError, match=r"unknown function 'self.forward'") as caught:
        flatgen.grad(module.MLP.loss)  # of nets.Base, which has none
    assert "help: pass a method of an object" in caught.value.report()
    other.act = np.cos
    with pytest.raises(FlatgenError, match="this Other has act of its own"):
        other.energy.grad(x)


def test_methods_pickle(modules: Modules) -> None:
    module = modules.load(
        "pickled",
        """
        class A:
            @flatgen.differentiable
            def m(self, x):
                return self.n(x) * x

            def n(self, x):
                return x * x
        """,
    )
    assert pickle.loads(pickle.dumps(module.A.m)) is module.A.m
    assert pickle.loads(pickle.dumps(module.A().m))(2.0) == 8.0
    assert pickle.loads(pickle.dumps(module.A().m.grad))(2.0) == 12.0
    assert pickle.loads(pickle.dumps(module.A.m.grad))(module.A(), 2.0) == 12.0


def test_functions_of_other_modules(modules: Modules) -> None:
    modules.write("pack/__init__", "")
    modules.write(
        "pack/parts",
        """
        import numpy as np
        from math import sqrt as root

        EPS = 1e-5
        WEIGHTS = np.array([1.0, 2.0, 3.0])

        def normalize(x, eps=EPS):
            mean = np.mean(x)
            return (x - mean) / np.sqrt(np.var(x) + eps) * WEIGHTS

        def scaled(z):
            return root(EPS) * z * np.pi
        """,
    )
    module = modules.load(
        "pack/whole",
        """
        from . import parts
        from .parts import normalize as standard

        @flatgen.differentiable
        def f(x):
            mean = standard(x)
            return np.sum(mean**2) + np.sum(parts.scaled(mean))
        """,
    )
    x = np.array([0.3, -0.4, 1.2])
    for _ in range(2):
        step = 1e-6 * np.eye(3)
        wanted = [(module.f(x + h) - module.f(x - h)) / 2e-6 for h in step]
        assert np.allclose(module.f.grad(x), wanted, rtol=1e-6)
        module.parts.EPS = 0.5
        module.parts.WEIGHTS = np.array([3.0, 1.0, 0.0])


def test_names_of_other_modules_clash_with_none(modules: Modules) -> None:
    modules.write("squares", "def square(x):\n    out = x**3\n    return out * out\n")
    made = flatgen.grad(
        modules.load("uses", "import squares\n\ndef f(x):\n    return 2 * squares.square(x)\n").f
    )
    assert made(1.0) == 12.0


def test_faults_in_other_modules_say_where(modules: Modules) -> None:
    path = modules.write("faulty", "def strange(x):\n    y = x * 2\n    return {y: 1.5}[y]\n")
    with pytest.raises(FlatgenError) as caught:
        modules.load(
            "caller",
            "import faulty\n\n@flatgen.differentiable\ndef f(x):\n    return faulty.strange(x)\n",
        )
    assert caught.value.filename == str(modules.folder / "caller.py")
    assert caught.value.lineno == 8
    assert f"in strange ({path}:3)" in caught.value.msg


def test_several_outputs(modules: Modules) -> None:
    module = modules.load(
        "several", "@flatgen.differentiable\ndef f(x, y):\n    return x * y, x + y\n"
    )
    assert module.f.vjp(2.0, 3.0, 1.0, 10.0) == (13.0, 12.0)
    assert module.f.jvp(2.0, 3.0, 1.0, 0.0) == (3.0, 1.0)
    with pytest.raises(FlatgenError, match="returns 2 values"):
        module.f.grad(2.0, 3.0)


def test_errors_are_raised_at_import(modules: Modules) -> None:
    with pytest.raises(FlatgenError) as caught:
        modules.load("wrong", "@flatgen.differentiable\ndef f(x):\n    return np.tanhh(x)\n")
    error = caught.value
    assert (error.filename, error.lineno, error.offset) == (str(modules.folder / "wrong.py"), 6, 12)
    assert error.text == "    return np.tanhh(x)"
    assert "did you mean np.tanh?" in error.report()


def test_tracebacks_show_help_and_all_faults(modules: Modules) -> None:
    text = "@flatgen.differentiable\ndef f(x):\n    y = np.tanhh(x)\n    return np.sinn(y)\n"
    modules.write("wrong_twice", HEAD + text)
    run = subprocess.run(
        [sys.executable, "-c", "import wrong_twice"],
        cwd=modules.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    with pytest.raises(FlatgenError) as caught:
        importlib.import_module("wrong_twice")
    error = caught.value
    assert error.msg == "unknown function 'np.tanhh'"
    again = pickle.loads(pickle.dumps(error))
    for shown in (
        run.stderr,
        "".join(traceback.format_exception(error)),
        "".join(traceback.format_exception(again)),
    ):
        assert shown.count("unknown function 'np.tanhh'") == 1
        assert shown.count("help: did you mean np.tanh?") == 1
        assert shown.endswith(error.report()[error.report().index("help: ") :] + "\n")
        assert "wrong_twice.py:7:12: unknown function 'np.sinn'\n    return np.sinn(y)\n" in shown
        assert "help: did you mean np.sin?" in shown


def test_what_is_no_plain_function(modules: Modules) -> None:
    module = modules.load(
        "wrapped",
        """
        import functools

        def twice(function):
            @functools.wraps(function)
            def wrapper(x):
                return 2 * function(x)
            return wrapper

        @twice
        def f(x):
            return x * x

        @twice
        @flatgen.differentiable
        def g(x):
            return x * x

        def plain(x, a):
            return x * a

        @functools.lru_cache
        def cached(x):
            return x * x

        @flatgen.differentiable
        def uses(x):
            return cached(x) * 3
        """,
    )
    with pytest.raises(FlatgenError, match=r"f is wrapped by a decorator.*"):
        flatgen.grad(module.f)
    assert module.g(3.0) == 18.0
    assert module.g.grad(3.0) == 6.0  # functools.wraps hands on what g has
    assert flatgen.grad(module.cached)(3.0) == 6.0
    assert module.uses.grad(2.0) == 12.0
    with pytest.raises(FlatgenError, match="no function of Python's"):
        flatgen.grad(np.exp)
    with pytest.raises(FlatgenError, match="a lambda has no name") as caught:
        flatgen.grad(lambda x: x)
    assert "help: write it as a def: def f(x): return ..." in caught.value.report()
    with pytest.raises(FlatgenError, match="a partial of plain is no") as caught:
        flatgen.grad(functools.partial(module.plain, a=3.0))
    assert "help: take the partial of its gradient" in caught.value.report()
    with pytest.raises(FlatgenError, match="3 is no function"):
        flatgen.grad(3)  # type: ignore[arg-type]

    async def late(x: float) -> float:
        return x

    with pytest.raises(FlatgenError, match="an async function is not supported"):
        flatgen.grad(late)
    namespace: dict[str, Any] = {}
    exec("def hidden(x):\n    return x", namespace)
    with pytest.raises(FlatgenError, match=r"the source of hidden (can't be found|has changed)"):
        flatgen.grad(namespace["hidden"])


def test_lambdas_that_are_called(modules: Modules) -> None:
    module = modules.load(
        "lambdas",
        """
        square = lambda x: x * x
        one, two = lambda x: x, lambda x: 2 * x

        def made(k):
            times = lambda x: k * x

            def f(x):
                return times(square(x))

            return f

        def several(x):
            return one(x) * two(x) + three["a"](x) * three["b"](x)

        three = {"a": lambda x: x, "b": lambda x: (lambda y: x * y)(x), "c": lambda x: x}
        """,
    )
    assert flatgen.grad(module.made(3.0))(2.0) == 12.0
    if sys.version_info >= (3, 11):
        assert flatgen.grad(module.several)(2.0) == 4 * 2.0 + 3 * 2.0**2
    else:
        with pytest.raises(FlatgenError, match="which of the lambdas on a line"):
            flatgen.grad(module.several)


def test_gradients_within_functions(modules: Modules) -> None:
    module = modules.load(
        "forces",
        """
        @flatgen.differentiable
        def energy(x):
            return np.sum(x**3)

        jvp = energy.jvp

        def force(x):
            return np.sum(energy.grad(x) ** 2) + energy.jvp(x, x) + jvp(x, x)

        def late(x):
            return np.sum(flatgen.grad(energy)(x))
        """,
    )
    x = np.array([1.0, 2.0])
    assert np.allclose(flatgen.grad(module.force)(x), 36 * x**3 + 18 * x**2)
    with pytest.raises(FlatgenError, match=r"flatgen.grad within a function is not") as caught:
        flatgen.grad(module.late)
    assert len(caught.value.faults) == 1
    assert "help: bind what it makes to a name at the top" in caught.value.report()
    text = "def e(x):\n    return x**3\n\ndef f(x):\n    return e.grad(x)\n"
    with pytest.raises(FlatgenError, match=r"the attribute .grad is not supported") as caught:
        flatgen.generate(text)
    assert "help: put what flatgen writes of the function into the file" in caught.value.report()


def test_functions_that_only_the_run_tells() -> None:
    text = "import numpy as np\ndef f(x, act):\n    return np.sum(act(x))\n"
    with pytest.raises(FlatgenError, match="what is called here is not a function") as caught:
        flatgen.generate(text)
    assert "default that it is for, act=np.tanh" in caught.value.report()
    text = (
        "import numpy as np\ndef f(x, k: bool):\n    a = x.sum if k else x.mean\n    return a()\n"
    )
    with pytest.raises(
        FlatgenError, match="a is a function in one branch and another one"
    ) as caught:
        flatgen.generate(text)
    assert "help: call each where it is chosen" in caught.value.report()


def test_they_are_ordinary_functions(modules: Modules) -> None:
    module = modules.load(
        "ordinary",
        """
        @flatgen.differentiable
        def f(x: float, n: int = 3, *, scale: float = 2.0) -> float:
            return scale * x**n
        """,
    )
    grad = module.f.grad
    assert inspect.isfunction(grad)
    assert str(inspect.signature(grad)) == "(x: float, n: int = 3, *, scale: float = 2.0)"
    assert str(inspect.signature(module.f.jvp)).startswith(
        "(x: float, n: int = 3, *, scale: float = 2.0, dot_x: float"
    )
    assert grad.__annotations__ == {"x": float, "n": int, "scale": float}
    assert inspect.getsource(grad).startswith("def grad_f(x: float, n: int = 3")
    assert grad.__module__ == "ordinary"
    assert "grad_x: the gradient with respect to x, a number" in grad.__doc__
    assert grad(2.0) == (24.0, 8.0)
    assert grad(2.0, 2, scale=1.0) == (4.0, 4.0)
    for form in ("grad", "vjp", "value_and_grad", "hvp"):
        assert pickle.loads(pickle.dumps(getattr(module.f, form))) is getattr(module.f, form)
    assert functools.partial(grad, n=1)(5.0) == (2.0, 5.0)


def test_shapes_in_docstrings(modules: Modules) -> None:
    module = modules.load(
        "shaped",
        """
        from typing import Annotated

        @flatgen.differentiable
        def f(x: Annotated[np.ndarray, "N D"], w: Annotated[np.ndarray, "D"]):
            return np.sum((x @ w) ** 2)
        """,
    )
    assert "grad_w: the gradient with respect to w, of the shape of w, [D]" in module.f.grad.__doc__


def test_of_any_order(modules: Modules) -> None:
    f = modules.load(
        "powers", "@flatgen.differentiable\ndef f(x):\n    return np.sin(x) * x**3\n"
    ).f
    first = flatgen.grad(f.grad)
    assert np.isclose(first(0.7), f.hvp(0.7, 1.0))
    assert np.isclose(flatgen.jvp(first)(0.7, 1.0), flatgen.grad(first)(0.7))
    assert flatgen.grad(f)(0.7) == f.grad(0.7)
    assert flatgen.value_and_grad(f.vjp, wrt="x")(0.7, 1.0)[0] == f.grad(0.7)


def test_helpers_of_helpers_in_higher_orders(modules: Modules) -> None:
    """What a generated text binds is seen by its function alone where it calls it: a next order brings its own."""
    text = """
    from numpy import exp, mean

    @flatgen.differentiable
    def f(x, w):
        return mean(exp(x @ w)) ** 2
    """
    modules.write("matrices", "import flatgen\n" + textwrap.dedent(text))
    f = importlib.import_module("matrices").f
    rng = np.random.default_rng(1)
    x, w, v, u = [rng.normal(size=shape) for shape in ((3, 2), (2, 2), (3, 2), (2, 2))]
    again = flatgen.vjp(f.grad)(x, w, v, u)
    third = flatgen.vjp(flatgen.vjp(f.grad))
    for found, wanted in zip(again, f.hvp(x, w, v, u)):
        np.testing.assert_allclose(found, wanted)
    step = 1e-6
    up, down = [flatgen.vjp(f.grad)(x + sign * v, w, v, u) for sign in (step, -step)]
    slopes = [(a - b) / (2 * step) for a, b in zip(up, down)]
    found = third(x, w, v, u, v, u)
    wanted = sum(np.sum(a * b) for a, b in zip(slopes, (v, u)))
    np.testing.assert_allclose(np.sum(found[0] * v), wanted, rtol=1e-6)


def test_tracebacks_show_the_lines(modules: Modules) -> None:
    f = modules.load("squares", SQUARES).f
    try:
        f.grad(np.ones(2), np.ones(3))
    except ValueError as error:
        text = "".join(traceback.format_exception(error))
    assert "s0 = x * w" in text
    assert "in grad_f" in text
    assert "<flatgen grad_f of squares:" in text
    linecache.checkcache()
    assert "s0 = x * w" in inspect.getsource(f.grad)


@pytest.mark.parametrize("value", ["a * x / y", "a * np.sum(x / y)", "a * sum([t * x for t in y])"])
def test_lines_and_columns_are_those_of_the_text(modules: Modules, value: str) -> None:
    """Behind helpers, behind imports, on the first line: where names are a closure's, too."""
    text = f"""
        def made(a):
            @flatgen.differentiable
            def f(x, y):
                return {value}

            return f

        f = made(2.0)
        """
    made = modules.load(f"places_{len(value)}", text).f.grad
    whole = compile(made.source, "text", "exec")
    alone = next(c for c in whole.co_consts if getattr(c, "co_name", "") == "grad_f")
    places = [
        {line for *_, line in code.co_lines() if line}
        if sys.version_info < (3, 11)
        else {place for place in code.co_positions() if place[0] not in (None, code.co_firstlineno)}
        for code in (made.__code__, alone)
    ]
    assert places[0] == places[1]
    assert made.__code__.co_firstlineno == alone.co_firstlineno
    assert inspect.getsource(made).startswith("def grad_f")


def test_the_debugger_steps_through(modules: Modules) -> None:
    from io import StringIO

    f = modules.load("squares", SQUARES).f
    out = StringIO()
    debugger = pdb.Pdb(
        stdin=StringIO("s\n" * 4 + "p s0\nl\nc\n"), stdout=out, nosigint=True, readrc=False
    )
    debugger.runcall(f.grad, np.array([2.0]), np.array([3.0]))
    said = out.getvalue()
    assert "-> s0 = x * w" in said
    assert "# Backward" in said
    assert "[6.]" in said


def test_reload_and_changed_sources(modules: Modules) -> None:
    module = modules.load("changing", "@flatgen.differentiable\ndef f(x):\n    return x * 2.0\n")
    old = module.f
    assert module.f.grad(1.0) == 2.0
    modules.write("changing", HEAD + "\n@flatgen.differentiable\ndef f(x):\n    return x * 5.0\n")
    with pytest.raises(FlatgenError, match="has changed since it was loaded"):
        flatgen.vjp(old)
    assert importlib.reload(module).f.grad(1.0) == 5.0
    assert module.f.hvp(1.0, 1.0) == 0.0
    assert old.grad(1.0) == 2.0


@pytest.mark.parametrize(
    "body",
    [
        "    def g(a):\n        return a**2\n    return g(x)\n",
        "    t = [lambda a: a**2]\n    return t[0](x)\n",
        "    return sum([a**2 for a in (x, x)])\n",
        "    assert x > 0\n    return x**2\n",
    ],
)
def test_sources_that_changed_within(modules: Modules, body: str) -> None:
    module = modules.load("within", f"def f(x):\n{body}")
    old = module.f
    modules.write("within", f"{HEAD}def f(x):\n{body.replace('**2', '**3')}")
    with pytest.raises(FlatgenError, match="has changed since it was loaded"):
        flatgen.grad(old)
    assert flatgen.grad(importlib.reload(module).f)(1.0) > 0


def test_functions_that_call_each_other_very_often(modules: Modules) -> None:
    lines = [f"def f{i}(x):\n    return f{i - 1}(x) + 1\n" for i in range(1, 400)]
    module = modules.load("chained", "def f0(x):\n    return x * 2\n" + "".join(lines))
    with pytest.raises(FlatgenError, match="too deep"):
        flatgen.grad(module.f399)
    assert flatgen.grad(module.f20)(1.0) == 2.0


def test_cells_of_a_notebook() -> None:
    """A cell is a file of linecache's, its names are one module's."""
    names: dict[str, Any] = {"__name__": "__main__"}

    def run(text: str, name: str) -> None:
        text = textwrap.dedent(text)
        linecache.cache[name] = (len(text), None, text.splitlines(True), name)
        exec(compile(text, name, "exec"), names)

    run(
        "import numpy as np\nimport flatgen\nRATE = 3.0\ndef square(x):\n    return RATE * x**2\n",
        "<cell 1>",
    )
    run("@flatgen.differentiable\ndef f(x):\n    return square(x) + 1\n", "<cell 2>")
    assert names["f"].grad(2.0) == 12.0
    run("def square(x):\n    return x**3\n", "<cell 1>")
    run("@flatgen.differentiable\ndef f(x):\n    return square(x) + 1\n", "<cell 2>")
    assert names["f"].grad(2.0) == 12.0
    assert names["f"].hvp(2.0, 1.0) == 12.0


def test_pickles_in_another_process(modules: Modules) -> None:
    f = modules.load("squares", SQUARES).f
    path = modules.folder / "pickled"
    path.write_bytes(pickle.dumps([f.grad, f.hvp]))
    code = f"import pickle; g, h = pickle.load(open({str(path)!r}, 'rb')); print(g(1.0, 2.0), h.__name__)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=modules.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split() == ["(8.0,", "4.0)", "hvp"], run.stderr


def test_what_is_made_of_a_function_pickles_by_its_name(modules: Modules) -> None:
    module = modules.load("named", "def f(x):\n    return x * x\n")
    made = flatgen.grad(module.f)
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(made)
    module.grad_f = made  # type: ignore[attr-defined]
    assert pickle.loads(pickle.dumps(made)) is made


def test_verify_takes_functions(modules: Modules) -> None:
    module = modules.load(
        "verified",
        """
        RATE = 0.5

        @flatgen.differentiable
        def f(x, w):
            return np.sum(np.tanh(x * w)) * RATE
        """,
    )
    for mode in ("grad", "vjp", "jvp", "hvp"):
        report = flatgen.verify(module.f, mode=mode, points=3)
        assert report.ok, report
    assert flatgen.verify(module.f, wrt=["w"], value=True, points=2).ok


def test_verify_takes_functions_as_they_are_decorated(modules: Modules) -> None:
    text = """
    def bent(x):
        return np.sin(x)

    @flatgen.rule("bent(x)")
    def wrong(y, x, grad_y):
        \"\"\"sine, badly\"\"\"
        grad_x = grad_y * np.cos(x) * 1.001
        return grad_x

    @flatgen.differentiable(rules=[wrong], wrt="x", shapes={"x": "N", "y": "N"})
    def f(x, y):
        return np.sum(bent(x) * y)
    """
    f = modules.load("bent", text).f
    report = flatgen.verify(f)
    assert [row.input for row in report.rows] == ["x"]
    assert not report.ok
    assert [row.input for row in flatgen.verify(f, wrt="y").rows] == ["y"]


def test_namedtuples_are_the_modules_own(modules: Modules) -> None:
    module = modules.load(
        "tuples",
        """
        from collections import namedtuple

        Pair = namedtuple("Pair", "total mean")

        @flatgen.differentiable
        def f(x):
            return Pair(np.sum(x), np.mean(x))
        """,
    )
    dots = module.f.jvp(np.ones(4), np.arange(4.0))
    assert dots == module.Pair(6.0, 1.5)
    assert type(dots) is module.Pair


def test_many_functions_share_one_reading(modules: Modules) -> None:
    """A file is read once for all of its functions: the parts that would be done again are counted."""
    import flatgen.live as live

    lines = [f"@flatgen.differentiable\ndef f{i}(x):\n    return x * {i}.5\n" for i in range(30)]
    calls: list[str] = []
    original = live.Module.__init__

    def counted(self: ModuleType, *args: Any) -> None:
        calls.append(args[2])
        original(self, *args)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live.Module, "__init__", counted)
        module = modules.load("many", "\n".join(lines))
    assert module.f29.grad(1.0) == 29.5
    assert calls.count(str(modules.folder / "many.py")) == 1


ROW = "Annotated[np.ndarray, 'N']"
MANY = """
from typing import Annotated

@flatgen.differentiable
def f{i}(x: {row}, scale: {row}, offset: {row}):
    h = np.tanh(x * scale + offset)
    p = np.exp(h) / np.sum(np.exp(h))
    return np.sum(p * h) / {i}.5
"""


def test_an_import_takes_as_long_as_its_functions_are_many(modules: Modules) -> None:
    """What is done for each is counted, by the calls of Python's own functions: it grows by as much for each."""
    taken = []
    modules.load("warm", MANY.format(i=1, row=ROW))
    for count in (5, 15, 25):
        calls = [0]

        def counted(frame: Any, event: str, argument: Any, calls: list[int] = calls) -> None:
            calls[0] += event == "call"

        text = "".join([MANY.format(i=i, row=ROW) for i in range(1, count + 1)])
        modules.write(f"many_{count}", HEAD + text)
        sys.setprofile(counted)
        try:
            importlib.import_module(f"many_{count}")
        finally:
            sys.setprofile(None)
        taken.append(calls[0])
    assert taken[2] - taken[1] < 1.1 * (taken[1] - taken[0])


def test_lines_that_fit_go_past_black(modules: Modules, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading black takes ten times as long as Python's own start: a head that is too long needs none of it."""
    import flatgen.printing as printing

    def unasked(text: str) -> str:
        raise AssertionError(f"black is asked for {text!r}")

    for room in ("render", "folding"):
        monkeypatch.setattr(f"flatgen.{room}.settle", unasked)
    assert callable(printing.settle)
    long = MANY.replace("offset: {row}", "offset: {row}, more: {row}").replace("np.tanh(", "(")
    module = modules.load("past", long.format(i=1, row=ROW))
    assert "def grad_f1(\n    x: " in module.f1.grad.source
    unknown = modules.load("unknown", long.format(i=1, row="object"))
    assert "def unbroadcast(" in unknown.f1.grad.source


def test_constants_of_helpers_are_read_where_they_are(modules: Modules) -> None:
    """``from parts import RATE`` has what it was; the helper reads what it is."""
    modules.write("far_parts", "LIMIT = 3.0\n")
    modules.write(
        "parts",
        "import far_parts\nRATE = 3.0\ndef scaled(x):\n    return x * RATE * far_parts.LIMIT\n",
    )
    lines = "@flatgen.differentiable\ndef f(x: float):\n    return called(x)\n"
    heads = [
        "from parts import RATE\nfrom parts import scaled as called\nfrom far_parts import LIMIT\n",
        "from parts import scaled as called, RATE as K\nfrom far_parts import LIMIT as M\n",
        "from parts import *\nfrom far_parts import *\ncalled = scaled\n",
    ]
    for i, head in enumerate(heads):
        module = modules.load(f"caller{i}", head + lines)
        parts, far = sys.modules["parts"], sys.modules["far_parts"]
        parts.RATE, far.LIMIT = 3.0, 3.0
        assert module.f.grad(1.0) == 9.0
        parts.RATE, far.LIMIT = 7.0, 5.0
        assert module.f.grad(1.0) == module.f(1.0) == 35.0
        assert module.f.value_and_grad(1.0) == (35.0, 35.0)


HELPED = {  # gradients that bring helpers along, which call others and constants of libraries
    "slopes": "np.sum(np.gradient(x) ** 2)",
    "partition": "np.partition(x, 2)[2] ** 2",
    "eigenvectors": "np.sum(np.linalg.eigh(x[:, None] * x + np.diag([1.0, 2.0, 4.0]))[1][0] ** 4)",
    "median": "np.median(x) ** 2",
    "sorted": "np.sum(np.sort(x) * np.arange(3.0) * x)",
    "spread": "np.std(x, axis=0) * x[0]",
    "steps": "np.sum(np.diff(x, n=2) ** 2)",
    "product": "np.prod(x) ** 2",
    "running": "np.sum(np.cumprod(x) ** 2)",
    "padded": "np.sum(np.pad(x, 2, mode='reflect') ** 3)",
    "quantile": "np.quantile(x, 0.3) ** 2",
    "divided": "np.sum(np.divide(x, x[::-1], out=np.zeros_like(x), where=x > 0) ** 2)",
    "tiled": "np.sum(np.tile(x, (2, 2)) ** 3)",
    "spectrum": "np.sum(np.abs(np.fft.rfft(x)) ** 2)",
    "pseudo_inverse": "np.sum(np.linalg.pinv(x[:, None]) ** 2)",
}


@pytest.mark.parametrize("name", HELPED)
def test_helpers_are_known_again(name: str, modules: Modules) -> None:
    """What a gradient brings along has rules of its own, in the library as in a file."""
    module = modules.load(name, f"import numpy as np\ndef f(x):\n    return {HELPED[name]}\n")
    x, along = np.array([0.7, 1.9, 1.2]), np.array([0.3, -0.5, 0.2])
    grad = flatgen.grad(module.f)
    slope = (grad(x + 1e-6 * along) - grad(x - 1e-6 * along)) / 2e-6
    np.testing.assert_allclose(flatgen.jvp(grad)(x, along), slope, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.vjp(grad)(x, along), slope, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(flatgen.hvp(module.f)(x, along), slope, rtol=1e-4, atol=1e-5)


class Scaled:
    def __init__(self, by: float) -> None:
        self.by = by

    def __add__(self, other: Any) -> Any:
        return self.by * other


class Odd(float):
    def __mul__(self, other: Any) -> Any:
        return 2 * float(self) * other


@pytest.mark.parametrize(
    "value",
    [
        Scaled(2.0),
        Odd(2.0),
        np.asmatrix(np.eye(2)),
        np.ma.array([1.0, 2.0], mask=[True, False]),
        scipy.sparse.csr_matrix(np.eye(2)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_operators_of_its_own(value: Any, modules: Modules) -> None:
    """What they do isn't known; of arrays and numbers of any kind it is."""
    module = modules.load(
        "operators", "import numpy as np\ndef f(x):\n    return np.sum((A + x) * A)\n"
    )
    module.A = value
    with pytest.raises(FlatgenError, match="whose operators are its own"):
        flatgen.grad(module.f)
    for plain in (2, 2.0, True, np.float32(2.0), np.int64(2), np.bool_(True), np.ones(2)):
        module.A = plain
        x = np.array([0.5, 0.7])
        assert np.allclose(flatgen.grad(module.f)(x), np.full(2, float(np.ravel(plain)[0])))


class Scaled:
    """Its forms are functions to look at, bound and not."""

    def __init__(self, w: float) -> None:
        self.w = w

    def scaled(self, x: Any) -> Any:
        return x * self.w

    @flatgen.differentiable
    def loss(self, x: Any) -> Any:
        """The loss."""
        return np.sum(self.scaled(x)) ** 2

    @flatgen.differentiable
    def alone(self, x: Any) -> Any:
        return np.sum(x) ** 2


@pytest.mark.parametrize("name", ["loss", "alone"])
def test_bound_forms_are_functions_to_look_at(name: str) -> None:
    one: Any = Scaled(2.0)
    for form in ("grad", "hvp", "value_and_jvp"):
        found = getattr(getattr(one, name), form)
        assert found.source.endswith(inspect.getsource(found))
        assert found.__name__ == f"{form}_{name}"
        assert next(iter(inspect.signature(found).parameters)) == "x"
        assert f" of {name}" in (inspect.getdoc(found) or "")
    assert inspect.getdoc(one.loss) == "The loss."
    x = np.array([0.3, -0.4])
    by_name = getattr(Scaled, name).grad(self=one, x=x)
    assert np.array_equal(by_name, getattr(one, name).grad(x=x))


@dataclasses.dataclass
class Plain:
    a: float
    n: int = 3
    name: str = "q"


@dataclasses.dataclass
class Derived(Plain):
    c: float = 2.0


@dataclasses.dataclass(kw_only=True)
class ByWord:
    a: float


@dataclasses.dataclass
class OneByWord:
    a: float
    b: float = dataclasses.field(default=1.0, kw_only=True)


def of_derived(p: Derived, x: Any) -> Any:
    return np.sum(p.a**2 * x * p.c)


def of_words(p: ByWord, x: Any) -> Any:
    return np.sum(p.a * x)


def of_a_word(p: OneByWord, x: Any) -> Any:
    return np.sum(p.a * x * p.b)


def test_dataclasses_that_cannot_be_made_by_place() -> None:
    """What a field is, a base may say; fields that are given by keyword alone are refused."""
    with pytest.raises(FlatgenError, match="a part of p is a constant, which has no gradient"):
        flatgen.grad(of_derived, wrt="p")
    for f in (of_words, of_a_word):
        with pytest.raises(FlatgenError, match=r"the attribute \.a is not supported"):
            flatgen.grad(f, wrt="p")
    text = (
        "from dataclasses import dataclass\n@dataclass(kw_only=True)\nclass P:\n    a: float\n"
        "def f(p: P, x):\n    return p.a * x\n"
    )
    with pytest.raises(FlatgenError, match=r"the attribute \.a is not supported"):
        flatgen.generate(text, wrt=["p"])
