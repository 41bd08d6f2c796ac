"""The activations of neural networks, called by name or written out."""

from math import erf, exp, expm1, log, log1p, pi, sqrt, tanh

from flatgen.templates import rule
from flatgen.templates.scalars import elu, gelu, leaky_relu, relu, sigmoid, silu, softplus


@rule(
    "sigmoid(x)",
    "1 / (1 + exp(-x))",
    "1 / (exp(-x) + 1)",
    "0.5 * (1 + tanh(0.5 * x))",
    "0.5 * (1 + tanh(x / 2))",
    "0.5 * (tanh(0.5 * x) + 1)",
    "0.5 * (tanh(x / 2) + 1)",
    "(1 + exp(-x)) ** -1",
    "(exp(-x) + 1) ** -1",
    "scipy.special.expit(x)",
    form="sigmoid(x)",
    tame=True,
)
def sigmoid_gate(y, x, grad_y):
    """sigmoid: (1 - σ) σ"""
    grad_x = grad_y * (1 - y) * y
    return grad_x


# Of a sum with a minus in front, -x @ w - b, there is no x to see.


@rule(
    "1 / (1 + exp(u))",
    "1 / (exp(u) + 1)",
    "(1 + exp(u)) ** -1",
    "(exp(u) + 1) ** -1",
    form="sigmoid(-u)",
    tame=True,
)
def sigmoid_of_negative(y, u, grad_y):
    """sigmoid of -u: -(1 - σ) σ"""
    grad_u = -grad_y * (1 - y) * y
    return grad_u


# Where exp(x) overflows this is no number, and no slope of it is.


@rule("exp(x) / (1 + exp(x))", "exp(x) / (exp(x) + 1)", form="sigmoid(x)")
def sigmoid_of_exponentials(y, x, grad_y):
    """sigmoid: (1 - σ) σ"""
    grad_x = grad_y * (1 - y) * y
    return grad_x


# Its logarithm has a finite slope where the sigmoid is 0 or 1 to all its digits.


@rule("log((s := sigmoid(x)))", tame=True)
def log_of_sigmoid(y, s, x, grad_y):
    """log of the sigmoid: 1 - σ"""
    grad_x = grad_y * (1 - s)
    return grad_x


@rule("log((s := sigmoid(-u)))", tame=True)
def log_of_negative_sigmoid(y, s, u, grad_y):
    """log of the sigmoid of -u: -(1 - σ)"""
    grad_u = -grad_y * (1 - s)
    return grad_u


@rule("log(1 - (s := sigmoid(-u)))", tame=True)
def log_of_one_less_negative_sigmoid(y, s, u, grad_y):
    """log of 1 - σ, of -u: σ"""
    grad_u = grad_y * s
    return grad_u


@rule("log(1 - (s := sigmoid(x)))", tame=True)
def log_of_one_less_sigmoid(y, s, x, grad_y):
    """log of 1 - σ: -σ"""
    grad_x = -grad_y * s
    return grad_x


@rule("relu(x)", routes=True, tame=True)
def relu_gate(y, x, grad_y):
    """gradient router"""
    grad_x = grad_y * (x > 0)
    return grad_x


@rule("leaky_relu(x, alpha)", routes=True, tame=True)
def leaky_relu_gate(y, x, alpha, grad_y):
    """leaky relu: 1 above 0, α below"""
    grad_x = grad_y * (x > 0) + grad_y * alpha * (x <= 0)
    grad_alpha = grad_y * x * (x <= 0)
    return grad_x, grad_alpha


@rule("elu(x, alpha)", tame=True)
def elu_gate(y, x, alpha, grad_y):
    """elu: 1 above 0, y + α below"""
    grad_x = grad_y * ((x > 0) + (y + alpha) * (x <= 0))
    grad_alpha = grad_y * expm1(x * (x <= 0))
    return grad_x, grad_alpha


@rule(
    "softplus(x)",
    "log(1 + exp(x))",
    "log(exp(x) + 1)",
    "log1p(exp(x))",
    "numpy.logaddexp(0, x)",
    "numpy.logaddexp(x, 0)",
    tame=True,
)
def softplus_gate(y, x, grad_y):
    """softplus: σ"""
    grad_x = grad_y * sigmoid(x)
    return grad_x


@rule("silu(x)", "x / (1 + exp(-x))", "x / (exp(-x) + 1)", tame=True)
def silu_gate(y, x, grad_y):
    """silu: σ + y (1 - σ)

    sigma: σ
    """
    sigma = sigmoid(x)
    grad_x = grad_y * (sigma + y * (1 - sigma))
    return grad_x


@rule("x / (1 + exp(-u))", "x / (exp(-u) + 1)", tame=True)
def quotient_gate(y, x, u, grad_y):
    """gate: σ

    sigma: σ
    grad_u: gate: y (1 - σ)
    """
    sigma = sigmoid(u)
    grad_x = grad_y * sigma
    grad_u = grad_y * y * (1 - sigma)
    return grad_x, grad_u


@rule("x / (1 + exp(u))", "x / (exp(u) + 1)", tame=True)
def quotient_of_negative(y, x, u, grad_y):
    """gate: σ

    sigma: σ
    grad_u: gate: -y (1 - σ)
    """
    sigma = sigmoid(-u)
    grad_x = grad_y * sigma
    grad_u = -grad_y * y * (1 - sigma)
    return grad_x, grad_u


@rule("gelu(x)", tame=True)
def gelu_gate(y, x, grad_y):
    """gelu: Φ + x φ

    distribution: Φ
    density: φ
    """
    distribution = 0.5 * (1 + erf(x / sqrt(2)))
    density = exp(-0.5 * x * x) / sqrt(2 * pi)
    grad_x = grad_y * (distribution + x * density)
    return grad_x
