// Package bngnet reads reaction networks that BioNetGen has generated (.net files).
//
// # What is read
//
// The blocks parameters, species, reactions, functions and groups. The rate of an
// elementary reaction multiplies falling factorials of its reactants, as BioNetGen's own
// stochastic simulator has it, and BioNetGen writes the factors of symmetry itself: this
// is the convention of package crn. The rate of a reaction may be a function, which then
// multiplies the counts of the reactants. Groups are sums of species, for functions to
// use, and a Note tells how to ask for one. A species with $ is held at its count and
// becomes a parameter. Species get names made of the letters and digits of their patterns.
//
// # What is refused by name
//
// BNGL models, which have rules in place of a network; the rate laws Sat, MM, Hill,
// Arrhenius and the like; functions as rates of reactions with two copies of a reactant;
// functions with arguments; populations that are not whole.
package bngnet
