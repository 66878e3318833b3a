package bngnet

import (
	"strings"
	"testing"

	"vanscape/core/internal/check"
)

const binding = `# Created by BioNetGen 2.9.2
begin parameters
    1 kp  0.01  # Constant
    2 km  10*kp  # ConstantExpression
end parameters
begin functions
    1 f() kp/(1+(Atot/50)^2)*if(time()>5,1,0)
end functions
begin species
    1 A(b) 100
    2 A(b!1).A(b!1) 0
    3 @CP::$Src() 5
end species
begin reaction rules
Rule1: \
  A(b) + A(b) <-> A(b!1).A(b!1) kp, km
end reaction rules
begin reactions
    1 1,1 2 0.5*kp #Rule1
    2 2 1,1 km #Rule1r
    3 3 1,3 kp
    4 1 0 f #Rule3
    5 2,2 2 km
end reactions
begin groups
    1 Atot  1,2*2
end groups
`

func TestRead(t *testing.T) {
	n, notes, err := Read([]byte(binding))
	if err != nil {
		t.Fatal(err)
	}
	want := `species A_b = 100, A_b_1_A_b_1
kp = 0.01
km = 10*kp
CP_Src = 5

2 A_b <-> A_b_1_A_b_1 @ 0.5*kp, km
0 -> A_b @ kp*CP_Src
A_b -> 0 ; kp/(1 + ((A_b + 2*A_b_1_A_b_1)/50)^2)*if(t > 5, 1, 0)*A_b
2 A_b_1_A_b_1 -> A_b_1_A_b_1 @ km
`
	if n.String() != want {
		t.Errorf("%s\nwant\n%s", n, want)
	}
	var lines []string
	for _, note := range notes {
		lines = append(lines, note.String())
	}
	wantNotes := `line 10: A(b) is called A_b
line 11: A(b!1).A(b!1) is called A_b_1_A_b_1
line 12: @CP::Src() is called CP_Src
line 12: CP_Src is held at its count: it is a parameter
line 26: Atot is a sum of species: ask for its mean as E(A_b + 2*A_b_1_A_b_1)`
	if got := strings.Join(lines, "\n"); got != wantNotes {
		t.Errorf("notes\n%s\nwant\n%s", got, wantNotes)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"km #Rule1r", "MM km kp", "line 20: the rate law MM is not read: write it as a function"},
		{"km #Rule1r", "f TotalRate", "line 20: TotalRate is not read"},
		{"km #Rule1r", "kx", "line 20: kx is not a parameter, a group or a function before this"},
		{"0.5*kp", "0.5*f", "line 19: a function is the rate of the reaction 1,1 -> 2, and it takes A_b twice: the factor of symmetry is not known"},
		{"3 3 1,3", "3 3 1,9", "line 21: there is no species number 9"},
		{"A(b) 100", "A(b) 99.5", "line 10: A_b starts with 99.5 molecules: the master equation counts them, so this must be a whole number"},
		{"A(b) 100", "A(b) kp/0", "line 10: kp/0 is not a finite number"},
		{"f() kp", "f(x) kp", "line 7: only functions without arguments are read, as in f() k*A"},
		{"10*kp", "rint(kp)", "line 4: the function rint with 1 arguments is not read"},
		{"10*kp", "10*", `line 4: a number, a name or a bracket is missing after "*", where the end of the text stands`},
		{"end groups", "", `line 25: the block "groups" does not end`},
		{"begin groups", "begin rulers", `line 25: the block "rulers" is not read`},
		{"begin parameters", "begin model", "line 2: this is a model of rules (BNGL): let BioNetGen generate its network, and read the .net file"},
	} {
		_, _, err := Read([]byte(strings.Replace(binding, c.old, c.new, 1)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s gives %v, want %s", c.new, err, c.want)
		}
	}
}

// Files made to be costly are refused before they are, or are not costly.
func TestHostile(t *testing.T) {
	species := "begin species\n" + strings.Repeat("A() 1\n", 900) + "end species\n"
	check.Hostile(t, map[string]string{
		"lines":     strings.Repeat("x\n", maxBytes/2),
		"names":     "begin species\n" + strings.Repeat("A() 1\n", maxRows) + "end species\nbegin reactions\n1 2 1\nend reactions\n",
		"groups":    species + "begin groups\nG " + strings.Repeat("1,", 1_000_000) + "1\nend groups\nbegin reactions\n1 2 1\nend reactions\n",
		"reactants": species + "begin reactions\n" + strings.Repeat("1,", 1_000_000) + "1 2 1\nend reactions\n",
	}, func(data []byte) error {
		_, _, err := Read(data)
		return err
	})
}

// Whatever the bytes, Read returns a network or an error, and never takes long.
func FuzzRead(f *testing.F) {
	f.Add([]byte(binding))
	f.Fuzz(func(t *testing.T, data []byte) { check.Cheap(t, func() { Read(data) }) })
}
