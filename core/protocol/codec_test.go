package protocol

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

func exampleFrame() Frame {
	law := func(shift float64) Law {
		return Law{
			Mean: []float64{shift, 2}, Var: []float64{0.5, shift * 3}, MeanError: []float64{0.1, shift}, Cov: []float64{0.5, shift, -1, 3},
			Marginals: [][]float64{{0.25, 0.75}, {0.1, 0.2, 0.7}},
			Joints: []Joint{
				{A: 0, B: 1, Rows: 2, Cols: 3, P: []float32{0.1, 0.2, 0.3, 0.4, 0, float32(shift)}},
				{A: 1, B: 0, Rows: 3, Cols: 2, P: []float32{1, 2, 3, 4, 5, 6}},
			},
			LostMass: 1e-9 * shift,
		}
	}
	exact := law(2)
	return Frame{
		Job: 7, Index: 3, Time: 0.1, Law: law(1), Exact: &exact, WallSpecies: 1, WallMass: 1e-7,
		ErrorEstimate: 0.02, HasJoint: true, JointHellinger: 0.03, MarginalHellinger: []float64{0.01, 0.02},
		Steps: 12, HasLoss: true, Loss: 1e-4,
		Updates: 60, Trajectories: []Trajectory{{Times: []float64{0, 0.1}, Counts: []int{1, 2, 3, 4}, Gaps: true}, {}},
	}
}

func exampleCheckpoint() *Checkpoint {
	return &Checkpoint{
		Job: 1, Of: math.MaxUint64, Times: []float64{0, 0.1}, Limits: map[string]int{"X": 9}, Notes: []string{"so"}, Next: 1, Time: 0.05, Seconds: 2, Solver: 1, Exact: 0.5,
		Rest: Rest{Past: []Moment{{Time: 1, Marginals: [][]float64{{1}}}}, Time: 2, Since: 3, Change: 4, Noise: 5},
		VAN:  &VANState{Next: 1, Steps: 2, Time: 3, NextStep: 4, LastStep: 5, Levels: []int{6}, Scale: []int{7}, Params: []float64{8}, Memory: []float64{9}, Scalar: []float64{10}, Points: []uint64{11}},
		FSP:  &FSPState{Levels: []int{4}, Time: 1, Step: 2, Probability: []float64{3}},
		SSA: &SSAState{Time: 1, Goal: 2, Done: 3, Events: 4, Counts: []int{5}, Chance: []uint64{6, 7},
			PathT: [][]float64{{8}}, PathN: [][]int{{9}}, PathGaps: []bool{true}, PathRoom: []int{10}},
	}
}

