package page

import (
	"encoding/binary"
	"fmt"
	"math"
	"testing"

	"vanscape/core/protocol"
)

func TestPlayerFollows(t *testing.T) {
	p := Player{Follow: true, Speed: 1}
	steps := 0
	for p.Advance(1.0/60, 3, 201, true) {
		if steps++; steps > 120 {
			t.Fatalf("after 2 s still at %g", p.At)
		}
	}
	if p.At != 3 || !p.Follow || steps < 5 {
		t.Errorf("at %g after %d frames, follow %v", p.At, steps, p.Follow)
	}
}

func TestPlayerPlaysTheWholeInTenSeconds(t *testing.T) {
	p := Player{Speed: 2}
	p.Toggle(200)
	seconds := 0.0
	for p.Playing {
		p.Advance(0.01, 200, 201, false)
		seconds += 0.01
	}
	if math.Abs(seconds-wholeSpan/2) > 0.05 || p.At != 200 || p.Follow {
		t.Errorf("took %g s, ends at %g, follow %v", seconds, p.At, p.Follow)
	}
	p.Toggle(200)
	if !p.Playing || p.At != 0 {
		t.Errorf("playing again starts at %g", p.At)
	}
}

// A loop begins again at the end, also where more frames are coming; with one frame there is nothing to repeat.
func TestPlayerLoops(t *testing.T) {
	p := Player{Speed: 1, Loop: true, At: 2.95, Playing: true}
	if more := p.Advance(0.1, 3, 201, true); !more || p.At != 0 || !p.Playing || p.Follow {
		t.Errorf("%+v", p)
	}
	p.Advance(0.05, 3, 201, true)
	if p.At != 1 {
		t.Errorf("at %g after a twentieth of a second", p.At)
	}
	p = Player{Speed: 1, Loop: true, Playing: true}
	if p.Advance(0.1, 0, 201, false); p.Playing {
		t.Errorf("%+v", p)
	}
}

// Playing into the newest frame of a run that goes on follows it from there.
func TestPlayerCatchesUp(t *testing.T) {
	p := Player{Speed: 4, At: 2, Playing: true}
	p.Advance(0.1, 3, 201, true)
	if p.Playing || !p.Follow || p.At != 3 {
		t.Errorf("%+v", p)
	}
}

func TestPlayerHoldsThePast(t *testing.T) {
	p := Player{Follow: true, Speed: 1, At: 10}
	p.Scrub(4, 10, true)
	if moving := p.Advance(1, 20, 201, true); moving || p.At != 4 || p.Follow {
		t.Errorf("moving %v, %+v", moving, p)
	}
	p.Scrub(99, 20, true)
	if p.At != 20 || !p.Follow {
		t.Errorf("scrubbed to the end: %+v", p)
	}
	if p.Scrub(20, 20, false); p.Follow {
		t.Error("follows a run that has ended")
	}
}

func TestPlayerCalm(t *testing.T) {
	p := Player{Follow: true, Calm: true}
	if moving := p.Advance(1.0/60, 7, 201, true); moving || p.At != 7 {
		t.Errorf("moving %v, at %g", moving, p.At)
	}
	if p.At = 3.4; p.Shown() != 3 {
		t.Errorf("shows %g", p.Shown())
	}
}

func result() *Result {
	r := &Result{Run: protocol.Run{Started: protocol.Started{Species: []string{"G", "X", "Y"}, Limits: []int{1, 80, 80}}, Start: protocol.Start{Times: []float64{0, 1, 3, 7}}}}
	for i := range 3 {
		exact := protocol.Law{Mean: []float64{1, 9, float64(i)}}
		r.Frames = append(r.Frames, protocol.Frame{Index: i, Time: r.Start.Times[i], Exact: &exact, Law: protocol.Law{
			Mean: []float64{0.5, 10 * float64(i), 3}, Var: []float64{0.25, 4, 16},
			Joints: []protocol.Joint{{A: 2, B: 1}},
		}})
	}
	return r
}

