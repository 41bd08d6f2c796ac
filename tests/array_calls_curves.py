"""Grids, slopes, areas, interpolation, polynomials, convolutions."""

CALLS = """
x: ; y: / x: 3; y: 3 / x: 2,3; y: 3 / x: ; y: 2
    np.linspace(x, y, {5 1 num=4}{|, endpoint=False})
    np.linspace(x, y)[:4]
p: ; q: / p: 3; q: 3 / p: 3; q:
    np.logspace(p, q, 5{|, endpoint=False|, base=2.0})
    np.geomspace(p, q, {5 num=4}{|, endpoint=False})
x: ; n = 4
    np.linspace(x, 1.0, n)
    np.linspace(0.0, x, num=n)
    np.full(n, x)

x: 5
    np.gradient(x{|, 0.5|, edge_order=2|, 2.0, edge_order=2|, axis=0})
    np.gradient(x, np.array([0.0, 1.0, 1.5, 3.0, 4.0]){|, edge_order=2})
    np.gradient(x, [0.0, 1.0, 1.5, 3.0, 4.0])
x: 5; p:
    np.gradient(x, p) !ranked
    np.trapezoid(x, dx=p)
x: 5; p: 4 | x: 3,5; p: 4 | x: 3,5; p: 3,1 | x: 5; p: 2,4 | x: 3,5; p: 3,4
    np.trapezoid(x, dx=p)
x: 4,3; p: 3 | x: 4,3; p: 3,1
    np.trapezoid(x, dx=p, axis=0)
x: 4,5 / x: 3,4,5
    np.gradient(x){[0] [1]}
    np.gradient(x, 0.5)[1]
    np.gradient(x, edge_order=2)[0]
    u, v = np.gradient(x)[:2]; u * v
    np.gradient(x, axis={0 -1})
    np.gradient(x, 2.0, axis={1 0})
    np.gradient(x, 0.5, axis=1, edge_order=2)
x: 4,5; p:
    np.gradient(x, p, axis=1) !ranked
    np.gradient(x, p){[0] [1]} !ranked
    np.gradient(x, p, edge_order=2)[0] !ranked
    np.gradient(x, p, 2.0){[0] [1]} !ranked
    np.gradient(x, 2.0, p, edge_order={1 2})[1] !ranked
    u, v = np.gradient(x, p, 1.5 * p); u * v !ranked
    np.gradient(x, [0.0, 1.0, 1.5, 3.0, 4.0], axis=1)
    np.gradient(x, 2.0, [0.0, 1.0, 1.5, 3.0, 4.0]){[0] [1]}
    np.gradient(x, axis={(0, 1)|(1, 0)})[1]
    np.gradient(x, 0.5, axis=(1,))
x: 3,3,3
    np.gradient(x, 0.5, 2.0, [0.0, 1.0, 1.5])[2]
x: 3,4,3; p:
    np.gradient(x, p, 2.0, 0.5){[0] [1]} !ranked
    np.gradient(x, 2.0, p, 0.5){[1] [2]} !ranked
    np.gradient(x, 2.0, 1.5, p){[2] [0]} !ranked
x: 5; m: 5
    np.trapezoid(x, {m|x=m})
x: 4,5; m: 5 / x: 2,4,5; m: 5 / x: 4,5; m: 4,5
    np.trapezoid(x, m{|, axis=-1})
x: 5,4; m: 5 | x: 5,4; m: 5,4
    np.trapezoid(x, np.sort(m, axis=0), axis=0)
x: 5; m: 3,5 | x: 4,5; m: 2,1,5
    np.trapezoid(x, m)
x: 2; m: 5
    np.trapezoid(x, m) !sizes
x: 4,5 / x: 5 / x: 2,3,4
    np.trapezoid(x{|, dx=0.5|, axis=0|, dx=2.0, axis=-1})
    np.unwrap(x{|, axis=0})
    np.unwrap(3 * x, period=4.0, discont=2.5)
x: 4,5
    np.trapezoid(x, {[0.0, 1.0, 1.5, 3.0, 4.0]|np.array([0.0, 1.0, 1.5, 3.0]), axis=0})
x: 4; y: 3 | x: 4; y: 2,3 | x: 1; y: 3 | x: 4; y:
    np.polyval(x, y)
x: 4,3; y: 3 | x: 4,3; y: | x: 4,3; y: 2,1 | x: 4,1,3; y: 2,1
    np.polyval(x, y)
y: 3; c = np.array([2.0, -1.0, 0.5]) | y: ; c = [2.0, -1.0, 0.5]
    np.polyval({c|[1.0, 2.0, 3.0]}, y)
x: 4
    np.vander(x{|, 3|, N=5|, increasing=True|, 3, True|, 1})
y: 6; m: 5; x: 5
    np.interp(y, m, x)
    np.interp(2 + y, m, x)
    np.interp(y, [-1.0, 0.0, 0.5, 2.0], x[:4])
    np.interp(y, m, [1.0, 3.0, 2.0, 0.0, 5.0])
    np.interp(y, [-1.0, 0.0, 0.5, 2.0], [3.0, 1.0, 2.0, 4.0])
    np.interp(y, m, x, {left=0.0, right=1.0|left=x[1]|right=x[1]|x[1] * 2, x[2]})
    np.interp(y, [-1.0, 0.0, 0.5, 2.0], [3.0, 1.0, 2.0, 4.0], {left=0.0|left=0.0, right=1.0})
    np.interp(y, [-1.0, 0.0, 0.5, 2.0], x[:4], left=x[0], right=2.0)
y: ; m: 5; x: 5 | y: 2,3; m: 5; x: 5
    np.interp(y, m, x)
y: 4; m: 2; x: 2
    np.interp(y, m, x)

x: 5; y: 3 / x: 3; y: 5 / x: 4; y: 4 / x: 4; y: 1 / x: 1; y: 1
    np.convolve(x, y{|, "full"|, "same"|, mode="valid"})
    np.correlate(x, y{|, "full"|, "same"|, mode="valid"})
    np.{convolve correlate}(x, y, {"same" "full" "valid"}) * 2
    signal.{convolve correlate}(x, y{|, "full"|, "same"|, mode="valid"})
x: 5
    np.{convolve correlate}(x, [1.0, 2.0, -1.0]{|, "same"|, "full"|, "valid"})
    np.{convolve correlate}([1.0, 2.0, -1.0], x{|, "same"|, "full"|, "valid"})
    np.convolve(x, x)
    signal.convolve(x, [1.0, 2.0, -1.0], "same")
x: 4,5; y: 2,3 / x: 2,3; y: 4,5 / x: 3,4,2; y: 2,2,2
    signal.{convolve correlate fftconvolve}(x, y{|, "valid"|, mode="full"|, mode="same"})
    signal.convolve(x, y, method={"fft" "direct"})
    signal.oaconvolve(x, y{|, mode="same"})
x: 4,5; y: 2,3 | x: 2,3; y: 4,5 | x: 4,4; y: 3,3
    signal.{convolve2d correlate2d}(x, y{|, "valid"|, mode="full"|, mode="same"})
x: 6 / x: 3,5 / x: 5,3,2
    signal.lfilter([1.0, -0.5], [1.0, 0.3, 0.1], x{|, axis=0|, axis=-1})
    signal.lfilter([0.5, 0.25, 0.25], 1.0, x)
    signal.sosfilt([[1.0, 0.5, 0.2, 1.0, -0.3, 0.1], [1.0, 0.1, 0.0, 1.0, 0.2, 0.0]], x{|, axis=0}) !floats
    signal.detrend(x{|, axis=0|, type="constant"}) !floats
x: 6; p: 3; q: 2 / x: 3,5; p: 1; q: 4 / x: 2; p: 3; q: 3
    signal.lfilter(p, q + 1, x{|, axis=0|, axis=-1}) !floats
    signal.lfilter(p, [1.0, 0.5], x) !double !floats
    signal.lfilter([1.0, 0.5], q, x) !double !floats
x: 3,4; y:
    signal.convolve(x, np.full((2, 2), y))

x: 5 / x: 3,5 / x: 2,3,4
    integrate.trapezoid(x{|, dx=0.5|, axis=0})
    integrate.simpson(x{|, dx=0.5|, axis=0})
    integrate.cumulative_trapezoid(x{|, dx=0.5|, initial=0|, dx=2.0, initial=0})
x: 5; p: 5 | x: 3,5; p: 5
    integrate.trapezoid(x, p)
    integrate.cumulative_trapezoid(x, p{|, initial=0})
x: 5; p: | x: 3,4; p:
    integrate.simpson(x, dx=p)
    integrate.cumulative_trapezoid(x, dx=p{|, initial=0})
x: 4,5
    integrate.simpson(x, x=[0.0, 1.0, 1.5, 3.0, 4.0]) !double
    integrate.simpson(x, x=np.array([0.0, 1.0, 1.5, 3.0]), axis=0) !double

x: 4; y: 3
    np.polyval(np.polyder(x), y)
y: 6; m: 6 | y: 6; m: 6,2
    np.polyfit(y, m, {1 2}) !double
"""
