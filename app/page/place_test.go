package page

import "testing"

func TestOffset(t *testing.T) {
	text := "ab\ncµd\n😀x"
	for _, c := range []struct{ line, col, want int }{{1, 1, 0}, {1, 3, 2}, {1, 99, 2}, {2, 1, 3}, {2, 3, 5}, {3, 1, 7}, {3, 2, 9}, {3, 9, 10}, {9, 1, 10}} {
		if got := offset(text, c.line, c.col); got != c.want {
			t.Errorf("line %d, column %d: %d, want %d", c.line, c.col, got, c.want)
		}
	}
}

// The underlined piece of a text, by where the fault is.
func TestSpan(t *testing.T) {
	text := "species X\nµ😀 X -> Pz @ 1\n# é\n\nX ->"
	for _, c := range []struct {
		line, col int
		want      string
	}{{1, 1, "species"}, {1, 9, "X"}, {1, 10, "X"}, {1, 99, "X"}, {2, 1, "µ"}, {2, 2, "😀"}, {2, 4, "X"}, {2, 6, "->"}, {2, 9, "Pz"}, {3, 1, "# é"}, {4, 1, ""}, {5, 5, ">"}, {9, 1, ""}, {0, 0, ""}} {
		from, to := (&Fault{Line: c.line, Col: c.col}).span(text)
		if got := text[byteAt(text, from):byteAt(text, to)]; got != c.want {
			t.Errorf("line %d, column %d: %q, want %q", c.line, c.col, got, c.want)
		}
	}
}
