"""Programs whose loops bind a name first: in branches that not every round runs, or for the round after."""

from __future__ import annotations

from typing import Any

from list_programs import drawn

COMING: dict[str, tuple[str, dict[str, Any]]] = {
    "before_of_a_series": (
        """
        import numpy as np
        def f(xs, w: float):
            s = 0.0
            for i, v in enumerate(xs):
                if i > 0:
                    s += (v * w - prev) ** 2
                prev = v * w
            return s
        """,
        {"xs": drawn(4), "w": 0.7},
    ),
    "first_round_continues": (
        """
        import numpy as np
        def f(xs, w: float):
            s = 0.0
            for i, v in enumerate(xs):
                if i == 0:
                    prev = v * w
                    continue
                s += prev * v
                prev = prev * w + v
            return s
        """,
        {"xs": drawn(4), "w": 0.7},
    ),
    "a_flag_tells_the_first": (
        """
        import numpy as np
        def f(xs, w: float):
            first = True
            for v in xs:
                if first:
                    m = v * w
                    first = False
                else:
                    m = m * 0.9 + v * w * m
            return m
        """,
        {"xs": drawn(4), "w": 0.7},
    ),
    "made_in_the_first_round": (
        """
        import numpy as np
        def f(x, w):
            for i in range(4):
                if i == 0:
                    h = np.zeros(3)
                    c = np.zeros(3)
                c = c * w + x * h
                h = np.tanh(c + x)
            return np.sum(h * c)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "in_two_loops": (
        """
        import numpy as np
        def f(x, w):
            for i in range(3):
                for j in range(2):
                    if i == 0 and j == 0:
                        a = x * w
                    elif j == 1:
                        a = a * x + w
            return np.sum(a)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "bound_in_one_round": (
        """
        import numpy as np
        def f(x, w):
            for i in range(3):
                if i == 1:
                    c = x * w
            return np.sum(c)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "best_so_far": (
        """
        import numpy as np
        def f(x, w):
            best = -np.inf
            for i in range(4):
                v = np.sum(np.sin(x * i + w))
                if v > best:
                    best = v
                    arg = x * i
            return np.sum(arg * best)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "a_loop_without_end": (
        """
        import numpy as np
        def f(x, w):
            k = 0
            while True:
                if k == 3: break
                c = x * w
                k += 1
            return np.sum(c)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "bound_from_another": (
        """
        import numpy as np
        def f(x, w):
            for i in range(3):
                if i == 1:
                    c = x * w
                if i == 2:
                    d = c * c
            return np.sum(d)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "bound_in_every_other_round": (
        """
        import numpy as np
        def f(x, w):
            out = []
            for i in range(4):
                if i % 2 == 0:
                    base = x * w
                out.append(base * i)
                x = x + base
            return np.sum(sum(out))
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "a_pair": (
        """
        import numpy as np
        def f(x, w):
            for i in range(4):
                if i == 0:
                    p, q = x, w
                else:
                    p, q = q * p, p
            return np.sum(p * q)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "a_truth_by_the_counter": (
        """
        import numpy as np
        def f(x, w):
            for i in range(3):
                if i:
                    y = y * w
                else:
                    y = x
            return np.sum(y)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "in_a_helper": (
        """
        import numpy as np
        def f(x, w):
            def step(i):
                for k in range(3):
                    if k == i: r = x * w * k
                return r
            return np.sum(step(1) * step(2))
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "of_the_round_before": (
        """
        import numpy as np
        def f(x, w):
            for i in range(3):
                if i > 0:
                    x = x * t
                t = w * (i + 1)
            return np.sum(x * t)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "in_an_inner_loop": (
        """
        import numpy as np
        def f(x, w):
            for i in range(3):
                if i == 1:
                    z = x * w
                for j in range(2):
                    if j == 1:
                        z = w * (i + 1) if i == 0 else z * w
            return np.sum(z)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "numbers_of_one_round": (
        """
        def f(x: float, w: float):
            for i in range(3):
                if i == 1:
                    c = x * w
            return c
        """,
        {"x": 2.0, "w": 3.0},
    ),
    "numbers_until_near": (
        """
        def f(x: float, w: float):
            for k in range(5):
                old = x
                x = x * w + 1
                if abs(x - old) < 0.3:
                    break
                delta = x - old
            return delta * x
        """,
        {"x": 0.5, "w": 0.4},
    ),
    "numbers_in_a_dict": (
        """
        def f(x: float, w: float):
            cache = {}
            for i in range(4):
                key = i % 2
                if key == 0:
                    cache["even"] = x * i
                cache["last"] = cache["even"] * w
                x = x + cache["last"]
            return cache["last"] * cache["even"]
        """,
        {"x": 0.5, "w": 0.4},
    ),
    "numbers_while_not_done": (
        """
        def f(x: float, w: float):
            t = x
            done = False
            while not done:
                old = t
                t = t * w
                done = t < 0.1
            return t * old
        """,
        {"x": 0.9, "w": 0.4},
    ),
    "numbers_from_a_middle_round": (
        """
        def f(x: float, w: float):
            for i in range(4):
                if i == 1:
                    c = x * w * i
                if i > 2:
                    x = x + c * w
            return x
        """,
        {"x": 0.5, "w": 0.4},
    ),
    "numbers_that_are_searched": (
        """
        def f(x: float, w: float):
            k = 0
            while k < 5:
                k += 1
                t = x * k
                if t > w:
                    last = t * w
                    continue
                if t > 3 * w:
                    break
            return last * x
        """,
        {"x": 0.5, "w": 0.7},
    ),
    "numbers_of_one_branch_each": (
        """
        def f(x: float, w: float):
            if w > 0:
                y = x * w
            else:
                z = x + w
            for i in range(2):
                if w > 0:
                    y = y * x
                else:
                    z = z * x
            return y if w > 0 else z
        """,
        {"x": 0.7, "w": 0.6},
    ),
    "numbers_bound_before_rounds_in_branches": (
        """
        def f(x: float, w: float):
            if w > 0:
                if x > 0:
                    a = x * w
                else:
                    a = w * w
            k = 0
            while k < 3:
                k += 1
                for j in range(2):
                    if w > 0:
                        a = a * x + k * j
            return a if w > 0 else x
        """,
        {"x": 0.7, "w": 0.6},
    ),
    "product_made_in_the_first_round": (
        """
        import numpy as np
        def f(x, w):
            for i in range(3):
                if i == 0:
                    d = np.sum(x) * w
                d *= x
            return np.sum(d)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "a_constant_of_another_shape": (
        """
        import numpy as np
        C = np.ones((3, 4))
        def f(a, w, n: int):
            u = a
            for i in range(n):
                u = C
            return np.sum(u * w) + np.sum(a)
        """,
        {"a": drawn(4), "w": drawn(4), "n": 2},
    ),
    "a_constant_of_another_shape_but_no_round": (
        """
        import numpy as np
        C = np.ones((3, 4))
        def f(a, w, n: int):
            u = a
            for i in range(n):
                u = C
            return np.sum(u * w)
        """,
        {"a": drawn(4), "w": drawn(4), "n": 0},
    ),
    "a_walrus_in_the_test_of_a_while_with_else": (
        """
        def f(x, a: float, n: int):
            i = 0
            while (r := x[i] * a) < 5 and i < n:
                i += 1
            else:
                a *= 2
            return a * r
        """,
        {"x": drawn(4), "a": 0.7, "n": 2},
    ),
    "a_walrus_in_the_test_of_a_while_that_is_left": (
        """
        def f(x, a: float, n: int):
            i = 0
            while (r := x[i] * a) < 5 and i < 3:
                i += 1
                if i == n:
                    break
            else:
                a *= 2
            return a * r
        """,
        {"x": drawn(4), "a": 0.7, "n": 2},
    ),
    "a_break_in_the_else_of_an_inner_loop": (
        """
        import numpy as np
        def f(x, a: float):
            s = a
            for i in range(3):
                for z in x:
                    s = s * z
                else:
                    if i == 1:
                        break
                s = s + 1
            return s
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "a_break_in_the_else_of_an_inner_while": (
        """
        def f(x, a: float):
            s = a
            n = 0
            while True:
                k = 0
                while k < 2:
                    s = s * x[k]
                    k += 1
                else:
                    break
                s = s + 1
            for i in range(2):
                while n < 1:
                    n += 1
                    s = s * a
                else:
                    if i > 0:
                        continue
                s = s + x[0]
            return s
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "elements_of_an_array_that_a_branch_replaces": (
        """
        def f(x, a: float):
            v = x.copy()
            for j in range(1, 4):
                v[j] = v[j] * v[j - 1]
            if a > 0:
                v[3] = 1.0
            else:
                v = v * 2
            return v
        """,
        {"x": drawn(4), "a": -0.7},
    ),
    "elements_of_an_array_that_a_branch_replaces_and_changes": (
        """
        def f(x, a: float):
            v = x.copy()
            for j in range(1, 4):
                v[j] = v[j] * v[j - 1]
            if a > 0:
                v[3] = 1.0
            else:
                v = v + v * a
                v += 1
            return v
        """,
        {"x": drawn(4), "a": -0.7},
    ),
    "a_constant_array_of_a_loop_changed_on_one_way": (
        """
        import numpy as np
        def f(x, a: float):
            for i in range(2):
                q = np.ones(4)
            if a < 0:
                q[1] -= a
            return np.append(q, x)[3] * a
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "a_constant_array_of_a_branch_changed_on_one_way": (
        """
        import numpy as np
        def f(x, a: float):
            if x[0] < 99:
                q = np.ones(4)
            if a < 0:
                q = q * a
            return q * 2
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "a_constant_array_of_a_branch_handed_on": (
        """
        import numpy as np
        def f(x, a: float, n: int):
            hs = []
            if x[0] < 99:
                q = np.ones(3)
            if a < 0:
                q = q * a
            for i in range(n):
                if i > 1:
                    q = q * x
                hs.append(q)
            return np.sum(np.array(hs) * x) + np.cumsum(q)[1]
        """,
        {"x": drawn(3), "a": 0.7, "n": 3},
    ),
    "a_walrus_on_one_side_read_there": (
        """
        def f(x, a: float):
            y = (t := a * x[0]) * t if x[1] > 0 else a
            return y * a
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "entries_in_other_orders_added_up": (
        """
        def f(x, a: float):
            d = {}
            if x[0] > 0:
                d["u"] = x[1] * a
                d["v"] = a
            else:
                d["v"] = x[2]
                d["u"] = a * a
            return sum(d.values()) * d["v"]
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "copies_of_what_is_written_out": (
        """
        def f(x, a: float):
            l = [a, x[0] * a]
            m = list(l)
            m.append(x[1])
            q = list((a, x[2]))
            q[0] = x[1]
            return sum(m) * l[0] + q[0] * q[1] * len(tuple(l))
        """,
        {"x": drawn(3), "a": 0.7},
    ),
}