func TestResultPositions(t *testing.T) {
	r := result()
	if r.Nearest(1.6) != 2 || r.Nearest(99) != 2 || r.Nearest(-1) != 0 {
		t.Error("nearest frame")
	}
	if a, b, f := r.Between(1.25); a.Index != 1 || b.Index != 2 || f != 0.25 {
		t.Errorf("between %d and %d at %g", a.Index, b.Index, f)
	}
	if a, b, f := r.Between(99); a.Index != 2 || b.Index != 2 || f != 0 {
		t.Errorf("past the newest: between %d and %d at %g", a.Index, b.Index, f)
	}
	if r.Position(2.2) != 2 || r.TimeAt(2.5) != 5 || r.TimeAt(9) != 7 {
		t.Errorf("position %g, times %g %g", r.Position(2.2), r.TimeAt(2.5), r.TimeAt(9))
	}
	if x, y, ok := r.Pair(); x != 2 || y != 1 || !ok {
		t.Errorf("pair %d %d %v", x, y, ok)
	}
	if got := r.ShownFirst(); got[0] != 2 || got[1] != 1 || got[2] != 0 || len(got) != 3 {
		t.Errorf("shown first %v", got)
	}
	if !few(r, 0) || few(r, 1) {
		t.Error("the gene needs its own scale, the proteins do not")
	}
}

// The chart's columns, read back one number at a time.
func TestColumns(t *testing.T) {
	r := result()
	b := columnsOf(r, []int{0, 1, 2})
	at := func(column, row int) float64 {
		return math.Float64frombits(binary.LittleEndian.Uint64(b[8*(column*3+row):]))
	}
	if len(b) != 8*3*4*3 {
		t.Fatalf("%d bytes", len(b))
	}
	for _, c := range []struct {
		column, row int
		want        float64
	}{{0, 0, 0.5}, {1, 0, 0}, {2, 0, 1}, {3, 1, 1}, {4, 2, 20}, {5, 2, 18}, {6, 2, 22}, {7, 0, 9}, {9, 1, 0}, {10, 1, 7}, {11, 2, 2}} {
		if got := at(c.column, c.row); got != c.want {
			t.Errorf("column %d, row %d: %g, want %g", c.column, c.row, got, c.want)
		}
	}
}

func TestTurned(t *testing.T) {
	b := turned([]int{1, 2, 3, 4, 5, 6}, 2, 3, []int{2, 0})
	for i, want := range []float64{3, 6, 1, 4} {
		if got := math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:])); got != want {
			t.Errorf("entry %d is %g, want %g", i, got, want)
		}
	}
}

func TestLooksDiffer(t *testing.T) {
	seen := map[[2]int]int{}
	for rank := range palette * len(dashes) {
		colour, dash := look(rank)
		if other, ok := seen[[2]int{colour, dash}]; ok || colour < 1 || colour > palette {
			t.Errorf("species %d and %d both have colour %d and dash %d", rank, other, colour, dash)
		}
		seen[[2]int{colour, dash}] = rank
	}
}

// A goal ends following, in calm and else.
func TestPlayerGoal(t *testing.T) {
	for _, calm := range []bool{false, true} {
		p := Player{At: 40, Follow: true, Goal: 5, Speed: 1, Calm: calm}
		p.Advance(0.1, 0, 101, true)
		if p.At != 0 || !p.Follow {
			t.Errorf("calm %v: a new result begins at %g", calm, p.At)
		}
		for last := range 20 {
			for range 20 {
				p.Advance(0.1, last, 101, true)
			}
		}
		if p.At != 5 || p.Follow || p.Goal != 0 {
			t.Errorf("calm %v: %+v", calm, p)
		}
	}
	p := Player{Follow: true, Goal: 5, Speed: 1}
	if p.Scrub(1, 3, true); p.Goal != 0 || p.Follow {
		t.Errorf("after scrubbing: %+v", p)
	}
}

// Of hundreds of species as many are shown as can be told apart, and as many listed as are read: those of the pair, and those that are asked for.
func TestSpeciesOfManyThatAreShown(t *testing.T) {
	r := &Result{}
	for i := range 300 {
		r.Started.Species = append(r.Started.Species, fmt.Sprintf("X%d", i))
	}
	r.Frames = []protocol.Frame{{Law: protocol.Law{Joints: []protocol.Joint{{A: 250, B: 7}}}}}
	if got := charted(r); len(got) != 32 || got[0] != 250 || got[1] != 7 || got[2] != 0 {
		t.Errorf("the chart shows %v", got)
	}
	for _, c := range []struct {
		part              string
		shown, rest, last int
	}{{"", 40, 260, 38}, {"x2", 40, 71, 227}, {"X299", 1, 0, 299}} {
		got, rest := listed(r, c.part)
		if len(got) != c.shown || rest != c.rest || got[len(got)-1] != c.last {
			t.Errorf("%q: %d are listed up to %d, and %d more", c.part, len(got), got[len(got)-1], rest)
		}
	}
	if got, rest := listed(r, "Y"); len(got) > 0 || rest != 0 {
		t.Errorf("there is no Y: %v and %d more", got, rest)
	}
}
