package evolve

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"vanscape/core/internal/check"
)

// A mate is a helping member of a crew of goroutines.
type mate struct {
	seats chan [2]int    // place and number of members of the next step
	parts chan []float64 // from the mate, closed when it leaves
	all   chan [][]float64
	steps int // after which it leaves in the midst of one
}

var errLeft = errors.New("left")

func (m *mate) Muster(func() *State) (int, int, error) {
	m.steps--
	seat := <-m.seats
	return seat[0], seat[1], nil
}

func (m *mate) Exchange(part []float64, _ func(int) ([]float64, error)) ([][]float64, error) {
	if m.steps < 0 {
		close(m.parts)
		return nil, errLeft
	}
	m.parts <- part
	return <-m.all, nil
}

// A leader is the member that asks the others.
type leader struct {
	mates []*mate
	newly func(*State) *mate // asked before every step for a newcomer
	lost  int
}

func (l *leader) Muster(state func() *State) (int, int, error) {
	l.mates = slices.DeleteFunc(l.mates, func(m *mate) bool { return m == nil })
	if l.newly != nil {
		if m := l.newly(state()); m != nil {
			l.mates = append(l.mates, m)
		}
	}
	for k, m := range l.mates {
		m.seats <- [2]int{k + 1, len(l.mates) + 1}
	}
	return 0, len(l.mates) + 1, nil
}

func (l *leader) Exchange(part []float64, makeUp func(int) ([]float64, error)) ([][]float64, error) {
	all := [][]float64{part}
	for k, m := range l.mates {
		var p []float64
		if m != nil {
			var here bool
			if p, here = <-m.parts; !here {
				l.mates[k], p = nil, nil
				l.lost++
			}
		}
		if p == nil {
			var err error
			if p, err = makeUp(k + 1); err != nil {
				return nil, err
			}
		}
		all = append(all, p)
	}
	for _, m := range l.mates {
		if m != nil {
			m.all <- all
		}
	}
	return all, nil
}

// A run has the same parameters to the last bit alone, with several members, with one that
// is lost in the midst of a step, and with one that comes later, also across a reset.
func TestCrew(t *testing.T) {
	t.Run("no reset", func(t *testing.T) { crewOn(t, feedback) })
	t.Run("a reset", func(t *testing.T) { crewOn(t, feedback+"\nat t = 0.02: Y = 5") })
}

func crewOn(t *testing.T, text string) {
	times := []float64{0.3, 1}
	settings := func(crew Crew) Settings { return Settings{Seed: 3, Samples: 60, Width: 6, Basis: 5, Crew: crew} }
	last := func(crew Crew, from *State) (*State, error) {
		g := generator(t, text, 2, 2, 12, 12)
		moves := Run(g, times, settings(crew))
		if from != nil {
			moves = Resume(g, times, settings(crew), from)
		}
		var s *State
		for step, err := range moves {
			if err != nil {
				return s, err
			}
			if step.Frame == len(times)-1 {
				s = step.State()
			}
		}
		return s, nil
	}
	want, err := last(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	const forever, late = 1 << 30, 20
	for name, c := range map[string]struct {
		stay []int // steps that each mate takes part in
		come bool  // whether one more comes later
		lost int
	}{
		"two":               {stay: []int{forever}},
		"five":              {stay: []int{forever, forever, forever, forever}},
		"more than blocks":  {stay: slices.Repeat([]int{forever}, 30)},
		"one lost":          {stay: []int{forever, 7}, lost: 1},
		"all lost":          {stay: []int{5, 9}, lost: 2},
		"lost and replaced": {stay: []int{12}, come: true, lost: 1},
	} {
		t.Run(name, func(t *testing.T) {
			l := &leader{}
			var mates sync.WaitGroup
			join := func(stay int, from *State) *mate {
				m := &mate{seats: make(chan [2]int, 1), parts: make(chan []float64, 1), all: make(chan [][]float64, 1), steps: stay}
				mates.Go(func() {
					got, err := last(m, from)
					if stay < forever {
						if err != errLeft {
							t.Errorf("a mate ended with %v", err)
						}
					} else if err != nil {
						t.Error(err)
					} else {
						check.CloseSlice(t, "parameters of a mate", got.Params, want.Params, 0)
					}
				})
				return m
			}
			for _, stay := range c.stay {
				l.mates = append(l.mates, join(stay, nil))
			}
			if c.come {
				l.newly = func(s *State) *mate {
					if s.Steps == late {
						return join(forever, s)
					}
					return nil
				}
			}
			got, err := last(l, nil)
			if err != nil {
				t.Fatal(err)
			}
			mates.Wait()
			check.CloseSlice(t, "parameters", got.Params, want.Params, 0)
			check.CloseSlice(t, "memory", got.Memory, want.Memory, 0)
			check.CloseSlice(t, "scalars", got.Scalar, want.Scalar, 0)
			if got.Steps != want.Steps || l.lost != c.lost {
				t.Errorf("%d steps with %d lost, want %d and %d", got.Steps, l.lost, want.Steps, c.lost)
			}
		})
	}
}
