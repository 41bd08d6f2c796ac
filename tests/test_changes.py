"""What a file does outside of its functions: whatever changes a constant goes into the output with it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from numeric import execute

from flatgen import generate

X = np.array([0.5, 1.5])
FUNCTION = "def f(x):\n    return np.sum(x**2 * K)\n"
FORMS = """
COEFS = np.zeros(2)
def fill():
    for i in range(2):
        COEFS[i] = 1.0 / (i + 1)
fill()
K = COEFS
---
W = [1.0]
def add(v): W.append(v)
add(5.0)
K = W[-1]
---
STATE = {"k": 2.0}
def configure(**kw): STATE.update(kw)
configure(k=5.0)
K = STATE["k"]
---
W = 2.0
def init():
    global W
    W = W * 7
init()
K = W
---
A = np.ones((2, 2)); np.fill_diagonal(A, 0.0)
K = A[0]
---
K = np.ones(2); np.copyto(K, 4.0)
---
K = np.ones(2); np.put(K, [0], 4.0); np.add.at(K, [1], 4.0)
---
K = np.ones(2); np.place(K, K > 0, 4.0); np.putmask(K, K > 5, 1.0)
---
K = np.ones(2); np.add(K, 3.0, K)
---
W = np.ones(2); V = np.add(W, 3.0, W)
K = W
---
K = np.array([np.nan, 1.0]); V = np.nan_to_num(K, copy=False)
---
K = np.ones(2); np.ndarray.fill(K, 7.0)
---
A = np.ones((2, 2))
for row in A: row[0] = 5.0
K = A[1]
---
D = {"a": np.ones(2)}
for name, v in D.items(): v[:] = 3.0
K = D["a"]
---
L = [3.0, 1.0]; del L[0]
K = L[0]
---
K = np.ones(2)
def init(w=K): w[0] = 7.0
init()
---
K = np.ones(2)
def get(): return K
get()[0] = 9.0
---
K = np.ones(2)
(lambda: K)()[1] = 9.0
---
K = np.ones(2)
class Holder: K[0] = 7.0
---
K = np.ones(2)
class Filler:
    def __init__(self): K[0] = 7.0
Filler()
---
K = np.ones(2)
class Base:
    def __init_subclass__(cls): K[1] = 7.0
class Derived(Base): pass
---
K = 2.0
match "a":
    case "a": K = 8.0
---
W = np.ones(2)
match 3:
    case 3: W[0] = 4.0
K = W
---
K = 1.0
if (K := 7.0) > 3: pass
---
K = 1.0
while (K := K + 1) < 5: pass
---
K = 1.0
def given(x, y=(K := 4.0)): return x
---
class Context:
    def __enter__(self): return 3.0
    def __exit__(self, *a): pass
with Context() as K: pass
---
if True:
    def made(): return 4.0
else:
    def made(): return 5.0
K = made()
---
try:
    def made(): return 2.0
except ZeroDivisionError:
    def made(): return 3.0
K = made()
---
def made(): return 4.0
K = made()
def made(): return 5.0
---
ACTS = {"a": 2.0}
def register(k, v): ACTS[k] = v
register("a", 5.0)
K = ACTS["a"] * len(ACTS)
---
ACTS = {"a": 2.0}
def register(name):
    def with_it(function):
        ACTS[name] = function(3.0)
        return function
    return with_it
@register("b")
def mine(v): return v * 2
K = ACTS["b"]
---
KINDS = {}
def register(cls):
    KINDS[cls.__name__] = cls.rate
    return cls
@register
class Fast: rate = 3.0
K = KINDS["Fast"]
---
D = {"a": 2.0}
for d in [D]: d["a"] = 6.0
K = D["a"]
---
H = [[1.0, 2.0]]
L = H[0]
L.append(5.0)
K = H[0][2]
---
import operator
L = [3.0, 4.0]
operator.setitem(L, 0, 9.0)
K = L[0]
---
W = np.ones(2)
V = W[1:]
V += 3.0
K = W
---
def work(): W.append(3.0)
W = []
def run(task): task()
run(task=work)
K = W[0]
---
class Rates:
    def __init__(self, values): self.values = values
    def load(self): self.values[0] = 8.0
W = np.ones(2)
rates = Rates(W)
rates.load()
K = W
---
np.random.seed(0)
class Drawn: z = np.random.rand()
K = np.random.rand(2)
---
np.random.seed(0)
def g(x, z=np.random.rand()): return x * z
K = np.random.rand(2)
---
C = np.ones(2)
class Q:
    @staticmethod
    def go(): C[1] = 8.0
