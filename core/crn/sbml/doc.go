// Package sbml reads and writes models in SBML, Level 2 and Level 3 core.
//
// # What is read
//
//   - Species in amounts or concentrations. In a formula a species stands for its amount
//     where hasOnlySubstanceUnits says so, and for amount over size elsewhere.
//   - Units of amount: item and dimensionless are counts, moles are counted by Avogadro's
//     number. Level 2 means moles where the model does not define its unit "substance".
//     Units of time and volume only name the numbers, and no formula is checked for them.
//   - Compartments of constant size, or whose size follows by an assignment rule.
//   - Parameters, local parameters, function definitions, initial assignments and
//     assignment rules. A quantity that a rule makes follow the counts is put in where it
//     is used; a Note tells how to ask for it.
//   - Boundary and constant species: no reaction changes them, and they become parameters.
//   - Reversible reactions with one law, which package foreign splits or refuses.
//   - Events at fixed times. Parameters that they set become functions of time, counts that
//     they set to whole numbers resets.
//   - One event that waits for the count of one species, such as X > 30, and sets counts. A
//     reaction that makes it true then leads to the counts that the event sets at once. The
//     counts that it sets must be known at that moment: that of the species itself is, and
//     those that a conservation law ties to it.
//   - Formulas as package mathml reads them.
//
// # What is refused by name
//
// Level 1, packages that are required, rate rules, algebraic rules, fast reactions,
// conversion factors, stoichiometries that are not whole numbers or not constant, counts
// at the start that are not whole, events with a priority, events that set a count to what is
// not constant or not whole, other events that wait for a state, events of both kinds beside each
// other, the rate of a reaction in a formula, delays, and quantities without a value where one is
// needed. Constraints are left out, with a Note.
//
// # What is written
//
// Level 3 Version 1, or Version 2 for a model with min or max, in counts: one compartment
// of size 1, species in items. Mass action is written out with its falling factorials,
// which Read recognises. Resets become events. Initial laws and the order of species go into an annotation that
// other programs pass over.
package sbml
