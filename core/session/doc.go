// Package session turns one Start into frames. It joins the parts of core into
// jobs: text to network, pilot simulations to count limits, a solver that moves
// a law in time, and beside it the exact law where the space is small.
//
// Serve talks protocol over channels of bytes and is what a web worker runs;
// Run does one job for a native caller, and Check judges one beforehand. None
// knows a browser, a clock or a global: time and the chance to let others run
// come in as functions of Host.
//
// Computing and listening share one thread, so nothing here computes for more
// than some 10 milliseconds without a pause in which messages are heard: every
// solver is cut into pieces behind the private interface source.
package session
