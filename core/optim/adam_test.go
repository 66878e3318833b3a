package optim

import (
	"math"
	"testing"

	"vanscape/core/internal/check"
)

// Three steps worked by hand with the rate 0.1. The first goes 0.1 against the
// sign of any gradient; with g = 1 the means are then 0.1 and 0.001, and g = -2
// makes them 0.9*0.1 - 0.2 = -0.11 and 0.000999 + 0.004 = 0.004999, which the
// corrections 1-0.81 and 1-0.998001 turn into -0.578947... and 2.500750...
func TestAdamByHand(t *testing.T) {
	var a Adam
	x := []float64{5, -3}
	a.Step(x, []float64{1, -1e-3}, 0.1)
	check.CloseSlice(t, "after one step", x, []float64{4.9, -2.9}, 1e-5)
	a.Step(x, []float64{-2, 0}, 0.1)
	second := 4.9 + 0.1*(0.11/0.19)/math.Sqrt(0.004999/0.001999)
	check.Close(t, "after two steps", x[0], second, 1e-8)
	a.Step(x, []float64{0, 0}, 0.1)
	third := second + 0.1*(0.099/0.271)/math.Sqrt(0.004994001/0.002997001)
	check.Close(t, "after three steps", x[0], third, 1e-8)
}

func TestAdamFindsAMinimum(t *testing.T) {
	var a Adam
	x := []float64{3, -40}
	for range 4000 {
		a.Step(x, []float64{2 * (x[0] - 1), 200 * (x[1] - 2)}, 0.05)
	}
	check.CloseSlice(t, "minimum", x, []float64{1, 2}, 1e-3)
}

func TestAdamKeepsItsShape(t *testing.T) {
	var a Adam
	a.Step([]float64{1}, []float64{1}, 0.1)
	defer func() {
		if recover() == nil {
			t.Error("no panic for two parameters after one")
		}
	}()
	a.Step([]float64{1, 2}, []float64{1, 2}, 0.1)
}

func TestClip(t *testing.T) {
	g := []float64{3, -4}
	check.Close(t, "norm", Clip(g, 10), 5, 0)
	check.CloseSlice(t, "a short gradient", g, []float64{3, -4}, 0)
	check.Close(t, "norm", Clip(g, 1), 5, 0)
	check.CloseSlice(t, "a long gradient", g, []float64{0.6, -0.8}, 1e-15)
}
