//go:build !js

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vanscape/core/crn"
	"vanscape/core/crn/gallery"
)

// converted runs convert as a shell would.
func converted(stdin string, args ...string) (status int, stdout, stderr string) {
	return said(func(stdout, stderr io.Writer) int { return convert(args, strings.NewReader(stdin), stdout, stderr) })
}

const dimers = `<Model><Description>Dimers</Description><ParametersList><Parameter><Id>c</Id><Expression>2</Expression></Parameter></ParametersList>
<ReactionsList><Reaction><Id>R</Id><Type>mass-action</Type><Rate>c</Rate><Reactants><SpeciesReference id="A" stoichiometry="2"/></Reactants></Reaction></ReactionsList>
<SpeciesList><Species><Id>A</Id><InitialPopulation>6</InitialPopulation></Species></SpeciesList></Model>`

// A model goes from one format to another, by way of standard input, a file or the
// gallery, and what that changes is said.
func TestConvert(t *testing.T) {
	status, text, notes := converted(dimers, "-")
	if want := "# Dimers\nspecies A = 6\nc = 2\n\n2 A -> 0 @ c/2\n"; status != exitDone || text != want {
		t.Errorf("status %d, %q, want %q", status, text, want)
	}
	if want := "standard input:2: R: StochKit counts the combinations of reactants, and vanscape their orders: the rate is divided by 2\n"; notes != want {
		t.Errorf("notes %q, want %q", notes, want)
	}
	m, _ := gallery.Lookup("birth-death")
	n, err := crn.Parse(m.Text)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	from := "birth-death"
	for _, name := range []string{"a.xml", "b.ant", "c.txt"} {
		to := filepath.Join(folder, name)
		if status, out, _ := converted("", from, "--out", to); status != exitDone || out != "" {
			t.Fatalf("%s: status %d, %q", name, status, out)
		}
		from = to
	}
	if b, err := os.ReadFile(from); err != nil || string(b) != n.String() {
		t.Errorf("%v, %s", err, b)
	}
	if status, out, _ := converted("", "--help"); status != exitDone || !strings.Contains(out, "--to FORMAT      sbml, antimony, text\n") {
		t.Errorf("status %d, %s", status, out)
	}
}

func TestConvertBadInput(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct{ args, stdin, want string }{
		{"", "", "the model is missing: name a file, a model of the gallery, or - for standard input"},
		{"a b", "", `"b" is a second model: convert one at a time`},
		{"- --to net", "", `--to "net" is not known: use sbml, antimony, text`},
		{"- --out a.net", "", "a .net of BioNetGen is only read: end --out in .xml, .ant or .txt"},
		{"- --from bngl", "", `--from "bngl" is not known: use sbml, stochkit, net, antimony, text`},
		{"-", "X -> 0 @ k", `standard input:1:10: "k" is not a parameter: give it a value, "k = …"`},
		{"- --from sbml", "X -> 0 @ 1", "standard input:1: the file has no element"},
		{"-", "<sbml level='3'><model/></sbml>", "standard input:1: the model has no reaction that changes a count"},
		{"toggle-switch --out " + filepath.Join(folder, "no", "x.xml"), "", "cannot be written: no such file or directory"},
		{"birth-death --colour", "", "--colour is not an option: --help lists them"},
	} {
		status, out, notes := converted(c.stdin, strings.Fields(c.args)...)
		if status != exitInput || out != "" || !strings.HasPrefix(notes, "convert: ") || !strings.Contains(notes, c.want) || strings.Count(notes, "\n") != 1 {
			t.Errorf("%q: status %d, %q, want %q", c.args, status, notes, c.want)
		}
	}
}

// A shell completes commands, options and values.
func TestCompletion(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	for words, want := range map[string]string{
		"co":                      "convert\ncompletion\n",
		"solve --arch n":          "nade\n",
		"solve --ste":             "--steady\n--step\n",
		"convert x --to s":        "sbml\n",
		"completion f":            "fish\n",
		"solve --model cascade-h": "cascade-hill\n",
		"serve --":                "",
	} {
		script := bashScript() + "COMP_WORDS=(vanscape " + words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]}-1))\n_vanscape\nfor w in \"${COMPREPLY[@]}\"; do echo \"$w\"; done\n"
		out, err := exec.Command(bash, "-c", script).CombinedOutput()
		if err != nil || string(out) != want {
			t.Errorf("%s completes to %q, %v, want %q", words, out, err, want)
		}
	}
	var out, problem bytes.Buffer
	if completion([]string{"fish"}, &out, &problem) != exitDone || !strings.Contains(out.String(), "complete -c vanscape -n '__fish_seen_subcommand_from solve' -l solver -r -a 'van fsp ssa'\n") {
		t.Errorf("%s", out.String())
	}
	if status := completion([]string{"tcsh"}, &out, &problem); status != exitInput || problem.String() != "completion: name one shell: bash, zsh or fish\n" {
		t.Errorf("status %d, %q", status, problem.String())
	}
}
