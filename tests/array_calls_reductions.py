"""Sums, means, deviations, products, extremes, and those that pass over what is no number."""

CALLS = """
x: 3,4 / x: 2,3,4
    np.{sum mean prod max min}(x{|, axis=0|, axis=1|, axis=-1, keepdims=True|, axis=(0, 1)})
    np.{var std}(x{|, axis=0|, axis=-1|, axis=1, ddof=1|, axis=(-1, 0), keepdims=True|, ddof=1})
    np.{amax nanmax nanmin ptp}(x{|, axis=0|, axis=1, keepdims=True|, axis=(0, 1)|, axis=1})
    np.{nansum nanmean nanprod}(x{|, axis=0|, axis=-2, keepdims=True|, axis=(0, 1)})
    np.std(x{|, axis=0|, axis=-1, keepdims=True|, axis=1, ddof=1}) ** 2
    np.square(np.std(x{|, axis=0|, axis=(0, 1)|, axis=-1}))
    np.{nanvar nanstd}(x{|, axis=0, ddof=1|, axis=1, keepdims=True|, axis=(0, 1)})
    np.{median nanmedian}(x{|, axis=0|, axis=1, keepdims=True|, axis=(0, 1)})
    np.average(x{|, axis=0|, axis=1, keepdims=True|, axis=(0, 1)|, axis=1})
    x * np.{sum mean prod max var ptp median nansum}(x, axis=())
    x * np.{sum min}(x, axis=(), keepdims=True)
    np.{sum mean max prod var average}(x, axis=1) - 1.0
    np.sum(x, {0|-1, keepdims=True})
    np.sum(x * x, axis=0) / x
    x.{sum mean prod max min var std}({|axis=0|1|axis=-1, keepdims=True|axis=(0, 1)})
    x.{var std}(axis=0, ddof=1)
    x.ptp({|axis=0}) * 2
x: 5 / x: 1 / x: 1,3 / x: 3,1
    np.{sum mean prod max min var std ptp}(x{|, axis=0|, axis=-1, keepdims=True|, keepdims=True})
    np.{median nanmean nansum nanvar average}(x{|, axis=0, keepdims=True})
x: 0 / x: 0,3 / x: 3,0 / x: 2,0,3
    np.{sum prod nansum nanprod}(x{|, axis=0|, axis=-1|, keepdims=True|, axis=-1, keepdims=True})
x: 3,0
    np.{sum prod mean}(x * x, axis=0)
x: 2,3,4
    np.{sum mean prod max min var std median nansum nanmax ptp}(x, axis={(0, 2)|(-1, 0)|(1,)})
    np.{sum mean prod max var std}(x, axis={(2, 1)|(1,)}, keepdims=True)
    np.{sum mean max}(x, axis=(0, 1, 2))
    np.{nanmean nanvar nanstd nanprod nanmedian average}(x, axis=(0, -1))
x: 3,4; k = 1 / x: 2,3,4; k = (0, 1) / x: 3,4; k = None
    np.{sum mean prod max min amin nanmin nanmax var std average ptp}(x, axis=k)
    np.{sum mean prod max nanmax nanmin var}(x, axis=k, keepdims=True)
    np.{nansum nanmean nanprod nanstd median}(x, axis=k)
    np.{min nanmin nanmax mean}(x, axis=k, keepdims=False)
    np.{nanvar nanmedian max}(x, axis=k)
x:
    np.{sum mean prod max min var std ptp median nansum}(x)
x: ; k = None
    np.{sum mean}(x, axis=k)
x: 3,4; q: 3,4 / x: 2,3,4; q: 2,3,4
    np.average(x{|, axis=0|, axis=-1|, axis=(0, 1)}, weights=q)
    np.average(x, axis=1, weights=q, keepdims=True)
x: 3,4; q: 3 / x: 3,2,4; q: 3
    np.average(x, axis=0, weights=q)
    np.average(x, 0, weights=q, keepdims=True)
x: 4,3; q: 3 / x: 2,3; q: 3
    np.average(x, axis=-1, weights=q)
    np.average(x, axis=1, weights=q)
x: 3,4; c = np.array([1.0, 2.0, 0.5])
    np.average(x, axis=0, weights=c)
    np.average(x, axis=0, weights=[1.0, 2.0, 0.5])
x: 5; q: 5
    np.average(x, weights=q)
z: 5 / z: 3,4 / z: 2,3,4
    np.{prod nanprod}(z{|, axis=0|, axis=-1|, keepdims=True})

x: 3,4; p: 3,4 / x: 3,4; p: 4
    sp.logsumexp(x, b=p{|, axis=0|, axis=1|, axis=-1, keepdims=True|, keepdims=True})
    sp.logsumexp(x, axis=(0, 1), b=p)
x: 4; p: 3,4 | x: 3,1; p: 1,4 | x: 3,4; p: 2,3,4 | x: ; p: 4
    sp.logsumexp(x, b=p{|, keepdims=True|, axis=-1})
x: 4; p: 3,4 | x: 3,1; p: 1,4 | x: 3,4; p: 2,3,4
    sp.logsumexp(x, b=p{, axis=0|, axis=(0, 1), keepdims=True})
x: 3,4; k = [[1.0, 2.0, 3.0, 1.0]]
    sp.logsumexp(x, axis=1, b=k)
x: 5 / x: 3,4 / x: 2,3,4
    sp.logsumexp(x{|, axis=0|, axis=-1|, axis=-1, keepdims=True|, keepdims=True})
    sp.{softmax log_softmax}(x{|, axis=0|, axis=-1})
x: 3,4 / x: 2,3,4
    sp.logsumexp(x, {axis=(0, 1)|(0, -1), keepdims=True})
    sp.{softmax log_softmax}(x, axis=(0, 1))
x: 3,4; k = 1 | x: 3,4; k = None
    sp.logsumexp(x, axis=k)

x: 4,5
    np.{cov corrcoef}(x) !double
    np.cov(x, bias=True) !double
    np.{cov corrcoef}(x, rowvar=False) !double
    np.cov(x, ddof={0 2}) !double
x: 5; y: 5
    np.{cov corrcoef}(x, y) !double
    np.cov(x{|, rowvar=False}) !double
x: 4,5; y: 2,5
    np.{cov corrcoef}(x, y) !double
x: 5 / x: 3,4 / x: 2,3,4
    {sum math.prod}(x{|, start=2.0})
    sum(x, {0.5 x})
    sum(x) / x
    sum(sum(x * x))
    x / {max min sum}(x.shape)
x: 5 / x: 1
    {max min}(x){| / x}
x: 3,4
    {max min}(sum(x))
x: 3,4; i = np.arange(12).reshape(3, 4) % 5 > 0 / x: 2,3,4; i = np.arange(24).reshape(2, 3, 4) % 5 > 0
    np.{sum mean}(x, where=i)
    np.{sum mean}(x, axis={0|-1|(0, 1)}, where=i{|, keepdims=True})
    x.sum(where=i)
    np.sum(x, initial=2.0{|, where=i|, axis=0})
    np.prod(x, where=i{|, axis=0|, axis=-1, keepdims=True})
    np.prod(x, initial=2.0{|, axis=0|, axis=-1, keepdims=True})
    np.{add multiply maximum minimum}.reduce(x, axis={0 -1}, initial=0.5{|, keepdims=True})
    np.{max min}(x, initial={-0.5 9.0 -9.0}{|, where=i|, axis=0|, axis=-1, where=i|, axis=0, keepdims=True})
x: 3,4; y: / x: 5; y:
    np.{sum prod}(x, initial=y{|, axis=-1}) * y
x: 3,4; i = np.array([True, False, True, True])
    np.{sum mean}(x, where=i{|, axis=1})
x: 3,4 / x: 5 / x: 2,3,4
    np.{sum mean}(x, dtype={float np.float64}{|, axis=0|, axis=-1, keepdims=True}) !double
"""
