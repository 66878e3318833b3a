package page

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// What is found in a large network may wait, so that keystrokes do not.
func TestFindings(t *testing.T) {
	h, l := newLab()
	if f := l.Findings(); len(f.laws) != 2 || len(f.reactions) != 6 || len(f.parameters) != 3 {
		t.Errorf("%d laws, %d reactions, %d parameters", len(f.laws), len(f.reactions), len(f.parameters))
	}
	var b strings.Builder
	b.WriteString("species X0 = 5\n")
	for i := range 99 {
		fmt.Fprintf(&b, "species X%d\nX%d -> X%d @ 1\n", i+1, i, i+1)
	}
	l.Edit(b.String())
	if f := l.Findings(); l.Fault != nil || len(f.reactions) != 6 {
		t.Errorf("fault %v, %d reactions at once", l.Fault, len(f.reactions))
	}
	h.pass(time.Second)
	if f := l.Findings(); len(f.laws) != 1 || len(f.reactions) != 99 {
		t.Errorf("%d laws, %d reactions after a while", len(f.laws), len(f.reactions))
	}
}
