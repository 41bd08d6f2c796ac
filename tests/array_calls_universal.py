"""The methods of numpy's universal functions."""

CALLS = """
x: 3,4 / x: 2,3,4 / x: 5
    np.{add multiply maximum minimum logaddexp}.reduce(x)
    np.add.reduce(x, keepdims=True) / x
    np.{multiply maximum minimum logaddexp}.reduce(x, keepdims=True)
    np.{add multiply maximum minimum}.accumulate(x)
    np.{add multiply maximum minimum logaddexp}.reduce(x, {axis=None|-1})
    x * np.logical_{and or}.reduce(x > 0.3)
x: 3,4 / x: 2,3,4
    np.{add multiply maximum minimum logaddexp}.reduce(x, axis=1{|, keepdims=True})
    np.{add multiply logaddexp}.reduce(x, axis={(0, 1)|-1})
    np.{add multiply maximum}.accumulate(x, {axis=1|-1})
x: 3,4; k = 1 / x: 5; k = None
    np.{add logaddexp}.reduce(x, axis=k{|, keepdims=True})
x: 3; y: 4 / x: 3,2; y: 4 / x: 3; y: 2,4 / x: 3,2; y: 2,4 / x: 3; y: / x: ; y: 4 / x: ; y:
    np.{add subtract multiply divide maximum hypot}.outer(x, y)
    np.{minimum arctan2 logaddexp fmax}.outer(x, y)
x: 3; y: 2,3,4
    np.subtract.outer(x, y){| * y}
p: 3; y: 4
    np.power.outer(p, y)
x: 3; y: 3
    x * np.{greater less_equal}.outer(x, y)
    np.add.outer(x, np.multiply.outer(x, y))
    np.multiply.outer(x, x)
x: 4; y: 4 / x: 3,4; y: 3,4
    np.{add multiply maximum minimum logaddexp}.reduce([x, y, x * y]) * x
    np.{add maximum}.reduce((x, y), axis=0)
    np.{add maximum}.accumulate([x, y])
x: 3,4; y: 3,4 / x: 3,4; y: 4
    np.divide(x, y, out=np.zeros_like(x), where=y > 0.3)
    np.divide(x, y, where=y > 0.3, out=x.copy()) ** 2
    z = np.ones_like(x); np.multiply(x, y, out=z, where=x > y); z * x
x: 3,4
    np.{log sqrt}(np.abs(x), out=np.zeros_like(x), where=x > 0)
    np.log(np.abs(x), out=np.full((3, 4), -1.0), where=x > 0) * x
"""
