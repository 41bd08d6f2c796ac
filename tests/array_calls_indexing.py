"""Reading and writing by index, taking, choosing, masks."""

CALLS = """
x: 5 / x: 4,5 / x: 4,3,5
    x{[0] [-1] [1:3] [::2] [::-1] [-2:] [:] [...] [None] [1:1] [slice(1, 3)]}
    x[[0, 2, 2, 1]]
    x[[0, 2]]
    x[np.array([3, 0, 0])]
    x[np.array([[0, 1], [1, 3]])]
    x[..., {0|-1|None|1:|::2|[0, 2, 2]}]
    x[x > {0 5}]
    x[np.where(x > 0)]
    np.sum(x[x > 0]) * x
    x[None, {0 1:3 ...}]
    np.take(x, {1 [0, 2, 2] -1}{|, axis=0|, axis=-1})
    np.take(x, [[0, 1], [1, 1]]{|, axis=0})
    np.take(x, [0, 9, -1], {axis=0, mode="clip"|axis=0, mode="wrap"|mode="clip"})
    x.take({1|[0, 2, 2]|[0, 2], axis=0|[0, 1], 0})
    np.compress([True, False, True], x{|, axis=0})
    np.extract(x > 0, x)
    np.where(x > 0, x, {2 * x|0|-1.0})
    np.where(x > 0)[0] * np.sum(x)
    np.clip(x, {-1, 1|-1, None|None, 0.5|0.0, 1.0})
    x * (x > 0)
    np.{maximum minimum fmax fmin}(x, {0.5|2 * x})
    np.select([x > 0.5, x < -1], [x * x, 3 * x]{|, 2.0|, default=0.5 * x})
    np.select([x > 0.5], [x])
x: 4,5 / x: 4,3,5
    x[{0, 1|1:3, 0|:, 1|:, None|:, 1:3|::2, ::-1|..., 0, :|0, ...}]
    x[{1, [0, 2]|[0, 1, 1], [0, 2, 2]|[0, 0], 1|:, [0, 2, 2]|1:3, [0, 1]|[[0], [1]], [[0, 2]]}]
    x[{None, :, 0|:, np.newaxis, ..., 1|..., None, :}]
    x[np.arange(len(x)), [0, 2, 1, 0]]
    x[np.arange(4), {1|:}]
    x[np.argmax(x, axis=0)]
    np.take_along_axis(x, {np.argsort(x, axis=0)|np.argsort(x, axis=0)[:1]}, 0)
    np.take_along_axis(x, np.argsort(x, axis=-1), axis=-1)
    x[np.ix_([0, 2, 2], [1, 0])]
    x[np.argwhere(x > 9)[:, 0]]
    (1 / x)[np.max(x, axis=-1) > 0]
x: 4,5; i = np.array([0, 2, 2]) / x: 4,5; i = 1 / x: 4,5; i = slice(0, 2) / x: 4,5; i = -1
    x[i]
    x[:, i]
    x[..., i, None]
    x[i][None]
    x[i, 1:]
    x[i] * 2
    x[:, i] * 2
x: 4,5; i = np.array([0, 2, 2]); j = np.array([1, 4, 4])
    x[i, j]
    x[i][:, j]
    x[np.ix_(i, j)]
    x[i[:, None], j]
    np.take(x, i, axis=1)
    x.take(j)
x: 4,5; i = np.array([[True, False, True, False, True]] * 4) / x: 4,5; i = np.zeros((4, 5), bool)
    x[i]
    np.where(i, x, -x)
    x * i
    np.extract(i, x)
    np.compress(i[0], x, axis=1)
    np.sum(x, axis=1)[i[:, 0]]
    x[i] * 2
x: 4,5; i = np.array([True, False, True, True])
    x[i]
    x[i, 0]
    x[i, :2]
    x[~i]
    np.compress(i, x, axis=0)
x: 4,5; i = np.array([1, 0, 4, 4])
    x[np.arange(4), i]
    x[np.arange(len(i)), i]
    x[np.arange(x.shape[0]), i]
    np.take_along_axis(x, i[:, None], axis=1)
    np.take_along_axis(x, np.expand_dims(i, 1), 1)[:, 0]
    x[np.arange(4), np.argmax(x, axis=1)]
x: 3,4; y: 3,4; u: 3,4; c = np.array([[0, 1, 2, 0], [1, 1, 0, 2], [2, 2, 1, 0]])
    np.choose(c, [x, y, u])
    np.choose(c == 0, [x, y])
    np.select([c == 0, c == 1], [x, y], u)
    np.select([c == 0, c == 1], [x, y])
    np.where(c == 0, x, np.where(c == 1, y, u))
    np.where(c, x, y)
x: 3,4; y: ; c = np.array([[1, 0, 1, 0]] * 3)
    np.where(c == 0, x, y)
    np.where(c, y, x)
    np.choose(c, [x, y])
    np.choose(c, (x, y), mode="clip")
    np.choose(c * 5, (x, y), mode={"clip" "wrap"})
x: 3; y: 3,4; u: ; c = np.array([[True], [False], [True]])
    np.where(c, x, y[:, :3])
    np.where(c, x, u)
    np.where(c[0], y, u)
x: 3,4; y: 4; u: / x: 3,4; y: 3,4; u: 4
    np.clip(x, y, y + 1)
    np.clip(x, None, y)
    np.clip(x, y, None)
    np.clip(x, {u, 2|-2, y})

x: 5; y:
    z = x.copy(); z[0] = y; z
    z = x.copy(); z[1:3] = y; z
    z = np.zeros(5); z[2] = y; z * x
    z = np.zeros_like(x); z[::2] = x[:3]; z * y
    z = x * 2; z[0] += y; z
    z = x * 2; z[1:] -= y; z
x: 4,5; y: 5
    z = x.copy(); z[0] = y; z
    z = x.copy(); z[[0, 2]] = y; z
    z = x.copy(); z[[0, 2, 0]] = np.stack([y, 2 * y, 3 * y]); z
    z = x.copy(); z[:, 1] = 2.0; z * y
    z = np.zeros((4, 5)); z[1:3] = y; z * x
    z = x.copy(); z[0] += y; z[1] = y * y; z
    z = x.copy(); z[x > 0] = 0.0; z * y
    z = np.zeros_like(x); z += y; z * x
    z = x.copy(); np.add.at(z, [0, 2, 2], y); z
x: 5; y: 3; i = np.array([0, 2, 2])
    z = x.copy(); np.add.at(z, i, y); z
    z = np.zeros(5); np.add.at(z, i, y); z * x
    z = x.copy(); np.subtract.at(z, [0, 2, 2], y); z
    z = x.copy(); z[i] = y; z
    z = x.copy(); z[i] += y; z
x: 5; y: 3; i = np.array([0, 2, 4])
    z = x.copy(); z[i] = y; z
    z = x.copy(); z[i] += y; z
x: 5; y: ; i = np.array([True, False, True, False, True])
    z = x.copy(); z[i] = y; z
    z = x.copy(); z[~i] += y; z
x: 5 / x: 3,4
    z = x.copy(); z.sort(); z * 2.0
    z = x * x; z.sort(0); z[0] = 1.0; z
    z = np.copy(x); z.sort(axis=-1); x * z
    z = np.empty_like(x); z.fill(2.0); z * x
x: 4; y:
    z = x * 2; z.fill(y); z[1] = x[0]; z * x !floats
x: 3,3; y: / x: 3,3; y: 3 / x: 4,3; y: / x: 2,4; y: 2 / x: 3,3,3; y:
    z = x * x; np.fill_diagonal(z, y); z * x
    z = x.copy(); np.fill_diagonal(z, 1.0); x * z
x: 4,4; y: 2,2 / x: 4,4; y: 4,1 / x: 2,3; y: 2,4 / x: 5,3; y: 1,2
    z = x * x; np.fill_diagonal(z, y); z * x
x: 3,4; y: 4 / x: 3,4; y: / x: 4; y: 4 / x: 2,3,4; y: 3,1
    z = x * x; np.copyto(z, y); z * x !floats
    z = x * x; np.copyto(z, y, where=x > 0.5); z * x
    z = x * x; np.copyto(z, y * x[None], where=x > 0.5); z * x
x: 2,3; y: 2,2 / x: 2,3; y: / x: 2,3; y: 2,1
    z = x * x; np.put_along_axis(z, np.array([[0, 1], [2, 2]]), y, axis=1); z * x
x: 5 / x: 4,5
    np.lib.stride_tricks.sliding_window_view(x, 3, axis=-1){|.mean(axis=-1)}
    np.lib.stride_tricks.sliding_window_view(x, {x.shape|2, axis=0})
x: 5; k = 2
    np.lib.stride_tricks.sliding_window_view(x, k)[1:] * 2.0
x: 4,5; k = (2, 3)
    np.lib.stride_tricks.sliding_window_view(x, k{|, axis=(1, 0)})
x: 5; i = [0, 3, 2]
    x[np.setdiff1d(np.arange(5), i)] * 2
    x[np.{union1d intersect1d setxor1d}(np.arange(3), np.arange(1, 5))]
    x[np.ix_(np.setdiff1d(np.arange(x.shape[0]), i))] ** 2
"""
