"""Shapes, orders of axes and of entries, repeating, padding, copies."""

CALLS = """
x: 5 / x: 3,4 / x: 2,3,4 / x: 1
    np.resize(x, {7|(2, 8)|(3, 1)})
x: 3,4 / x: 2,6 / x: 12
    np.reshape(x, {(4, 3)|(2, 2, 3)|(2, -1)|-1|12|(12, 1)|(3, 4)}) !sizes
    x.reshape({4, 3|(4, 3)|-1|2, -1|-1, 1|12}) !sizes
    np.reshape(x, (4, 3), order={"F" "C"}) !sizes
    np.reshape(x, -1{|, order="F"})
    x.reshape(4, 3, order="F") !sizes
x: 3,4 / x: 2,3,4 / x: 5 / x: 1 / x: 0,3 / x:
    np.ravel(x{|, order="F"|, order="C"})
    np.{atleast_1d atleast_2d atleast_3d}(x)
    np.{ascontiguousarray copy array asarray real transpose flip squeeze}(x)
    np.expand_dims(x, {0|-1|(0, -1)})
    np.{zeros_like ones_like}(x) * 0 + x
    np.nan_to_num(np.empty_like(x)) * 0 + x
    np.{conj conjugate asanyarray nan_to_num atleast_2d}(x)
    np.{array asarray asanyarray}(x, dtype=float)
    np.float64(x)
    np.array(x, ndmin={1 2 3})
    np.nan_to_num(x, nan=1.0{|, posinf=2.0, neginf=3.0})
    np.real_if_close(x)
    np.full_like(x, 2.0) * x
    np.angle(x{|, deg=True}) * x
    np.imag(x) * x
    np.round(x) * x
x: 3,4 / x: 2,3,4
    x.reshape(*x.shape[:-1], {2, 2|2, -1|4, 1}) !sizes
    x.reshape(*x.shape) * x
x: 3,4 / x: 2,3,4 / x: 5 / x: 1 / x: 0,3
    x.{ravel flatten copy transpose squeeze}()
    x.{ravel flatten}(order="F")
    x.{T real}
    x * x.{ndim size}
    x * x.shape[0]
    np.flip(x, {0 -1})
    np.roll(x, {1 -2}{|, axis=0|, axis=-1})
    np.repeat(x, {2 0}{|, axis=0|, axis=-1})
    np.repeat(x, 1)
    np.tile(x, {2 1})
    x.{conj conjugate round}() * x
    x.{conj conjugate}()
    x.T.conj()
    x.astype(float{|, copy=False|, copy=True|, "K", "unsafe", True, False})
    x.imag * x
    x.clip({-1, 1|-1, None|min=-0.5|max=0.5|0.0, 1.0})
    np.float16(x) * 0 + x
x: 3,4 / x: 2,3,4 / x: 4,3
    x.swapaxes({0, 1|-1, 0})
    np.swapaxes(x, {0, 1|-1, -2|0, -1})
    np.moveaxis(x, {0, 1|0, -1|-1, 0|(0, 1), (1, 0)|[0, -1], [-1, 0]})
    np.rollaxis(x, {1|0, 2|1, 1|1, 0})
    np.{fliplr flipud}(x)
    np.flip(x, (0, 1))
    np.roll(x, {(1, 2)|3}, axis=(0, 1))
    np.roll(x, (1, -1), (0, 0))
    np.rot90(x{|, 2|, -1|, k=0|, k=3|, axes=(1, 0)|, 3, (-1, 0)})
    np.{matrix_transpose permute_dims transpose}(x)
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
x: 1,3,1 / x: 1,1,1
    np.squeeze(x{|, 0|, axis=(0, 2)|, axis=(0, -1)})
x: 1 / x: 1,1 / x:
    np.{squeeze ravel}(x)
    np.reshape(x, {()|(1, 1)})
    np.full(3, np.sum(x))
x: 1 / x: 1,1
    x.item(){| * x}
x: 3,4; k = 1 / x: 3,4; k = -1
    np.flip(x, k)
    np.roll(x, k{|, axis=0})
    np.roll(x, 2, axis=k)
    np.expand_dims(x, k)
    np.swapaxes(x, 0, k)
    np.moveaxis(x, k, 0)
    np.repeat(x, 3, axis=k)
    np.rot90(x, k)
    np.squeeze(x[:, :, None], axis={2 -1})
x: 3,4; k = 2
    np.repeat(x, k{|, axis=1})
    np.tile(x, {k|(k, 1)})
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

x: 5 / x: 3,4 / x: 2,3,4
    np.pad(x, {1 (1, 2) 0 (0, 1)})
    np.pad(x, 1, mode={"edge" "reflect" "symmetric" "wrap" "constant"})
    np.pad(x, (2, 1), mode={"edge" "reflect" "symmetric" "wrap"})
    np.pad(x, 1, constant_values=3.0)
    np.pad(x, 2, "constant", constant_values=(1, 2))
x: 5
    np.pad(x, {1 (2, 0) ((1, 2),)})
    np.tile(x, {3 (2,) (2, 2) 0})
    np.repeat(x, [0, 1, 2, 3, 1])
    np.broadcast_to(x, (3, 5))
x: 3,4
    np.pad(x, {1|((1, 0), (0, 2))|[(0, 0), (1, 1)]|((1, 2),)})
    np.pad(x, ((1, 0), (0, 2)), mode={"edge" "reflect" "wrap"})
    np.tile(x, {(2, 3)|(2, 1, 3)|[1, 2]})
    np.repeat(x, {[1, 0, 2]|np.array([2, 1, 1])}, axis=0)
    np.repeat(x, [1, 0, 2, 1], axis=-1)
    x.repeat({2|3, axis=1|[1, 2, 0], 0})
    np.broadcast_to(x, {(2, 3, 4)|x.shape})
    {np.broadcast_to(x, (2, *x.shape)) * 2|np.reshape(x, (*x.shape[:-1], -1, 1))|np.ones((*x.shape, 1)) * x[..., None]}
    np.insert(x, 1, 2.0{|, axis=0|, axis=1})
    np.insert(x, [0, 2], 0.5, axis=1)
    np.delete(x, {1 [0, 2] -1}{|, axis=0|, axis=1})
    np.delete(x, slice(0, 2), axis=1)
x: 3,1 / x: 1,1 / x: 1
    np.broadcast_to(x, (3, 4)){| * 2}
x:
    np.broadcast_to(x, {3 (2, 3) ()})
    np.tile(x, {3 (2, 2)})
    np.repeat(x, 3)
x: 3; y: 3,1 / x: 3; y: / x: 2,3; y: 3
    np.broadcast_arrays(x, y){[0] [1]}
    np.broadcast_to(y, np.shape(x * y))
    u, v = np.broadcast_arrays(x, y); u * v
x: 3; y: 2,1; u: 4,1,1
    np.broadcast_arrays(x, y, u){[0] [1] [2]}
x: 3; y: 4
    np.meshgrid(x, y){[0] [1]}
    np.meshgrid(x, y, sparse=True){[0] [1]}
    u, v = np.meshgrid(x, y, indexing="ij", sparse=True); u * v * v
    np.meshgrid(x, y, indexing="ij"){[0] [1]}
    np.meshgrid(x, y, indexing="xy")[0]
    u, v = np.meshgrid(x, y); u * v * v
x: 3; y: 4; u: 2
    np.meshgrid(x, y, u){[0] [1] [2]}
    np.meshgrid(x, y, u, indexing="ij"){[0] [1] [2]}

x: 3,4 / x: 5
    np.{array asarray}(x, {float|dtype=float|dtype=np.float64|np.float32|dtype="float64"}) * 1e-3
    np.astype(x, {float np.float64 np.float32 int bool}) * 1e-3 * x
    np.{float64 float32}(x) * 1e-3
    x.astype({float|np.float64|np.float32|"float32"|float, copy=False}) * 1e-3
    x.astype({int bool np.int64 np.bool_ np.int32 np.intp "int"}) * x
x:
    np.{float64 float32}(x) * 1e-3
x: 3,4; y: / x: 3,4; y: 4
    np.full_like(x, y) * x
x: 3,4 / x: 5
    x.item({0 2 -1})
"""
