package ssa_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"vanscape/core/cme"
	"vanscape/core/crn/gallery"
	"vanscape/core/ssa"
)

func limits(tb testing.TB, text string, horizon float64) []int {
	tb.Helper()
	levels, err := ssa.Limits(parse(tb, text), horizon, ssa.Settings{})
	if err != nil {
		tb.Fatal(err)
	}
	return levels
}

// Whatever the seed, the limits of the toggle switch are near ninety, and genes
// have their two levels by conservation.
func TestLimitsOfTheToggleSwitch(t *testing.T) {
	net, m := model(t, "toggle-switch")
	for seed := range uint64(5) {
		levels, err := ssa.Limits(net, m.Horizon, ssa.Settings{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(levels[:4], []int{2, 2, 2, 2}) {
			t.Errorf("genes have %v levels", levels[:4])
		}
		for _, k := range levels[4:] {
			if k < 80 || k > 95 {
				t.Errorf("seed %d: proteins have %d levels", seed, k)
			}
		}
	}
}

// What the exact law loses over the proposed limits, over the whole way, is
// what the limits were chosen for: a few thousandths at most.
func TestLimitsHoldTheLaw(t *testing.T) {
	for _, name := range []string{"birth-death", "gene-expression", "autoregulation-1", "autoregulation-3", "early-life-V1", "epidemic"} {
		net, m := model(t, name)
		horizon := min(m.Horizon, 1000)
		for seed := range uint64(2) {
			levels, err := ssa.Limits(net, horizon, ssa.Settings{Seed: seed})
			if err != nil {
				t.Fatal(err)
			}
			leak := exact(t, net, horizon, levels...).Leak()
			t.Logf("%s: levels %v lose %.1e", name, levels, leak)
			if leak > 5e-3 {
				t.Errorf("%s, seed %d: the levels %v lose %v", name, seed, levels, leak)
			}
		}
	}
}

func TestLimitsOfSmallNetworks(t *testing.T) {
	for _, c := range []struct {
		name, text string
		horizon    float64
		want       []int
	}{
		{"only deaths", "species X = 50\nX -> 0 @ 1", 3, []int{56}},
		{"weights of a law", "species A = 8, B\n2 A <-> B @ 1, 1", 10, []int{9, 5}},
		{"nothing happens", "species X = 2\n5 X -> 0 @ 1", 10, []int{8}},
		{"no time", "species X = 2\n0 -> X @ 1", 0, []int{8}},
	} {
		if got := limits(t, c.text, c.horizon); !slices.Equal(got, c.want) {
			t.Errorf("%s: levels %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLimitsAreDeterministic(t *testing.T) {
	for _, m := range gallery.All() {
		if a, b := limits(t, m.Text, m.Horizon/10), limits(t, m.Text, m.Horizon/10); !slices.Equal(a, b) {
			t.Errorf("%s: %v and %v", m.Name, a, b)
		}
	}
}

// An explosion is a sentence, soon.
func TestExplosions(t *testing.T) {
	for _, text := range []string{
		"species X = 1\nX -> 2 X @ 5",
		"species X = 2\n2 X -> 3 X @ 1",
		"species X\n0 -> X @ 1e12",
		"species Y = 1, X\nY -> Y + 50 X @ 100",
	} {
		start := time.Now()
		_, err := ssa.Limits(parse(t, text), 10, ssa.Settings{})
		var limit *cme.LimitError
		if !errors.As(err, &limit) || err.Error() != "probability reached the count limit of X" {
			t.Errorf("%q: error %v", text, err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%q: %v", text, took)
		}
	}
}

// A network far too busy for its horizon ends soon too, without an error.
func TestBusyNetworkIsBounded(t *testing.T) {
	start := time.Now()
	levels := limits(t, "species X = 2, Y\nX <-> Y @ 1e9, 1e9", 10)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("took %v", took)
	}
	if !slices.Equal(levels, []int{3, 3}) {
		t.Errorf("levels %v", levels)
	}
}

func TestLimitsRefuses(t *testing.T) {
	net := parse(t, "species X\n0 -> X ; 1.5 - X\nX -> 0 @ 0.1")
	var bad *cme.RateError
	if _, err := ssa.Limits(net, 100, ssa.Settings{}); !errors.As(err, &bad) {
		t.Errorf("a law that becomes negative: %v", err)
	}
	if _, err := ssa.Limits(net, -1, ssa.Settings{}); err == nil {
		t.Error("a negative horizon passes")
	}
	if _, err := ssa.Limits(net, 1, ssa.Settings{Runs: -1}); err == nil {
		t.Error("negative runs pass")
	}
}
