import numpy as np


def of_the_caller(params, x):
    params["w"] = x * 2
    return np.sum(params["w"])


def in_the_callers(params: dict[str, dict[str, np.ndarray]], x):
    new = dict(params)
    new["a"]["w"] = x
    return np.sum(new["a"]["w"])


def by_numbers(x, n: int):
    hs = {}
    hs[-2] = x
    for i in range(n):
        hs[2 * i] = np.tanh(hs[2 * i - 2])
    return np.sum(hs[2 * n - 2])


def by_keys_of_the_run(x, n: int):
    hs = {"h0": x}
    for i in range(n):
        hs[f"h{i + 1}"] = np.tanh(hs[f"h{i}"])
    return np.sum(hs["h1"])


def asked(params, x):
    b = params.get("b", 0.0)
    return np.sum(params["w"] * x) + b


def asked_for_a_key(params, x):
    if "b" in params:
        x = x + params["b"]
    return np.sum(params["w"] * x)


def set_on_one_way(x, w):
    d = {"a": x}
    if np.sum(x) > 0:
        d["b"] = w
    y = d.get("b", 1.0)
    return sum(np.sum(v) for v in d.values()) * y


def one_or_another(x, w):
    d, e = {"a": x}, {"a": w}
    c = d if np.sum(x) > 0 else e
    d["a"] = x * w
    return np.sum(c["a"])


def handed_on_by_two_names(x, w, n: int):
    s = {"h": x}
    first = s
    for t in range(n):
        s["h"] = s["h"] * w
        s = {"h": s["h"] + x}
    return np.sum(first["h"] * s["h"])


def on_a_list(x, w):
    d = {"a": x}
    h = []
    h.append(d)
    d["a"] = x * w
    return sum(np.sum(e["a"]) for e in h)


def on_a_list_in_each_round(x, w, n: int):
    d = {"a": x}
    h = []
    for i in range(n):
        d["a"] = d["a"] * w
        h.append(d)
    return sum(np.sum(e["a"]) for e in h)


def shared(x, kept={}):
    kept["a"] = x
    return x


def by_a_default(x):
    return np.sum(shared(x))


def run_through(x, w):
    d = {"a": x, "b": w}
    s = 0.0
    for key, value in d.items():
        d["b"] = value * 3
        s = s + np.sum(value)
    return s


def taken_out(x, n: int):
    d = {"a": x}
    for i in range(n):
        y = d.pop("a")
    return np.sum(y)


def behind_and(x, w):
    d = {"a": w}
    if np.sum(x) > 0 and np.sum(d.setdefault("b", x)) > 0:
        return np.sum(w)
    return np.sum(d["a"])


def in_place(x, w):
    d = {"a": x * 2}
    h = d["a"]
    d["a"] += w
    return np.sum(h + d["a"])


def without(x):
    d = {"a": x}
    y = d.pop("b")
    del d["c"]
    return np.sum(d["d"] * y)


def whole_copy(params, x):
    new = {**params, "w": x}
    return sum(np.sum(v) for v in new.values())


def of_another_form(x, w, n: int):
    s = {"h": x}
    for t in range(n):
        s = {"h": s["h"] * w, "t": x}
    return np.sum(s["h"])


# output
forward.py:5:5: params is the caller's dict, which this changes
    params["w"] = x * 2
    ^
help: change a copy of it: new = dict(params)
forward.py:11:5: params["a"] is the caller's, which this changes
    new["a"]["w"] = x
    ^
help: change a copy of it: new = dict(params["a"])
forward.py:19:29: a key that only the run tells is not supported
        hs[2 * i] = np.tanh(hs[2 * i - 2])
                            ^
help: write the key out, or count by one: hs[t] = h; or let a list grow: hs.append(h)
forward.py:20:19: a key that only the run tells is not supported
    return np.sum(hs[2 * n - 2])
                  ^
help: write the key out, or count by one: hs[t] = h; or let a list grow: hs.append(h)
forward.py:26:35: a key that only the run tells is not supported
        hs[f"h{i + 1}"] = np.tanh(hs[f"h{i}"])
                                  ^
help: write the key out, or count by one: hs[t] = h; or let a list grow: hs.append(h)
forward.py:36:8: whether params has "b" only the run tells
    if "b" in params:
       ^
help: read it by its key, or annotate it as what it is: a TypedDict of the file
forward.py:45:9: whether d has "b" only the run tells
    y = d.get("b", 1.0)
        ^
help: set it on every way that leads here
forward.py:46:35: whether d has "b" only the run tells
    return sum(np.sum(v) for v in d.values()) * y
                                  ^
help: set it on every way that leads here
forward.py:52:5: this dict may have another name or place, which this changes, too
    d["a"] = x * w
    ^
help: change a copy of it: new = dict(d)
forward.py:59:5: s is a dict that may have another name or place, which the loop changes, too
    for t in range(n):
    ^
help: give each round one of its own: s = dict(...)
forward.py:69:5: d is a dict that may have another name or place, which this changes, too
    d["a"] = x * w
    ^
help: change a copy of it: new = dict(d)
forward.py:78:9: d is a dict that may have another name or place, which the loop changes, too
        h.append(d)
        ^
help: give each round one of its own: d = dict(...)
forward.py:83:5: this dict is on a list, or a default, which this changes, too
    kept["a"] = x
    ^
help: change a copy of it: new = dict(d)
forward.py:94:5: a loop over a dict that changes in it is not supported
    for key, value in d.items():
    ^
help: fill another dict: new = {}; new[key] = ...
forward.py:102:5: taking an entry of a dict out in a loop is not supported
    for i in range(n):
    ^
help: leave it there, or make a dict of its own in each round
forward.py:109:33: changing a dict behind 'and' or 'or' is not supported
    if np.sum(x) > 0 and np.sum(d.setdefault("b", x)) > 0:
                                ^
help: write it on a line before, where it is done in any case
forward.py:117:5: d["a"] may share its array with another name, which this changes, too
    d["a"] += w
    ^
help: write d["a"] = d["a"] + ... if only d["a"] is meant
forward.py:123:9: the dict has no key "b"
    y = d.pop("b")
        ^
help: set it before it is read; what rounds of a loop make goes onto a list: hs.append(h)
forward.py:124:9: the dict has no key "c"
    del d["c"]
        ^
help: set it before it is read; what rounds of a loop make goes onto a list: hs.append(h)
forward.py:125:19: a dict is read by a key that it has, written out
    return np.sum(d["d"] * y)
                  ^
help: its keys are a
forward.py:130:35: what keys new has is only known when it runs
    return sum(np.sum(v) for v in new.values())
                                  ^
help: name its keys: annotate what it is a copy of as a TypedDict of the file
forward.py:135:5: s is a dict ['h'] before the loop and a dict ['h', 't'] in it
    for t in range(n):
    ^
help: give it one form: a number or array, or a tuple of as many parts
