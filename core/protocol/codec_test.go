package protocol

import (
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

func exampleFrame() Frame {
	law := func(shift float64) Law {
		return Law{
			Mean: []float64{shift, 2}, Var: []float64{0.5, shift * 3}, Cov: []float64{0.5, shift, -1, 3},
			Marginals: [][]float64{{0.25, 0.75}, {0.1, 0.2, 0.7}},
			Joints:    []Joint{{A: 0, B: 1, Rows: 2, Cols: 3, P: []float32{0.1, 0.2, 0.3, 0.4, 0, float32(shift)}}, {A: 1, B: 1, Rows: 1, Cols: 1, P: []float32{1}}},
			LostMass:  1e-9 * shift,
		}
	}
	exact := law(2)
	return Frame{
		Job: 7, Index: 3, Time: 0.1, Law: law(1), Exact: &exact, WallSpecies: 1, WallMass: 1e-7,
		ErrorEstimate: 0.02, HasJoint: true, JointHellinger: 0.03, MarginalHellinger: []float64{0.01, 0.02},
	}
}

func examples() []Message {
	alone := exampleFrame()
	alone.Exact, alone.MarginalHellinger, alone.HasJoint, alone.JointHellinger = nil, nil, false, 0
	return []Message{
		Start{Job: 1, Text: "X -> 0 @ 1 # µ\n", Solver: FSP, Times: []float64{0, 0.1, 5}, Pairs: [][2]string{{"Px", "Py"}}, Exact: true,
			Seed: math.MaxUint64, Samples: 500, Width: 4, Basis: 10, Step: 0.005, Limits: map[string]int{"Px": 79}},
		Start{}, Pause{}, Resume{}, Stop{}, Ack{Job: 2, Frames: 3}, Ready{},
		Started{Job: 1, Species: []string{"X"}, Limits: []int{9}, Laws: []string{"X + Y = 1"}, Order: []string{"X"}, Pairs: [][2]string{{"X", "Y"}},
			Parameters: 262, Samples: 500, ExactStates: 10, Notes: []string{"so"}},
		Progress{Job: 1, Phase: Solving, Time: 1, Horizon: 5, Steps: 200, StepSize: 0.005, StepsPerSecond: 90, Elapsed: 2, Remaining: -1},
		exampleFrame(), alone, Frame{Law: Law{Mean: []float64{}, Var: []float64{}, Cov: []float64{}, Marginals: [][]float64{}}},
		Done{Job: 1, Stopped: true, WallSeconds: 3.5},
		Failed{Job: 1, Message: "an operand is missing", BadInput: true, Line: 3, Col: 9},
	}
}

func TestEncodeDecode(t *testing.T) {
	for _, m := range examples() {
		got, err := Decode(Encode(m))
		if err != nil {
			t.Errorf("%T: %v", m, err)
		} else if !reflect.DeepEqual(got, m) {
			t.Errorf("%T: got %+v, want %+v", m, got, m)
		}
	}
}

func TestEncodeReservesWhatItWrites(t *testing.T) {
	f := exampleFrame()
	if b := Encode(f); cap(b)-len(b) != 0 {
		t.Errorf("a frame of %d bytes was given %d", len(b), cap(b))
	}
}

// The layout is read here by hand, not by Decode: marginal and joint must sit where codec.go says.
func TestFrameLayout(t *testing.T) {
	b := Encode(exampleFrame())
	if string(b[:2]) != "VS" || b[2] != Version || kind(b[3]) != kindFrame {
		t.Fatalf("head % x", b[:8])
	}
	at := padded(8 + int(binary.LittleEndian.Uint32(b[4:])))
	float := func(i int) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b[at+8*i:])) }
	// 4 scalars, 2 distances, lost mass, 2 means, 2 variances, 4 covariances, 2 + 3 marginal entries
	for i, want := range map[int]float64{0: 0.1, 1: 1e-7, 2: 0.02, 3: 0.03, 5: 0.02, 6: 1e-9, 7: 1, 10: 3, 13: -1, 15: 0.25, 19: 0.7} {
		if float(i) != want {
			t.Errorf("number %d is %g, want %g", i, float(i), want)
		}
	}
	if p := math.Float32frombits(binary.LittleEndian.Uint32(b[at+8*20+4*3:])); p != 0.4 {
		t.Errorf("joint P[3] is %g, want 0.4", p)
	}
}

func TestFrameCarriesWhatJSONCannot(t *testing.T) {
	f := exampleFrame()
	f.ErrorEstimate, f.Law.Mean[0] = math.NaN(), math.Inf(1)
	got, err := Decode(Encode(f))
	if err != nil {
		t.Fatal(err)
	}
	if g := got.(Frame); !math.IsNaN(g.ErrorEstimate) || !math.IsInf(g.Law.Mean[0], 1) {
		t.Errorf("got %v and %v", g.ErrorEstimate, g.Law.Mean[0])
	}
}

func TestDecodeRefuses(t *testing.T) {
	whole := Encode(exampleFrame())
	changed := func(at int, to byte) []byte {
		b := append([]byte(nil), whole...)
		b[at] = to
		return b
	}
	for name, c := range map[string]struct {
		b    []byte
		want string
	}{
		"nothing":           {nil, "too early"},
		"foreign":           {[]byte("GIF89a.."), "not a message"},
		"unknown kind":      {changed(3, 200), "unknown kind 200"},
		"JSON too long":     {changed(7, 1), "too early"},
		"broken JSON":       {changed(8, '}'), "cannot be read"},
		"missing array end": {whole[:len(whole)-8], "do not fit"},
		"extra":             {append(append([]byte(nil), whole...), 0, 0, 0, 0, 0, 0, 0, 0), "do not fit"},
	} {
		if m, err := Decode(c.b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, %v; want an error with %q", name, m, err, c.want)
		}
	}
	var version *VersionError
	if _, err := Decode(changed(2, Version+1)); !errors.As(err, &version) || version.Got != Version+1 {
		t.Errorf("another version: got %v", err)
	}
}

func TestEncodePanicsOnMisshapenLaw(t *testing.T) {
	f := exampleFrame()
	f.Law.Cov = f.Law.Cov[:3]
	defer func() {
		if recover() == nil {
			t.Error("no panic for 3 covariances of 2 species")
		}
	}()
	Encode(f)
}

func FuzzDecode(f *testing.F) {
	for _, m := range examples() {
		f.Add(Encode(m))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b)
		if err != nil {
			return
		}
		again, err := Decode(Encode(m))
		if err != nil {
			t.Fatalf("%T does not survive a second trip: %v", m, err)
		}
		if first, second := Encode(m), Encode(again); string(first) != string(second) {
			t.Fatalf("%T changes on a second trip:\n%q\n%q", m, first, second)
		}
	})
}
