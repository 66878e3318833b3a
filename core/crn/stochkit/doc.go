// Package stochkit reads models in the XML format of StochKit 2.
//
// # What is read
//
// Parameters and initial populations that are expressions of earlier parameters;
// reactions of type mass-action and customized. Mass action in StochKit counts the
// combinations of reactants, so that its propensity has 1/c! for c copies of a species;
// package crn has not, and the rate is divided. A customized propensity is taken as it
// is. Its expressions have + - * / and the functions of C++ that package crn has.
//
// # What is refused by name
//
// The type michaelis-menten, events, ^ (which is not a power in C++), the division of two
// whole numbers (which C++ rounds down), other functions, and populations that are not
// whole.
package stochkit
