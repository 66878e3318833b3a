// Package fsp solves the chemical master equation on an enumerated space, by
// finite state projection (B. Munsky, M. Khammash, J. Chem. Phys. 124, 044104,
// 2006, doi:10.1063/1.2145882). What leaves the space is lost, so that at every
// state the solution is at most the true probability, and the lost mass bounds
// the sum of what is missing.
//
// Use it where the states fit into memory, up to about a million: it is then
// exact, and often faster than anything that samples.
package fsp
