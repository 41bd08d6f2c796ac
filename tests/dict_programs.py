"""Programs with dicts of their own, each with a point at which its derivatives are compared."""

from __future__ import annotations

from typing import Any

import numpy as np

RANDOM = np.random.default_rng(1)
X, W = RANDOM.normal(size=3), RANDOM.normal(size=3)

DICTS: dict[str, tuple[str, dict[str, Any]]] = {
    "dict_alias": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            e = d
            e["a"] = x * w
            d["b"] = e["a"] ** 2
            return np.sum(d["a"] * e["b"])
        """,
        {"x": X, "w": W},
    ),
    "dict_of_the_best": (
        """
        import math
        import numpy as np
        def f(x, w):
            best = {"value": np.inf, "x": x, "at": -1}
            last = (math.inf, x)
            for i in range(5):
                x = x - 0.3 * np.cos(x) * w
                value = np.sum(np.sin(x))
                if value < best["value"]:
                    best["value"], best["x"], best["at"] = value, x, i
                if value < last[0]:
                    last = (value, x * i)
            return best["value"] + np.sum(best["x"] * last[1]) * best["at"] * last[0]
        """,
        {"x": X, "w": 0.7},
    ),
    "dict_alias_in_branch": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            e = d
            if np.sum(x) > -100:
                d["a"] = x * w
            return np.sum(e["a"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_alias_in_branch_other": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            e = d
            if np.sum(x) > 100:
                d["a"] = x * w
            else:
                e["a"] = np.sin(d["a"] * w)
            return np.sum(e["a"] ** 2 + d["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_alias_in_loop": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            e = d
            for i in range(3):
                d["a"] = np.tanh(d["a"] * w)
                e["a"] = e["a"] + x
            return np.sum(e["a"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_nested_loops": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "n": {"b": w}}
            for i in range(2):
                for j in range(3):
                    d["a"] = np.tanh(d["a"] * w)
                    d["n"]["b"] = d["n"]["b"] * 0.5 + d["a"]
                d["n"]["c"] = d["n"]["b"] + 1
            return np.sum(d["a"] * d["n"]["b"] * d["n"]["c"])
        """,
        {"x": X, "w": W},
    ),
    "dict_chosen_read": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            e = {"a": w}
            c = d if np.sum(x) > -100 else e
            return np.sum(c["a"] ** 2 + d["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_helper_fills": (
        """
        import numpy as np
        def fill(d, x, w):
            d["a"] = x * w
            d["b"] = np.sin(d["a"])
        def f(x, w):
            d = {}
            fill(d, x, w)
            return np.sum(d["a"] * d["b"])
        """,
        {"x": X, "w": W},
    ),
    "dict_helper_fills_in_loop": (
        """
        import numpy as np
        def step(s, x, w):
            s["h"] = np.tanh(s["h"] * w + x)
            s["n"] = s["h"] ** 2
        def f(x, w):
            s = {"h": x}
            for t in range(4):
                step(s, x, w)
            return np.sum(s["h"] + s["n"])
        """,
        {"x": X, "w": W},
    ),
    "dict_rebound_in_loop": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x, "c": w}
            for t in range(4):
                new = dict(s)
                new["h"] = np.tanh(s["h"] * w)
                new["c"] = s["c"] + new["h"]
                s = new
            return np.sum(s["h"] * s["c"])
        """,
        {"x": X, "w": W},
    ),
    "dict_rebound_in_loop_written_behind": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x, "c": w}
            for t in range(4):
                new = dict(s)
                new["h"] = np.tanh(s["h"] * w)
                s = new
            s["c"] = s["h"] * 2
            return np.sum(s["h"] * s["c"])
        """,
        {"x": X, "w": W},
    ),
    "dict_two_names_next_round": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x}
            r = {"h": w}
            for t in range(3):
                s["h"] = s["h"] * w
                r = s
                s = {"h": r["h"] + x}
            return np.sum(r["h"] * s["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_swapped": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x}
            r = {"h": w}
            for t in range(3):
                s["h"] = s["h"] * w
                s, r = r, s
            return np.sum(r["h"] * s["h"] * s["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_swapped_unwritten": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x}
            r = {"h": w}
            for t in range(3):
                s, r = r, {"h": s["h"] * w}
            return np.sum(r["h"] * s["h"] * s["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_on_list_fresh": (
        """
        import numpy as np
        def f(x, w):
            h = []
            y = x
            for i in range(3):
                d = {}
                d["a"] = y * w
                y = d["a"]
                h.append(d)
            return sum(np.sum(e["a"] ** 2) for e in h)
        """,
        {"x": X, "w": W},
    ),
    "dict_list_of_two": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            h = [d, d, {"a": w}]
            h[0]["a"] = x * w
            return np.sum(h[1]["a"] * h[2]["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_default_dict_read": (
        """
        import numpy as np
        def g(x, d={"k": 2.0}):
            return d["k"] * x
        def f(x, w):
            return np.sum(g(x) * w)
        """,
        {"x": X, "w": W},
    ),
    "dict_view_is_live": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w}
            v = d.values()
            d["a"] = x * w
            return sum(np.sum(q ** 2) for q in v)
        """,
        {"x": X, "w": W},
    ),
    "dict_list_of_values_is_not": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w}
            v = list(d.values())
            d["a"] = x * w
            return sum(np.sum(q ** 2) for q in v) + np.sum(d["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_changed_own_entry": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w}
            for k, v in d.items():
                d[k] = v ** 2
            return np.sum(d["a"] * d["b"])
        """,
        {"x": X, "w": W},
    ),
    "dict_in_place_array_alone": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x * 2}
            d["a"] += w
            d["a"] *= 2
            return np.sum(d["a"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_element_of_entry": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x * 2}
            d["a"][0] = w[1]
            d["a"][1:] *= 3.0
            return np.sum(d["a"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_element_of_entry_in_loop": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": np.zeros(3)}
            for i in range(3):
                d["a"][i] = x[i] * w[i]
            return np.sum(d["a"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_get_and_in": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            if "b" not in d:
                d["b"] = w
            e = d.get("c", 2.0)
            return np.sum(d["a"] * d["b"] * e * d.get("a"))
        """,
        {"x": X, "w": W},
    ),
    "dict_unsure_read": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            if np.sum(x) > -100:
                d["b"] = w
            return np.sum(d["a"] * d["b"])
        """,
        {"x": X, "w": W},
    ),
    "dict_len": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            d["b"] = w
            return np.sum(x * w) * len(d)
        """,
        {"x": X, "w": W},
    ),
    "dict_pop_del": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w, "c": x * w}
            y = d.pop("b")
            del d["a"]
            z = d.pop("zz", 3.0)
            return sum(np.sum(v * y * z) for v in d.values())
        """,
        {"x": X, "w": W},
    ),
    "dict_fstring": (
        """
        import numpy as np
        def f(x, w):
            d = {"h0": x}
            for i in range(3):
                d[f"h{i + 1}"] = np.tanh(d[f"h{i}"] * w)
            return np.sum(d["h3"] * d["h1"])
        """,
        {"x": X, "w": W},
    ),
    "dict_merged": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w}
            e = {**d, "b": x * w}
            g = dict(e, c=w)
            g |= {"a": x ** 2}
            g.update(e, b=w ** 3)
            return sum(np.sum(v) for v in g.values()) + np.sum(d["b"] * e["b"])
        """,
        {"x": X, "w": W},
    ),
    "dict_closure": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            def g():
                return d["a"] ** 2
            d["a"] = x * w
            return np.sum(g())
        """,
        {"x": X, "w": W},
    ),
    "dict_closure_writes": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            def g(y):
                d["a"] = d["a"] * y
            if np.sum(x) > -100:
                g(w)
            for i in range(2):
                g(w)
            return np.sum(d["a"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_choice_writes": (
        """
        import numpy as np
        def g(d, x):
            d["a"] = x
            return 2.0
        def f(x, w):
            d = {"a": w}
            s = g(d, x) if np.sum(x) > 100 else 3.0
            return np.sum(d["a"] ** 2) * s
        """,
        {"x": X, "w": W},
    ),
    "dict_return_in_branches": (
        """
        import numpy as np
        def layer(x, w):
            c = {"x": x}
            if np.sum(x) > -100:
                c["y"] = x * w
                return c["y"], c
            c["y"] = x + w
            return x * 2, c
        def f(x, w):
            y, c = layer(x, w)
            z, e = layer(y, w)
            c["z"] = z
            return np.sum(c["y"] * e["y"] * c["z"])
        """,
        {"x": X, "w": W},
    ),
    "dict_return_other_in_branches": (
        """
        import numpy as np
        def layer(x, w):
            if np.sum(x) > -100:
                c = {"x": x, "y": x * w}
                return c["y"], c
            c = {"x": x, "y": x + w}
            return x * 2, c
        def f(x, w):
            y, c = layer(x, w)
            c["y"] = c["y"] * 2
            return np.sum(c["y"] * c["x"])
        """,
        {"x": X, "w": W},
    ),
    "dict_while_loop": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x, "n": 0}
            while s["n"] < 3:
                s["h"] = np.tanh(s["h"] * w)
                s["n"] += 1
            return np.sum(s["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_break_loop": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x}
            for i in range(10):
                s["h"] = s["h"] * w
                if np.sum(s["h"] ** 2) < 0.3:
                    break
                s["h"] = s["h"] + 0.1 * x
            return np.sum(s["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_return_in_loop": (
        """
        import numpy as np
        def f(x, w):
            s = {"h": x}
            for i in range(10):
                s["h"] = s["h"] * w
                if np.sum(s["h"] ** 2) < 0.3:
                    return np.sum(s["h"] ** 3)
            return np.sum(s["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_dict_comp": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w}
            e = {k: v ** 2 for k, v in d.items()}
            g = {k: d[k] * e[k] for k in d if k != "b"}
            return sum(np.sum(v) for v in e.values()) + np.sum(g["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_keys_sorted": (
        """
        import numpy as np
        def f(x, w):
            d = {}
            d["b"] = x * w
            d["a"] = x
            s = 0.0
            for k in sorted(d):
                s = s * 2 + np.sum(d[k] ** 2)
            for k in d:
                s = s * 2 + np.sum(d[k] ** 2)
            for k in list(d.keys()):
                d[k] = d[k] * 2
            return s + np.sum(d["a"] * d["b"])
        """,
        {"x": X, "w": W},
    ),
    "dict_entry_holds_list": (
        """
        import numpy as np
        def f(x, w):
            c = {"hs": []}
            h = x
            for i in range(3):
                h = np.tanh(h * w)
                c["hs"].append(h)
            return np.sum(np.stack(c["hs"]) ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_named_list_in_dict": (
        """
        import numpy as np
        def f(x, w):
            hs = []
            c = {"hs": hs}
            h = x
            for i in range(3):
                h = np.tanh(h * w)
                hs.append(h)
            return np.sum(np.stack(c["hs"]) ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_tuple_entries": (
        """
        import numpy as np
        def f(x, w):
            c = {}
            c["one"] = (x, x * w)
            a, b = c["one"]
            for i in range(2):
                c["one"] = (c["one"][1], c["one"][0] * w)
            return np.sum(c["one"][0] * a * b)
        """,
        {"x": X, "w": W},
    ),
    "dict_namedtuple_of_dict": (
        """
        import numpy as np
        def f(x, w):
            c = {"a": x}
            t = (c, w)
            c["a"] = x * w
            for i in range(2):
                t[0]["a"] = t[0]["a"] * w
            return np.sum(t[0]["a"] + c["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_new_key_in_loop": (
        """
        import numpy as np
        def f(x, w):
            c = {}
            h = x
            for i in range(3):
                c["h"] = np.tanh(h * w)
                h = c["h"]
            return np.sum(c["h"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_copy_then_nested": (
        """
        import numpy as np
        def f(x, w):
            d = {"n": {"a": x}}
            e = dict(d)
            e["n"]["a"] = x * w
            return np.sum(d["n"]["a"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_loop_carried_alias_entry": (
        """
        import numpy as np
        def f(x, w):
            d = {"n": {"a": x}, "m": {"a": w}}
            n = d["n"]
            for i in range(2):
                n["a"] = n["a"] * w
                d["m"]["a"] = d["m"]["a"] + n["a"]
            return np.sum(d["n"]["a"] * d["m"]["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_entry_rebound_in_loop": (
        """
        import numpy as np
        def f(x, w):
            d = {"n": {"a": x}}
            n = d["n"]
            for i in range(2):
                d["n"] = {"a": d["n"]["a"] * w}
            return np.sum(d["n"]["a"] * n["a"])
        """,
        {"x": X, "w": W},
    ),
    "dict_branch_in_loop": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w}
            for i in range(4):
                if i % 2 == 0:
                    d["a"] = d["a"] * w
                else:
                    d["b"] = d["b"] + d["a"]
                    d["c"] = d["b"]
            return np.sum(d["a"] * d["b"] * d["c"])
        """,
        {"x": X, "w": W},
    ),
    "dict_rebound_in_branch_alone": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x, "b": w}
            if np.sum(x) > -100:
                d = {"a": w, "b": x}
            d["a"] = d["a"] * 3
            return np.sum(d["a"] * d["b"] * x)
        """,
        {"x": X, "w": W},
    ),
    "dict_raised": (
        """
        import numpy as np
        def f(x, w):
            d = {"a": x}
            if np.sum(x) > 100:
                d["a"] = w
                raise ValueError(f"{d['a']}")
            return np.sum(d["a"] * w)
        """,
        {"x": X, "w": W},
    ),
    "dict_names_that_clash": (
        """
        import numpy as np
        def f(x, w):
            h = x * 2
            d = {}
            d["h"] = x * w
            d["x"] = d["h"] * 2
            d["np"] = d["x"] + h
            d["lambda"] = d["np"] * w
            d["a b"] = d["lambda"] * w
            d["1"] = d["a b"] * w
            e = {}
            e["h"] = d["1"] * h
            out = e["h"] * d["h"]
            return np.sum(out)
        """,
        {"x": X, "w": W},
    ),
    "dict_augmented_of_aliased_dict_in_helper": (
        """
        import numpy as np
        def g(d, w):
            d["h"] += w
            d["h"] *= 2
        def f(x, w):
            d = {"h": x * 1}
            g(d, w)
            g(d, w)
            return np.sum(d["h"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_in_flight": (
        """
        import numpy as np
        def g(d, w):
            d["h"] = d["h"] * w
            return d["h"]
        def f(x, w):
            d = {"h": x * 1}
            return np.sum(d["h"] * g(d, w) * d["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_augmented_by_itself": (
        """
        import numpy as np
        def g(d, w):
            d["h"] = d["h"] * w
            return d["h"]
        def f(x, w):
            d = {"h": x * 1}
            d["h"] += g(d, w)
            return np.sum(d["h"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_printed": (
        """
        import numpy as np
        def f(x, w):
            d = {"h": x * 1}
            d["k"] = w
            if np.sum(d["h"]) > 100:
                raise ValueError(f"bad {d['h']}")
            assert "h" in d
            return np.sum(d["h"] ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_double_star": (
        """
        import numpy as np
        def g(a, b):
            return a * b
        def f(x, w):
            d = {}
            d["a"] = x
            d["b"] = w * 2
            return np.sum(g(**d) ** 2)
        """,
        {"x": X, "w": W},
    ),
    "dict_dict_of_dict_built": (
        """
        import numpy as np
        def f(x, w):
            c = {}
            c["l1"] = {}
            c["l1"]["h"] = x * w
            c["l2"] = {"h": c["l1"]["h"] ** 2}
            c["l2"]["g"] = c["l2"]["h"] + 1
            return np.sum(c["l2"]["g"] * c["l1"]["h"])
        """,
        {"x": X, "w": W},
    ),
    "dict_rows_by_a_name": (
        """
        import numpy as np
        def f(x, n: int):
            cache = {}
            cache["A"] = np.zeros((n, 3))
            for i in range(n):
                row = cache["A"][i]
                row[:] = x * i
            return np.sum(cache["A"] ** 2)
        """,
        {"x": X, "n": 3},
    ),
    "dict_rows_of_two_arrays": (
        """
        import numpy as np
        def f(X, W):
            cache = {}
            cache["H"] = np.zeros_like(X)
            cache["Z"] = np.zeros_like(X)
            for i in range(X.shape[0]):
                h, z = cache["H"][i], cache["Z"][i]
                z[:] = W @ X[i]
                if i > 0:
                    z += cache["H"][i - 1]
                h[...] = np.tanh(z)
            cache["H"][0] *= 2.0
            return np.sum(cache["H"] ** 2) + np.sum(cache["Z"])
        """,
        {"X": np.stack([X, X * X, np.sin(X)]), "W": np.outer(X, X[::-1]) - 0.3},
    ),
    "dict_rows_in_a_helper": (
        """
        import numpy as np
        def step(cache, x, i):
            row = cache["A"][i]
            row[:] = x * i
            cache["n"] = cache["n"] + row[0]
        def f(x, n: int):
            cache = {"A": np.zeros((n, 3)), "n": 0.0}
            for i in range(n):
                step(cache, x, i)
            return np.sum(cache["A"] ** 2) * cache["n"]
        """,
        {"x": X, "n": 3},
    ),
    "dict_rows_in_branches": (
        """
        import numpy as np
        def f(x, n: int):
            cache = {"A": np.zeros((n, 3)), "B": np.ones((n, 3))}
            for i in range(n):
                row = cache["A"][i]
                if x[i] > 0:
                    row[:] = x * i
                    cache["B"] = cache["A"] * 2.0
                else:
                    row[0] = x[i]
                    cache["A"][i, 1] += row[0]
                row *= x[0]
            return np.sum(cache["A"] ** 2) + np.sum(cache["B"] ** 3)
        """,
        {"x": X, "n": 3},
    ),
    "dict_rows_in_a_while": (
        """
        import numpy as np
        def f(x, n: int):
            c1 = {"A": np.zeros((n, 3))}
            c2 = c1
            i = 0
            while i < n:
                row = c2["A"][i]
                for j in range(3):
                    row[j] = x[j] * i + 1.0
                    if row[j] > 2.0:
                        break
                i += 1
            return np.sum(c1["A"] ** 2)
        """,
        {"x": X, "n": 3},
    ),
    "dict_in_a_dict_by_rows": (
        """
        import numpy as np
        def f(x, n: int):
            cache = {"A": np.zeros((n, 3)), "in": {"B": np.ones((n, 3))}}
            for i in range(n):
                v = cache["in"]["B"][i]
                v[:] = x * i
                cache["in"]["B"][i][1] *= 2.0
                cache["A"][i][:2] = v[1:]
            return np.sum(cache["A"] ** 2) + np.sum(cache["in"]["B"] ** 2)
        """,
        {"x": X, "n": 3},
    ),
}
