// Package protocol is the language between a page and the worker that solves
// for it. One message is one []byte, which a browser hands over as a transferred
// buffer and a native caller through a channel.
//
//	page -> worker:  Start, Pause, Resume, Stop, Ack, Query
//	worker -> page:  Ready, Started, Progress, Frame, Answer, Checkpoint, Done, Failed
//
// A worker says Ready once, and hears nothing before. A Start is answered by
// Started or Failed; a job that has Started ends with exactly one Done or Failed.
// A new Start replaces the running job, which then ends silently. Every message
// of a job carries the Job number its Start gave, so that what is still on its
// way from an earlier job can be told apart.
//
// A job that is asked to sends Checkpoints. A Start that has one goes on where it
// was made. What is kept of a job, in a browser or in a file, is a Run.
//
// A Query is answered while its job computes, while it is paused, and after it has
// ended, until the next Start.
//
// Workers can share a job; what they say to each other is in crew.go.
//
// The worker may have Credit frames on their way; each Ack gives some back.
// Without credit it waits, so a slow page slows the solver instead of filling
// memory. Species stand in the order in which the user's text names them.
package protocol
