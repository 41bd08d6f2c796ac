from __future__ import annotations
import numpy as np

W = [np.ones(2)]


def for_(ws: list[np.ndarray]):
    for w in ws:
        w *= 2
    return sum((np.sum(w ** 2) for w in ws))


def enum(ws: list[np.ndarray], x):
    for i, w in enumerate(ws):
        w += i * x
    return np.sum(ws[0] * ws[1])


def direct(ws: list[np.ndarray], x):
    b = ws[0]
    b += x
    return np.sum(ws[0] * x)


def unpacked(ws: list[np.ndarray]):
    a, c = ws
    a *= c
    return np.sum(ws[0] * c)


def tr(ws: list[np.ndarray], x):
    b = ws[0].T
    b *= 2
    return np.sum(ws[0] * x)


def either(ws: list[np.ndarray], x):
    b = ws[0] if x[0] > 0 else ws[1]
    b *= 2
    return np.sum(ws[0] * x)


def helper(ws: list[np.ndarray], x):

    def g(b):
        b *= 2
    g(ws[0])
    return np.sum(ws[0] * x)


def copied(ws: list[np.ndarray], x):
    cs = list(ws)
    cs[0] *= 2
    return np.sum(ws[0] * x)


def star(x, *ws):
    for w in ws:
        w *= 2
    return sum((np.sum(w * x) for w in ws))


def pairs(ws: list[tuple[np.ndarray, np.ndarray]], x):
    for a, b in ws:
        a *= b
    return sum((np.sum(a * x) for a, b in ws))


def values(p: dict[str, np.ndarray], x):
    for v in p.values():
        v *= 2
    return sum((np.sum(v * x) for v in p.values()))


def items(p: dict[str, np.ndarray], x):
    for k, v in p.items():
        v *= 2
    return sum((np.sum(v * x) for v in p.values()))


def bykey(p: dict[str, np.ndarray], x):
    for k in p:
        w = p[k]
        w *= 2
    return sum((np.sum(v * x) for v in p.values()))


def module(x):
    for w in W:
        w *= x
    return np.sum(W[0])


def outer(ws: list[np.ndarray], x):
    s = 0.0
    for i in range(2):
        for w in ws:
            w *= x
            s += np.sum(w)
    return s


def prev(ws: list[np.ndarray], x):
    s = 0.0
    for i in range(1, len(ws)):
        w = ws[i]
        w *= x
        s += np.sum(ws[i - 1])
    return s



def part_of_a_constant(x):
    w = W[0]
    w *= x
    return np.sum(W[0])
# output
forward.py:9:9: w is on a list while this changes its array
        w *= 2
        ^
help: write w = w + ... with the operator that is meant
forward.py:15:9: w is on a list while this changes its array
        w += i * x
        ^
help: write w = w + ... with the operator that is meant
forward.py:21:5: b is on a list while this changes its array
    b += x
    ^
help: write b = b + ... with the operator that is meant
forward.py:27:5: a is on a list while this changes its array
    a *= c
    ^
help: write a = a + ... with the operator that is meant
forward.py:27:5: a may share its array with another name, which this changes, too
    a *= c
    ^
help: write a = a * ... if only a is meant; or into ws itself: ws[...] = ...
forward.py:33:5: b is on a list while this changes its array
    b *= 2
    ^
help: write b = b + ... with the operator that is meant
forward.py:39:5: b is on a list while this changes its array
    b *= 2
    ^
help: write b = b + ... with the operator that is meant
forward.py:46:9: s0 is on a list while this changes its array
        b *= 2
        ^
help: write s0 = s0 + ... with the operator that is meant
forward.py:53:5: an array on a list may have another name, which this changes, too
    cs[0] *= 2
    ^
help: write h[i] = h[i] + ...
forward.py:59:9: w is on a list while this changes its array
        w *= 2
        ^
help: write w = w + ... with the operator that is meant
forward.py:65:9: a is on a list while this changes its array
        a *= b
        ^
help: write a = a + ... with the operator that is meant
forward.py:71:9: v is on a list while this changes its array
        v *= 2
        ^
help: write v = v + ... with the operator that is meant
forward.py:77:9: v is on a list while this changes its array
        v *= 2
        ^
help: write v = v + ... with the operator that is meant
forward.py:84:9: w is on a list while this changes its array
        w *= 2
        ^
help: write w = w + ... with the operator that is meant
forward.py:90:9: w may share its array with W, which this changes, too
        w *= x
        ^
help: write w = w + ... with the operator that is meant
forward.py:98:13: w is on a list while this changes its array
            w *= x
            ^
help: write w = w + ... with the operator that is meant
forward.py:107:9: w is on a list while this changes its array
        w *= x
        ^
help: write w = w + ... with the operator that is meant
forward.py:115:5: w may share its array with W, which this changes, too
    w *= x
    ^
help: write w = w + ... with the operator that is meant
