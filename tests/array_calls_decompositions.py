"""Inverses, solutions, factors, eigenvalues and functions of matrices."""

CALLS = """
a: 3,3 / a: 2,3,3 / a: 1,1
    np.linalg.{inv det pinv}(a){|| * 2}
    np.linalg.slogdet(a)[1]
    np.linalg.slogdet(a)[0] * np.sum(a)
    np.linalg.slogdet(a).logabsdet
    sign, logdet = np.linalg.slogdet(a); logdet * logdet
    np.linalg.matrix_power(a, {2 3 0 1 -1 -2 5})
    np.log(np.linalg.det(a @ np.swapaxes(a, -1, -2)))
    np.linalg.matrix_rank(a) * np.sum(a)
a: 3,3; k = 3 | a: 3,3; k = -1
    np.linalg.matrix_power(a, k)
a: 3,3
    np.angle({np.linalg linalg}.det(3 + 1j * a)) * np.abs(np.linalg.det(1j * a + 2))
    linalg.{inv det pinv}(a)
    linalg.inv(a, check_finite=False)
    linalg.{expm sinm cosm tanm sinhm coshm tanhm}(a / 4)
    linalg.lu_factor(a)[0]
    linalg.lu_factor(a)[1] * np.sum(a)
s: 3,3
    linalg.{sqrtm logm}(s)
    linalg.fractional_matrix_power(s, {0.5 -1.2 2 1}) !once
a: 1,1
    linalg.{inv det pinv expm sqrtm logm cosm}(a / 3)
    linalg.fractional_matrix_power(a, 0.3)
a: 2,3,3
    linalg.{inv det expm}(a / 3)
a: 4,3 / a: 3,4 / a: 2,3,4
    np.linalg.pinv(a{||, rcond=1e-10})
a: 4,3 | a: 3,4
    linalg.pinv(a)
a: 2,3,2,3
    np.linalg.tensorinv(a{|, ind=2})
a: 6,2,3; b: 6
    np.linalg.tensorsolve(a, b) !sizes
    np.linalg.tensorinv(a, ind=1) !sizes
a: 3,3; b: 3 / a: 3,3; b: 3,2
    np.linalg.solve(a, b){|| * 2}
    linalg.solve(a, b{|, assume_a="gen"|, transposed=True})
    linalg.solve_triangular(a, b{|, lower=True|, trans=1|, trans="T", lower=True|, unit_diagonal=True})
    linalg.solve_triangular(a, b, {1, True, True|0, True|lower=True, unit_diagonal=True})
    linalg.lu_solve(linalg.lu_factor(a), b{|, trans=1|, trans=0|, trans=2})
    f = linalg.lu_factor(a); linalg.lu_solve(f, b)
    lu, piv = linalg.lu_factor(a); linalg.lu_solve((lu, piv), b{|, trans=1})
    lu, piv = linalg.lu_factor(a); linalg.lu_solve((lu * 1.1, piv), b{|, trans=1})
    np.linalg.inv(a) @ b
    linalg.lstsq(a, b)[0]
    np.linalg.solve(a + a.T, b)
a: 2,3,3; b: 2,3,2 | a: 2,3,3; b: 3,2 | a: 3,3; b: 2,3,2 | a: 2,3,3; b: 2,3,1
    np.linalg.solve(a, b)
s: 3,3; b: 3 / s: 3,3; b: 3,2
    linalg.solve((s + s.T) / 2, b, assume_a={"pos" "sym"})
    linalg.solve((s + s.T) / 2, b, assume_a="pos", lower=True)
    linalg.cho_solve(linalg.cho_factor((s + s.T) / 2{|, lower=True}), b)
    linalg.cho_solve((linalg.cholesky((s + s.T) / 2, lower=True), True), b)
    linalg.cho_solve((linalg.cholesky((s + s.T) / 2), False), b)
    c, low = linalg.cho_factor((s + s.T) / 2, True); linalg.cho_solve((c, low), b)
    c, low = linalg.cho_factor((s + s.T) / 2); linalg.cho_solve((np.triu(c) * 1.1, low), b)
    c, low = linalg.cho_factor((s + s.T) / 2); linalg.cho_solve((c, low), b) * low
s: 3,3; b: 3; k = True
    linalg.cho_solve((linalg.cholesky((s + s.T) / 2, lower=True), k), b)
b: 3; k = (np.array([[2.0, 0.3, 0.1], [9.0, 1.0, 0.2], [9.0, 9.0, 3.0]]), False)
    linalg.cho_solve(k, b)
b: 3,2; k = (np.array([[2.0, 0.3, 0.1], [0.2, 1.0, 0.2], [0.1, 0.4, 3.0]]), np.array([0, 2, 2]))
    linalg.lu_solve(k, b{|, trans=1})
b: 3; k = np.array([[2.0, 0.3, 0.1], [0.2, 1.0, 0.2], [0.1, 0.4, 3.0]])
    np.linalg.solve(k, b)
    linalg.lu_solve(linalg.lu_factor(k), b)
    linalg.cho_solve(linalg.cho_factor(k @ k.T), b)
a: 5,3; b: 5 / a: 5,3; b: 5,2
    np.linalg.lstsq(a, b, rcond=None){[0] [1]}
    np.linalg.lstsq(a, b, rcond=None)[2] * np.sum(b)
    linalg.lstsq(a, b){[0] [1]}
    linalg.lstsq(a, b)[2] * np.sum(b)
    u, res, rank, sv = np.linalg.lstsq(a, b); u * 2
    u, *_ = np.linalg.lstsq(a, b); u * 2
    np.linalg.lstsq(a, b, rcond=None){[1] [0]}
a: 3,5; b: 3 / a: 3,5; b: 3,2
    np.linalg.lstsq(a, b, rcond=None)[0]
    linalg.lstsq(a, b)[0]
a: 3,3; u: 4,4; b: 3,4
    linalg.solve_sylvester(a, u, b)
a: 3,3; b: 3,3
    linalg.solve_continuous_lyapunov(a, b)
a: 3,4; b: 4 / a: 3,4; b: 4,2
    linalg.solve_banded({(1, 1), a|(0, 2), a[::-1]|(2, 0), a} + 4.0, b)
a: 3,4; b: 2,4,3 / a: 2,3,4; b: 4 / a: 2,3,4; b: 4,3 / a: 2,3,4; b: 2,4,1 / a: 1,3,4; b: 2,1,4,3
    linalg.solve_banded((1, 1), a + np.array([[0.0], [5.0], [0.0]]), b)

x: / x: 1 / x: 1,1
    linalg.expm(x){|| * 2}

s: 3,3 / s: 2,3,3 / s: 1,1
    np.linalg.{cholesky eigvalsh}((s + np.swapaxes(s, -1, -2)) / 2){|| * 2}
    np.linalg.eigh((s + np.swapaxes(s, -1, -2)) / 2)[0]
    np.linalg.eigh((s + np.swapaxes(s, -1, -2)) / 2, UPLO="U")[0]
    np.linalg.eigh((s + np.swapaxes(s, -1, -2)) / 2)[1] ** 2
    w, v = np.linalg.eigh((s + np.swapaxes(s, -1, -2)) / 2); v * np.exp(-w)[..., None, :] @ v
    np.linalg.eigh((s + np.swapaxes(s, -1, -2)) / 2).eigenvalues
    np.real(np.linalg.eigvals(s)){|| * 2}
    np.real(np.linalg.eig(s)[0])
    np.abs(np.linalg.eig(s)[1]) ** 2
s: 3,3
    linalg.cholesky((s + s.T) / 2{|, lower=True})
    np.triu(linalg.cho_factor((s + s.T) / 2)[0])
    np.tril(linalg.cho_factor((s + s.T) / 2, lower=True)[0])
    linalg.eigh((s + s.T) / 2)[0]
    linalg.eigh((s + s.T) / 2, lower=False)[1] ** 2
    linalg.eigh((s + s.T) / 2, eigvals_only=True)
    linalg.eigvalsh((s + s.T) / 2)
    np.real(linalg.eigvals(s))
    np.real(linalg.eig(s)[0])
    np.abs(linalg.eig(s)[1]) ** 2
s: 3,3; u: 3,3
    linalg.eigh(u + u.T, (s + s.T) / 2)[0]
    linalg.eigh(u + u.T, (s + s.T) / 2)[1] ** 2
    linalg.eigh(u + u.T, (s + s.T) / 2, eigvals_only=True)
    linalg.eigvalsh(u + u.T, (s + s.T) / 2)
x: 3,3
    np.abs(np.linalg.eigvals(x - x.T + np.diag([1.0, 2.0, 3.0])))
    np.real(np.linalg.eig(x - x.T + np.diag([1.0, 2.0, 3.0]))[0] ** 2)
    w, v = np.linalg.eig(x); np.real(v @ (np.exp(w)[:, None] * np.linalg.inv(v)))
x: 4,3 / x: 3,4 / x: 3,3 / x: 2,3,4
    np.linalg.svd(x, compute_uv=False)
    np.linalg.svd(x)[1]
    np.linalg.svd(x, full_matrices=False){[0] [2]} ** 2
    np.linalg.svd(x, full_matrices=False)[1]
    u, t, v = np.linalg.svd(x, full_matrices=False); u * (t * t)[..., None, :] @ v
    t = np.linalg.svd(x, full_matrices=False); t[0][..., 0] * t[2][..., 0, :] * t[1][..., :1]
    np.linalg.svd(x, full_matrices=False).S
    np.linalg.svdvals(x)
    np.linalg.qr(x){[0] [1]}{|| * 2}
    np.linalg.qr(x, mode="r")
x: 4,3 / x: 3,4 / x: 3,3
    linalg.svd(x, full_matrices=False){[0] [2]} ** 2
    linalg.svd(x)[1]
    linalg.svd(x, full_matrices=False)[1]
    linalg.svdvals(x)
    linalg.svd(x, compute_uv=False)
    linalg.qr(x, mode="economic"){[0] [1]}
    q, r0 = np.linalg.qr(x); q @ np.tanh(r0)

x: 2,3; y: 3; u: 2,2 / x: 1,1; y: 2; u: 3,1
    linalg.block_diag(x, y, u)
    linalg.block_diag(x, u)
    linalg.block_diag(x, 2.0, u)
    linalg.block_diag(x, x, y)
x: 4; y: 3 / x: 3; y: 4 / x: 1; y: 1
    linalg.toeplitz(x{, y||, [1.0, 2.0]}){|| * 2}
x: 3,3
    {np.linalg linalg}.svd(x){[0] [2]} ** 2 !ranked
    u, t, v = np.linalg.svd(x); u * np.tanh(t) @ v !ranked
    linalg.svd(x)[1] * 2
"""
