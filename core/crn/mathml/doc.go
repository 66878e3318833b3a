// Package mathml turns content MathML, as SBML uses it, into expressions of package crn
// and back.
//
// Read knows numbers (integer, real, e-notation, rational), names, the time, Avogadro's
// number, pi, e, true and false; + - × ÷, powers, roots, logarithms, exp, abs, min, max,
// sin, cos, tan and their reciprocals, sinh, cosh, tanh; comparisons, and, or, xor, not,
// implies; piecewise; and calls of functions by name. It refuses everything else by
// name: delay, rateOf, floor, ceiling, factorial, quotient, rem, the inverse functions,
// infinity and what is not a number.
//
// Write is exact: Read gives the same expression back.
package mathml
