import numpy as np
import scipy.sparse as sp
from scipy.sparse import csr_matrix

F = np.matrix("1 0.1; 0 1")
L = csr_matrix(np.eye(3))
D = sp.diags([1.0, 2.0]).toarray()
M = np.matmul(np.eye(2), np.ones((2, 2)))


def by_matrix(p):
    return np.sum(F * p * F.T)


def by_sparse(x):
    return np.sum(L * x)


def by_arrays(x):
    return np.sum(D * x * M)
# output
forward.py:12:19: what F is only the run tells: a numpy.matrix, whose operators are its own
    return np.sum(F * p * F.T)
                  ^
help: compute with arrays and numbers
forward.py:16:19: what L is only the run tells: a scipy.sparse.csr_matrix, whose operators are its own
    return np.sum(L * x)
                  ^
help: compute with arrays and numbers
