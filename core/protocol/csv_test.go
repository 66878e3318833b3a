package protocol

import (
	"math"
	"testing"
)

func TestSamplesAsCSV(t *testing.T) {
	a := Answer{States: []int{1, 20, 300, 4}, LogProb: []float64{-1.25, math.Inf(-1)}}
	got := string(a.AppendSamples([]byte(SamplesHeader([]string{"X", "é"})), 0.1))
	if want := "t,X,é,ln_p\n0.1,1,20,-1.25\n0.1,300,4,\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := string((&Answer{}).AppendSamples(nil, 1)); got != "" {
		t.Errorf("no samples give %q", got)
	}
}
