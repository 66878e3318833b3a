package evolve

import (
	"fmt"
	"strings"
	"testing"

	"vanscape/core/van"
)

// What grows with the rows of a block is there once: hundreds of species do not make it as many
// times as large.
func TestManySpeciesFitIntoMemory(t *testing.T) {
	const species = 300
	var text strings.Builder
	levels := make([]int, species)
	for i := range levels {
		levels[i] = 16
		fmt.Fprintf(&text, "0 <-> S%d @ 1, 1\n", i)
	}
	g := generator(t, text.String(), levels...)
	set := Settings{}.withDefaults()
	m, err := newModel(g, levels, 0, set)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkBlocks(m.(*van.MLP), (1+moreSamples)*set.Samples); err != nil {
		t.Error(err)
	}
	if err := checkBlocks(m.(*van.MLP), 1e6); err == nil {
		t.Error("a million samples are said to fit")
	}
}
