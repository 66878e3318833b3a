package protocol

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc64"
	"math"
	"reflect"
	"strings"
	"testing"
)

func exampleRun() *Run {
	start := Start{Text: "X -> Y @ 1", Times: []float64{0, 0.1, 0.2}, Seed: 3, SaveEvery: 2, Model: "decay", Ask: []string{"H", "ln p(X = 9)"}}
	r := &Run{
		Start:      start,
		Started:    Started{Species: []string{"X", "Y"}, Limits: []int{1, 2}, Notes: []string{"so"}},
		Checkpoint: Checkpoint{Of: start.Fingerprint(), Times: start.Times, Next: 2, Time: 0.15, FSP: &FSPState{Time: 0.15, Probability: []float64{1}}},
	}
	for i := range 2 {
		f := exampleFrame()
		f.Index, f.Time = i, start.Times[i]
		r.Frames = append(r.Frames, f)
		r.Answers = append(r.Answers, Answer{Frame: i, Kind: AskText, Value: 0.5, StandardError: 0.1}, Answer{ID: 1, Frame: i, Kind: AskText, Value: math.Inf(-1)})
	}
	return r
}

func file(t testing.TB, r *Run) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := r.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("%d of %d bytes, %v", n, b.Len(), err)
	}
	return b.Bytes()
}

// sealed puts the right checksum at the end.
func sealed(b []byte) []byte {
	end := len(b) - sumBytes
	return binary.LittleEndian.AppendUint64(b[:end:end], crc64.Checksum(b[:end], crc64.MakeTable(crc64.ECMA)))
}

func TestRunComesBack(t *testing.T) {
	r := exampleRun()
	got, err := ReadRun(file(t, r))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, r) {
		t.Errorf("got %+v, want %+v", got, r)
	}
}

// Whatever is cut off or changed is noticed.
func TestReadRunRefusesDamage(t *testing.T) {
	whole := file(t, exampleRun())
	check := func(what string, at int, b []byte) {
		t.Helper()
		var refused *RunError
		if _, err := ReadRun(b); !errors.As(err, &refused) || refused.Message == "" || strings.ContainsAny(refused.Message, "\n") {
			t.Fatalf("%s at %d: %v", what, at, err)
		}
	}
	for n := range whole {
		check("cut", n, whole[:n])
		changed := bytes.Clone(whole)
		changed[n] ^= 0x40
		check("changed", n, changed)
	}
	check("longer", len(whole), append(bytes.Clone(whole), 0))
	check("as text", 0, bytes.ReplaceAll(whole, []byte("\r\n"), []byte("\n")))
}

func TestReadRunSaysWhy(t *testing.T) {
	whole := file(t, exampleRun())
	other := bytes.Clone(whole)
	other[len(magic)] = Version + 1
	message := bytes.Clone(whole)
	message[len(magic)+1+8+2] = Version - 1 // in the head of the first message
	huge := bytes.Clone(whole)
	huge[len(magic)+8] = 0x10 // the length of the first message
	for _, c := range []struct {
		what string
		b    []byte
		want string
	}{
		{"nothing", nil, "this is not a run of vanscape"},
		{"a picture", []byte("\x89PNG\r\n\x1a\n and so on"), "this is not a run of vanscape"},
		{"half", whole[:len(whole)/2], "the run is damaged or not complete"},
		{"another version", sealed(other), otherVersion(Version + 1).Error()},
		{"a message of another version", sealed(message), otherVersion(Version - 1).Error()},
		{"a huge message", sealed(huge), "the run is damaged or not complete"},
	} {
		if _, err := ReadRun(c.b); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}

func TestNewRunRefusesMisfits(t *testing.T) {
	for _, c := range []struct {
		spoil func(*Run)
		want  string
	}{
		{func(r *Run) { r.Start.Seed++ }, "the checkpoint belongs to another job"},
		{func(r *Run) { r.Start.Text += " " }, "the checkpoint belongs to another job"},
		{func(r *Run) { r.Start.Times = append(r.Start.Times, 9) }, "the checkpoint belongs to another job"},
		{func(r *Run) { r.Start.From = &r.Checkpoint }, "the checkpoint belongs to another job"},
		{func(r *Run) { r.Started.Limits = nil }, "2 species have 0 count limits"},
		{func(r *Run) { r.Started = Started{} }, "0 species have 0 count limits"},
		{func(r *Run) { r.Frames = r.Frames[:1] }, "there are 1 frames at 3 times, and 2 is the next"},
		{func(r *Run) { r.Checkpoint.Next = 7 }, "there are 2 frames at 3 times, and 7 is the next"},
		{func(r *Run) { r.Frames[1].Index = 0 }, "frame 1 is of another time"},
		{func(r *Run) { r.Frames[1].Time = 5 }, "frame 1 is of another time"},
		{func(r *Run) { r.Frames[0].Exact, r.Frames[0].MarginalHellinger = nil, nil }, "frame 1 is of other species"},
		{func(r *Run) { r.Frames[1].Law.Joints = nil }, "frame 1 is of other species"},
		{func(r *Run) { r.Started.Species, r.Started.Limits = []string{"X"}, []int{1} }, "frame 0 is of other species"},
		{func(r *Run) { r.Frames[1].Exact.Mean[0] = math.NaN() }, "frame 1 has numbers that are not finite"},
		{func(r *Run) { r.Frames[1].Law.Marginals[0][0] = math.Inf(1) }, "frame 1 has numbers that are not finite"},
	} {
		r := exampleRun()
		c.spoil(r)
		var refused *RunError
		if _, err := NewRun(r.Messages()); !errors.As(err, &refused) || refused.Message != "the parts of the run do not fit together: "+c.want {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	if _, err := NewRun(nil); err == nil {
		t.Error("no message is a run")
	}
	if _, err := NewRun([][]byte{Encode(Pause{})}); err == nil {
		t.Error("a pause is part of a run")
	}
}

// The fingerprint tells all settings apart, but not when and how often one looks.
func TestFingerprint(t *testing.T) {
	start := exampleRun().Start
	seen := map[uint64]bool{start.Fingerprint(): true}
	for _, change := range []func(*Start){
		func(s *Start) { s.Text += " " }, func(s *Start) { s.Solver = FSP }, func(s *Start) { s.Exact = !s.Exact }, func(s *Start) { s.Seed++ },
		func(s *Start) { s.Samples++ }, func(s *Start) { s.VAN.Rate++ }, func(s *Start) { s.Limits = map[string]int{"X": 3} },
		func(s *Start) { s.Pairs = [][2]string{{"X", "Y"}} },
	} {
		other := start
		change(&other)
		if seen[other.Fingerprint()] {
			t.Errorf("%+v has a fingerprint that another has", other)
		}
		seen[other.Fingerprint()] = true
	}
	start.Job, start.Times, start.Model, start.SaveEvery, start.From = 9, nil, "", 0, &Checkpoint{}
	if !seen[start.Fingerprint()] {
		t.Error("the fingerprint tells jobs apart that go on alike")
	}
}

func FuzzReadRun(f *testing.F) {
	f.Add(file(f, exampleRun()))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > len(magic)+sumBytes {
			b = sealed(b) // or nothing gets past the checksum
		}
		r, err := ReadRun(b)
		if err != nil {
			return
		}
		again, err := ReadRun(file(t, r))
		if err != nil || !bytes.Equal(file(t, again), file(t, r)) {
			t.Fatalf("a run changes on a second trip: %v", err)
		}
	})
}