func examples() []Message {
	alone := exampleFrame()
	alone.Exact, alone.MarginalHellinger, alone.HasJoint, alone.JointHellinger = nil, nil, false, 0
	return []Message{
		Start{Job: 1, Text: "X -> 0 @ 1 # µ\n", Solver: FSP, Times: []float64{0, 0.1, 5}, Pairs: [][2]string{{"Px", "Py"}}, Exact: true,
			Seed: math.MaxUint64, Samples: 500, Width: 4, Basis: 10, Step: 0.005, Limits: map[string]int{"Px": 79},
			VAN:     Network{Method: "policy-gradient", Arch: "gru", Head: "categorical", Depth: 2, Heads: 4, Updates: 50, Rate: 0.01, Loss: "kl", Damping: 1e-4, Adaptive: true},
			Workers: 2, Model: "decay", SaveEvery: 3, From: exampleCheckpoint(), Steady: 1e-3, Trajectories: 5,
			Ask: []string{"H", "P(Px > 3)"}, Draw: 100},
		*exampleCheckpoint(), Checkpoint{}, Checkpoint{FSP: &FSPState{}, VAN: &VANState{}, SSA: &SSAState{}},
		Query{Job: 1, ID: 2, Frame: 3, Kind: AskText, Text: "ln p(Px = 3)", Pair: [2]string{"Px", "Py"}, Samples: 4, Seed: 1 << 63, Times: []float64{0, 2}, Shown: 1},
		Answer{Job: 1, ID: 2, Frame: 3, Kind: AskText, Failed: "so", Col: 4, Value: 0.5, StandardError: 0.01, HasExact: true, Exact: 0.6},
		Answer{Kind: AskJoint, Joints: exampleFrame().Law.Joints},
		Answer{Kind: AskSamples, States: []int{1, 2, 3, 4, 5, 6}, LogProb: []float64{-1, math.Inf(-1)}},
		Answer{Kind: AskRuns, Course: &Course{Times: 2, Species: 1, Mean: []float64{1, 2}, MeanError: []float64{0, 0.1}, Counts: []int{1, 3, 1, 0}}},
		Answer{}, Query{},
		Join{Crew: 1, Start: Start{Text: "X -> 0 @ 1", From: exampleCheckpoint()}, Coarser: true, Seat: Seat{2, 3}},
		Part{Crew: 1, Numbers: []float64{2, 3}}, Parts{Crew: 1, Of: [][]float64{{2}, {3, 4}}, Next: Seat{1, 2}}, Leave{Crew: 1},
		Start{}, Pause{}, Resume{}, Stop{}, Ack{Job: 2, Frames: 3}, Ready{},
		Started{Job: 1, Species: []string{"X"}, Limits: []int{9}, Laws: []string{"X + Y = 1"}, Order: []string{"X"}, Pairs: [][2]string{{"X", "Y"}},
			Parameters: 262, Samples: 500, ExactStates: 10, Notes: []string{"so"}},
		Progress{Job: 1, Phase: Solving, Time: 1, Horizon: 5, Steps: 200, StepSize: 0.005, StepsPerSecond: 90, Workers: 2, Elapsed: 2, Remaining: -1},
		exampleFrame(), alone, Frame{},
		Done{Job: 1, Stopped: true, WallSeconds: 3.5, SolverSeconds: 1.5, ExactSeconds: 0.5, Change: 0.1, Rested: true, Note: "so"},
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
	if written, size := len(Encode(f))-headSize, f.size(); written > size || written < size-100 {
		t.Errorf("a frame of %d bytes was given room for %d", written, size)
	}
}

// The layout is spelled out here by hand: a Start must have these bytes.
func TestLayout(t *testing.T) {
	got := Encode(Start{
		Job: 258, Text: "ab", Solver: FSP, Times: []float64{1}, Pairs: [][2]string{{"P", "Q"}}, Exact: true,
		Seed: 1 << 63, Samples: -1, Width: 4, Basis: 5, Step: -2, Tolerance: 0.5, Estimate: "z", Limits: map[string]int{"b": 7, "a": 6},
		VAN:     Network{Method: "m", Arch: "n", Head: "o", Depth: 1, Heads: 2, Updates: 3, Rate: 1, Loss: "p", Damping: -2, Adaptive: true},
		Workers: 5, Model: "q", SaveEvery: 1, From: &Checkpoint{Job: 9},
		Steady: 1, Trajectories: 9,
		Ask: []string{"q"}, Draw: 8,
	})
	want := []byte{'V', 'S', Version, 1}
	word := func(low, high byte) { want = append(want, low, 0, 0, 0, 0, 0, 0, high) }
	name := func(s string) { word(byte(len(s)), 0); want = append(want, s...) }
	want = append(want, 2, 1, 0, 0, 0, 0, 0, 0) // 258
	name("ab")
	name("fsp")
	word(1, 0)
	want = append(want, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f) // 1.0
	word(1, 0)
	name("P")
	name("Q")
	want = append(want, 1)
	word(0, 0x80)
	want = append(want, 255, 255, 255, 255, 255, 255, 255, 255)
	word(4, 0)
	word(5, 0)
	word(0, 0xc0)                                     // -2.0
	want = append(want, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f) // 0.5
	word(0, 0)                                        // no budget
	name("z")
	word(2, 0)
	name("a")
	name("b")
	word(2, 0)
	word(6, 0)
	word(7, 0)
	name("m")
	name("n")
	name("o")
	word(1, 0)
	word(2, 0)
	word(3, 0)
	want = append(want, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
	name("p")
	word(0, 0xc0) // -2.0
	want = append(want, 1)
	word(5, 0)
	name("q")
	want = append(want, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
	want = append(want, 1) // there is a Checkpoint
	word(9, 0)
	for range 16 {
		word(0, 0) // fingerprint, times, names and numbers of limits, notes, tolerance, next, time, three seconds, five of rest
	}
	want = append(want, 0, 0, 0, 0) // no states of solvers
	want = append(want, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
	word(9, 0)
	word(1, 0)
	name("q")
	word(8, 0)
	if string(got) != string(want) {
		t.Errorf("got\n% x\nwant\n% x", got, want)
	}
}

func TestFrameCarriesAnyNumber(t *testing.T) {
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
		"nothing":         {nil, "too early"},
		"foreign":         {[]byte("GIF89a.."), "not a message"},
		"unknown kind":    {changed(3, 200), "unknown kind 200"},
		"missing end":     {whole[:len(whole)-8], "damaged"},
		"extra":           {append(append([]byte(nil), whole...), 0), "damaged"},
		"a huge list":     {changed(4+24+7, 0x10), "damaged"}, // the means
		"a limit twice":   {bytes.Replace(Encode(Start{Limits: map[string]int{"a": 1, "b": 2}}), []byte("b"), []byte("a"), 1), "damaged"},
		"misfit of a law": {changed(4+24, 1), "damaged"},
		"half a sample":   {halfASample(), "damaged"},
		"no times":        {bytes.Replace(Encode(Answer{Course: &Course{Times: 1, Species: 77, Mean: make([]float64, 77)}}), []byte{77}, []byte{0}, 1), "damaged"},
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

// halfASample says that three counts are one sample and a half: the last list of an
// Answer has one entry more than its length said before.
func halfASample() []byte {
	b := Encode(Answer{Kind: AskSamples, States: []int{1, 2, 3}, LogProb: []float64{0}})
	b[len(b)-16] = 2
	return append(b, make([]byte, 8)...)
}

func TestEncodePanicsOnMisfits(t *testing.T) {
	f := exampleFrame()
	f.Law.Cov = f.Law.Cov[:3]
	for what, m := range map[string]Message{
		"3 covariances of 2 species":                  f,
		"3 counts of 2 samples":                       Answer{States: []int{1, 2, 3}, LogProb: []float64{0, 0}},
		"counts of no sample":                         Answer{States: []int{1}},
		"a course of 2 species at a time with 1 mean": Answer{Course: &Course{Times: 1, Species: 2, Mean: make([]float64, 1)}},
		"a joint law of no such size":                 Answer{Joints: []Joint{{Rows: 2, Cols: 2, P: make([]float32, 3)}}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("no panic for %s", what)
				}
			}()
			Encode(m)
		}()
	}
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
