"""What has no gradient: places, counts, truths, arrays made from nothing; and functions of numbers."""

CALLS = """
x: 3,4 / x: 5 / x: 2,3,4
    x.flat[2] * x.flat[::2]
    np.{sum max}(x.flat) * x
    (x * 2).flat[1:4]
x: 5 / x: 3,4
    x * np.{argmax argmin nanargmax nanargmin}(x{|, axis=0|, axis=-1, keepdims=True})
    x * np.argsort(x{|, axis=0|, kind="stable"})
    x * np.argpartition(x, 1)
    np.sum(x) * np.{nonzero flatnonzero argwhere where}(x > 0)[0]
    np.sum(x) * np.searchsorted(np.array([-1.0, 0.0, 1.0]), x)
    np.sum(x) * np.digitize(x, [-1.0, 0.0, 1.0])
    x * np.{any all count_nonzero}(x > 0.3{|, axis=0|, axis=-1, keepdims=True}) !double
    x * np.{array_equal array_equiv allclose isclose}(x, x)
    x * np.isin(x, [1.0, 2.0])
    x * np.{floor ceil trunc rint fix round around sign isnan isinf isfinite signbit logical_not}(x)
    x * np.{isposinf isneginf isreal iscomplex}(x)
    x * np.{equal not_equal less less_equal greater greater_equal}(x, 0.5)
    x * np.{logical_and logical_or logical_xor}(x > 0, x < 1)
    x * np.{size ndim}(x)
    x * np.size(x, 0)
    x * np.{isscalar iscomplexobj isrealobj}(x)
    x * len(x)
    x + np.finfo(float).{eps epsneg tiny smallest_normal smallest_subnormal resolution}
    x + np.finfo(np.float32).{eps bits precision}
    np.maximum(x, np.finfo(x.dtype).{eps min}) * x
    x * x + np.iinfo(np.int8).{max min bits}
    info = np.finfo(x.dtype); np.clip(x, info.{eps|min}, info.max) * x
    x * np.shape(x)[0]
    x * x.{size ndim}
    x * x.shape[-1]
    x * np.{zeros_like ones_like}(x{|, dtype=int|, shape=x.shape})
    x * (np.nan_to_num(np.empty_like(x{|, shape=x.shape})) * 0)
    x + np.{zeros ones}(x.shape)
    x + np.{zeros ones}(x.shape, {int dtype=float dtype=x.dtype})
    x + 0 * np.nan_to_num(np.empty(x.shape{|, int|, dtype=x.dtype}))
    np.{bool_ int64 int32 int8 int16 uint8 intp int_}(np.abs(x)) * x
    np.sum(x) * np.histogram(x, {bins=3|3, (-2, 2)})[0]
    np.sum(x) * np.histogram_bin_edges([1.0, 2.0, 3.0], 2)
    np.sum(x) * np.unique(np.sign(x))
    np.unique(x) ** 2
    np.sum(x) * np.unique(x, return_counts=True)[0]
    np.sum(x) * np.unique(x, return_index=True, return_inverse=True, return_counts=True)[{1|2|3}]
    np.unique(x)[1:] * np.sum(x)
    np.histogram_bin_edges(x, {2|bins=3|"auto"}) ** 2
    np.histogram(x, {2|bins=3})[1] ** 2
    n, e = np.histogram(x, 4); n * np.diff(e) ** 2
    a = np.sum(x); np.arange(a, a + 2.5) ** 2
    a = np.max(x); np.arange(a, 9.75, {|2.5|a / 3 + 1}) ** 2
    np.sum(x) * np.bincount(np.array([0, 1, 1]))
    np.sum(x) * np.lexsort((np.arange(3), np.array([2, 0, 1])))
    x * np.can_cast(np.float32, np.float64)
    x.astype(np.{result_type promote_types}(np.float32, np.float64))
x: 5
    x * np.eye(5)[0]
    x * np.arange({5|1, 6|0, 10, 2})
    x @ np.{eye identity tri}(5)
    x @ np.{eye tri}(5, 3)
    x @ np.eye(5, 4, k=1)
    x * np.{zeros ones bartlett blackman hamming hanning}(5)
    x * np.full(5, 2.0)
    x[np.tril_indices(3)[0]]
    np.sum(x) * np.indices((2, 3))[0]
    np.sum(x) * np.array(np.broadcast_shapes((2, 1), (1, 3)))
x: 4,4
    x[np.{tril_indices diag_indices}(4)]
    x[np.triu_indices(4, k=1)]
    x[np.{tril_indices_from diag_indices_from}(x)]
    x[np.triu_indices_from(x, k=1)]
    x[np.unravel_index(np.argmax(x), x.shape)]
    x[np.unravel_index(np.argmax(x), (4, 4))] * x
    np.ravel(x)[np.ravel_multi_index((1, 2), (4, 4))]
    x[np.ix_([0, 2], [1, 3])]
x: 3; i = np.array([1, 0, 2])
    x * np.bincount(i, minlength=3)
    x[np.argsort(i)]
    x[np.searchsorted(np.sort(i), i)]
    x * np.logical_and(i > 0, i < 2)

x: ; y:
    x * math.{floor ceil trunc}(y)
    {abs float}(x) * y
    x * int(y) + round(x, 1) * y
    max(x, y) * min(x, y, 0.5)
    sum([x, y, x])
    pow(x, 2) * y
    divmod(x, y)[1]
    x * len([x, y])
    math.{atan2 copysign fmod remainder hypot}(x, y)
    math.dist([x, 1.0], [y, 2.0])
    math.fsum([x, y, x * y])
    math.prod([x, y, x])
p: ; q:
    math.pow(p, q)
    math.{exp exp2 expm1 fabs log log10 log1p log2 sin cos tan sinh cosh tanh asinh atan sqrt cbrt}(p)
    math.{erf erfc gamma lgamma degrees radians}(q)
    math.fma(p, q, p)
    math.sumprod([p, q], [q, q])
r:
    math.{acos asin atanh}(r)
    math.acosh(r + 1)
"""
