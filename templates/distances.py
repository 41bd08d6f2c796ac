"""scipy.spatial: distances between vectors, of all pairs of rows, and how these are laid out.

Of a difference a - b the gradient needs its sum over all b alone: a times the sum of the shares, less the
shares times b. Two places that are one have no slope.
"""

import numpy as np
from flatgen.templates import define, rule
from scipy import spatial
from scipy.spatial import distance

# Of two vectors


@define("distance.euclidean(u, v)")
def euclidean(u, v):
    return np.linalg.norm(np.subtract(u, v))


@define("distance.sqeuclidean(u, v)")
def squared_euclidean(u, v):
    return np.sum(np.subtract(u, v) ** 2)


@define("distance.cityblock(u, v)")
def cityblock(u, v):
    return np.sum(np.abs(np.subtract(u, v)))


@define("distance.chebyshev(u, v)")
def chebyshev(u, v):
    return np.max(np.abs(np.subtract(u, v)))


@define("distance.cosine(u, v)")
def cosine(u, v):
    return 1.0 - np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


# Of the rows of two arrays


@define("spatial.distance_matrix(x, y)")
def distance_matrix(x, y):
    return distance.cdist(x, y)


@rule("distance.cdist(a, b, metric)", when="metric == 'euclidean'", shape="given((len(a), len(b)))")
def distances(y, a, b, metric, grad_y):
    """distance: the difference over it, 0 at 0

    share: of each difference
    """
    share = grad_y * (y > 0) / (y + (y == 0))
    grad_a = a * np.sum(share, axis=1, keepdims=True) - share @ b
    grad_b = b * np.sum(share, axis=0)[:, None] - share.T @ a
    return grad_a, grad_b


@rule(
    "distance.cdist(a, b, metric) ** 2",
    "np.square(distance.cdist(a, b, metric))",
    when="metric == 'euclidean'",
    shape="given((len(a), len(b)))",
)
@rule(
    "distance.cdist(a, b, metric)", when="metric == 'sqeuclidean'", shape="given((len(a), len(b)))"
)
def squared_distances(y, a, b, metric, grad_y):
    """squared distance: 2 (a - b)"""
    grad_a = 2 * (a * np.sum(grad_y, axis=1, keepdims=True) - grad_y @ b)
    grad_b = 2 * (b * np.sum(grad_y, axis=0)[:, None] - grad_y.T @ a)
    return grad_a, grad_b


@rule("distance.cdist(a, b, metric)", when="metric == 'cityblock'", shape="given((len(a), len(b)))")
def distances_by_blocks(y, a, b, metric, grad_y):
    """distance: the sign of each difference"""
    pull = grad_y[:, :, None] * np.sign(np.expand_dims(a, 1) - b)
    grad_a = np.sum(pull, axis=1)
    grad_b = -np.sum(pull, axis=0)
    return grad_a, grad_b


@rule("distance.cdist(a, b, metric)", when="metric == 'euclidean'")
def distances_forward(y, a, b, metric, dot_a):
    """distance: the difference over it, along the tangent

    towards: the difference times the tangent
    """
    towards = np.sum(a * dot_a, axis=1, keepdims=True) - dot_a @ b.T
    dot_y = towards * (y > 0) / (y + (y == 0))
    return dot_y


@rule("distance.cdist(a, b, metric)", when="metric == 'euclidean'")
def distances_forward_of_others(y, a, b, metric, dot_b):
    """distance: the difference over it, along the tangent

    towards: the difference times the tangent
    """
    towards = np.sum(b * dot_b, axis=1) - a @ dot_b.T
    dot_y = towards * (y > 0) / (y + (y == 0))
    return dot_y


@rule(
    "distance.cdist(a, b, metric) ** 2",
    "np.square(distance.cdist(a, b, metric))",
    when="metric == 'euclidean'",
)
@rule("distance.cdist(a, b, metric)", when="metric == 'sqeuclidean'")
def squared_distances_forward(y, a, b, metric, dot_a):
    """squared distance: 2 (a - b), along the tangent"""
    dot_y = 2 * (np.sum(a * dot_a, axis=1, keepdims=True) - dot_a @ b.T)
    return dot_y


@rule(
    "distance.cdist(a, b, metric) ** 2",
    "np.square(distance.cdist(a, b, metric))",
    when="metric == 'euclidean'",
)
@rule("distance.cdist(a, b, metric)", when="metric == 'sqeuclidean'")
def squared_distances_forward_of_others(y, a, b, metric, dot_b):
    """squared distance: 2 (a - b), along the tangent"""
    dot_y = 2 * (np.sum(b * dot_b, axis=1) - a @ dot_b.T)
    return dot_y


