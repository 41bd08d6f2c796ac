"""What to write instead of what has no rule: the help of its refusal."""

DRAWN_BY = (  # functions of random numbers
    *("seed", "rand", "randn", "random", "normal", "standard_normal", "uniform"),
    *("randint", "choice", "permutation", "shuffle", "binomial", "gauss", "default_rng"),
)
INSTEAD = {  # of what has no rule: what to write
    "numpy.linalg.svd": "for U and V write full_matrices=False, or declare that it is square",
    "scipy.linalg.svd": "for U and V write full_matrices=False, or declare that it is square",
    **dict.fromkeys(
        ("numpy.ndindex", "numpy.ndenumerate"),
        "take a name for each axis, for i, j in np.ndindex(n, m): ..., and no break",
    ),
    **dict.fromkeys(
        ("itertools.product", "itertools.combinations"),
        "write loops within each other, for i in range(n): for j in range(m), and no break",
    ),
    "numpy.put": "write by an index for each axis: z[rows, columns] = values",
    "numpy.putmask": "write by the mask: z[mask] = values[mask]",
    "numpy.place": "write by the mask: z[mask] = values",
    **dict.fromkeys(
        ("scipy.spatial.distance.cdist", "scipy.spatial.distance.pdist"),
        "take one of the metrics 'euclidean', 'sqeuclidean' and 'cityblock'",
    ),
    "scipy.ndimage.uniform_filter": "its size has to be an odd number, its mode one that mirrors or wraps",
    "scipy.ndimage.gaussian_filter": "its mode has to be one that mirrors or wraps, or a constant",
    **dict.fromkeys(
        [f"{library}.{name}" for library in ("numpy.random", "random") for name in DRAWN_BY],
        "draw random numbers outside, and pass them in: a gradient is that of one draw",
    ),
    "numpy.piecewise": "choose by np.where, or np.select: np.where(x < 0, -x, x**2)",
}
