"""Norms and condition numbers."""

CALLS = """
x: 4,3 / x: 3,4 / x: 3,3
    linalg.norm(x{|, 1|, 2|, "fro"|, "nuc"|, np.inf|, -np.inf})
    linalg.norm(x, {-1 -2}) !ranked
    linalg.norm(x, {2|np.inf}, axis=(0, 1))
    linalg.norm(x, {1|"nuc"}, axis=(1, 0), keepdims=True)
    linalg.norm(x, axis={0|-1|1, keepdims=True})
    linalg.norm(x, {1 2 3 np.inf 0.5}, axis=0)
    linalg.norm(x) ** 2
    linalg.norm(x, 0, axis=0) * np.sum(x)
    np.linalg.cond(x{|, 2|, -2})
    np.linalg.norm(x{|, 1|, 2|, "fro"|, "nuc"|, np.inf|, -np.inf})
    np.linalg.norm(x, {1|2|"fro"|"nuc"|np.inf}, keepdims=True)
    np.linalg.norm(x, {-1|-2|-2, keepdims=True}) !ranked
    linalg.norm(x, axis={0|(0, 1)}) ** 2
a: 3,3 / a: 2,3,3
    np.linalg.cond(a{|, p=2|, "fro"|, -2|, 1|, np.inf|, -1})
x: 3,4 / x: 2,3,4 / x: 4 / x: 1
    np.linalg.norm(x)
    np.linalg.norm(x) ** 2
    np.linalg.norm(x, axis={0 -1}{|, keepdims=True})
    np.linalg.norm(x, axis=0) ** 2
    np.linalg.norm(x, {1 2 3 2.5 np.inf -np.inf -1 0.5}, axis={0 -1})
    np.linalg.norm(x, ord=3, axis=-1, keepdims=True)
    np.linalg.norm(x, 0, axis=-1) * np.sum(x)
    np.linalg.vector_norm(x{|, axis=0|, ord=3|, ord=1, axis=-1, keepdims=True})
    np.linalg.vector_norm(x{, ord=np.inf|, ord=-np.inf, axis=0})
    np.linalg.vector_norm(x, ord={1 0 3}) * np.sum(x)
    np.linalg.vector_norm(x, axis=0) ** 2
    np.linalg.norm(x, axis=-1) * np.linalg.norm(x, axis=-1)
    np.square(np.linalg.norm(x, axis=-1, keepdims=True))
    np.power(np.linalg.norm(x{|, axis=0}), 2)
    x / np.linalg.norm(x, axis=-1, keepdims=True)
x: 4 / x: 1
    np.linalg.norm(x, {1 2 3 np.inf -np.inf 0.5})
    np.linalg.norm(x, -1) !ranked
    linalg.norm(x, {1 2 3 np.inf})
    {np.linalg linalg}.norm(x, 0) * np.sum(x)
x: 3,4 / x: 2,3,4
    np.linalg.norm(x, axis={(0, 1)|(-1, 0)}{|, keepdims=True})
    np.linalg.norm(x, {1|2|-1|-2|"fro"|"nuc"|np.inf|-np.inf}, axis={(0, 1)|(-1, 0)})
    np.linalg.norm(x, {1|2|"nuc"|np.inf}, axis=(1, 0), keepdims=True)
    np.linalg.matrix_norm(x{|, ord=1|, ord=2|, ord="nuc"|, ord=np.inf|, ord=-2|, ord="fro", keepdims=True})
    np.linalg.matrix_norm(x, ord={1|2|"nuc"|np.inf}, keepdims=True)
    np.linalg.vector_norm(x, axis=(0, 1){|, ord=3})
x: 3,4; k = None | x: 3,4; k = 1 | x: 3,4; k = (0, 1)
    np.linalg.norm(x, axis=k)
"""
