// Package session turns one Start into frames. It joins the parts of core into
// jobs: text to network, pilot simulations to count limits, a solver that moves
// a law in time, and beside it the exact law where the space is small.
//
// Serve talks protocol over channels of bytes and is what a web worker runs;
// Run does one job for a native caller, and Check judges one beforehand. None
// knows a browser, a clock or a global: time and the chance to let others run
// come in as functions of Host.
//
// A job that is asked to sends Checkpoints. What it then takes to go on to the same
// bits is asked of the solvers, as states of their packages; the rest, such as the
// count limits that pilot simulations chose, the job adds.
//
// The law of every frame is kept, as parameters, probabilities or states behind the
// private interface law, and answers queries until the next job begins: exactly where its
// prefixes or states can be run over, otherwise from samples with their standard error.
//
// A job can be shared by several workers: the one that has it hires others by Host, which
// run Assist, and is the evolve.Crew of its network (crew.go, staff.go). They speak by messages only,
// and a job has the same frames with any number of them, also when some are lost on the way.
//
// Computing and listening share one thread, so nothing here computes for more
// than some 10 milliseconds without a pause in which messages are heard: every
// solver is cut into pieces behind the private interface source.
package session