@rule("distance.cdist(a, b, metric)", when="metric == 'cityblock'")
def distances_by_blocks_forward(y, a, b, metric, dot_a):
    """distance: the sign of each difference"""
    dot_y = np.sum(np.sign(np.expand_dims(a, 1) - b) * np.expand_dims(dot_a, 1), axis=2)
    return dot_y


@rule("distance.cdist(a, b, metric)", when="metric == 'cityblock'")
def distances_by_blocks_forward_of_others(y, a, b, metric, dot_b):
    """distance: the sign of each difference"""
    dot_y = -np.sum(np.sign(np.expand_dims(a, 1) - b) * dot_b, axis=2)
    return dot_y


# Of the rows of one: each pair once, in a row


@rule(
    "distance.pdist(x, metric)",
    when="metric == 'euclidean'",
    shape="given((len(x) * (len(x) - 1) // 2,))",
)
def distances_within(y, x, metric, grad_y):
    """distance: the difference over it, 0 at 0

    share: of each difference, both ways
    """
    share = distance.squareform(grad_y * (y > 0) / (y + (y == 0)))
    grad_x = x * np.sum(share, axis=1, keepdims=True) - share @ x
    return grad_x


@rule(
    "distance.pdist(x, metric)",
    when="metric == 'sqeuclidean'",
    shape="given((len(x) * (len(x) - 1) // 2,))",
)
def squared_distances_within(y, x, metric, grad_y):
    """squared distance: 2 (a - b)

    both: both ways
    """
    both = distance.squareform(grad_y)
    grad_x = 2 * (x * np.sum(both, axis=1, keepdims=True) - both @ x)
    return grad_x


@rule(
    "distance.pdist(x, metric)",
    when="metric == 'cityblock'",
    shape="given((len(x) * (len(x) - 1) // 2,))",
)
def distances_by_blocks_within(y, x, metric, grad_y):
    """distance: the sign of each difference

    both: both ways
    """
    both = distance.squareform(grad_y)
    grad_x = np.sum(both[:, :, None] * np.sign(np.expand_dims(x, 1) - x), axis=1)
    return grad_x


@rule("distance.pdist(x, metric)", when="metric == 'euclidean'")
def distances_within_forward(y, x, metric, dot_x):
    """distance: the difference over it, along the tangent

    pairs: each once
    apart: the differences
    """
    pairs = np.triu_indices(len(x), 1)
    apart = x[pairs[0]] - x[pairs[1]]
    along = np.sum(apart * (dot_x[pairs[0]] - dot_x[pairs[1]]), axis=1)
    dot_y = along * (y > 0) / (y + (y == 0))
    return dot_y


@rule("distance.pdist(x, metric)", when="metric == 'sqeuclidean'")
def squared_distances_within_forward(y, x, metric, dot_x):
    """squared distance: 2 (a - b), along the tangent

    pairs: each once
    apart: the differences
    """
    pairs = np.triu_indices(len(x), 1)
    apart = x[pairs[0]] - x[pairs[1]]
    dot_y = 2 * np.sum(apart * (dot_x[pairs[0]] - dot_x[pairs[1]]), axis=1)
    return dot_y


@rule("distance.pdist(x, metric)", when="metric == 'cityblock'")
def distances_by_blocks_within_forward(y, x, metric, dot_x):
    """distance: the sign of each difference

    pairs: each once
    signs: of the differences
    """
    pairs = np.triu_indices(len(x), 1)
    signs = np.sign(x[pairs[0]] - x[pairs[1]])
    dot_y = np.sum(signs * (dot_x[pairs[0]] - dot_x[pairs[1]]), axis=1)
    return dot_y


@rule("distance.squareform(x)", when="rank(x) == 1", shape="any")
def as_square(y, x, grad_y):
    """copied to both triangles: add"""
    grad_x = np.reshape((grad_y + grad_y.T)[np.triu_indices(len(y), 1)], np.shape(x))
    return grad_x


@rule("distance.squareform(x)", when="rank(x) == 2", shape="given((len(x) * (len(x) - 1) // 2,))")
def as_row(y, x, grad_y):
    """gradient router: the upper triangle"""
    grad_x = np.triu(distance.squareform(grad_y))
    return grad_x
