package typeset

import (
	"html"
	"strconv"
	"strings"

	"vanscape/core/crn"
)

// Reactions returns the reactions of a network, one formula each: its rate over the
// arrow, or a law that is written out behind the products. Two neighbours that are
// each other's mass-action reverse share a formula, the rate of the second below the
// arrows.
func Reactions(n *crn.Network) []string {
	var formulas []string
	for i := 0; i < len(n.Reactions); i++ {
		r := &n.Reactions[i]
		text := r.String(n)
		arrow, law := operator("→"), ""
		switch {
		case r.Kind == crn.Literal:
			law = "<mtext>&#x2003;</mtext>" + plain(r.Law)
		case i+1 < len(n.Reactions) && n.Reactions[i+1].Reverses(r):
			i++
			back := &n.Reactions[i]
			text += "; " + back.String(n)
			arrow = "<munderover>" + stretched("⇌") + rate(back.Law) + rate(r.Law) + "</munderover>"
		default:
			arrow = "<mover>" + stretched("→") + rate(r.Law) + "</mover>"
		}
		formulas = append(formulas, formula(text, side(n, r.Reactants)+gap+arrow+gap+side(n, r.Products)+law))
	}
	return formulas
}

// Parameters returns the parameters of a network, one formula each.
func Parameters(n *crn.Network) []string {
	formulas := make([]string, len(n.Parameters))
	for i, p := range n.Parameters {
		formulas[i] = formula(p.Name+" = "+p.Expr.String(), name(p.Name)+operator("=")+plain(p.Expr))
	}
	return formulas
}

// Resets returns the resets of a network, one formula each.
func Resets(n *crn.Network) []string {
	const room = "<mtext>&#x2003;</mtext>"
	formulas := make([]string, len(n.Resets))
	for i := range n.Resets {
		r := &n.Resets[i]
		content := "<mi>t</mi>" + operator("=") + plain(r.At) + `<mo separator="true">:</mo>`
		for j, s := range r.Sets {
			if j > 0 {
				content += `<mo separator="true">,</mo>`
			}
			content += room + name(n.Species[s.Species].Name) + operator("=") + plain(s.Value)
		}
		formulas[i] = formula(r.String(n), content)
	}
	return formulas
}

// ConservationLaw returns the law of the weights w, length S, as one formula.
func ConservationLaw(n *crn.Network, w []int) string {
	var b strings.Builder
	for i, x := range w {
		if x == 0 {
			continue
		}
		switch {
		case x < 0 && b.Len() == 0:
			b.WriteString("<mo form=\"prefix\">−</mo>")
		case x < 0:
			b.WriteString(operator("−"))
		case b.Len() > 0:
			b.WriteString(operator("+"))
		}
		if x = max(x, -x); x > 1 {
			b.WriteString("<mn>" + strconv.Itoa(x) + "</mn>" + gap)
		}
		b.WriteString(name(n.Species[i].Name))
	}
	text := n.FormatLaw(w)
	total := text[strings.LastIndexByte(text, ' ')+1:]
	if _, err := strconv.Atoi(total); err == nil {
		total = "<mn>" + strings.Replace(total, "-", "−", 1) + "</mn>"
	} else {
		total = "<mtext>" + total + "</mtext>"
	}
	return formula(text, b.String()+operator("=")+total)
}

// formula is a whole formula; text says it without MathML.
func formula(text, content string) string {
	return `<math alttext="` + html.EscapeString(text) + `">` + content + "</math>"
}

// gap is a little room.
const gap = `<mspace width="0.2em"></mspace>`

// rate stands over or under an arrow, with room at its sides, or the arrow would be
// no longer than it.
func rate(law *crn.Expr) string {
	const room = `<mspace width="0.4em"></mspace>`
	return row(room + plain(law) + room)
}

func stretched(arrow string) string { return `<mo stretchy="true">` + arrow + "</mo>" }

func side(n *crn.Network, terms []crn.Term) string {
	if len(terms) == 0 {
		return "<mi>∅</mi>"
	}
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = name(n.Species[t.Species].Name)
		if t.Count > 1 {
			parts[i] = "<mn>" + strconv.Itoa(t.Count) + "</mn>" + gap + parts[i]
		}
	}
	return strings.Join(parts, operator("+"))
}
