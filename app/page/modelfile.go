package page

import (
	"bytes"
	"fmt"
	"strings"

	"vanscape/core/crn"
	"vanscape/core/crn/foreign"
	"vanscape/core/crn/formats"
	"vanscape/core/crn/gallery"
	"vanscape/core/protocol"
)

// OpenFile shows what is in a file: a run, or a model in any format. It returns a sentence on what was read, or why nothing was; then all is as it was.
func (l *Lab) OpenFile(name string, b []byte) (said string, err error) {
	switch {
	case protocol.IsRun(b):
		return "", l.openRun(b)
	case bytes.IndexByte(b, 0) >= 0 || foreign.CheckText(b, formats.MaxBytes) != nil:
		return "", fmt.Errorf("it is neither a run of vanscape nor a text of at most %d MB with a model", formats.MaxBytes>>20)
	}
	return l.openModel(name, b)
}

// openRun shows a run.
func (l *Lab) openRun(b []byte) error {
	run, err := protocol.ReadRun(b)
	if err != nil {
		return err
	}
	id := newID()
	l.Keeper.asked = true
	l.show(run, id)
	if r := l.Runner.Result; r != nil && r.ID == id {
		l.Keeper.Keep(r)
	}
	return nil
}

// openModel takes a model and runs it. What reading it has changed in meaning stands at the head of its text, and stays with it.
func (l *Lab) openModel(name string, b []byte) (said string, err error) {
	format := formats.Detect(b)
	n, notes, err := format.Read(b)
	if err != nil {
		return "", fmt.Errorf("as %s, %w", format.Title, err)
	}
	text := string(b)
	if format.Name != formats.Text().Name {
		text = headed(fmt.Sprintf("From %s, which is %s.", strings.Map(plain, name), format.Title), notes) + n.String()
	}
	m := gallery.Model{Text: text, Pair: firstPair(n), Horizon: 1}
	if horizon, ok := parsePositive(l.Horizon); ok {
		m.Horizon = horizon // files of models name none
	}
	l.take(m)
	l.Run()
	said = fmt.Sprintf("%s was read as %s.", name, format.Title)
	if len(notes) > 0 {
		said += " What that changed is said at the head of the text."
	}
	return said, nil
}

// firstPair is the pair of a model that names none.
func firstPair(n *crn.Network) (pair [2]string) {
	for i := range min(len(n.Species), 2) {
		pair[i] = n.Species[i].Name
	}
	return pair
}

// headed is a comment of a title and notes.
func headed(title string, notes []foreign.Note) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", title)
	for _, note := range notes {
		fmt.Fprintf(&b, "# %s\n", note)
	}
	return b.String() + "\n"
}

// modelFile writes the model of the editor in a format, and says what that changes. A text is written as it stands.
func (l *Lab) modelFile(f formats.Format) (content []byte, notes []foreign.Note, err error) {
	if f.Name == formats.Text().Name {
		return []byte(l.Text), nil, nil
	}
	n, err := crn.Parse(l.Text)
	if err != nil {
		return nil, nil, err
	}
	content, notes = f.Write(n)
	return content, notes, nil
}
