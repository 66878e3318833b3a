//go:build !js

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"vanscape/core/crn/formats"
)

const convertHelp = `Usage: go run ./app convert NAME|FILE|- [options]

Reads a model in any format and writes it in another. What the way changes in
meaning is said on standard error, line by line.

Examples
  go run ./app convert model.xml                    to the text language, shown
  go run ./app convert model.xml --out model.txt
  go run ./app convert toggle-switch --to sbml      from the gallery
  go run ./app convert model.net --out model.ant    BioNetGen to Antimony
  cat model.xml | go run ./app convert - --to antimony

  --to FORMAT      %s
                   (default: by the ending of --out, or text)
  --from FORMAT    %s
                   (default: what the file looks like)
  --out FILE       where to write (default: standard output)

Endings: .xml and .sbml are SBML, .ant Antimony, and anything else text.

Exit status: 0, or 2 for bad input, or 1 where the result cannot be written.
`

// convertOptions is the command line of convert.
type convertOptions struct {
	model, from, to, out string
}

// flags returns the flags of convert, which set o.
func (o *convertOptions) flags() *flag.FlagSet {
	f := flag.NewFlagSet("convert", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.from, "from", "", "")
	f.StringVar(&o.to, "to", "", "")
	f.StringVar(&o.out, "out", "", "")
	return f
}

// formatNames returns the names of the formats that are written, or of all.
func formatNames(written bool) choices {
	var names choices
	for _, f := range formats.All() {
		if !written || f.Write != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

func parseConvert(args []string) (convertOptions, error) {
	var o convertOptions
	f := o.flags()
	// Package flag stops at the model; options may follow it.
	for rest := args; ; rest = rest[1:] {
		if err := f.Parse(rest); err != nil {
			return o, readable(err)
		}
		if rest = f.Args(); len(rest) == 0 {
			break
		}
		if o.model != "" {
			return o, fmt.Errorf("%q is a second model: convert one at a time", rest[0])
		}
		o.model = rest[0]
	}
	if o.model == "" {
		return o, errors.New("the model is missing: name a file, a model of the gallery, or - for standard input")
	}
	if err := formatNames(false).one("from", o.from); err != nil {
		return o, err
	}
	ending := strings.ToLower(filepath.Ext(o.out))
	if o.to == "" && ending == ".net" {
		return o, errors.New("a .net of BioNetGen is only read: end --out in .xml, .ant or .txt")
	}
	if o.to == "" {
		o.to = map[string]string{".xml": "sbml", ".sbml": "sbml", ".ant": "antimony"}[ending]
	}
	if o.to == "" {
		o.to = formats.Text().Name
	}
	return o, formatNames(true).one("to", o.to)
}

// convert reads a model and writes it in another format. It returns the exit status.
func convert(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseConvert(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stdout, convertHelp, strings.Join(formatNames(true), ", "), strings.Join(formatNames(false), ", "))
		return exitDone
	}
	status := exitInput
	if err == nil {
		status, err = convertOne(o, stdin, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintf(stderr, "convert: %v\n", err)
	}
	return status
}

func convertOne(o convertOptions, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	from, err := openModel(o.model, stdin)
	if err != nil {
		return exitInput, err
	}
	if o.from != "" {
		from.format, _ = formats.Lookup(o.from)
	}
	n, notes, err := from.read()
	if err != nil {
		return exitInput, err
	}
	to, _ := formats.Lookup(o.to)
	out, more := to.Write(n)
	for _, note := range more {
		notes = append(notes, noted(from.name, note))
	}
	for _, note := range notes {
		fmt.Fprintln(stderr, note)
	}
	if o.out == "" || o.out == "-" {
		if _, err := stdout.Write(out); err != nil {
			return exitFailed, err
		}
		return exitDone, nil
	}
	file, err := replace(o.out)
	if err != nil {
		return exitInput, fmt.Errorf("--out %s cannot be written: %w", o.out, err)
	}
	defer file.discard()
	if _, err = file.file.Write(out); err == nil {
		err = file.commit()
	}
	if err != nil {
		return exitFailed, fmt.Errorf("--out %s cannot be written: %w", o.out, reason(err))
	}
	return exitDone, nil
}
