// Package van holds variational autoregressive networks: models of the joint
// law of S counts as a product of conditionals,
//
//	p(n) = prod_i p_i(n_i | n_1 .. n_{i-1}),
//
// each a softmax over the levels of its site. Such a law is normalised by
// construction, sampled exactly without a Markov chain, and gives ln p(n) of
// any state. The package knows sites and levels, not chemistry.
//
// One file holds one architecture behind Model, and New makes one by name:
// mlp.go (the default), nade.go, gru.go and transformer.go, of which the last three
// read counts in turn (sequence.go). Every architecture takes every head, the map
// from the context of a conditional to the logits of its levels (head.go, basis.go).
// What a Model answers is asked of all architectures in the same way (query.go).
// Conservation laws bound the conditionals (support.go): no state that breaks a
// law has any probability. A Tree is a weighted sample of states that shares
// prefixes; what a law says of marginals, pairs and moments is read off it
// (observe.go). A Frozen keeps the law of a model, to the last bit, in half the memory of
// its parameters (frozen.go).
//
// The idea of solving the chemical master equation with such networks is that of Tang,
// Weng and Zhang, doi 10.1038/s42256-023-00632-6.
//
// Networks are evaluated in float32; parameters, moments and everything summed
// over samples are float64.
package van
