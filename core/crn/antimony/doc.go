// Package antimony reads and writes models in Antimony, the text language for SBML.
//
// # What is read
//
// One model: species, compartments, parameters, const and var, substanceOnly, "A in C",
// "$A" for a boundary species, reactions with -> (reversible) and => (not), initial values
// with = and assignment rules with :=, functions, and events "at time >= 5: k = 2, P = 100".
// Formulas have the operators of Antimony and its functions as far as package mathml
// reads them; a power of a power needs brackets. What is left out without a change of
// meaning is passed over: units but those of substance and extent, "is" with a name or an
// address, interactions such as A -o J.
//
// A model means what it means after Antimony has turned it into SBML, with the limits of
// package sbml: species without a compartment are in one of size 1, and a value of a
// species is a concentration unless it is substanceOnly.
//
// # What is refused by name
//
// Models in models, imports, rate rules, genes and operators, DNA strands, delays, reactions without a rate, and all that package sbml refuses.
//
// # What is written
//
// One model with species in counts, whose laws of mass action are written out. Resets are
// events. Initial
// laws and the order of species are lines that begin with "// vanscape:", which Read takes
// back and other programs pass over.
package antimony
