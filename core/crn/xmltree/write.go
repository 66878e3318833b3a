package xmltree

import (
	"bytes"
	"encoding/xml"
)

// New returns an element with attributes, as name, value, name, value, and children.
func New(line int, name string, attributes []string, children ...*Node) *Node {
	n := &Node{Name: name, Line: line, Children: children}
	for i := 0; i+1 < len(attributes); i += 2 {
		n.Attributes = append(n.Attributes, xml.Attr{Name: xml.Name{Local: attributes[i]}, Value: attributes[i+1]})
	}
	for range children {
		n.Text += Gap
	}
	return n
}

// Text returns an element that holds text.
func Text(line int, name, text string) *Node { return &Node{Name: name, Line: line, Text: text} }

// String returns the element as a document without line breaks. Namespaces stand in it as
// far as they are attributes.
func (n *Node) String() string {
	var b bytes.Buffer
	n.write(&b)
	return b.String()
}

func (n *Node) write(b *bytes.Buffer) {
	b.WriteString("<" + n.Name)
	for _, a := range n.Attributes {
		b.WriteString(" " + a.Name.Local + `="` + Escape(a.Value) + `"`)
	}
	if n.Text == "" {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	child := 0
	for _, r := range n.Text {
		if string(r) != Gap {
			b.WriteString(Escape(string(r)))
			continue
		}
		n.Children[child].write(b)
		child++
	}
	b.WriteString("</" + n.Name + ">")
}

// Escape writes text so that it stands for itself in a document.
func Escape(text string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(text)) // a Buffer never fails
	return b.String()
}
