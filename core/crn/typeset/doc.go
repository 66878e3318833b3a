// Package typeset writes reactions, laws and parameters as presentation MathML, which
// browsers draw by themselves: for people to read. What programs read is the content
// MathML of package mathml.
package typeset
