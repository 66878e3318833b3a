package typeset

import (
	"strings"

	"vanscape/core/crn"
)

// How tightly what is written holds together, for brackets.
const (
	loose = iota // a condition, or what has a sign of its own
	sum
	product
	tight // needs no brackets anywhere
)

// signs of the operators that stand between their arguments.
var signs = map[crn.Operator]string{
	crn.Add: "+", crn.Subtract: "−", crn.Less: "&lt;", crn.LessEqual: "≤", crn.Greater: "&gt;", crn.GreaterEqual: "≥", crn.Equal: "=", crn.NotEqual: "≠",
	crn.And: "∧", crn.Or: "∨",
}

// Names of these signs that no keyboard has.
const (
	invisibleTimes = "<mo>&#x2062;</mo>"
	applyFunction  = "<mo>&#x2061;</mo>"
)

// expr writes an expression and says how tightly it holds together.
func expr(e *crn.Expr) (text string, holds int) {
	args := e.Args()
	switch e.Op() {
	case crn.Number:
		return number(e)
	case crn.Symbol:
		return name(e.Name()), tight
	case crn.Negate:
		return "<mo form=\"prefix\">−</mo>" + within(args[0], product), loose
	case crn.Not:
		return "<mo form=\"prefix\">¬</mo>" + within(args[0], tight), product
	case crn.Add:
		return within(args[0], sum) + operator("+") + within(args[1], product), sum
	case crn.Subtract:
		return within(args[0], sum) + operator("−") + within(args[1], product), sum
	case crn.Multiply:
		return within(args[0], product) + times(args[1]) + within(args[1], product), product
	case crn.Divide:
		return "<mfrac>" + row(plain(args[0])) + row(plain(args[1])) + "</mfrac>", tight
	case crn.Raise:
		return "<msup>" + row(base(args[0])) + row(plain(args[1])) + "</msup>", tight
	case crn.Call:
		return call(e.Name(), args)
	case crn.And, crn.Or:
		return within(args[0], sum) + operator(signs[e.Op()]) + within(args[1], sum), loose
	}
	return within(args[0], sum) + operator(signs[e.Op()]) + within(args[1], sum), sum
}

func operator(sign string) string { return "<mo>" + sign + "</mo>" }

func row(text string) string { return "<mrow>" + text + "</mrow>" }

func brackets(text string) string {
	return row("<mo>(</mo>" + text + "<mo>)</mo>")
}

func plain(e *crn.Expr) string {
	text, _ := expr(e)
	return text
}

// within writes e in brackets unless it holds at least that tightly.
func within(e *crn.Expr, least int) string {
	text, holds := expr(e)
	if holds < least {
		return brackets(text)
	}
	return text
}

// base writes what is raised to a power: a power or a fraction in brackets, too.
func base(e *crn.Expr) string {
	text, holds := expr(e)
	if holds < tight || e.Op() == crn.Raise || e.Op() == crn.Divide || strings.HasPrefix(text, "<mrow>") && e.Op() == crn.Number {
		return brackets(text)
	}
	return text
}

// times is the sign before a factor: a dot before a number, which would else grow
// together with what stands before it, and nothing before the rest.
func times(e *crn.Expr) string {
	for e.Op() == crn.Multiply || e.Op() == crn.Raise {
		e = e.Args()[0]
	}
	if e.Op() == crn.Number {
		return operator("·")
	}
	return invisibleTimes
}

// number writes a number, in powers of ten where the text language does.
func number(e *crn.Expr) (text string, holds int) {
	mantissa, exponent, ok := strings.Cut(e.String(), "e")
	if !ok {
		return "<mn>" + mantissa + "</mn>", tight
	}
	power := "<mn>" + exponent + "</mn>"
	if rest, negative := strings.CutPrefix(exponent, "-"); negative {
		power = "<mo form=\"prefix\">−</mo><mn>" + rest + "</mn>"
	}
	ten := "<msup><mn>10</mn>" + row(power) + "</msup>"
	if mantissa == "1" {
		return row(ten), tight
	}
	return row("<mn>" + mantissa + "</mn>" + operator("·") + ten), product
}

// call writes a function of its arguments.
func call(function string, args []*crn.Expr) (text string, holds int) {
	switch function {
	case "sqrt":
		return "<msqrt>" + plain(args[0]) + "</msqrt>", tight
	case "abs":
		return row("<mo>|</mo>" + plain(args[0]) + "<mo>|</mo>"), tight
	case "exp":
		return "<msup><mi>e</mi>" + row(plain(args[0])) + "</msup>", tight
	case "if":
		line := func(value *crn.Expr, when string) string {
			return "<mtr><mtd>" + plain(value) + "</mtd><mtd>" + when + "</mtd></mtr>"
		}
		return row("<mo>{</mo><mtable>" + line(args[1], "<mtext>if&#xa0;</mtext>"+plain(args[0])) + line(args[2], "<mtext>else</mtext>") + "</mtable>"), tight
	}
	list := make([]string, len(args))
	for i, a := range args {
		list[i] = plain(a)
	}
	return "<mi>" + function + "</mi>" + applyFunction + brackets(strings.Join(list, "<mo separator=\"true\">,</mo>")), tight
}
