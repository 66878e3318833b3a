package check

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
)

// Suite are the cases of the SBML test suite for stochastic simulators that are read in
// place.
var Suite = []string{"00001", "00003", "00005", "00007", "00009", "00011", "00013", "00015", "00017", "00019",
	"00021", "00023", "00025", "00027", "00029", "00031", "00033", "00035", "00037", "00039"}

// SuiteModel returns the SBML of a case. It skips the test where the suite is absent.
func SuiteModel(tb testing.TB, name string) []byte {
	tb.Helper()
	return Shared(tb, "dsmts", name, name+"-sbml-l3v1.xml")
}

// A Moment is what the suite expects of a variable at a time.
type Moment struct{ Mean, SD float64 }

// SuiteResults returns what the suite expects of a case, by variable, at t = 0 to 50.
func SuiteResults(tb testing.TB, name string) map[string][]Moment {
	tb.Helper()
	rows, err := csv.NewReader(bytes.NewReader(Shared(tb, "dsmts", name, name+"-results.csv"))).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	results := map[string][]Moment{}
	for j, column := range rows[0][1:] {
		variable, what, _ := strings.Cut(column, "-")
		if results[variable] == nil {
			results[variable] = make([]Moment, len(rows)-1)
		}
		for i, row := range rows[1:] {
			v, err := strconv.ParseFloat(row[j+1], 64)
			if err != nil {
				tb.Fatal(err)
			}
			if what == "mean" {
				results[variable][i].Mean = v
			} else {
				results[variable][i].SD = v
			}
		}
	}
	return results
}
