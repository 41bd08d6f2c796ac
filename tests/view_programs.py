"""Programs that write into views, each with a point at which its derivatives are compared."""

from __future__ import annotations

from typing import Any

import numpy as np

RANDOM = np.random.default_rng(3)


def drawn(*shape: int) -> Any:
    return RANDOM.normal(size=shape)


VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "row_set": (
        """
        import numpy as np

        def f(A):
            for i in range(1, A.shape[0]):
                row = A[i]
                row[:] = row * A[i - 1]
            return np.sum(A)
        """,
        {"A": drawn(3, 2)},
    ),
    "row_added": (
        """
        import numpy as np

        def f(A):
            for i in range(1, A.shape[0]):
                row = A[i]
                row += A[i - 1] ** 2
            return np.sum(A**2)
        """,
        {"A": drawn(3, 2)},
    ),
    "row_scaled_and_read": (
        """
        import numpy as np

        def f(A, s):
            t = 0.0
            for i in range(A.shape[0]):
                row = A[i]
                row[:] = row - row.mean()
                row *= s
                t = t + np.sum(row**3) * np.sum(A[0])
            return t + np.sum(A**2)
        """,
        {"A": drawn(3, 2), "s": 1.3},
    ),
    "row_elements": (
        """
        import numpy as np

        def f(A):
            for i in range(1, A.shape[0]):
                row = A[i]
                row[0] = 2.0 * A[i - 1, 0]
                for j in range(1, A.shape[1]):
                    row[j] -= row[j - 1] * A[i - 1, j]
            return np.sum(A**2)
        """,
        {"A": drawn(3, 3)},
    ),
    "column_elements": (
        """
        import numpy as np

        def f(A):
            C = A * 1.0
            for k in range(C.shape[1]):
                col = C[:, k]
                for i in range(1, C.shape[0]):
                    col[i] = col[i] * col[i - 1]
                col /= np.sum(col**2)
            return np.sum(C**3)
        """,
        {"A": drawn(3, 2)},
    ),
    "slice_added": (
        """
        import numpy as np

        def f(y, x):
            z = y * x
            v = z[1:]
            v += x[1:] * z[:-1]
            z[2] = z[2] * v[0]
            return np.sum(z**2) + v[1]
        """,
        {"y": drawn(4), "x": drawn(4)},
    ),
    "slice_in_loop": (
        """
        import numpy as np

        def f(y, x, n: int):
            z = y * x
            v = z[1:]
            s = 0.0
            for k in range(n):
                s = s + np.sum(v**2)
                v *= x[1:]
                z[1] = z[1] + s
            return np.sum(z**2) + v[0] + s
        """,
        {"y": drawn(3), "x": drawn(3), "n": 3},
    ),
    "halves": (
        """
        import numpy as np

        def f(A, B, n: int):
            C = A.copy()
            top, bottom = C[:n], C[n:]
            top -= bottom @ B
            bottom[0] *= top[0]
            return np.sum(C**2)
        """,
        {"A": drawn(4, 2), "B": drawn(2, 2), "n": 2},
    ),
    "view_of_a_view": (
        """
        import numpy as np

        def f(A, x):
            C = A * x
            block = C[1:]
            row = block[1]
            row *= x
            part = row[1:]
            part[:] = part * row[0]
            block[0, 1] = part[0] * C[0, 0]
            return np.sum(C**2) + np.sum(block[:, 1])
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "new_axis": (
        """
        import numpy as np

        def f(x, w):
            z = x * 2.0
            col = z[:, None]
            col *= w
            col[1, 0] = z[0] * w
            return np.sum(z**3) + np.sum(col)
        """,
        {"x": drawn(3), "w": 0.8},
    ),
    "steps": (
        """
        import numpy as np

        def f(x):
            z = x * 2.0
            even, odd = z[::2], z[1::2]
            even += odd**2
            odd[:] = even * odd
            back = z[::-1]
            back[0] = back[1] * z[0]
            return np.sum(z**2)
        """,
        {"x": drawn(4)},
    ),
    "without_names": (
        """
        import numpy as np

        def f(x, A):
            z = x * 2.0
            z[1:][0] = z[0] * x[2]
            z[:2][:] *= x[1]
            C = A * 1.0
            C[1:][0] += x[:2] * z[:2]
            C[:, 1][0] = z[2]
            return np.sum(z**2) + np.sum(C**2)
        """,
        {"x": drawn(3), "A": drawn(3, 2)},
    ),
    "helper": (
        """
        import numpy as np

        def scale(row, s):
            row *= s

        def f(A, s):
            C = A * 1.0
            for i in range(C.shape[0]):
                scale(C[i], s * C[0, 1])
            return np.sum(C**2)
        """,
        {"A": drawn(3, 2), "s": 0.7},
    ),
    "helper_with_a_loop": (
        """
        import numpy as np

        def running(v, s):
            total = 0.0
            for j in range(1, len(v)):
                v[j] += s * v[j - 1]
                total = total + v[j] ** 2
            if total > 1.0:
                v[0] = total
            return total

        def f(A, s):
            C = A * 1.0
            t = running(C[1], s)
            t = t + running(C[:, 0], t)
            return np.sum(C**2) + t
        """,
        {"A": drawn(3, 3), "s": 0.7},
    ),
    "helper_in_a_helper": (
        """
        import numpy as np

        def scale(row, s):
            row *= s

        def pair(C, s):
            scale(C[0], s)
            scale(C[1:], s * C[0, 0])

        def f(A, s):
            z = A * 2.0
            pair(z[:, 1:], s)
            return np.sum(z**2)
        """,
        {"A": drawn(3, 3), "s": 0.7},
    ),
    "helper_changes_a_parameter": (
        """
        import numpy as np

        def norm(row):
            row /= np.sqrt(np.sum(row**2))

        def f(A):
            for i in range(1, A.shape[0]):
                A[i] -= A[i - 1] * 0.5
                norm(A[i])
            return np.sum(A**3)
        """,
        {"A": drawn(3, 2)},
    ),
    "rows": (
        """
        import numpy as np

        def f(A):
            C = A * 1.0
            for row in C:
                row -= row.mean()
                row /= np.sum(C**2)
            return np.sum(C**3)
        """,
        {"A": drawn(3, 2)},
    ),
    "rows_beside_others": (
        """
        import numpy as np

        def f(A, B, y):
            C = A * 1.0
            for i, (r, t, s) in enumerate(zip(C, B, y)):
                r += t * s
                r[i] = s * C[0, 0]
            return np.sum(C**3)
        """,
        {"A": drawn(2, 2), "B": drawn(2, 2), "y": drawn(2)},
    ),
    "in_a_branch": (
        """
        import numpy as np

        def f(A, x):
            C = A * x
            row = C[1]
            if x > 0:
                row *= x
            else:
                row[:] = 0.0
            if x < 2:
                row += C[0]
            return np.sum(C**2) + np.sum(row)
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "base_written_between": (
        """
        import numpy as np

        def f(A, x):
            C = A * x
            row = C[1]
            C[1] = C[0] * x
            row += C[2]
            C[:, 0] = row[1]
            return np.sum(C**2) + np.sum(row**2)
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "index_counted_on": (
        """
        import numpy as np

        def f(A, x):
            C = A * x
            i = 0
            row = C[i]
            i = i + 1
            row *= x
            other = C[i]
            i = i + 1
            other += row * C[i]
            return np.sum(C**2)
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "rebound_not_written": (
        """
        import numpy as np

        def f(A, x):
            s = 0.0
            C = A * x
            for i in range(3):
                row = C[i]
                row = row * 2
                row += x
                s = s + np.sum(row**2)
            return s + np.sum(C**2)
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "view_of_a_copy": (
        """
        import numpy as np

        def f(A, x):
            C = A * x
            row = C[1].copy()
            row *= x
            D = C.copy()
            part = D[0]
            part += row
            return np.sum(C**2) + np.sum(row**3) + np.sum(D**2)
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "swapped_views": (
        """
        import numpy as np

        def f(x):
            z = x * 2.0
            a = z[:2]
            b = z[2:]
            z[:2] = b
            z[2:] = a
            return np.sum(z**2 * x) + np.sum(a * b)
        """,
        {"x": drawn(4)},
    ),
    "array_replaced": (
        """
        import numpy as np

        def f(A, x):
            C = A * x
            row = C[0]
            row *= x
            C = C * 2
            row = C[0]
            row *= C[1]
            return np.sum(C**2)
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "called_methods": (
        """
        import numpy as np

        def f(A):
            C = A * 1.0
            row = C[1]
            row.sort()
            row.fill(C[0, 1])
            part = C[1:]
            np.fill_diagonal(part, 2.0)
            return np.sum(C**3 * A)
        """,
        {"A": drawn(3, 2)},
    ),
    "picked_by_arrays_and_changed": (
        """
        import numpy as np

        def f(A, x):
            n = np.arange(len(A))
            p = A[n, [0, 1, 0]]
            p += 1e-3
            i = np.array([2, 0])
            q = x[i]
            q[0] *= x[2]
            r = x[np.arange(2)]
            r[r > 0] = 0.5
            return np.sum(np.log(p**2)) + np.sum(q**2 * r) + np.sum(A) * np.sum(x)
        """,
        {"A": drawn(3, 2), "x": drawn(3)},
    ),
    "added_at_places": (
        """
        import numpy as np

        def f(A, x):
            C = A * 1.0
            row = C[1]
            np.add.at(row, np.array([0, 0, 2]), x)
            row[np.array([0, 1])] *= 2.0
            C[2][C[2] > 0] = 0.5
            return np.sum(C**3)
        """,
        {"A": drawn(3, 3), "x": drawn(3)},
    ),
    "transposed": (
        """
        import numpy as np

        def f(A, x):
            C = A * x
            T = C.T
            T[0] = T[0] ** 2 * x
            for row in C.T:
                row -= row.mean()
            C[0] *= x
            return np.sum(C**3) + np.sum(T[1] ** 2)
        """,
        {"A": drawn(3, 2), "x": 0.7},
    ),
    "laid_out_anew": (
        """
        import numpy as np

        def f(A, n: int):
            C = A @ A
            d = C.reshape(-1)
            d[:: n + 1] += 1.0
            flat = C.ravel()
            for i in range(1, n):
                flat[i] *= flat[i - 1] + d[0]
            M = np.swapaxes(C, 0, 1)
            M += A
            V = np.expand_dims(A.copy(), 0)
            V[0] -= C
            return np.sum(C**2) + np.sum(flat**3) + np.sum(V**2)
        """,
        {"A": drawn(3, 3), "n": 3},
    ),
    "parts_of_what_is_laid_out_anew": (
        """
        import numpy as np

        def scale(block, s):
            block *= s

        def f(A, s):
            C = A * s
            block = C[1:].T
            block[0] += C[0, 0]
            scale(C.T[1:, 1:], s)
            corner = block[:1].T
            corner[1] = corner[0] * s
            return np.sum(C**2) + np.sum(block)
        """,
        {"A": drawn(3, 3), "s": 0.7},
    ),
    "two_names": (
        """
        import numpy as np

        def f(A, s):
            C = A * s
            B = C
            row = B[0]
            row[:] = row * C[2]
            B[1:][0] = C[0]
            for i in range(2):
                part = B[i]
                part += 1.0
            return np.sum(C**2) + np.sum(row)
        """,
        {"A": drawn(3, 2), "s": 0.7},
    ),
    "in_place_beside_a_view": (
        """
        import numpy as np

        def f(A, s):
            C = A * s
            row = C[0, :]
            for i in range(2):
                C *= row[1]
                row += C[i + 1]
            return np.sum(C**2) + np.sum(row)
        """,
        {"A": drawn(3, 2), "s": 0.7},
    ),
    "in_a_tuple": (
        """
        import numpy as np

        def f(A, s):
            C = A * s
            rows = (C[0], C[1])
            for r in rows:
                r[:] = r * rows[0]
            a, b = rows
            b += a**2
            return np.sum(C**2) + np.sum(rows[1] * s)
        """,
        {"A": drawn(3, 2), "s": 0.7},
    ),
    "swapped_rows_that_are_views": (
        """
        import numpy as np

        def f(A, s):
            C = A * s
            t = C[0]
            C[0] = C[1] * C[2, 1]
            C[1] = t
            return np.sum(C**2 * A) + np.sum(t)
        """,
        {"A": drawn(3, 2), "s": 0.7},
    ),
    "while_left": (
        """
        import numpy as np

        def f(A, s):
            C = A * s
            k = 0
            while k < 2:
                row = C[k]
                row *= C[k + 1]
                if np.sum(row) > 100.0:
                    break
                for j in range(2):
                    if j == k:
                        continue
                    row[j] = row[j] * s
                k += 1
            return np.sum(C**2)
        """,
        {"A": drawn(3, 2), "s": 0.7},
    ),
    "another_name_by_a_branch": (
        """
        import numpy as np
        def f(x, w):
            for line in x:
                if line[-1] <= line[0] - 100:
                    B = x
                w = np.maximum(w / (1.5 + x[:, -1] ** 2), w)
            return np.sum(x) + 0.1 * np.sum(w)
        """,
        {"x": np.arange(6.0).reshape(2, 3) - 2.2, "w": np.array([0.3, -0.8])},
    ),
    "a_row_that_may_be_returned": (
        """
        import numpy as np
        def f(x, m):
            for line in x[1:2]:
                if m >= 0:
                    z = x @ line
                else:
                    if m <= -10:
                        return np.sum(x[:, -1])
            e, v = x[-1], x[:, -1]
            return np.sum(v) + 0.1 * np.sum(x) + 0.1 * m + e[0]
        """,
        {"x": np.arange(6.0).reshape(2, 3) - 2.2, "m": 0.4},
    ),
    "lists_written_into_rows": (
        """
        import numpy as np
        def f(x, y):
            J = np.zeros((3, 3))
            J[0] = [2 * x, y, 1]
            J[1] = np.exp(x), x * y, J[0, 1]
            J[1:, 1:] += [[x, 0], [1, y]]
            J.T[2] -= [x, 1, y]
            row = J[2]
            row[:2] = [row[1], x]
            np.add.at(J, ([0, 0], [1, 1]), [x, y])
            return np.sum(J @ J)
        """,
        {"x": 0.3, "y": -0.4},
    ),
    "a_table_written_into_an_array": (
        """
        import numpy as np
        def f(x, u):
            R = np.eye(3)
            c, s = np.cos(x), np.sin(x)
            R[:2, :2] = [[c, -s], [s, c]]
            return np.sum((R @ u) * np.arange(3))
        """,
        {"x": 0.3, "u": np.array([0.4, -0.7, 1.1])},
    ),
    "number_that_was_a_part": (
        """
        import numpy as np
        def f(x, b):
            a = x[0]
            a *= b
            y = x * a
            return np.sum(y) + a * y[1]
        """,
        {"x": drawn(4), "b": 0.7},
    ),
    "ends_swapped_by_a_third": (
        """
        import numpy as np
        def f(x, b):
            z = x * 1.0
            a = z[0]
            z[0] = z[-1]
            z[-1] = a
            w = z / (a + b)
            return w[0] * w[1] * np.sum(w)
        """,
        {"x": drawn(4), "b": 0.7},
    ),
    "part_that_is_overwritten": (
        """
        import numpy as np
        def f(x, b):
            z = np.exp(-x)
            a = z[0]
            z[0] = b
            m = z[1]
            m -= b
            w = z / a - m
            return w[0] * w[1] * (w @ w)
        """,
        {"x": drawn(4), "b": 0.7},
    ),
    "part_that_a_branch_takes_for_a_row": (
        """
        import numpy as np
        def f(x, b, rows: bool):
            a = x[0]
            a *= b
            if rows:
                return a[1] * np.sum(x)
            return a * np.sum(x)
        """,
        {"x": drawn(4), "b": 0.7, "rows": 0},
    ),
    "helper_that_adds_in_a_branch": (
        """
        import numpy as np
        def bump(r):
            r += 0.1
        def scaled(r, k):
            r *= k
            return r
        def f(A, b):
            x = A * b
            if np.sum(x) > -100:
                bump(x)
            for i in range(2):
                if i > 0:
                    scaled(x, 4.0)
            return np.sum(np.sin(x))
        """,
        {"A": drawn(3, 2), "b": 0.7},
    ),
    "row_of_an_array_that_is_added_to": (
        """
        import numpy as np
        def f(A, b):
            x = A.copy()
            a = x[1]
            x += b
            a *= 2.0
            for i in range(2):
                row = x[i]
                x *= x
                row *= b
            return np.sum(x)
        """,
        {"A": drawn(3, 2), "b": 0.7},
    ),
    "view_of_a_copy_of_a_copy": (
        """
        import numpy as np
        def f(A, b):
            x = A * 1.0
            if np.sum(x) > 100:
                c = 2.0 * x
            d = x[1]
            x[0] *= b
            x *= x
            x *= d[1]
            return np.sum(x ** 2)
        """,
        {"A": drawn(3, 2), "b": 0.7},
    ),
    "copy_of_a_part_in_a_branch": (
        """
        import numpy as np
        def f(A, b):
            u = A * b
            z = u.copy()
            z[0] = 1.0
            y = z[1].copy()
            z[1] = 0.0
            if np.sum(A) > -100:
                z[0] = y
            return np.sum(z * u)
        """,
        {"A": drawn(3, 2), "b": 0.7},
    ),
    "written_behind_a_loop_that_starts_from_it": (
        """
        import numpy as np
        def repeatedly(p):
            for i in range(2):
                p = p * p
            return p
        def f(x):
            v = np.sin(x)
            v[0] = np.sum(repeatedly(v))
            p = v
            for i in range(3):
                p = p * x
            v[1] *= np.sum(p)
            return v
        """,
        {"x": drawn(4)},
    ),
    "written_in_rounds_behind_loops": (
        """
        import numpy as np
        def repeatedly(p):
            for i in range(2):
                p = p * p
            return p
        def f(x):
            v = x.copy()
            for i in range(2):
                v[i] = np.sum(repeatedly(v))
            return np.sum(v)
        """,
        {"x": drawn(4)},
    ),
    "written_behind_names_that_change_places": (
        """
        import numpy as np
        def f(x):
            v = np.sin(x)
            p = v
            q = v * 1.0
            for i in range(2):
                t = p
                p = q * p
                q = t
            v[1] *= np.sum(p)
            return v
        """,
        {"x": drawn(4)},
    ),
    "constants_that_rounds_replace": (
        """
        import numpy as np
        def f(A, x):
            for i in range(2):
                s = np.zeros(4)
            t = 0.0
            for r in A[:2]:
                t += np.append(s, x)[3] * x[0] + np.sum(np.repeat(s, 2) * x[1])
                s = r * x
            return t + np.sum(np.concatenate([s, x]) ** 2)
        """,
        {"A": drawn(3, 4), "x": drawn(4)},
    ),
    "overwritten_whole": (
        """
        import numpy as np
        def f(x, c):
            w = x ** 2
            w[:] = c * 2
            v = x ** 3
            v[...] = w * x
            u = np.zeros((4, 1))
            for i in range(3):
                u[:] = v[:, None] * c
                v = u[:, 0] * x
            return np.sum(v * w) + np.sum(u)
        """,
        {"x": drawn(4), "c": 0.7},
    ),
    "parts_of_decompositions_written_into": (
        """
        import numpy as np
        from numpy.linalg import qr
        def f(A):
            w, V = np.linalg.eigh(A @ A.T + np.diag(A[0] ** 2))
            w[w < 0.5] = 0.5
            Q, R = qr(A)
            R[0] *= 2
            for j in range(2):
                U = np.linalg.svd(A + j, full_matrices=False)[0]
                U[j] *= U[j]
                w += U[0]
            return np.sum((V * w) @ V.T * A) + np.sum(Q @ R)
        """,
        {"A": drawn(3, 3)},
    ),
    "states_that_are_complex": (
        """
        import numpy as np
        def f(t, x):
            H = np.array([[1.0, 2j], [-2j, 3.0]])
            psi = np.exp(1j * x) * x
            for i in range(3):
                psi = psi - 1j * t * (H @ psi)
                psi = psi / np.linalg.norm(psi)
                psi = psi / np.sqrt(np.sum(np.abs(psi) ** 2))
            z = np.stack([psi, psi * x])
            s = np.vdot(psi, H @ psi).real + np.abs(np.vdot(x, psi)) ** 2
            s = s + np.abs(np.conj(psi) @ H @ psi) + np.sum(np.outer(psi, psi).imag)
            return s + np.sum(np.linalg.norm(z, axis=0)) + np.vdot(z, z * t).imag
        """,
        {"t": 0.3, "x": drawn(2)},
    ),
    "parts_of_what_is_complex": (
        """
        from __future__ import annotations
        import numpy as np
        def f(w: Float[np.ndarray, "N"], M):
            g = 1 / (2 + 1j * w)
            t = np.sum(np.reshape(np.conj(g), (2, 2)).imag) + np.sum(np.stack([g, g * g]).imag)
            t = t + np.sum(np.roll(g, 1).imag * w) + np.sum(np.real(1j * np.conj(g)))
            d = np.linalg.det(np.eye(2) + 1j * M)
            return t + np.angle(d) + np.abs(d) ** 2 + np.log(d).imag
        """,
        {"w": drawn(4), "M": drawn(2, 2)},
    ),
    "parts_of_decompositions_by_helpers": (
        """
        import numpy as np
        def values(B):
            return np.linalg.eigh(B)[0]
        def f(A):
            r = [np.linalg.eigh(B @ B.T)[0] for B in (A, A * 2)]
            r[0][1] = 2.0
            w = values(A @ A.T)
            w[0] = w[1] * 2
            return np.sum(w**3) + np.sum(r[0] * r[1])
        """,
        {"A": drawn(3, 3)},
    ),
}