Q.go()
K = C
---
C = np.ones(2)
class A:
    def __init__(self): C[0] = 3.0
class B(A): pass
b = B()
K = C
---
C = np.ones(2)
class A:
    def build(self): C[0] = 3.0
class B(A): pass
B().build()
K = C
---
C = np.ones(2)
class A:
    def __call__(self): C[0] = 3.0
b = A()
b()
K = C
---
C = np.ones(2)
class A:
    def __init__(self): C[0] = 3.0
class B(A):
    def __init__(self): super().__init__()
B()
K = C
---
C = np.ones(2)
class Q: w = C
Q.w[0] = 3.0
K = C
---
C = np.ones(2)
class Q: w = C
Q.w *= 3
K = C
---
C = np.ones(2)
def fill(k): C[k] = 4.0
F = {"a": fill}
F["a"](1)
K = C
---
C = np.ones(2)
def fill(k): C[k] = 4.0
for g in [fill]: g(1)
K = C
---
C = np.ones(2)
def a(): C[0] = 4.0
def b(): C[1] = 5.0
STEPS = (a, b)
for s in STEPS: s()
K = C
---
C = np.ones(2)
def a(): C[0] = 4.0
for n, g in {"a": a}.items(): g()
K = C
---
C = np.ones(2)
REG = []
def reg(g):
    REG.append(g); return g
@reg
def a(): C[0] = 4.0
for g in REG: g()
K = C
---
C = np.ones(2)
def logged(g):
    def w(*a):
        C[1] *= 2
        return g(*a)
    return w
@logged
def ident(a): return a
ident(3)
K = C
---
C = np.ones(2)
C.clip(0, 0.2, C)
K = C
---
C = np.ones(2)
C.cumsum(0, None, C)
K = C
---
C = np.ones(2)
if __name__ == "__main__":
    C[0] = 100.0
else:
    C[0] = 7.0
K = C
---
C = np.ones(2)
if __name__ != "__main__": C[0] = 9.0
K = C
---
C = np.ones(2)
def a(i):
    if i > 0: b(i - 1)
def b(i):
    a(i)
    C[i] = i + 3.0
b(1)
a(1)
K = C
---
C = np.ones(2)
from itertools import product
for i in product(range(2)):
    C[i] = sum(i) + 3.0
K = C
---
C = np.ones(2)
from itertools import product
def fill():
    for i, j in product(range(2), range(1)):
        C[i] = i + j + 3.0
fill()
K = C
---
C = np.ones(2)
P = {"w": C}
Q = P.copy()
Q["w"] += 2.0
K = C
---
C = np.ones(2)
for g in [lambda: C.fill(3)]: g()
K = C
---
C = np.ones(2)
D = {"g": lambda: C.fill(3)}; D["g"]()
K = C
---
C = np.ones(2)
g, h = (lambda: C.fill(3)), 1
g()
K = C
---
C = np.ones(2)
(g := lambda: C.fill(3))()
K = C
---
C = np.ones(2)
g = (lambda: C.fill(3)) if True else None
g()
K = C
---
C = np.ones(2)
class O:
    def go(self): C[1] = 3.0
O.go(None)
K = C
---
C = np.ones(2)
class O:
    class I:
        def go(self): C[1] = 3.0
O.I().go()
K = C
---
C = np.ones(2)
A = np.ones((2, 2))
np.einsum("ii->i", A)[:] = 5
C = A[0]
K = C
---
C = np.ones(2)
A = np.ones((2, 2))
d = np.einsum("ii->i", A); d[:] = 5
C = A[0]
K = C
---
C = np.ones(2)
F = {k: (lambda k=k: C.__setitem__(0, k)) for k in range(2)}
F[1]()
K = C
---
C = np.ones(2)
from scipy import stats
np.random.seed(0); A = stats.norm.rvs(size=2); C = stats.norm.rvs(size=2)
K = C
---
copy = np.ones(2)
copy.fill(3.0)
K = copy
---
K = np.ones(2)
class Timer:
    def start(self): K[1] = 4.0
