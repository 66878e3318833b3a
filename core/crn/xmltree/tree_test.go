package xmltree

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	root, err := Parse([]byte("<?xml version='1.0' encoding='UTF-8'?>\n<a xmlns='urn:x'>\n  <b id=' 1 '>t&lt;<c/>u</b>\n  <b id='2'/><l><i/><i/></l></a>"))
	if err != nil {
		t.Fatal(err)
	}
	b := root.Child("b")
	if id, ok := b.Attribute("id"); root.Space != "urn:x" || !ok || id != "1" || b.Text != "t<"+Gap+"u" || b.Line != 3 || len(b.Children) != 1 {
		t.Errorf("%+v", b)
	}
	count := 0
	for range root.Items("l", "i") {
		count++
	}
	if count != 2 || root.Child("none") != nil {
		t.Errorf("%d items", count)
	}
}

// What could make reading costly or reach outside the document is refused, with a line.
func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"":         "line 1: the file has no element",
		"<a>\n<b>": "line 2: this is not well-formed XML: unexpected EOF",
		"<a/><b/>": "line 1: there is a second element <b> behind the first",
		"<?xml version='1.0' encoding='latin1'?>\n<a/>": "line 1: opening charset \"latin1\": the encoding latin1 is not read: save the file as UTF-8",
		"<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>":    "line 1: a document type (<!DOCTYPE …>) is not read: remove it",
		"<a>&x;</a>":                                      "line 1: this is not well-formed XML: invalid character entity &x;",
		strings.Repeat("<a>", MaxDepth+1):                 "line 1: elements are nested more than 200 deep",
		"<a>" + strings.Repeat("<b/>", MaxNodes) + "</a>": "line 1: there are more than 200000 elements",
		"<a>" + strings.Repeat(" ", MaxBytes) + "</a>":    "line 1: the file has 4194311 bytes, and 4194304 are the most",
	} {
		if _, err := Parse([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%.60q gives %v, want %s", text, err, want)
		}
	}
}
