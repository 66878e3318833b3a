package mathml

import (
	"strings"
	"testing"

	"vanscape/core/crn"
	"vanscape/core/crn/xmltree"
	"vanscape/core/internal/check"
)

func parse(t *testing.T, text string) *xmltree.Node {
	t.Helper()
	root, err := xmltree.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func same(name string) string { return name }

// What is written reads back as the same expression.
func TestRoundTrip(t *testing.T) {
	for _, text := range []string{
		"k", "0.003*(1 + 0.2*sin(2*pi*t/6))", "a*b*c", "a*(b*c)", "a + (b + c)", "a - b - c", "a - (b - c)", "a/b/c", "-x^2", "(-x)^2", "2^-x", "1e-9", "123456789012",
		"min(a, 2, b)", "max(0, -x)", "if(a > 1 && !(b < 2 || t >= 3), sqrt(abs(a)), ln(b))", "(x > 3)*5", "if((a == 1) != 0, exp(1), cos(t))", "a <= b", "f(a, 2*b)",
	} {
		e, err := crn.ParseExpr(text, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(parse(t, Write(e)), same)
		if err != nil || got.String() != e.String() {
			t.Errorf("%s is written as %s and read as %v, %v", e, Write(e), got, err)
		}
	}
}

func TestRead(t *testing.T) {
	const symbol = `<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/`
	for text, want := range map[string]string{
		"<cn type='rational'>1<sep/>3</cn>":        "1/3",
		"<cn type='e-notation'> 2 <sep/> -3 </cn>": "0.002",
		"<cn> -4 </cn>":                  "-4",
		symbol + `time">x</csymbol>`:     "t",
		symbol + `avogadro">N</csymbol>`: "6.02214179e23",
		"<apply><root/><degree><cn>3</cn></degree><ci>x</ci></apply>":  "x^(1/3)",
		"<apply><log/><ci>x</ci></apply>":                              "ln(x)/ln(10)",
		"<apply><log/><logbase><cn>2</cn></logbase><ci>x</ci></apply>": "ln(x)/ln(2)",
		"<apply><times/></apply>":                                      "1",
		"<apply><plus/><ci>x</ci></apply>":                             "x",
		"<apply><lt/><cn>1</cn><ci>x</ci><cn>2</cn></apply>":           "1 < x && x < 2",
		"<apply><xor/><true/><false/></apply>":                         "(1 == 1 || 1 != 1) && !(1 == 1 && 1 != 1)",
		"<apply><tan/><ci>x</ci></apply>":                              "sin(x)/cos(x)",
		"<apply><ci>f</ci><ci>x</ci><cn>2</cn></apply>":                "f(x, 2)",
		"<piecewise><piece><ci>a</ci><apply><gt/><ci>x</ci><cn>3</cn></apply></piece><piece><ci>b</ci><false/></piece><otherwise><ci>c</ci></otherwise></piecewise>": "if(x > 3, a, if(1 != 1, b, c))",
	} {
		got, err := Read(parse(t, "<math>"+text+"</math>"), same)
		if err != nil || got.String() != want {
			t.Errorf("%s reads as %v, %v, want %s", text, got, err, want)
		}
	}
}

func TestLambda(t *testing.T) {
	arguments, body, err := Lambda(parse(t, "<math><lambda><bvar><ci>x</ci></bvar><bvar><ci> y </ci></bvar><apply><times/><ci>x</ci><ci>k</ci></apply></lambda></math>"), strings.ToUpper)
	if err != nil || len(arguments) != 2 || body.Args()[0].Name() != arguments[0] || body.Args()[1].Name() != "K" {
		t.Errorf("%q %v %v", arguments, body, err)
	}
}

// What is not known is refused by its name.
func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "<math> must hold one expression, not 0",
		"<apply><floor/><ci>x</ci></apply>": "the function <floor/> is not read in a formula",
		"<apply><csymbol definitionURL='http://www.sbml.org/sbml/symbols/delay'/><ci>x</ci><cn>1</cn></apply>": "the symbol delay is not read in a formula",
		"<infinity/>":           "<infinity> is not read in a formula",
		"<cn>1e999</cn>":        `"1e999" is not a finite number`,
		"<cn>NaN</cn>":          `"NaN" is not a finite number`,
		"<cn type='hex'>1</cn>": `a number of type "hex" with 1 parts is not read`,
		"<piecewise><piece><ci>a</ci><ci>x</ci></piece><otherwise><ci>c</ci></otherwise></piecewise>": "x stands in the place of a condition, but it is a number",
		"<piecewise><piece><ci>a</ci><true/></piece></piecewise>":                                     "<piecewise> has no <otherwise>: say what holds in all other cases",
		strings.Repeat("<apply><tan/>", 50) + "<ci>x</ci>" + strings.Repeat("</apply>", 50):           "this formula has more than 100000 operations",
		"<apply><minus/></apply>":           "<minus/> takes one or two arguments, not 0",
		"<apply><power/><ci>x</ci></apply>": "<power/> cannot take 1 arguments",
	} {
		if _, err := Read(parse(t, "<math>"+text+"</math>"), same); err == nil || err.Error() != "line 1: "+want {
			t.Errorf("%s gives %v, want line 1: %s", text, err, want)
		}
	}
}

// Whatever the document, Read ends with an expression that prints, or an error.
func FuzzRead(f *testing.F) {
	f.Add([]byte("<math><apply><plus/><ci>x</ci><cn type='e-notation'>1<sep/>5</cn></apply></math>"))
	f.Add([]byte("<math><piecewise><piece><cn>1</cn><true/></piece><otherwise><pi/></otherwise></piecewise></math>"))
	f.Add([]byte("<math><apply><log/><logbase><cn>2</cn></logbase><ci>x</ci></apply></math>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := xmltree.Parse(data)
		if err != nil {
			return
		}
		check.Cheap(t, func() {
			if e, err := Read(root, same); err == nil {
				_ = e.String()
			}
			Lambda(root, same)
		})
	})
}
