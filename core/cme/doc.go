// Package cme holds the chemical master equation of a network on counts with
// limits,
//
//	d/dt p_t(n) = sum_r a_r(n - v_r, t) p_t(n - v_r) - sum_r a_r(n, t) p_t(n).
//
// A Generator gives propensities a_r and jumps v_r to solvers that sample; a
// Space and its Operator give the same as a sparse matrix to solvers that
// enumerate. The box 0 <= n_i < K_i is a truncation: what jumps over its wall
// is lost, never reflected, so that the lost mass bounds the error.
package cme
