"""Programs as users of numpy write them: losses, kernels, steps of filters, energies, networks.

Each is a body of ``f`` with its inputs as ``--shape`` has them; sizes are in ``SIZES``.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

SIZES = {"N": 5, "D": 3, "M": 4, "K": 2, "H": 2}


class Program(NamedTuple):
    """A forward file with the shapes of its inputs."""

    name: str
    source: str
    shapes: dict[str, str]
    fixed: dict[str, Any]  # inputs that are constants: labels, masks, targets

    def point(self, seed: int = 0, dtype: Any = float) -> dict[str, Any]:
        """Return arguments: arrays of this type, and Python's numbers."""
        rng = np.random.default_rng(seed)
        found: dict[str, Any] = {}
        for name, dims in self.shapes.items():
            shape = [eval(dim, dict(SIZES)) for dim in dims.split(",") if dim]
            values = rng.uniform(0.4, 1.4, shape)
            found[name] = values.astype(dtype) if shape else float(values)
        return found | self.fixed


def program(text: str, **fixed: Any) -> Program:
    """Read a program from its text: the first line has the name and the inputs."""
    head, _, body = text.strip("\n").partition("\n")
    name, *inputs = head.split()
    shapes = dict(one.split("=") for one in inputs)
    lines = "\n".join("    " + line for line in body.splitlines())
    source = f"def f({', '.join([*shapes, *fixed])}):\n{lines}\n"
    return Program(name, "import numpy as np\n\n\n" + source, shapes, fixed)


