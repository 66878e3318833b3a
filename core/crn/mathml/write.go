package mathml

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"vanscape/core/crn"
)

// elements are the operators and functions with an element of their own that takes
// their arguments as they are.
var elements = map[crn.Operator]string{
	crn.Negate: "minus", crn.Add: "plus", crn.Subtract: "minus", crn.Multiply: "times", crn.Divide: "divide", crn.Raise: "power",
	crn.Less: "lt", crn.LessEqual: "leq", crn.Greater: "gt", crn.GreaterEqual: "geq", crn.Equal: "eq", crn.NotEqual: "neq",
	crn.And: "and", crn.Or: "or", crn.Not: "not",
}

var functions = map[string]string{
	"exp": "exp", "ln": "ln", "sqrt": "root", "sin": "sin", "cos": "cos", "abs": "abs", "min": "min", "max": "max",
}

// Write returns an expression as a math element of one line. Names stand in it as they
// are. It panics at a function that the text language does not have.
func Write(e *crn.Expr) string {
	var b strings.Builder
	b.WriteString(`<math xmlns="` + Namespace + `">`)
	write(&b, e)
	b.WriteString("</math>")
	return b.String()
}

// write writes e as a number. A condition is 1 or 0 there, which MathML does not say by
// itself.
func write(b *strings.Builder, e *crn.Expr) {
	if e.IsCondition() {
		b.WriteString("<piecewise><piece><cn type=\"integer\">1</cn>")
		writeAsIs(b, e)
		b.WriteString("</piece><otherwise><cn type=\"integer\">0</cn></otherwise></piecewise>")
		return
	}
	writeAsIs(b, e)
}

func writeAsIs(b *strings.Builder, e *crn.Expr) {
	switch e.Op() {
	case crn.Number:
		writeNumber(b, e.Value())
	case crn.Symbol:
		switch e.Name() {
		case "t":
			b.WriteString(timeElement)
		case "pi":
			b.WriteString("<pi/>")
		default:
			b.WriteString("<ci>" + e.Name() + "</ci>")
		}
	case crn.Call:
		writeCall(b, e)
	default:
		element := elements[e.Op()]
		b.WriteString("<apply><" + element + "/>")
		for _, a := range operands(e) {
			switch e.Op() {
			case crn.And, crn.Or, crn.Not:
				writeAsIs(b, a)
			default:
				write(b, a)
			}
		}
		b.WriteString("</apply>")
	}
}

// operands are the arguments of e. Sums and products that chain to the left are one.
func operands(e *crn.Expr) []*crn.Expr {
	var chain []*crn.Expr
	for top := e; ; top = top.Args()[0] {
		if top.Op() != e.Op() || e.Op() != crn.Add && e.Op() != crn.Multiply {
			break
		}
		chain = append(chain, top.Args()[1])
		e = top
	}
	if chain == nil {
		return e.Args()
	}
	chain = append(chain, e.Args()[0])
	for i, j := 0, len(chain)-1; i < j; i, j = i+1, j-1 {
		chain[i], chain[j] = chain[j], chain[i]
	}
	return chain
}

func writeCall(b *strings.Builder, e *crn.Expr) {
	args := e.Args()
	if e.Name() == "if" {
		b.WriteString("<piecewise><piece>")
		write(b, args[1])
		writeAsIs(b, args[0])
		b.WriteString("</piece><otherwise>")
		write(b, args[2])
		b.WriteString("</otherwise></piecewise>")
		return
	}
	element, ok := functions[e.Name()]
	if !ok {
		panic(fmt.Sprintf("mathml: %s is not a function of the text language", e.Name()))
	}
	b.WriteString("<apply><" + element + "/>")
	for _, a := range args {
		write(b, a)
	}
	b.WriteString("</apply>")
}

func writeNumber(b *strings.Builder, v float64) {
	text := strconv.FormatFloat(v, 'g', -1, 64)
	mantissa, exponent, scientific := strings.Cut(text, "e")
	switch {
	case v == math.Trunc(v) && v < 1e9:
		b.WriteString(`<cn type="integer">` + strconv.FormatFloat(v, 'f', -1, 64) + "</cn>")
	case scientific:
		b.WriteString(`<cn type="e-notation">` + mantissa + "<sep/>" + strings.TrimPrefix(exponent, "+") + "</cn>")
	default:
		b.WriteString("<cn>" + text + "</cn>")
	}
}
