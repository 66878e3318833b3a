//go:build !js

package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"vanscape/core/protocol"
)

// progressLine keeps one line of a terminal up to date with how far a run is.
// It is silent where the output is not a terminal, so that a script finds
// nothing but errors there.
type progressLine struct {
	w     io.Writer // nil = silent
	whole string    // how far that is of which this run is a part, or ""
	shown bool
	notes io.Writer // whatever the output is; nil = none
}

func newProgressLine(stderr io.Writer) *progressLine {
	if f, ok := stderr.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return &progressLine{w: stderr, notes: stderr}
		}
	}
	return &progressLine{notes: stderr}
}

func (l *progressLine) show(p protocol.Progress) {
	if l.w == nil {
		return
	}
	text := fmt.Sprintf("t = %.4g of %.4g, %d steps", p.Time, p.Horizon, p.Steps)
	switch {
	case l.whole != "":
		text = l.whole + text
	case p.Remaining >= 0:
		text = fmt.Sprintf("%s: %s, about %v left", p.Phase, text, time.Duration(p.Remaining*float64(time.Second)).Round(time.Second))
	default:
		text = fmt.Sprintf("%s: %s", p.Phase, text)
	}
	fmt.Fprint(l.w, "\r\x1b[K", text)
	l.shown = true
}

// note writes a line that the user should read.
func (l *progressLine) note(text string) {
	l.clear()
	if l.notes != nil {
		fmt.Fprintln(l.notes, text)
	}
}

// clear leaves the terminal as it was.
func (l *progressLine) clear() {
	if l.shown {
		fmt.Fprint(l.w, "\r\x1b[K")
		l.shown = false
	}
}
