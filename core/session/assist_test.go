package session

import (
	"testing"

	"vanscape/core/protocol"
)

// A step that is tried twice has as many members the second time, whoever is in the next.
func TestMateWithANewcomerAmidAStep(t *testing.T) {
	for name, members := range map[string][2]int{"one comes": {2, 3}, "one is lost": {3, 2}} {
		t.Run(name, func(t *testing.T) {
			now, next := members[0], protocol.Seat{Place: 1, Members: members[1]}
			in := make(chan protocol.Message, 8)
			m := &mate{in: in, out: func([]byte) {}, seat: protocol.Seat{Place: 1, Members: now}}
			if _, got, _ := m.Muster(nil); got != now {
				t.Fatalf("%d members, want %d", got, now)
			}
			for range 2 {
				in <- protocol.Parts{Of: [][]float64{{1}}, Next: next}
				if now > 2 {
					in <- protocol.Parts{Of: [][]float64{nil, {2}}, Next: next}
				}
			}
			close(in)
			for range 2 {
				if _, err := m.Exchange(nil, nil); err != nil {
					t.Fatal(err)
				}
			}
			if len(in) != 0 {
				t.Errorf("%d messages were not taken", len(in))
			}
			if _, got, _ := m.Muster(nil); got != next.Members {
				t.Errorf("%d members in the next step, want %d", got, next.Members)
			}
		})
	}
}
