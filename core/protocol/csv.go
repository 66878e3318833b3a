package protocol

import (
	"math"
	"strconv"
	"strings"
)

// SamplesHeader is the first line of a table of samples: t, the species, ln_p.
func SamplesHeader(species []string) string { return "t," + strings.Join(species, ",") + ",ln_p\n" }

// AppendSamples appends the samples of an AskSamples at time t to a table of CSV, one on
// a line. A logarithm that is not finite is left out.
func (m *Answer) AppendSamples(b []byte, t float64) []byte {
	if len(m.LogProb) == 0 {
		return b
	}
	size := len(m.States) / len(m.LogProb)
	for k, ln := range m.LogProb {
		b = strconv.AppendFloat(b, t, 'g', -1, 64)
		for _, n := range m.States[k*size : (k+1)*size] {
			b = strconv.AppendInt(append(b, ','), int64(n), 10)
		}
		b = append(b, ',')
		if !math.IsInf(ln, 0) {
			b = strconv.AppendFloat(b, ln, 'g', 9, 64)
		}
		b = append(b, '\n')
	}
	return b
}
