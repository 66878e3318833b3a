package page

import (
	"maps"
	"strings"
	"testing"

	"vanscape/core/protocol"
)

func TestSettings(t *testing.T) {
	h, l := newLab()
	for id, typed := range map[string]string{"samples": "200", "width": " 12 ", "basis": "", "step": "0.5", "updates": "7", limitsID: "Px 120, Py ≤ 80; Gx=1"} {
		l.SetNumber(id, typed)
	}
	l.Run()
	s := h.worker().last().(protocol.Start)
	if s.Samples != 200 || s.Width != 12 || s.Basis != 0 || s.Step != 0.5 || s.VAN.Updates != 0 || !maps.Equal(s.Limits, map[string]int{"Px": 120, "Py": 80, "Gx": 1}) {
		t.Errorf("start %+v", s)
	}
	if got := numbersOf(&s); !maps.Equal(got, map[string]string{"samples": "200", "width": "12", "step": "0.5", "workers": "3", limitsID: "Gx 1, Px 120, Py 80"}) {
		t.Errorf("the settings of the start are %v", got)
	}
	l.SetMethod("policy-gradient")
	if l.Run(); h.worker().last().(protocol.Start).VAN.Updates != 7 {
		t.Error("updates of the policy gradient are lost")
	}
	l.SetMethod("projected")
	for _, c := range [][3]string{
		{"samples", "1.5", "Samples must be a whole number from 1 to"}, {"width", "0", "Width must be"}, {"basis", "abc", "Basis must be"}, {"step", "-1", "Longest step must be a number from 1e-12 to 1e12"},
		{"samples", "1e9", "Samples"}, {"step", "NaN", "Longest step"},
		{limitsID, "Px", "Count limits are written like"}, {limitsID, "120 Px", "Count limits are written like"}, {limitsID, "Px 1.5", "Count limits are"},
		{limitsID, "Q 3", "The count limits name Q"}, {limitsID, "= = =", "Count limits are"},
	} {
		posted := len(h.worker().posted)
		was := l.Numbers[c[0]]
		l.SetNumber(c[0], c[1])
		if l.Run(); !strings.HasPrefix(l.InputFault(), c[2]) || len(h.worker().posted) != posted {
			t.Errorf("%s = %q: %q", c[0], c[1], l.InputFault())
		}
		l.SetNumber(c[0], was)
	}
	if l.InputFault() != "" {
		t.Error(l.InputFault())
	}
}
