"""Distances between vectors, and of all pairs of rows."""

CALLS = """
x: 4; y: 4
    distance.{euclidean sqeuclidean cityblock chebyshev cosine}(x, y){|| * 2}
x: 4,3; y: 5,3 / x: 1,2; y: 3,2
    distance.cdist(x, y{|, "sqeuclidean"|, metric="cityblock"|, metric="euclidean"}) !double
    distance.cdist(y, x) ** 2 !double
    np.square(distance.cdist(y, x)) !double
    spatial.distance_matrix(x, y) !double
x: 4,3 / x: 2,5
    distance.pdist(x{|, "sqeuclidean"|, metric="cityblock"|, metric="euclidean"}) !double
    distance.squareform(distance.pdist(x)) !double !ranked
    distance.cdist(x, x, "sqeuclidean") !double
x: 4,4 / x: 2,2
    distance.squareform((x - x.T) ** 2) !ranked
x: 3 / x: 10
    distance.squareform(x) !ranked
"""
