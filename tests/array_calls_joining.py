"""Arrays joined, stacked, written out, and cut."""

CALLS = """
x: 3,4; y: 2,4 / x: 3,1,2; y: 1,1,2 / x: 0,4; y: 2,4
    np.concatenate([x, y])
    np.{concatenate concat}((x, y, 2 * x){|, axis=0|, axis=None})
    np.append(x, y{|, axis=0})
    np.vstack((x, y))
x: 3,4; y: 3,2 / x: 2,4,3; y: 2,1,3
    np.{concatenate concat}([x, y], axis=1)
    np.append(x, y, axis=1)
    np.hstack([x, y, x])
x: 3,4; y: 3,2
    np.column_stack((x, y))
    np.block([x, y])
    np.block([[x, y]])
x: 3,4; y: 3,4 / x: 5; y: 5 / x: 2,3,4; y: 2,3,4
    np.stack([x, y, x * y]{|, axis=0|, axis=1|, axis=-1|, axis=-2})
    np.{vstack hstack dstack}([x, y])
    np.append(x, y{|, axis=0|, axis=-1})
    np.concatenate([x, y]{|, axis=-1|, axis=None})
    np.{array asarray}([x, y])
    np.array((x, 2 * x, y))
    np.block([x, y])
    np.block([[x], [y]])
    np.stack([x, np.ones_like(x)])
    np.hstack((x, y))
    np.dstack((x, y))
x: 3,4; y: 3,4 / x: 5; y: 5
    np.column_stack([x, y])
x: 2,3,4; y: 2,3,4
    np.column_stack([x, y])
x: 3,4; y: 3,4; k = 1 / x: 3,4; y: 3,4; k = -1
    np.concatenate([x, y], axis=k)
    np.stack([x, y], axis=k)
    np.append(x, y, axis=k)
x: 5; y: 5
    np.{column_stack vstack}([x, y, x])
    np.concatenate([x, [1.0, 2.0], y])
    np.hstack([x, 1.0, y])
x: 5; y: 5,2
    np.column_stack([x, y])
x: 5; y: 3
    np.{concatenate concat}([x, y], axis=-1)
    np.{concatenate concat}([x, y, x, 2 * y])
    np.hstack({[x, y]|[x, y, x, y]})
x: ; y:
    np.{array asarray stack hstack vstack dstack column_stack}([x, y])
    np.array([x, 2.0, x * y])
    np.{array asarray}([x, y], {dtype=float|float})
    np.array([[x, y]])
    np.{array asarray}([[x, y]], float)
    np.{array asarray}([[x, y], [y, 1.0]]{|, float})
    np.{array asarray}([[x, y, 0.0], [y, x, x], [1.0, x, y]]{|, dtype=float})
    np.{array asarray}([[x], [y], [x], [y]]{|, float})
    np.asarray([[x, y]])
    np.array([[x, y], [y, 2.0], [x * y, x], [y, y], [0.0, 1.0]])
    np.{array asarray}([[[x, y], [y, x]], [[1.0, x], [x, 2.0]]]{|, dtype=float})
    np.array([[[[x], [y]]]])
    np.{stack concatenate vstack hstack dstack}([[x, y], [y, 1.0], [x, x]])
    np.stack(((x, y), (y, 1.0)), axis=1)
    np.block([[x, y, x], [y, 1.0, x]])
    np.block([[[x, y]], [[y, x]]])
    np.append(x, y)
    np.full(3, x) * y
    np.full((2, 3), x{|, dtype=float|, float|, dtype=int})
x: 2,3; y: 2,4; u: 5,3; v: 5,4
    np.block([[x, y], [u, v]])
    np.block([[x, y, x], [u, v, u]])
    np.block([[x, y], [u, v], [x, y]])
    np.block([[x], [x], [u]])
    np.block([[y, x]{|, [v, u]}, [y, x]])
x: 3; y: ; u: 2,3
    np.block([x, y])
    np.full((2, 3), x) * y
    np.append(u, x)
x: 3; y: 3; u: 3; v: 3
    np.array([[x, y], [u, v]])
    np.array([[[x, y], [u, v]], [[y, y], [x, 2 * u]]])
    np.block([[x, y, u], [u, v, x]])
    np.concatenate([[1.0, 2.0], x, [x[0], y[1]]])
    np.concatenate([[x], [y]])
    np.array([x, y, u, v, x])
x: 6,4 / x: 6,4,2
    np.split(x, 3{|, axis=0}){[0] [1] [-1]}
    np.split(x, [2, 5]{|, axis=0}){[0] [2]} !sizes
    np.split(x, [1, 3], axis=1){[0] [2]} !sizes
    np.{split array_split}(x, 2, axis=1)[1]
    np.array_split(x, 4){[0] [3]}
    np.array_split(x, (1, 3), axis=1)[1]
    np.{vsplit hsplit}(x, 2)[1]
    np.vsplit(x, [1, 4])[1]
    np.hsplit(x, [1])[1]
    np.unstack(x){[0] [2]}
    np.unstack(x, axis=1)[-1]
    a, b, c = np.split(x, 3); a * b + c
x: 6
    np.{split hsplit array_split}(x, 2)[1]
    np.split(x, [1, 1, 4])[2]
    np.array_split(x, 4)[1]
x: 2,3,4
    np.dsplit(x, {2 [1]})[1]
x: 3; y: 4 / x: 3,2; y: 4,2 / x: 3; y: / x: ; y:
    np.r_[x, y]
    np.r_[y, x, y]
x: 5; y: 5 / x: 5; y: 5,2 / x: 5,2; y: 5,3 / x: 2,3,4; y: 2,3,2
    np.c_[x, y]
x: 5; y: 5
    np.r_[x, 1.0, y[:3], -1, 0]
    np.r_[x] * y
    np.c_[np.ones(len(x)), x, x * y]
    np.c_[x] * y
"""
