"""Fourier transforms, of real numbers and to real results."""

CALLS = """
x: 6 / x: 5 / x: 3,4 / x: 2,3,5
    np.{real imag}(np.fft.fft(x{|, norm="ortho"|, n=4|, n=7|, axis=0|, 3, -1, "forward"}))
    np.{real imag}(np.fft.ifft(x{|, norm="ortho"|, n=4|, axis=0}))
    np.abs(np.fft.fft(x)) ** 2
    abs(np.fft.fft(x)) ** 2
    np.square(np.abs(np.fft.fft(x)))
    np.{real imag}(np.fft.rfft(x{|, norm="ortho"|, n=4|, n=7|, axis=0}))
    np.fft.irfft(x{|, n=7|, norm="ortho"|, n=4|, axis=-1, norm="forward"})
    np.fft.hfft(x{|, n=7|, norm="ortho"})
    np.{real imag}(np.fft.ihfft(x{|, n=4|, norm="forward"}))
    np.fft.irfft(np.fft.rfft(x), n=x.shape[-1])
    np.fft.{fftshift ifftshift}(x{|, axes=0|, axes=-1})
    np.real(np.fft.{fftn ifftn}(x{|, norm="ortho"}))
    np.abs(np.fft.rfftn(x)) ** 2
    np.fft.irfftn(x)
    np.real(np.fft.ifft(np.fft.fft(x) * np.fft.fft(x)))
    np.real(np.conjugate(np.fft.fft(x)) * np.conj(np.fft.ifft(x)))
    np.angle(np.fft.fft(x) + 10.0 + 3j{|, deg=True})
    np.real(sfft.{fft ifft rfft ihfft}(x{|, n=4|, norm="ortho"}))
    sfft.{irfft hfft}(x{|, n=7|, norm="ortho"})
x: 4,5 / x: 2,3,5
    np.{real imag}(np.fft.fft2(x{|, norm="ortho"|, s=(3, 4)|, axes=(0, 1)}))
    np.real(np.fft.ifft2(x{|, norm="forward"|, s=(3, 6)|, axes=(1, 0)}))
    np.real(np.fft.fftn(x, s=(3, 6), axes=(0, 1)))
    np.real(np.fft.ifftn(x, s=(3, 6), axes=(-1, 0), norm="ortho"))
    np.{real imag}(np.fft.rfft2(x{|, norm="ortho"|, s=(3, 4)|, axes=(1, 0)}))
    np.real(np.fft.rfftn(x, {s=(3, 6), axes=(0, 1)|axes=(0, 1), norm="forward"}))
    np.fft.irfft2(x{|, norm="ortho"|, s=(4, 6)|, axes=(1, 0)})
    np.fft.irfftn(x, s=(3, 6), axes=(0, 1))
    np.fft.{fftshift ifftshift}(x, axes={(0, 1)|[1]})
    np.real(sfft.{fft2 fftn ifft2 ifftn rfft2 rfftn}(x{|, norm="ortho"|, s=(3, 4), axes=(0, 1)}))
    sfft.{irfft2 irfftn}(x{|, s=(4, 6), axes=(0, 1)})
    sfft.{fftshift ifftshift}(x)
p: | p: 1 | p: 4,1
    {np.fft sfft}.{fftfreq rfftfreq}(5, p)
p: 3 / p: 2,3
    np.fft.rfftfreq(5, p)
    sfft.fftfreq(3, d=p)
x: 6; k = 4 | x: 6; k = 7 | x: 6; k = None
    np.real(np.fft.{fft rfft ifft ihfft}(x, k))
    np.fft.{irfft hfft}(x, n=k)
x: 6 / x: 5 / x: 3,4 / x: 2,3,5
    sfft.{dct idct dst idst}(x{|, norm="ortho"|, 1|, type=3|, type=4|, axis=0|, 3, axis=0|, 1, norm="ortho"})
    sfft.{dct idct dst idst}(x{|, norm="forward"|, 3, norm="backward"|, type=3, norm="ortho"|, 4, axis=0, norm="ortho"})
    sfft.{dctn idctn dstn idstn}(x, norm="ortho"{|, type=3})
x: 3,4 / x: 2,3,5
    sfft.{dctn idctn dstn idstn}(x, norm="ortho", axes={0|(0, 1)})
x: 5; k = 2 | x: 5; k = 3
    sfft.dct(x, norm="ortho", type=k)
x: 6 / x: 3,4 / x: 2,3,5
    np.{real imag abs}(signal.hilbert(x{|, axis=0|, axis=-1}))
    np.angle(signal.hilbert(x))
"""
