//go:build !js

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vanscape/core/crn/gallery"
)

// documents returns the texts of the README and of web/docs, by their paths from here.
func documents(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../web/docs/*.md")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d documents, %v", len(paths), err)
	}
	texts := map[string]string{}
	for _, path := range append(paths, "../README.md") {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = string(b)
	}
	return texts
}

// A block of code in a document: fenced, with a word behind the fence, or indented, without one.
var block = regexp.MustCompile("(?m)^```(.*)\n((?s:.*?))^```$|((?:^    .*\n|^\n)+)")

// blocks lists those of a document that have a word, or none.
func blocks(text, word string) []string {
	var found []string
	for _, m := range block.FindAllStringSubmatch(text, -1) {
		code := m[2]
		if m[3] != "" {
			code = strings.TrimSpace(regexp.MustCompile("(?m)^    ").ReplaceAllString(m[3], "")) + "\n"
		}
		if m[1] == word && code != "\n" {
			found = append(found, code)
		}
	}
	return found
}

var (
	command = regexp.MustCompile(`(?m)^(?:.*\| )?(?:go run \./app|bin/vanscape) .*$`)
	inline  = regexp.MustCompile("`((?:go run \\./app|bin/vanscape) [^`]*)`")
)

// The program, but for what would take long: solve and scan look at early times, solve for two seconds at most, and of commands that work for minutes, or
// without end, only the options are read.
const program = `#!/bin/sh
case "$1 $*" in
solve*--resume*|scan*--collect*) ;;
solve*) set -- "$@" --times 1e-4,2e-4 --budget 2s ;;
scan*) set -- "$@" --times 1e-4 ;;
accuracy*) set -- "$@" --list ;;
serve*|thumbnails*|frontier*) set -- "$@" -h ;;
esac
` + asProgram + `=1 exec "$SELF" "$@"
`

// Every command of the documents does what it says, in the order of its document and in a folder of their own, or ends because its time is over.
func TestCommandsOfTheDocuments(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range documents(t) {
		var commands []string
		for _, code := range append(blocks(text, "sh"), blocks(text, "")...) {
			commands = append(commands, command.FindAllString(code, -1)...)
		}
		for _, m := range inline.FindAllStringSubmatch(text, -1) {
			commands = append(commands, m[1])
		}
		folder := t.TempDir()
		write := func(name, text string) {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		write("bin/vanscape", program)
		write("path/go", "#!/bin/sh\nshift 2\nexec bin/vanscape \"$@\"\n") // go run ./app
		for _, line := range commands {
			if strings.Contains(line, " COMMAND") {
				continue
			}
			c := exec.Command("sh", "-c", line)
			c.Dir = folder
			c.Env = append(os.Environ(), "SELF="+self, "PATH="+filepath.Join(folder, "path")+":"+os.Getenv("PATH"))
			if out, err := c.CombinedOutput(); err != nil && !strings.Contains(string(out), "the time budget of") {
				t.Errorf("%s: %s: %v\n%s", path, line, err, out)
			}
		}
		t.Logf("%s: %d commands", path, len(commands))
	}
}

// Every model of the documents is solved for a short time.
func TestModelsOfTheDocuments(t *testing.T) {
	for path, text := range documents(t) {
		models := blocks(text, "model")
		for _, code := range blocks(text, "") {
			if strings.Contains(code, "->") && !command.MatchString(code) {
				models = append(models, code)
			}
		}
		for _, text := range models {
			if status, _, stderr := shell(text, "--model", "-", "--times", "1e-3", "--samples", "50"); status != exitDone {
				t.Errorf("%s: status %d, %s\n%s", path, status, stderr, text)
			}
		}
		t.Logf("%s: %d models", path, len(models))
	}
}

// Every model of the gallery that a document names is there.
func TestModelsThatDocumentsName(t *testing.T) {
	named := regexp.MustCompile(`(?:model="|--model |#m=)([a-z][\w.-]*)`)
	for path, text := range documents(t) {
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			if _, ok := gallery.Lookup(m[1]); !ok && filepath.Ext(m[1]) == "" {
				t.Errorf("%s names the model %s, which is not in the gallery", path, m[1])
			}
		}
	}
}

// The table of accuracy has a row for every model of the gallery.
func TestTableOfTheDocuments(t *testing.T) {
	b, err := os.ReadFile("../web/docs/accuracy.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range gallery.All() {
		if strings.Count(string(b), `"model":"`+m.Name+`"`) != 1 {
			t.Errorf("there is no row, or more than one, for %s", m.Name)
		}
	}
}

// Every command and every option has a place in the documentation.
func TestDocumentsHaveEveryOption(t *testing.T) {
	b, err := os.ReadFile("../web/docs/command-line.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range completed {
		if !strings.Contains(string(b), "\n| `"+c.name+"` |") {
			t.Errorf("there is no command %s", c.name)
		}
		for _, option := range optionsOf(c.flags) {
			if !strings.Contains(string(b), "`--"+option+"`") {
				t.Errorf("there is no option --%s of %s", option, c.name)
			}
		}
	}
}

// Every relative link of a document leads to a file, and to a heading of it.
func TestLinksOfTheDocuments(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^):]*)\)`)
	heading := regexp.MustCompile(`(?m)^#+ (.*)$`)
	other := regexp.MustCompile(`[^\p{L}\p{N} -]`)
	for path, text := range documents(t) {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			file, place, _ := strings.Cut(m[1], "#")
			if file == "../" {
				continue // the page itself, where place is a link of its own
			}
			target := filepath.Join(filepath.Dir(path), file)
			if file == "" {
				target = path
			}
			b, err := os.ReadFile(target)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			found := place == ""
			for _, h := range heading.FindAllStringSubmatch(string(b), -1) {
				slug := strings.ReplaceAll(other.ReplaceAllString(strings.ToLower(h[1]), ""), " ", "-")
				found = found || slug == place
			}
			if !found {
				t.Errorf("%s: there is no heading for %s", path, m[1])
			}
		}
	}
}
