"""Helpers on numbers: copied into output that needs them."""

from math import copysign, erf, exp, expm1, factorial, inf, log, log1p, nan, sqrt


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def relu(x):
    return max(0, x)


def leaky_relu(x, alpha=0.01):
    return x if x > 0 else alpha * x


def elu(x, alpha=1.0):
    return x if x > 0 else alpha * expm1(x)


def softplus(x):
    return max(0, x) + log1p(exp(-abs(x)))


def silu(x):
    return x * sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + erf(x / sqrt(2)))


def divide(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * copysign(inf, y)


def route(x, here):
    """Return x if it is routed here, else 0: an infinite x, too."""
    return x if here else 0.0


def sign(x):
    """Return the slope of abs: 1, -1, or 0 at 0."""
    return int(x > 0) - int(x < 0)


def power(x, y):
    """Return x**y, infinite where x is 0 and y below it, without an error."""
    return inf if x == 0 and y < 0 else x**y


def log_of_base(x):
    """Return log(x) as the gradient of x**y has it: 0 at 0, not a number below."""
    if x == 0:
        return 0.0
    return log(x) if x > 0 else nan


def polygamma(n, x):
    """Return the n-th derivative of digamma at x: recurrence, then Stirling's series.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.18, 6.4.6 and 6.4.11.
    """
    sign = 1.0 if n % 2 else -1.0
    result = 0.0
    while x < 20 + n:
        result += sign * factorial(n) / x ** (n + 1)
        x += 1
    if n == 0:
        result += log(x) - 1 / (2 * x)
    else:
        result += sign * (factorial(n - 1) / x**n + factorial(n) / (2 * x ** (n + 1)))
    bernoulli = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6)
    for k, b in enumerate(bernoulli, 1):
        ratio = factorial(2 * k + n - 1) / factorial(2 * k)
        result += sign * b * ratio / x ** (2 * k + n)
    return result
