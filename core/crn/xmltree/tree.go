package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"vanscape/core/crn"
)

// Sizes beyond which a document is refused. They keep a hostile one from taking more
// than a fraction of a second and some ten megabytes.
const (
	MaxBytes = 4 << 20
	MaxNodes = 200_000
	MaxDepth = 200
)

// A Node is an element.
type Node struct {
	Space, Name string // namespace as an address, and local name
	Attributes  []xml.Attr
	Children    []*Node
	Text        string // the character data directly inside, with Gap where a child stands
	Line        int    // where its start tag ends
}

// Gap stands in a Text for a child: no character of XML is the same.
const Gap = "\x00"

// Parse reads a document and returns its root. An error is a *crn.SyntaxError.
func Parse(data []byte) (*Node, error) {
	if len(data) > MaxBytes {
		return nil, &crn.SyntaxError{Line: 1, Msg: fmt.Sprintf("the file has %d bytes, and %d are the most", len(data), MaxBytes)}
	}
	r := &reader{decoder: xml.NewDecoder(bytes.NewReader(data))}
	r.decoder.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("the encoding %s is not read: save the file as UTF-8", charset)
	}
	for {
		token, err := r.decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, r.explain(err)
		}
		if err := r.take(token); err != nil {
			return nil, err
		}
	}
	if r.root == nil {
		return nil, r.errorf("the file has no element")
	}
	return r.root, nil
}

// reader builds the tree.
type reader struct {
	decoder *xml.Decoder
	root    *Node
	open    []*Node
	texts   [][]byte // of open
	nodes   int
}

func (r *reader) errorf(format string, args ...any) error {
	line, _ := r.decoder.InputPos()
	return &crn.SyntaxError{Line: line, Msg: fmt.Sprintf(format, args...)}
}

// explain puts an error of the decoder into the words of this program.
func (r *reader) explain(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return r.errorf("this is not well-formed XML: %s", syntax.Msg)
	}
	return r.errorf("%s", strings.TrimPrefix(err.Error(), "xml: "))
}

func (r *reader) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		return r.start(token)
	case xml.EndElement:
		last := len(r.open) - 1
		r.open[last].Text = string(r.texts[last])
		r.open, r.texts = r.open[:last], r.texts[:last]
	case xml.CharData:
		if len(r.open) > 0 {
			last := len(r.open) - 1
			r.texts[last] = append(r.texts[last], token...)
		}
	case xml.Directive:
		return r.errorf("a document type (<!DOCTYPE …>) is not read: remove it")
	}
	return nil
}

func (r *reader) start(token xml.StartElement) error {
	line, _ := r.decoder.InputPos()
	n := &Node{Space: token.Name.Space, Name: token.Name.Local, Attributes: token.Attr, Line: line}
	if r.nodes++; r.nodes > MaxNodes {
		return r.errorf("there are more than %d elements", MaxNodes)
	}
	switch {
	case len(r.open) == MaxDepth:
		return r.errorf("elements are nested more than %d deep", MaxDepth)
	case len(r.open) > 0:
		parent := r.open[len(r.open)-1]
		parent.Children = append(parent.Children, n)
		r.texts[len(r.open)-1] = append(r.texts[len(r.open)-1], Gap...)
	case r.root != nil:
		return r.errorf("there is a second element <%s> behind the first", n.Name)
	default:
		r.root = n
	}
	r.open, r.texts = append(r.open, n), append(r.texts, nil)
	return nil
}

// Attribute returns the value of an attribute without a prefix, trimmed; ok is false
// when it is not there.
func (n *Node) Attribute(name string) (value string, ok bool) {
	for _, a := range n.Attributes {
		if a.Name.Local == name && a.Name.Space == "" {
			return strings.TrimSpace(a.Value), true
		}
	}
	return "", false
}

// Child returns the first child called name, or nil.
func (n *Node) Child(name string) *Node {
	for c := range n.All(name) {
		return c
	}
	return nil
}

// All yields the children called name.
func (n *Node) All(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for _, c := range n.Children {
			if c.Name == name && !yield(c) {
				return
			}
		}
	}
}

// Items yields the children called item of the first child called list: all species of
// listOfSpecies, say. Without such a list there are none.
func (n *Node) Items(list, item string) iter.Seq[*Node] {
	if l := n.Child(list); l != nil {
		return l.All(item)
	}
	return func(func(*Node) bool) {}
}

// Errorf returns an error at the line of the element.
func (n *Node) Errorf(format string, args ...any) error {
	return &crn.SyntaxError{Line: n.Line, Msg: fmt.Sprintf(format, args...)}
}
