"""Running sums and products, differences, sorting, quantiles, sums by bin."""

CALLS = """
x: 5 / x: 3,4 / x: 2,3,4
    np.{cumsum cumprod nancumsum nancumprod}(x{|, axis=0|, axis=-1})
    x.{cumsum cumprod}({|0|axis=-1})
    np.diff(x{|, axis=0|, n=2, axis=0|, n=0|, n=3})
    np.ediff1d(x)
    np.sort(x{|, axis=0|, axis=None|, kind="stable"})
    np.partition(x, 1{|, axis=0|, axis=None})
    np.partition(x, (0, 2), axis=-1)
    np.sort(x)[..., ::-1]
    x.{argmax argmin}({|axis=-1}) * np.sum(x)
x: 5
    np.{cumsum cumprod}(x)
    np.{cumulative_sum cumulative_prod}(x)
    np.{diff ediff1d}(x)
x: 3,4 / x: 2,3,4
    np.{cumulative_sum cumulative_prod}(x, axis={0 -1})
    np.diff(x, axis=1, n=2)
    np.cumsum(np.cumsum(x, axis=0), axis=1)
x: 0 / x: 0,3 / x: 3,0 / x: 2,0,3
    np.{cumsum cumprod nancumsum nancumprod}(x{|, axis=0|, axis=-1})
    np.{sort flip}(x, axis={0 -1})
x: 1 / x: 1,3 / x: 3,1
    np.{cumsum cumprod sort diff}(x, axis=-1)
    np.{cumsum cumprod}(x)
    np.quantile(x, 0.0)
x:
    np.{cumsum cumprod}(x)
x: 3,4; k = 1 | x: 3,4; k = None
    np.{cumsum cumprod nancumsum nancumprod sort}(x, axis=k)
x: 3,4; k = 1 / x: 5; k = 0
    np.{cumulative_sum cumulative_prod diff}(x, axis=k)
    np.partition(x, k)
z: 5 / z: 3,4 / z: 2,3,4
    np.{cumprod nancumprod}(z{|, axis=-1|, axis=0})

x: 5 / x: 3,4 / x: 2,3,4
    np.{quantile nanquantile}(x, {0.3 0.0 1}{|, axis=0|, axis=-1, keepdims=True})
    np.{quantile nanquantile}(x, [0.2, 0.5, 0.9]{|, axis=0|, axis=-1, keepdims=True})
    np.{percentile nanpercentile}(x, 30{|, axis=0|, axis=-1, keepdims=True})
    np.{percentile nanpercentile}(x, [20, 70]{|, axis=0|, axis=-1, keepdims=True})
    np.quantile(x, 0.4, method={"lower" "hazen" "nearest" "midpoint" "median_unbiased"})
    np.percentile(x, 40, axis=0, method={"higher" "weibull"})
    np.quantile(x, [0.4, 0.6], method="hazen")
    np.quantile(x, [[0.4, 0.6], [0.1, 0.2]], axis=0)
x: 3,4 / x: 2,3,4
    np.quantile(x, [0.2, 0.7], axis={(0, 1)|(-1, 0)}, keepdims=True)
    np.{nanquantile nanpercentile percentile}(x, [0.2, 0.7], axis=(0, 1))
    np.{nanquantile nanpercentile percentile}(x, 0.7, axis=(0, 1))
x: 3,4; k = 1 / x: 3,4; k = (0, 1) / x: 3,4; k = None
    np.{quantile nanquantile}(x, {0.3|[0.2, 0.7]}, axis=k)
x: 5; i = np.array([0, 2, 2, 1, 0])
    np.bincount(i, weights=x)
    np.bincount(i, x, minlength=6)
x: 5 / x: 3,5
    np.diff(x, {prepend append}={0 2.0})
    np.diff(x, n=2, {prepend append}=1.0)
    np.diff(x, 3, -1, prepend=0.5)
x: 5; y: 3 / x: 3,5; y: 3,2
    np.diff(x, {prepend append}=y)
    np.diff(x, n=2, {prepend append}=y)
x: 5; y: / x: 3,5; y:
    np.diff(x, {prepend append}=y)
x: 5
    np.diff(x, {prepend append}=x[0])
    np.cumulative_sum(x, include_initial=True)
x: 3,5
    np.diff(x, axis=0, {prepend append}=3.0)
    np.diff(x, axis=0, {prepend=x[:1]|append=x[-1:]})
    np.cumulative_sum(x, axis={0 -1}, include_initial=True)
x: 6
    np.add.reduceat(x, [0, 2, 3], axis=None)
    np.{maximum minimum}.accumulate(x, axis=None)
x: 6 / x: 6,3 / x: 5,2,4
    np.add.reduceat(x, {[0, 2, 3]|[1, 4]|np.array([3, 0, 2])|[2, 2, 4]})
x: 3,6 / x: 2,5
    np.add.reduceat(x, [0, 2, 4], axis={1 -1})
x: 4 / x: 1
    linalg.circulant(x)
"""
