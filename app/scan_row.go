//go:build !js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"vanscape/core/dist"
	"vanscape/core/export"
)

// row is what a solve says of its settings. Distances are the largest at the
// times after 0; the start is as good as the network's narrowest law.
type row struct {
	File              string            `json:"file"`
	Options           map[string]string `json:"options"`
	JointHellinger    *float64          `json:"joint_hellinger"`    // null without an exact law
	MarginalHellinger *float64          `json:"marginal_hellinger"` // of the worst species
	ErrorEstimate     *float64          `json:"error_estimate"`     // null where the solver has none
	Loss              *float64          `json:"loss"`               // of the last time step; null where no network is fitted
	Steps             int               `json:"steps"`
	Parameters        int               `json:"parameters"`
	Seconds           float64           `json:"solver_seconds"`
	EndedAt           *float64          `json:"ended_at"` // time of the last frame, where that is not the last time
	Best              bool              `json:"best"`     // no other row has a smaller error in less time
}

// What may be wrong with a file, after its name.
var (
	errDamaged    = errors.New("is damaged: it is no JSON to its end")
	errForeign    = errors.New("is not a result of solve")
	errComparison = errors.New("is the table of a scan, not a result of solve")
)

// readResult reads what solve wrote with --json.
func readResult(path string) (*export.Document, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var d struct {
		export.Document
		Rows json.RawMessage `json:"rows"`
	}
	err = json.Unmarshal(b, &d)
	switch {
	case !json.Valid(b):
		return nil, fmt.Errorf("%s %w", path, errDamaged)
	case d.Rows != nil:
		return nil, fmt.Errorf("%s %w", path, errComparison)
	case err != nil || d.Options == nil || d.Frames == nil:
		return nil, fmt.Errorf("%s %w", path, errForeign)
	}
	return &d.Document, nil
}

// readRow reads the row of a result of solve.
func readRow(path string) (*row, error) {
	d, err := readResult(path)
	if err != nil {
		return nil, err
	}
	r := &row{File: path, Options: d.Options, Parameters: d.Settings.Parameters, Seconds: d.SolverSeconds}
	reached := 0.0
	for _, f := range d.Frames {
		reached, r.Steps, r.Loss = f.T, f.Steps, f.Loss
		if f.T > 0 {
			r.ErrorEstimate = larger(r.ErrorEstimate, f.ErrorEstimate)
		}
		if f.T > 0 && f.Exact != nil {
			r.JointHellinger = larger(r.JointHellinger, f.Exact.JointHellinger)
			for _, m := range f.Exact.MarginalHellinger {
				r.MarginalHellinger = larger(r.MarginalHellinger, &m)
			}
		}
	}
	if len(d.Frames) < len(d.Settings.Times) {
		r.EndedAt = &reached
	}
	return r, nil
}

// farthest is the largest Hellinger distance of a species' law in one result to that in another, at the times after 0 that both have.
func farthest(a, b *export.Document) *float64 {
	var most *float64
	for i := range min(len(a.Frames), len(b.Frames)) {
		for species, p := range a.Frames[i].Marginals {
			if d := dist.Hellinger(p, b.Frames[i].Marginals[species]); a.Frames[i].T > 0 {
				most = larger(most, &d)
			}
		}
	}
	return most
}

// larger is the larger of two numbers, of which nil is none.
func larger(a, b *float64) *float64 {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

// readRows reads results of solve, and those in folders, beside which the table
// of a scan may lie.
func readRows(names []string) ([]*row, error) {
	var rows []*row
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, reason(err))
		}
		if !info.IsDir() {
			r, err := readRow(name)
			if err != nil {
				return nil, err
			}
			rows = append(rows, r)
			continue
		}
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, reason(err))
		}
		before := len(rows)
		for _, e := range entries {
			if filepath.Ext(e.Name()) != ".json" {
				continue
			}
			r, err := readRow(filepath.Join(name, e.Name()))
			if errors.Is(err, errComparison) {
				continue
			}
			if err != nil {
				return nil, err
			}
			rows = append(rows, r)
		}
		if len(rows) == before {
			return nil, fmt.Errorf("%s has no results: solve writes them with --json", name)
		}
	}
	return rows, nil
}
