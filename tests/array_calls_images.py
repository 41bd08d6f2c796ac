"""Filters of images."""

CALLS = """
x: 6 / x: 4,5
    ndimage.{gaussian_filter gaussian_filter1d}(x, {1.0|0.6, mode="wrap"|0.8, truncate=2.0}) !floats
    ndimage.{gaussian_filter gaussian_filter1d}(x, 2.0, mode="constant"{|, cval=1.0}) !floats
    ndimage.{uniform_filter uniform_filter1d}(x, {3|5, mode="wrap"|size=3, mode="constant", cval=1.0}) !floats
    ndimage.laplace(x{|, mode="wrap"|, mode="constant"}) !floats
x: 4,5 / x: 3,4
    ndimage.gaussian_filter(x, (1.0, 0.5)) !floats
    ndimage.{gaussian_filter1d uniform_filter1d}(x, 3, axis=0) !floats
x: 4,5; y: 3,3 / x: 4,4; y: 2,3 / x: 3,2; y: 4,1 / x: 6; y: 3 / x: 5; y: 4
    ndimage.{convolve correlate}(x, y{|, mode="constant"|, mode="wrap"|, mode="nearest"|, mode="mirror"}) !floats
    ndimage.{convolve correlate}(x, y, mode={"constant", cval=2.0|"grid-mirror"|"grid-wrap"}) !floats
x: 4,5
    ndimage.{convolve correlate}(x, np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])) !double !floats
"""
