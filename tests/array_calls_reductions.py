"""Sums, means, deviations, products, extremes, running sums, quantiles, sorting."""

CALLS = """
x: 3,4 | x: 2,3,4
    np.{sum mean prod max min}(x{|, axis=0|, axis=1|, axis=-1, keepdims=True|, axis=(0, 1)})
    np.{var std}(x{|, axis=0|, axis=-1|, axis=1, ddof=1|, axis=(-1, 0), keepdims=True|, ddof=1})
    np.{amax amin nanmax nanmin ptp}(x{|, axis=0|, axis=1, keepdims=True|, axis=(0, 1)})
    np.{nansum nanmean nanprod}(x{|, axis=0|, axis=-2, keepdims=True|, axis=(0, 1)})
    np.{nanvar nanstd}(x{|, axis=0, ddof=1|, axis=1, keepdims=True|, axis=(0, 1)})
    np.{median nanmedian}(x{|, axis=0|, axis=1, keepdims=True|, axis=(0, 1)})
    np.average(x{|, axis=0|, axis=1, keepdims=True|, axis=(0, 1)})
    np.{sum mean max prod var average}(x, axis=1) - 1.0
    np.sum(x, 0)
    np.sum(x, -1, keepdims=True) * x
    x.{sum mean prod max min var std}({|axis=0|1|axis=-1, keepdims=True|axis=(0, 1)})
    x.{var std}(axis=0, ddof=1)
x: 5 | x: 1 | x: 1,3 | x: 3,1
    np.{sum mean prod max min var std ptp}(x{|, axis=0|, axis=-1, keepdims=True|, keepdims=True})
    np.{median nanmean nansum nanvar average}(x{|, axis=0, keepdims=True})
    np.{cumsum cumprod}(x{|, axis=-1})
    np.sort(x)
    np.quantile(x, 0.0)
x: 0 | x: 0,3 | x: 3,0 | x: 2,0,3
    np.{sum prod nansum nanprod}(x{|, axis=0|, axis=-1|, keepdims=True})
    np.{cumsum cumprod nancumsum nancumprod}(x{|, axis=0|, axis=-1})
    np.{sort flip}(x, axis={0 -1})
x: 3,0 | x: 0,3
    np.sum(x * x, axis=0)
    np.mean(x + 1.0, axis=0{|, keepdims=True}) * 0
x: 2,3,4
    np.{sum mean prod max min var std median nansum nanmax ptp}(x, axis={(0, 2)|(-1, 0)|(1,)})
    np.{sum mean prod max var std}(x, axis={(0, 2)|(2, 1)|(1,)}, keepdims=True)
    np.{sum mean max}(x, axis=(0, 1, 2))
    np.{nanmean nanvar nanstd nanprod nanmedian average}(x, axis=(0, -1))
x: 3,4; k = 1 | x: 3,4; k = (0, 1) | x: 3,4; k = None
    np.{sum mean prod max min nanmin var std average ptp}(x, axis=k)
    np.{sum mean prod max var}(x, axis=k, keepdims=True)
    np.{nansum nanmean nanprod nanstd median}(x, axis=k)
    np.{quantile nanquantile}(x, 0.3, axis=k)
    np.quantile(x, [0.2, 0.7], axis=k)
    sp.logsumexp(x, axis=k)
    np.linalg.norm(x, axis=k)
x: 3,4; k = 1 | x: 3,4; k = None
    np.{cumsum cumprod nancumsum nancumprod sort}(x, axis=k)
    np.{argmax argmin}(x, axis=k) * np.sum(x)
x: ; k = None
    np.{sum mean prod max min var std ptp median nansum}(x)
    np.{cumsum cumprod cumulative_sum}(x)
    np.sum(x, axis=k)
x: 3,4; q: 3,4 | x: 2,3,4; q: 2,3,4
    np.average(x{|, axis=0|, axis=-1|, axis=(0, 1)}, weights=q)
    np.average(x, axis=1, weights=q, keepdims=True)
x: 3,4; q: 3 | x: 3,2,4; q: 3
    np.average(x, axis=0, weights=q)
    np.average(x, 0, weights=q, keepdims=True)
x: 4,3; q: 3 | x: 2,3; q: 3
    np.average(x, axis=-1, weights=q)
x: 3,4; c = np.array([1.0, 2.0, 0.5])
    np.average(x, axis=0, weights=c)
    np.average(x, axis=0, weights=[1.0, 2.0, 0.5])
x: 5; q: 5
    np.average(x, weights=q)

z: 5 | z: 3,4 | z: 2,3,4
    np.prod(z{|, axis=0|, axis=-1|, keepdims=True})
    np.cumprod(z, axis=-1)
    np.nanprod(z)
z: 5
    np.cumprod(z)

x: 5 | x: 3,4 | x: 2,3,4
    np.cumsum(x{|, axis=0|, axis=-1})
    np.cumprod(x{|, axis=0|, axis=-1})
    np.{nancumsum nancumprod}(x{|, axis=0|, axis=-1})
    x.{cumsum cumprod}({|0|axis=-1})
    np.diff(x{|, axis=0|, n=2, axis=0|, n=0})
    np.ediff1d(x)
    np.sort(x{|, axis=0|, axis=None})
    np.sort(x, kind="stable")
    np.partition(x, 1{|, axis=0|, axis=None})
    np.partition(x, (0, 2), axis=-1)
    np.{quantile nanquantile}(x, {0.3 0.0 1}{|, axis=0|, axis=-1, keepdims=True})
    np.{quantile nanquantile}(x, [0.2, 0.5, 0.9]{|, axis=0|, axis=-1, keepdims=True})
    np.{percentile nanpercentile}(x, 30{|, axis=0|, axis=-1, keepdims=True})
    np.{percentile nanpercentile}(x, [20, 70]{|, axis=0|, axis=-1, keepdims=True})
    np.quantile(x, 0.4, method={"lower" "hazen" "nearest" "midpoint" "median_unbiased"})
    np.percentile(x, 40, axis=0, method={"higher" "weibull"})
    np.quantile(x, [0.4, 0.6], method="hazen")
    np.quantile(x, [[0.4, 0.6], [0.1, 0.2]], axis=0)
    sp.logsumexp(x{|, axis=0|, axis=-1|, axis=-1, keepdims=True|, keepdims=True})
    sp.{softmax log_softmax}(x{|, axis=0|, axis=-1})
x: 5
    np.{cumulative_sum cumulative_prod}(x)
x: 3,4 | x: 2,3,4
    np.{cumulative_sum cumulative_prod}(x, axis={0 -1})
    np.quantile(x, [0.2, 0.7], axis={(0, 1)|(-1, 0)}, keepdims=True)
    np.{nanquantile nanpercentile percentile}(x, [0.2, 0.7], axis=(0, 1))
    sp.logsumexp(x, axis=(0, 1))
    sp.logsumexp(x, (0, -1), keepdims=True)
    sp.softmax(x, axis=(0, 1))
    np.diff(x, axis=1, n=2)
    np.cumsum(np.cumsum(x, axis=0), axis=1)
x: 3,4; q: 3,4 | x: 3,4; q: 4
    sp.logsumexp(x, b=q{|, axis=0|, axis=1|, axis=-1, keepdims=True|, keepdims=True})
    sp.logsumexp(x, axis=(0, 1), b=q)
x: 3,4; k = [[1.0, 2.0, 3.0, 1.0]]
    sp.logsumexp(x, axis=1, b=k)
x: 5; i = np.array([0, 2, 2, 1, 0])
    np.bincount(i, weights=x)
    np.bincount(i, x, minlength=6)
x: 4,5 !double
    np.{cov corrcoef}(x)
    np.{cov corrcoef}(x, rowvar=False)
    np.cov(x, ddof={0 2})
x: 5; y: 5 !double
    np.{cov corrcoef}(x, y)
x: 5
    np.cov(x)
x: 4,5; y: 2,5 !double
    np.{cov corrcoef}(x, y)

"""
