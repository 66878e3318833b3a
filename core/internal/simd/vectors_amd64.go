//go:build goexperiment.simd

package simd

import "simd/archsimd"

// vectors is false on a processor without AVX2, which the vector kernels need.
// GODEBUG=cpu.avx2=off makes any processor one.
var vectors = archsimd.X86.AVX2()
