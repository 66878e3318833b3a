package session_test

import (
	"fmt"
	"time"

	"vanscape/core/protocol"
	"vanscape/core/session"
)

// Molecules arrive at rate 3 and live for a unit of time: their mean is
// 3 (1 - exp(-t)).
func ExampleRun() {
	begin := time.Now()
	now := func() time.Duration { return time.Since(begin) }
	goOn := func() error { return nil } // or session.ErrStop
	start := protocol.Start{
		Text:   "0 -> X @ 3\nX -> 0 @ 1",
		Solver: protocol.FSP,
		Times:  []float64{0, 1, 2},
	}
	session.Run(start, now, goOn, func(m protocol.Message) error {
		switch m := m.(type) {
		case protocol.Frame:
			fmt.Printf("t = %g: mean %.3f\n", m.Time, m.Law.Mean[0])
		case protocol.Failed:
			fmt.Println(m.Message)
		}
		return nil
	})
	// Output:
	// t = 0: mean 0.000
	// t = 1: mean 1.896
	// t = 2: mean 2.594
}
