// Package gallery holds named networks: models from the literature with their
// source and what to notice in them. It is what the page offers as examples
// and what tests run through.
//
// An entry has no settings of a solver: the defaults must do for all of them, and
// "app accuracy" holds every entry against what is asked.
package gallery

import "slices"

// A Model is one entry of the gallery.
type Model struct {
	Name    string    // stable and lower-case, as in a link or on the command line
	Title   string    // for a menu
	Text    string    // in the language of package crn
	Notice  [2]string // two sentences: what it is, and what to look at
	Source  string    // doi
	Exact   Route     // where its exact law comes from
	Pair    [2]string // the two species whose joint law to show; equal when there is one species
	Horizon float64   // time at which the published example stops
	Times   []float64 // times worth a picture, ascending, the last one Horizon
}

// A Route is the way to a model's exact law: the other side of every test of a solver.
type Route uint8

// The routes.
const (
	// ClosedForm: package closed has the law of all species together.
	ClosedForm Route = 1 + iota
	// ListedStates: package fsp solves for the probability of every state, up to
	// a mass that it loses and tells.
	ListedStates
	// Simulation: there is no exact law, and package ssa comes as near to it as
	// its number of runs allows.
	Simulation
)

// String returns the route in the words of the page.
func (r Route) String() string {
	return [...]string{ClosedForm: "closed form", ListedStates: "finite state projection", Simulation: "none, only simulations"}[r]
}

// All returns the models in the order in which they are best met.
func All() []Model { return slices.Clone(models) }

// Lookup returns the model called name; ok is false when there is none.
func Lookup(name string) (m Model, ok bool) {
	i := slices.IndexFunc(models, func(m Model) bool { return m.Name == name })
	if i < 0 {
		return Model{}, false
	}
	return models[i], true
}
