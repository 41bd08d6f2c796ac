"""Products of vectors, matrices and tensors; diagonals and triangles."""

CALLS = """
x: 3,4; y: 4,2 | x: 3,4; y: 4 | x: 4; y: 4,2 | x: 4; y: 4 | x: 1,4; y: 4,1 | x: 3,0; y: 0,2
    x @ y
    np.{matmul dot}(x, y)
    x.dot(y)
    np.tensordot(x, y, 1)
    np.linalg.tensordot(x, y, axes=1)
x: 2,3,4; y: 2,4,5 / x: 2,3,4; y: 4,5 / x: 3,4; y: 2,4,5 / x: 2,1,3,4; y: 5,4,2 / x: 1,3,4; y: 2,4,5
    {x @ y|np.matmul(x, y)}{|| * 2| - 1| + 3}
x: 2,3,4; y: 4 | x: 4; y: 2,4,5
    {x @ y|np.matmul(x, y)|np.dot(x, y)}
x: 3,4
    x.T @ x
    x @ x.T
    np.{dot matmul}(x.T, x)
    np.{dot matmul}(x, x.T)
    x @ x.T @ x
x: 3,4; y: 2,4
    np.{dot matmul}(x, y.T)
x: 3,4; y: 3,2 | x: 3,4; y: 3
    np.{dot matmul}(x.T, y)
x: 2,3,4; y: 2,5,4
    np.matmul(x, np.swapaxes(y, -1, -2))
x: 2,2,3,4; y: 4,5
    {x @ y|np.matmul(x, y)}
x: 2,3,4; y: 2,4,5 | x: 3,4; y: 2,4,5 | x: 2,3,4; y: 4,5
    np.dot(x, y)
x: ; y: 3,4 / x: 3,4; y: / x: ; y: / x: 3; y: / x: ; y: 2,3,4
    np.{dot inner outer kron}(x, y){|| * 2| - 1| + 3}
    np.multiply(x, y)
    np.tensordot(x, y, 0)
x: 3,4; y: 3,4 / x: 5; y: 5 / x: 2,3,4; y: 2,3,4 / x: 1; y: 1
    np.{vdot inner}(x, y){|| * 2| - 1}
    np.tensordot(x, y, axes=0)
    np.linalg.tensordot(x, y, axes=0)
    np.vecdot(x, y{|, axis=-1})
    np.linalg.vecdot(x, y{|, axis=0|, axis=-1})
x: 3,4; y: 2,4 | x: 4; y: 3,4 | x: 3,4; y: 4 | x: 2,3,4; y: 5,4 | x: 2,3,4; y: 4
    np.inner(x, y)
x: 3,4; y: 2,6 | x: 12; y: 3,4
    np.vdot(x, y) !sizes
x: 3; y: 4 / x: 3,2; y: 4 / x: 3; y: 2,2 / x: 2,3; y: 1,4
    np.{outer kron}(x, y){|| * 2| - 1}
x: 3; y: 4
    np.linalg.outer(x, y)
    np.{outer kron}(x, y)
    np.outer(x, x * 2)
x: 2,3; y: 3,2 / x: 2,3; y: 4 / x: 4; y: 2,3 / x: 2,1,3; y: 1,2 / x: 1,2; y: 2,3,1
    np.kron(x, y){|| * 2| - 1| + 3}
x: 2,3,4; y: 3,4,5
    np.tensordot(x, y)
    np.tensordot(x, y, {2|axes=2|([1, 2], [0, 1])|axes=((1, 2), (0, 1))|axes=[[2, 1], [1, 0]]})
    np.tensordot(x, y, {([2], [1])|(2, 1)|axes=(1, 0)|(-2, -3)|[2, 1]})
    np.linalg.tensordot(x, y, axes={((1, 2), (0, 1))|(2, 1)|[2, 1]|[[1, 2], [0, 1]]})
x: 3,4; y: 3,4
    np.tensordot(x, y)
    np.tensordot(x, y, {2|((0, 1), (0, 1))|(0, 0)|([1], [1])|[[0, 1], [0, 1]]})
    np.linalg.tensordot(x, y{|, axes=((0, 1), (0, 1))|, axes=[[1, 0], [1, 0]]})
x: 2,3,4; y: 3,4,5; k = 2 | x: 2,3,4; y: 3,4,5; k = ((1, 2), (0, 1))
    np.tensordot(x, y, axes=k)
    np.linalg.tensordot(x, y, axes=k)
x: 3,4; y: 4; k = 1
    np.tensordot(x, y, k)
x: 3,4; y: 4 | x: 2,3,4; y: 4 | x: 2,3,4; y: 2,4 | x: 3,4; y: 2,4
    np.matvec(x, y)
x: 3; y: 3,4 | x: 2,3; y: 2,3,4 | x: 2,3; y: 3,4
    np.vecmat(x, y)
x: 3; y: 3 / x: 4,3; y: 4,3 / x: 4,3; y: 3 / x: 2,4,3; y: 4,3
    np.cross(x, y{|, axis=-1}){|| * 2| - 1}
    np.linalg.cross(x, y){|| * 2| - 1}
x: 2; y: 2 / x: 4,2; y: 4,2 / x: 2,2; y: 2 / x: 2; y: 2,2 / x: 3; y: 4,2 / x: 2; y: 4,3 / x: 4,1,2; y: 3,2
    np.cross(x, y){|| * 2}
    np.cross(x, y, axis=-1)
x: 2,4; y: 2,4 / x: 2,4; y: 3,4
    np.cross(x, y, axis=0)
x: 4,2; y: 2,4 / x: 4,2; y: 3,4
    np.cross(x, y, axisa=1, axisb=0{|, axisc=1})
x: 3,4; y: 3,4
    np.cross(x, y, axis=0)
    np.linalg.cross(x, y, axis=0)
    np.vecdot(x, y, axis=0)
x: 4,3; y: 3,4
    np.cross(x, y, {-1, 0, 0|axisa=1, axisb=0, axisc=1|axisa=-1, axisb=0})
x: 2,4,3; y: 3,4
    np.cross(x, y, axisb=0)

x: 3,4; y: 4,2; u: 3,2
    np.einsum("ij,jk{->ik||->ki}", x, y)
    np.einsum("ij,jk,ik->{ i jk}", x, y, u)
    np.einsum("...j,jk->...k", x, y)
    np.einsum("ij,jk,ik->jk", x, y, u, optimize=True)
    np.linalg.multi_dot([x, y, u.T])
    np.linalg.multi_dot((x, y))
x: 3,4
    np.einsum("ij->{ji|j|}", x)
    np.einsum("ij", x)
    np.einsum("ij,ij->i", x, x)
    np.einsum("ij,kj->ik", x, x)
    np.einsum("i...->...", x)
x: 3,3
    np.einsum("{ii|ii->i}", x)
    np.einsum("ij,ji->", x, x)
x: 4; y: 3
    np.einsum("{i->i|...->...}", x)
    np.einsum("i,j{->ij|->|}", x, y)
    np.einsum("i,i->i", x, x)
x: 1,3; y: 4,3 / x: 4,1; y: 1,3
    np.einsum("ij,ij->{ij|i|j|}", x, y)
x: 1,1; y: 3,3
    np.einsum("ij,ji->i", x, y)
x: 2,3,4; y: 2,4,5
    np.einsum("bij,bjk->{bik ik b}", x, y)
    np.einsum("...ij,...jk->...ik", x, y)
x: 3,4; y: 4; u: 3
    np.linalg.multi_dot([u, x, y])
    np.einsum("i,ij,j", u, x, y)
    u @ x @ y

x: 3,4 / x: 4,3 / x: 3,3 / x: 1,3
    np.trace(x{|, 1|, offset=-1|, 0, 1, 0|, axis1=-1, axis2=-2})
    np.diagonal(x{|, 1|, offset=-1|, 4|, 0, 1, 0})
    x.{trace diagonal}({|1|offset=-1})
    np.diag(x{|, 1|, k=-1|, 4})
    np.{tril triu}(x{|, 1|, k=-1})
    np.diag(x * x{|, 1|, k=-1|, 0})
    np.linalg.{trace diagonal}(x{|, offset=1})
    np.diagflat(x{|, 1})
x: 2,3,4 / x: 3,4,3
    np.{trace diagonal}(x{|, 1|, axis1=1, axis2=2|, 0, -1, 0|, offset=-1, axis1=0, axis2=2})
    np.linalg.{trace diagonal}(x{|, offset=1|, offset=-1})
    np.{tril triu}(x{|, 1|, k=-1})
x: 4 / x: 1
    np.{diag diagflat}(x{|, 1|, k=-2})
    np.{tril triu}(x{|, 1})
x: 3,4; k = 1
    np.{diag trace diagonal tril triu diagflat}(x, k)
x: 4; k = 1
    np.{diag tril triu diagflat}(x, k)
x: 3
    np.{dot inner vdot}(x, [1.0, 2.0, 3.0]){|| * 2}
    np.{dot inner vdot}([1, 2, 3], x)
    np.einsum("i,i", x, [1, 2, 3])
    np.dot([x[0], 1.0, x[1] * 2], x)
    np.dot(x, [x[0], 1.0, x[1] * 2])
    np.{dot matmul}([[1, 2, 3], [3, 4, 5]], x)
    np.{dot matmul}(x, [[1, 2], [3, 4], [5, 6]])
    np.linalg.solve([[2.0, 0, 1], [0, 3, 0], [1, 0, 4]], x)
    np.average(x, weights=[1, 2, 3])
x: 2,3
    np.{dot matmul}(x, [[1, 2], [3, 4], [5, 6]])
    np.dot(x, [1, 2, 3])
x: 3; y: 4 / x: 2,2; y: 3
    np.imag(np.outer(x + 1j * x * x, np.exp(1j * y)))
x: 4; y: 4 / x: 2,3; y: 2,3
    np.real(np.vdot(1 + 1j * x, np.exp(1j * y)))
    np.abs(np.vdot(y, 2j * x + y)) !double
"""
