// Package check holds what the tests of core share: closeness, the chi-square
// test, and the reference laws computed by an independent program. Only test
// files import it.
package check
