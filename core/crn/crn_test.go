package crn

import (
	"testing"
)

const toggle = `# toggle switch
species Gx = 1, Gy = 1, Gx_off, Gy_off, Px, Py
s = 50; b = 1e-4; u = 0.1

Gx -> Gx + Px            @ s         # @ k: mass action
Gy -> Gy + Py            @ s
Px -> 0                  @ 1
Py -> 0                  @ 1
2 Px + Gy <-> Gy_off     @ b, u      # reversible: forward, backward
2 Py + Gx <-> Gx_off     @ b, u
`

func TestToggle(t *testing.T) {
	n, err := Parse(toggle)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + n.String())
	for _, w := range n.ConservationLaws() {
		t.Log(n.FormatLaw(w))
	}
}
