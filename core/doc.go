// Package core holds what vanscape computes: reaction networks, the chemical
// master equation (CME), and the autoregressive networks that solve it. It has
// no code of its own; this page says how the packages below it fit together.
//
// # From text to a moving law
//
//	crn       text -> network: species, reactions, laws of propensity, counts
//	          that are set at a time, conservation laws;
//	          crn/gallery holds named networks, crn/typeset writes one as formulas,
//	          crn/formats reads and writes those of other programs (crn/sbml,
//	          crn/antimony, crn/bngnet, crn/stochkit)
//	cme       network + count limits -> generator of the master equation, order of
//	          species, list of states where they can be listed
//	ssa       generator -> trajectories; pilot runs propose the count limits
//	fsp       generator -> exact law on listed states, with the mass that was lost
//	rate      network -> amounts of the deterministic rate equation
//	closed    network -> exact law, for the few that have one in closed form
//	van       autoregressive models of a joint law: architectures, heads, sampling;
//	          knows sites and levels, no chemistry
//	optim     gradient and metric -> step of parameters
//	evolve    generator + model -> the model's law moved in time
//	export    what is kept of a run -> CSV, JSON and NPZ
//	session   one job: a Start message in, frames out, whichever solver, and however
//	          many workers share it
//	protocol  the messages between a page and its solver, and what is kept of a run
//	dist      distances and moments of probability tables
//
// Data flows down this list once: a solver never asks the text again, a picture never asks
// a solver. internal/simd holds the kernels of the hot loops with their plain twins,
// internal/check what tests share.
//
// # Letters
//
// These letters mean the same in every doc comment:
//
//	S    species = sites of an autoregressive model
//	R    reactions
//	B    batch: states or prefixes treated at once
//	P    parameters of a model or of one of its blocks
//	H    hidden width
//	J    basis functions of a head
//	K_i  levels of site i: the counts 0..K_i-1
//	t    time in the unit of the network's rates
//
// Slices are flat and row-major, and the destination comes first: a batch of
// states is B x S, a joint law of the pair (a, b) is K_a x K_b. A count is an
// int, a probability or a rate is a float64.
//
// # Floors
//
// A package imports only what stands below it. deps_test.go is the table of
// floors and fails when the code disagrees.
package core
