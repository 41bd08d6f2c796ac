"""Shapes, orders of axes and entries, joining and cutting, repeating, padding, copies."""

CALLS = """
x: 3,4 | x: 2,6 | x: 12
    np.reshape(x, {(4, 3)|(2, 2, 3)|(2, -1)|-1|12|(12, 1)|(3, 4)}) !sizes
    x.reshape({4, 3|(4, 3)|-1|2, -1|-1, 1|12}) !sizes
    np.reshape(x, (4, 3), order={"F" "C"}) !sizes
    np.reshape(x, -1, order="F")
    x.reshape(4, 3, order="F") !sizes
x: 3,4 | x: 2,3,4 | x: 5 | x: 1 | x: 0,3 | x:
    np.ravel(x{|, order="F"|, order="C"})
    np.{reshape}(x, -1)
    np.{atleast_1d atleast_2d atleast_3d}(x)
    np.{ascontiguousarray copy array asarray real transpose flip squeeze}(x)
    np.{expand_dims}(x, {0 -1})
    np.expand_dims(x, (0, -1))
    np.{zeros_like ones_like empty_like}(x) * 0 + x
x: 3,4 | x: 2,3,4 | x: 5 | x: 1 | x: 0,3
    x.{ravel flatten copy transpose squeeze}()
    x.{ravel flatten}(order="F")
    x.{T real}
    x[None] * x.{ndim size}
    x * x.shape[0]
    np.flip(x, {0 -1})
    np.roll(x, {1 -2}{|, axis=0|, axis=-1})
    np.repeat(x, {2 0}{|, axis=0|, axis=-1})
    np.repeat(x, 1)
    np.tile(x, {2 1})
x: 3,4 | x: 2,3,4
    x.swapaxes({0, 1|-1, 0})
    np.swapaxes(x, {0, 1|-1, -2|0, -1})
    np.moveaxis(x, {0, 1|0, -1|-1, 0|(0, 1), (1, 0)|[0, -1], [-1, 0]})
    np.rollaxis(x, {1|0, 2|1, 1|1, 0})
    np.{fliplr flipud}(x)
    np.flip(x, (0, 1))
    np.roll(x, {(1, 2)|3}, axis=(0, 1))
    np.roll(x, (1, -1), (0, 0))
    np.rot90(x{|, 2|, -1|, k=0|, k=3|, axes=(1, 0)|, 3, (-1, 0)})
    np.matrix_transpose(x)
    np.linalg.matrix_transpose(x)
    x.mT
x: 3,4
    np.{transpose permute_dims}(x, {(1, 0)|(0, 1)|(-1, 0)})
    x.transpose({1, 0|(1, 0)|0, 1})
x: 2,3,4
    np.{transpose permute_dims}(x, {(1, 2, 0)|(2, 0, 1)|(0, 2, 1)|(2, 1, 0)|(-1, 0, 1)|[1, 0, 2]})
    x.transpose({1, 2, 0|(2, 0, 1)|-1, 0, 1})
    np.rollaxis(x, {2|2, 1|0, 3})
x: 2,3,1,4
    np.{transpose permute_dims}(x, {(0, 2, 3, 1)|(0, 3, 1, 2)|(3, 1, 0, 2)|(1, 0, 2, 3)})
    np.squeeze(x{|, 2|, axis=-2|, axis=(2,)})
    x.squeeze({|2|axis=-2})
x: 1,3,1 | x: 1,1,1
    np.squeeze(x{|, 0|, axis=(0, 2)|, axis=(0, -1)})
x: 1 | x: 1,1 | x:
    np.{squeeze ravel}(x)
    np.reshape(x, ())
    np.reshape(x, (1, 1))
x: 1 | x: 1,1
    x.item()
    x.item() * x
x: 3,4; k = 1 | x: 3,4; k = -1
    np.flip(x, k)
    np.roll(x, k{|, axis=0})
    np.roll(x, 2, axis=k)
    np.expand_dims(x, k)
    np.swapaxes(x, 0, k)
    np.moveaxis(x, k, 0)
    np.repeat(x, 3, axis=k)
    np.rot90(x, k)
    np.diff(x, axis=k)
    np.concatenate([x, x], axis=k)
    np.stack([x, 2 * x], axis=k)
    np.squeeze(x[:, :, None], axis={2 -1})
x: 3,4; k = 2
    np.repeat(x, k{|, axis=1})
    np.tile(x, k)
    np.tile(x, (k, 1))
    np.pad(x, k)
    np.expand_dims(x, k)
x: 3,4; k = (4, 3)
    np.reshape(x, k)
    x.reshape(k)
x: 3,4; k = (1, 0)
    np.transpose(x, k)
    x.transpose(k)
x: 1,3; k = 0 | x: 1,3; k = None
    np.squeeze(x, k)

x: 3,4; y: 2,4 | x: 3,1,2; y: 1,1,2 | x: 0,4; y: 2,4
    np.concatenate([x, y])
    np.{concatenate concat}((x, y, 2 * x), axis={0 None})
    np.append(x, y{|, axis=0})
    np.{vstack}((x, y))
x: 3,4; y: 3,2 | x: 2,4,3; y: 2,1,3
    np.{concatenate concat}([x, y], axis=1)
    np.append(x, y, axis=1)
    np.hstack([x, y, x])
x: 3,4; y: 3,2
    np.column_stack((x, y))
    np.block([x, y])
    np.block([[x, y]])
x: 3,4; y: 3,4 | x: 5; y: 5 | x: 2,3,4; y: 2,3,4
    np.stack([x, y, x * y]{|, axis=0|, axis=1|, axis=-1|, axis=-2})
    np.{vstack hstack dstack column_stack}([x, y])
    np.append(x, y{|, axis=0|, axis=-1})
    np.concatenate([x, y]{|, axis=-1|, axis=None})
    np.{array asarray}([x, y])
    np.array((x, 2 * x, y))
    np.block([x, y])
    np.block([[x], [y]])
    np.stack([x, np.ones_like(x)])
x: 5; y: 5
    np.{column_stack vstack}([x, y, x])
    np.concatenate([x, [1.0, 2.0], y])
    np.hstack([x, 1.0, y])
x: 5; y: 5,2
    np.column_stack([x, y])
x: ; y:
    np.{array asarray stack hstack vstack dstack column_stack}([x, y])
    np.array([x, 2.0, x * y])
    np.array([x, y], dtype=float)
    np.array([[x, y]])
    np.array([[x, y], [y, 1.0]]{|, float})
    np.array([[x, y, 0.0], [y, x, x], [1.0, x, y]])
    np.array([[x], [y], [x], [y]])
    np.array([[[x, y], [y, 2.0]], [[1.0, x], [y, y]]])
    np.append(x, y)
    np.full(3, x) * y
    np.full((2, 3), x{|, dtype=float|, float|, dtype=int})
x: 2,3; y: 2,4; u: 5,3; v: 5,4
    np.block([[x, y], [u, v]])
x: 3; y: ; u: 2,3
    np.block([x, y])
    np.full((2, 3), x) * y
    np.append(u, x)
x: 3; y: 3; u: 3; v: 3
    np.array([[x, y], [u, v]])
    np.array([x, y, u, v, x])
x: 6,4 | x: 6,4,2
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

x: 5 | x: 3,4 | x: 2,3,4
    np.pad(x, {1 (1, 2) 0 (0, 1)})
    np.pad(x, 1, mode={"edge" "reflect" "symmetric" "wrap" "constant"})
    np.pad(x, (2, 1), mode={"edge" "reflect" "symmetric" "wrap"})
    np.pad(x, 1, constant_values=3.0)
    np.pad(x, 2, "constant", constant_values=(1, 2))
x: 3,4
    np.pad(x, {((1, 0), (0, 2))|[(0, 0), (1, 1)]|((1, 2),)})
    np.pad(x, ((1, 0), (0, 2)), mode={"edge" "reflect" "wrap"})
    np.tile(x, {(2, 3)|(2, 1, 3)|[1, 2]})
    np.repeat(x, {[1, 0, 2]|np.array([2, 1, 1])}, axis=0)
    np.repeat(x, [1, 0, 2, 1], axis=-1)
    x.repeat({2|3, axis=1|[1, 2, 0], 0})
    np.broadcast_to(x, {(2, 3, 4)|x.shape})
    np.insert(x, 1, 2.0{|, axis=0|, axis=1})
    np.insert(x, [0, 2], 0.5, axis=1)
    np.delete(x, {1 [0, 2] -1}{|, axis=0|, axis=1})
    np.delete(x, slice(0, 2), axis=1)
x: 5
    np.pad(x, {(2, 0)|((1, 2),)})
    np.tile(x, {3 (2,) (2, 2) 0})
    np.repeat(x, [0, 1, 2, 3, 1])
    np.broadcast_to(x, (3, 5))
x: 3,1 | x: 1,1 | x: 1
    np.broadcast_to(x, (3, 4))
x:
    np.broadcast_to(x, {3 (2, 3) ()})
    np.tile(x, {3 (2, 2)})
    np.repeat(x, 3)
x: 3; y: 3,1 | x: 3; y: | x: 2,3; y: 3
    np.broadcast_arrays(x, y){[0] [1]}
    np.broadcast_to(y, np.shape(x * y))
    u, v = np.broadcast_arrays(x, y); u * v
x: 3; y: 2,1; u: 4,1,1
    np.broadcast_arrays(x, y, u){[0] [1] [2]}
x: 3; y: 4
    np.meshgrid(x, y){[0] [1]}
    np.meshgrid(x, y, indexing="ij"){[0] [1]}
    np.meshgrid(x, y, indexing="xy")[0]
    u, v = np.meshgrid(x, y); u * v * v
x: 3; y: 4; u: 2
    np.meshgrid(x, y, u){[0] [1] [2]}
    np.meshgrid(x, y, u, indexing="ij"){[0] [1] [2]}

x: 3,4 | x: 5 | x:
    np.{conj conjugate array copy asarray asanyarray real nan_to_num unwrap}(x)
    np.{array asarray asanyarray}(x, dtype=float)
    np.{array asarray}(x, dtype={np.float64 np.float32 "float64"}) * 1e-3
    np.{float64 float32}(x) * 1e-3
    np.round(x) * x
    np.nan_to_num(x, nan=1.0{|, posinf=2.0, neginf=3.0})
    np.real_if_close(x)
    np.full_like(x, 2.0) * x
    np.angle(x) * x
    np.imag(x) * x
x: 3,4 | x: 5
    x.astype({float|np.float64|np.float32|"float32"|float, copy=False}) * 1e-3
    x.astype({int bool np.int64 np.bool_ np.int32 "int"}) * x
    x.{conj conjugate}()
    np.float16(x) * 0 + x
    x.{clip}({-1, 1|-1, None|min=-0.5|max=0.5|0.0, 1.0})
    x.round() * x
    np.astype(x, {np.float64 np.float32}) * 1e-3
    x.imag * x
x: 3,4; y: | x: 3,4; y: 4
    np.full_like(x, y) * x !floats
"""
