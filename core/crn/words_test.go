package crn

import (
	"strings"
	"testing"
	"time"
)

func TestWords(t *testing.T) {
	const text = `# toggle
species Gx = 1, order; s = 5e1 # rate
init Gx ~ poisson(0.1)
2 Gx → order @ s*exp(-t) ; $ x
at t = 5: Gx = 0`
	names := map[WordKind]string{CommentWord: "c", KeywordWord: "k", NumberWord: "n", NameWord: "a", FunctionWord: "f", MarkWord: "m"}
	var got []string
	for _, w := range Words(text) {
		got = append(got, names[w.Kind]+":"+text[w.From:w.To])
	}
	want := []string{"c:# toggle", "k:species", "a:Gx", "m:=", "n:1", "m:,", "a:order", "m:;", "a:s", "m:=", "n:5e1", "c:# rate",
		"k:init", "a:Gx", "m:~", "f:poisson", "m:(", "n:0.1", "m:)",
		"n:2", "a:Gx", "m:→", "a:order", "m:@", "a:s", "m:*", "f:exp", "m:(", "m:-", "a:t", "m:)", "m:;", "a:x",
		"k:at", "a:t", "m:=", "n:5", "m::", "a:Gx", "m:=", "n:0"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Words ascend within the text whatever it is, and much of anything is quick.
func TestWordsOfAnything(t *testing.T) {
	for _, unit := range []string{"a", "_9", "$", "\xff", "\n", "#", "1e", "(", "x(", "é ", " ", "\ufeff"} {
		text := strings.Repeat(unit, 1<<18/len(unit))
		begun := time.Now()
		end := 0
		for _, w := range Words(text) {
			if w.From < end || w.To <= w.From || w.To > len(text) {
				t.Fatalf("%q: word %+v after %d", unit, w, end)
			}
			end = w.To
		}
		if d := time.Since(begun); d > 5*time.Second {
			t.Errorf("%q: %v", unit, d)
		}
	}
}
