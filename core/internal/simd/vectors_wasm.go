//go:build goexperiment.simd

package simd

// vectors is true: a program built with them does not load where they are missing.
const vectors = true