LABELS = np.array([2, 0, 1, 1, 2])
ROWS, COLUMNS = np.triu_indices(5, 1)
PROGRAMS = [
    program("""
linear_regression x=N,D w=D b= y=N
pred = x @ w + b
return np.mean((pred - y) ** 2)
"""),
    program("""
ridge w=D x=N,D y=N lam=
r = x @ w - y
return r @ r + lam * np.sum(w**2)
"""),
    program("""
logistic_regression w=D b= x=N,D y=N
p = 1 / (1 + np.exp(-(x @ w + b)))
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
"""),
    program("""
hinge w=D x=N,D y=N c=
margin = 1 - y * (x @ w)
return 0.5 * (w @ w) + c * np.sum(np.maximum(margin, 0))
"""),
    program("""
huber r=N d=
a = np.abs(r)
return np.sum(np.where(a <= d, 0.5 * r**2, d * (a - 0.5 * d)))
"""),
    program("""
quantile_loss y=N q=N tau=
e = y - q
return np.mean(np.maximum(tau * e, (tau - 1) * e))
"""),
    program(
        """
softmax_classifier z=N,D
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
return -np.mean(np.log(p[np.arange(len(labels)), labels]))
""",
        labels=LABELS,
    ),
    program("""
mean_of_lengths x=N,D
return np.mean(np.sum(x**2, axis=-1))
"""),
    program("""
two_layers x=N,D w1=D,M b1=M w2=M,K b2=K y=N,K
h = np.maximum(0, x @ w1 + b1)
return 0.5 * np.sum((h @ w2 + b2 - y) ** 2) / len(x)
"""),
    program("""
attention q=M,D k=N,D v=N,K
s = q @ k.T / np.sqrt(q.shape[-1])
p = np.exp(s - np.max(s, axis=-1, keepdims=True))
p = p / np.sum(p, axis=-1, keepdims=True)
return np.sum((p @ v) ** 2)
"""),
    program("""
layer_norm x=N,D g=D b=D
mu = x.mean(axis=-1, keepdims=True)
var = x.var(axis=-1, keepdims=True)
return np.sum(((x - mu) / np.sqrt(var + 1e-3) * g + b) ** 3)
"""),
    program("""
batch_norm x=N,D g=D b=D
xc = x - np.mean(x, axis=0)
var = np.mean(xc**2, axis=0)
return np.sum((g * xc / np.sqrt(var + 1e-3) + b) ** 3)
"""),
    program("""
lstm_step x=K,D h=K,H c=K,H w=D,8 u=H,8 b=8
z = x @ w + h @ u + b
i, o, g, k = np.split(z, 4, axis=-1)
c = sigmoid(k) * c + sigmoid(i) * np.tanh(g)
return np.sum((sigmoid(o) * np.tanh(c)) ** 2)
"""),
    program("""
kernel x=N,K y=M,K ell=
d2 = np.sum(x**2, 1)[:, None] + np.sum(y**2, 1)[None, :] - 2 * x @ y.T
return np.sum(np.exp(-0.5 * d2 / ell**2))
"""),
    program("""
gaussian_process x=N,K y=N ell= noise=
d2 = ((x[:, None, :] - x[None, :, :]) ** 2).sum(-1)
k = np.exp(-d2 / (2 * ell**2)) + noise**2 * np.eye(x.shape[0])
chol = np.linalg.cholesky(k)
a = np.linalg.solve(chol.T, np.linalg.solve(chol, y))
return 0.5 * y @ a + np.sum(np.log(np.diag(chol)))
"""),
    program("""
kalman_step x=D p=D,D h=K,D r=K,K z=K
s = h @ p @ h.T + r + 9 * np.eye(r.shape[0])
gain = p @ h.T @ np.linalg.inv(s)
v = z - h @ x
return np.sum((x + gain @ v) ** 2) + np.linalg.slogdet(s)[1]
"""),
    program(
        """
lennard_jones x=N,D eps= sigma=
d = x[i] - x[j]
r2 = np.sum(d**2, axis=1) + 0.1
s6 = (sigma**2 / r2) ** 3
return np.sum(4 * eps * (s6**2 - s6))
""",
        i=ROWS,
        j=COLUMNS,
    ),
    program("""
convolution_by_slices x=N k=D
y = k[0] * x[:-2] + k[1] * x[1:-1] + k[2] * x[2:]
return np.sum(y**2)
"""),
    program("""
max_pool x=M,8
p = x.reshape(2, 2, 4, 2).max(axis=(1, 3))
return np.sum(p**2)
"""),
    program("""
heat_step u=M,N k=
lap = np.roll(u, 1, 0) + np.roll(u, -1, 0) + np.roll(u, 1, 1) + np.roll(u, -1, 1) - 4 * u
return np.sum((u + k * lap) ** 2)
"""),
    program("""
total_variation u=M,N g=M,N lam=
dx = np.diff(u, axis=1)
dy = np.diff(u, axis=0)
tv = np.sum(np.sqrt(dx[:-1] ** 2 + dy[:, :-1] ** 2 + 1e-3))
return 0.5 * np.sum((u - g) ** 2) + lam * tv
"""),
    program("""
wave_step u=N c=
v = u.copy()
v[1:-1] = u[1:-1] + c * (u[2:] - 2 * u[1:-1] + u[:-2])
v[0] = 0
v[-1] = v[-2]
return np.sum(v**2)
"""),
    program("""
robust_scale x=N
m = np.median(x)
mad = np.median(np.abs(x - m))
return np.sum(np.tanh((x - m) / (1.4826 * mad)))
"""),
    program("""
trimmed_mean x=7
s = np.sort(x)
return np.mean(s[2:-2]) ** 2
"""),
    program("""
cosine_similarity a=N,D b=N,D
na, nb = np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1)
return np.mean(1 - np.sum(a * b, axis=1) / (na * nb))
"""),
    program("""
contrastive a=N,D b=N,D t=
logits = a @ b.T / t
m = logits.max(axis=1, keepdims=True)
lse = m[:, 0] + np.log(np.sum(np.exp(logits - m), axis=1))
return np.mean(lse - np.diag(logits))
"""),
    program("""
divergence p=N q=N
p = p / p.sum()
q = q / q.sum()
return np.sum(p * np.log(p / q))
"""),
    program("""
survival b=K x=N,K d=N
eta = x @ b
risk = np.cumsum(np.exp(eta)[::-1])[::-1]
return -np.sum(d * (eta - np.log(risk)))
"""),
    program("""
portfolio w=D mu=D s=D,D
w = w / np.sum(w)
return (w @ mu) / np.sqrt(w @ s @ w)
"""),
    program("""
rotation t= p=N,2 q=N,2
r = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
return np.sum((p @ r.T - q) ** 2)
"""),
    program("""
nearest_centre x=N,K c=D,K
d = ((x[:, np.newaxis] - c) ** 2).sum(axis=2)
return d.min(axis=1).sum()
"""),
    program("""
filtered x=8 h=5
y = np.fft.irfft(np.fft.rfft(x) * h, n=len(x))
return np.sum(y**2)
"""),
    program("""
bilinear_form x=K,D w=M,D,D
y = np.einsum("bi,oij,bj->bo", x, w, x)
return np.sum(y**2)
"""),
    program("""
variational mu=N,K logvar=N,K
return -0.5 * np.sum(1 + logvar - mu**2 - np.exp(logvar))
"""),
    program("""
joined x=N,K z=N,1 w=K+1,M
h = np.concatenate([x, z], axis=1)
return np.sum(np.tanh(h @ w))
"""),
    program("""
group_norm x=N,D,K,H g=D,1,1
axes = tuple(range(2, x.ndim))
m = x.mean(axis=axes, keepdims=True)
v = np.var(x, axis=axes, keepdims=True)
y = (x - m) / np.sqrt(v + 1e-5) * g
return np.sum(y * y * y)
"""),
    program("""
turned_axes x=N,D,K
axes = tuple(range(x.ndim))
y = np.transpose(x, axes[::-1]) * np.arange(5.0)
n = np.prod([x.shape[i] for i in axes[1:]])
return np.sum(np.max(y, axis=tuple(range(np.ndim(y) - 1))) ** 2) / n + np.sum(np.sum(x, axis=axes[:1]) ** 3)
"""),
]