timer = Timer()
timer.start()
---
D = {"a": 2.0}
u = D.update
u(a=5.0)
K = D["a"]
---
from functools import partial
D = {"a": 2.0}
partial(D.__setitem__, "a")(5.0)
p = partial(D.__setitem__, "b")
p(3.0)
K = D["a"] * len(D)
"""
IMPORTED = """
from cfgm import K
K += 1
---
from cfgm import K
if K > 1: K = 5.0
---
from cfgm import L
L.append(9.0)
K = L[-1]
---
import cfgm
cfgm.L.append(9.0)
K = cfgm.L[-1]
---
from cfgm import configure, D
configure(4.0)
K = D["k"]
---
import sys
sys.path.insert(0, "lib")
from libk import K
---
import cfgm
def setup(): cfgm.D["k"] = 6.0
setup()
K = cfgm.D["k"]
"""
KEPT_OUT = {
    "saved": "K = np.ones(2)\nnp.testing.assert_allclose(K, 1)\nnp.savetxt('print.txt', K)\n",
    "plotted": "K = np.ones(2)\nfrom matplotlib import pyplot as plt\nfig, ax = plt.subplots()\nax.plot(K)\n",
    "copied": "K = np.ones(2)\ndef run():\n    w = K.copy()\n    w -= print(w)\nrun()\n",
    "differentiated": "import flatgen\nK = 2.0\nprint(flatgen.grad(f)(K))\ng = flatgen.vjp(f)\nprint(g(K))\n",
    "read": "W = np.ones(2)\nK = W\ndef norm(w):\n    return np.sum(w * w)\nprint(norm(W))\n",
    "by a name": "K = np.ones(2)\ndef show():\n    v = K * 2\n    v[0] = 1.0\n    print(v)\nshow()\n",
    "drawn": "K = np.ones(2)\nimport matplotlib.pyplot as plt\ndef draw():\n    plt.plot(K)\n",
    "run": "K = np.ones(2)\nif __name__ == '__main__':\n    K[0] = 3.0\n    print(f(K))\n",
}


def at_the_top(form: str) -> dict[str, object]:
    return execute(f"import numpy as np\n{form}\n{FUNCTION}")


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("form", FORMS.strip().split("\n---\n"))
def test_what_is_changed_stays_so(form: str, before: bool) -> None:
    """Wherever the function stands, before or behind."""
    source = f"import numpy as np\n{FUNCTION}{form}\n" if before else ""
    source = source or f"import numpy as np\n{form}\n{FUNCTION}"
    made = execute(generate(source, functions=["f"]))
    constant = np.asarray(execute(source)["K"])
    assert np.array_equal(made["K"], constant)
    assert np.allclose(made["grad_f"](X), 2 * X * constant)


@pytest.mark.parametrize("form", IMPORTED.strip().split("\n---\n"))
def test_what_is_imported(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = "K = 2.0\nL = [1.0]\nD = {'k': 1.0}\ndef configure(k):\n    D['k'] = k\n"
    (tmp_path / "cfgm.py").write_text(module)
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libk.py").write_text("K = 3.0\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    source = f"import numpy as np\n{form}\n{FUNCTION}"
    found = []
    for text in (source, generate(source, functions=["f"])):
        for name in ("cfgm", "libk"):
            sys.modules.pop(name, None)
        found.append(execute(text))
    forward, made = found
    assert np.allclose(made["grad_f"](X), 2 * X * forward["K"])


@pytest.mark.parametrize("name", KEPT_OUT)
def test_what_changes_nothing_stays_out(name: str) -> None:
    text = generate(f"import numpy as np\n{KEPT_OUT[name]}{FUNCTION}", functions=["f"])
    assert "print" not in text and "plt" not in text


def test_a_function_with_an_attribute() -> None:
    source = f"import numpy as np\nK = 2.0\n{FUNCTION}f.rate = 3.0\n"
    assert "def grad_f(x):" in generate(source)


@pytest.mark.parametrize(
    "demo",
    [
        "for name, act in ACTS.items():\n    print(name, act(2.0))\n",
        "z = 1.0\nfor act in ACTS.values():\n    z = act(z)\n",
        "acts = [ACTS['a'], np.cos]\nfor act in acts:\n    print(act(1.0))\n",
    ],
)
def test_functions_that_a_demo_runs(demo: str) -> None:
    """To call what a dict holds changes no dict."""
    source = (
        'import numpy as np\nACTS = {"a": np.tanh, "b": np.sin}\n'
        'def f(x):\n    return np.sum(ACTS["a"](x) + ACTS["b"](x))\n'
    )
    text = generate(source + demo, functions=["f"])
    assert text == generate(source, functions=["f"])
