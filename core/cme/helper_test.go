package cme_test

import (
	"testing"

	"vanscape/core/cme"
	"vanscape/core/crn"
)

// parse returns the network of a text.
func parse(tb testing.TB, text string) *crn.Network {
	tb.Helper()
	net, err := crn.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	return net
}

// generator returns the generator of a text on a box.
func generator(tb testing.TB, text string, levels ...int) *cme.Generator {
	tb.Helper()
	g, err := cme.New(parse(tb, text), levels)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

const toggle = `species Gx = 1, Gy = 1, Gx_off, Gy_off, Px, Py
s = 50; b = 1e-4; u = 0.1
Gx -> Gx + Px @ s
Gy -> Gy + Py @ s
Px -> 0 @ 1
Py -> 0 @ 1
2 Px + Gy <-> Gy_off @ b, u
2 Py + Gx <-> Gx_off @ b, u
`

const earlyLife = `species F = 2, X = 49, Y = 49
F + X -> 2 X @ 1
F + Y -> 2 Y @ 1
F <-> X @ 1, 1
F <-> Y @ 1, 1
`

const epidemic = `species S = 50, I = 10, R
S + I -> 2 I @ 0.003*(1 + 0.2*sin(2*3.141592653589793*t/6))
I -> R @ 0.02
R -> S @ 0.007
S -> 0 @ 0.002
I -> 0 @ 0.05
R -> 0 @ 0.002
`

// mixed has a literal law that reads a species it does not change, one that
// depends on time, and a jump by two.
const mixed = `species A = 3, B = 2, C
0 -> A ; 2 + 5*B/(1 + B)
2 A -> B @ 0.3
B -> 2 C ; B*(1 + 0.5*sin(t))
C -> 0 @ 1 + 0.5*cos(t)
A + B -> C ; 0.1*A*B
`
