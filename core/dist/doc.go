// Package dist measures probability tables: their moments, their entropy and
// the distances between them. A table p of length K holds the probabilities of the counts
// 0..K-1; a joint table is the same thing flattened, for distances do not care
// what an index means.
//
// Tables need not sum to one: a law on a box has lost what left it. Entries
// below zero, which rounding can leave behind, count as zero in every distance.
package dist
