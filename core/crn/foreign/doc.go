// Package foreign holds what the readers and writers of other formats share: notes on
// what an import changed, the Draft in which a network comes together, and the algebra
// that finds mass action in a rate law and splits a reversible one.
//
// # What a law means
//
// In the other formats a reaction has a rate law, which a deterministic program takes
// for a speed. A stochastic one takes it for the propensity, in counts, and so does an
// import. Three things change, and every change is a Note:
//
//   - Mass action. A law that is a rate times falling factorials of the reactants is
//     written as "@ rate". A factor 1/2 in it becomes part of the rate, since package
//     crn has no 1/c! in its convention.
//   - Reversible reactions with one law become two reactions, when the law is a difference
//     of terms that cannot be negative. Otherwise they are refused: the difference of two
//     speeds does not say how often either happens.
//   - Missing reactants. In package crn a reaction never fires without them, whatever its
//     law says.
//
// # Lines of other programs
//
// Initial laws and the order of species are not known to the other formats. A writer
// puts them where other programs do not look, as lines of the text language, and
// Draft.Verbatim takes them back.
package foreign
