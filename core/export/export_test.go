package export

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"vanscape/core/protocol"
)

// example is a run of two frames, of which the second has wider limits.
func example() *protocol.Run {
	law := func(shift float64, levels int) protocol.Law {
		p, joint := make([]float64, levels), make([]float32, 2*levels)
		p[levels-1], joint[levels] = 1, float32(shift)
		return protocol.Law{
			Mean: []float64{shift, 1. / 3}, Var: []float64{4 * shift, -1e-20}, Cov: []float64{1, 2, 3, shift},
			Marginals: [][]float64{{0.5, 0.5}, p}, Joints: []protocol.Joint{{A: 0, B: 1, Rows: 2, Cols: levels, P: joint}}, LostMass: 1e-9,
		}
	}
	frame := func(i int, levels int) protocol.Frame {
		exact := law(2, levels)
		return protocol.Frame{
			Index: i, Time: 0.1 * float64(i), Law: law(1, levels), Exact: &exact, ErrorEstimate: -1, HasJoint: true, JointHellinger: 0.25,
			MarginalHellinger: []float64{0.125, 0}, Steps: 7 * i, WallMass: 1e-7,
		}
	}
	return &protocol.Run{
		Start:   protocol.Start{Text: "# µ\nX -> Y @ 1\n", Solver: protocol.VAN, Times: []float64{0, 0.1}, Seed: 3, Ask: []string{"H", "P(X > 1)"}, Model: "two"},
		Started: protocol.Started{Species: []string{"X", "Yö"}, Limits: []int{1, 1}},
		Frames:  []protocol.Frame{frame(0, 2), frame(1, 3)},
		Answers: []protocol.Answer{{ID: 1, Frame: 1, Value: 0.5, StandardError: 0.01, HasExact: true, Exact: 0.75}, {ID: 0, Frame: 1, Failed: "no"}},
	}
}

// The reader is written from the definition of the format, and shares nothing with the writer.
func readNPZ(t *testing.T, b []byte) map[string]Array {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]Array{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := strings.CutSuffix(f.Name, ".npy")
		found[name] = readNPY(t, name, b)
	}
	return found
}

func readNPY(t *testing.T, name string, b []byte) Array {
	t.Helper()
	size := int(binary.LittleEndian.Uint16(b[8:]))
	if string(b[:8]) != "\x93NUMPY\x01\x00" || (10+size)%64 != 0 || b[9+size] != '\n' {
		t.Fatalf("%s: head % x", name, b[:16])
	}
	m := regexp.MustCompile(`^\{'descr': '<([fiU])(\d+)', 'fortran_order': False, 'shape': \(([\d, ]*)\), \} *\n$`).FindStringSubmatch(string(b[10 : 10+size]))
	if m == nil {
		t.Fatalf("%s: head %q", name, b[10:10+size])
	}
	a := Array{Name: name, Shape: []int{}}
	for _, n := range strings.FieldsFunc(m[3], func(c rune) bool { return c == ',' || c == ' ' }) {
		k, _ := strconv.Atoi(n)
		a.Shape = append(a.Shape, k)
	}
	width, _ := strconv.Atoi(m[2])
	data := bytes.NewReader(b[10+size:])
	switch m[1] + m[2] {
	case "f8":
		a.Data = make([]float64, data.Len()/8)
	case "f4":
		a.Data = make([]float32, data.Len()/4)
	case "i8":
		wide := make([]int64, data.Len()/8)
		binary.Read(data, binary.LittleEndian, wide)
		ints := make([]int, len(wide))
		for i, x := range wide {
			ints[i] = int(x)
		}
		a.Data = ints
		return a
	default:
		points := make([]rune, data.Len()/4)
		binary.Read(data, binary.LittleEndian, points)
		texts := []string{}
		for ; len(points) > 0; points = points[width:] {
			texts = append(texts, strings.TrimRight(string(points[:width]), "\x00"))
		}
		a.Data = texts
		return a
	}
	if err := binary.Read(data, binary.LittleEndian, a.Data); err != nil || data.Len() > 0 {
		t.Fatalf("%s: %v, %d bytes left", name, err, data.Len())
	}
	return a
}

func TestNPZ(t *testing.T) {
	r := example()
	var b bytes.Buffer
	if err := NPZ(&b, r); err != nil {
		t.Fatal(err)
	}
	got := readNPZ(t, b.Bytes())
	for _, a := range Arrays(r) {
		if a.Name != "answer" && a.Name != "answer_se" && a.Name != "answer_exact" && !reflect.DeepEqual(got[a.Name], a) {
			t.Errorf("got %v, want %v", got[a.Name], a)
		}
	}
	for _, want := range []Array{
		{"t", []int{2}, []float64{0, 0.1}}, {"species", []int{2}, []string{"X", "Yö"}}, {"model", []int{}, []string{r.Start.Text}}, {"steps", []int{2}, []int{0, 7}},
		{"mean", []int{2, 2}, []float64{1, 1. / 3, 1, 1. / 3}}, {"exact_cov", []int{2, 2, 2}, []float64{1, 2, 3, 2, 1, 2, 3, 2}},
		{"marginal_Yö", []int{2, 3}, []float64{0, 1, 0, 0, 0, 1}}, {"joint_X_Yö", []int{2, 2, 3}, []float32{0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0}},
		{"hellinger", []int{2}, []float64{0.25, 0.25}}, {"questions", []int{2}, []string{"H", "P(X > 1)"}},
	} {
		if !reflect.DeepEqual(got[want.Name], want) {
			t.Errorf("got %v, want %v", got[want.Name], want)
		}
	}
	if _, ok := got["error_estimate"]; ok {
		t.Error("an estimate that there is not")
	}
	answers := got["answer"].Data.([]float64)
	if !math.IsNaN(answers[0]) || !math.IsNaN(answers[1]) || !math.IsNaN(answers[2]) || answers[3] != 0.5 {
		t.Errorf("answers %v", answers)
	}
}

func TestCSV(t *testing.T) {
	r := example()
	r.Frames[0].HasJoint = false
	var b bytes.Buffer
	if err := CSV(&b, r); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"time", "X-mean", "X-sd", "X-exact-mean", "X-exact-sd", "X-hellinger", "Yö-mean", "Yö-sd", "Yö-exact-mean", "Yö-exact-sd", "Yö-hellinger", "hellinger"},
		{"0", "1", "2", "2", "2.8284271247461903", "0.125", "0.3333333333333333", "0", "0.3333333333333333", "0", "0", ""},
		{"0.1", "1", "2", "2", "2.8284271247461903", "0.125", "0.3333333333333333", "0", "0.3333333333333333", "0", "0", "0.25"},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got %v", rows)
	}
}

func TestJSON(t *testing.T) {
	r := example()
	var b bytes.Buffer
	if err := JSON(&b, r, protocol.Done{WallSeconds: 2}); err != nil {
		t.Fatal(err)
	}
	var d Document
	text := b.String()
	if err := json.Unmarshal(b.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(d); err != nil || string(again) != strings.TrimSpace(text) {
		t.Errorf("got %s, %v, want %s", again, err, text)
	}
	if f := d.Frames[1]; d.Model != "two" || d.WallSeconds != 2 || f.T != 0.1 || f.Mean[1] != 1./3 || *f.Exact.JointHellinger != 0.25 || f.Joints[0].P[1][0] != 1 || f.Answers[0].Failed != "" {
		t.Errorf("got %+v", d)
	}
}

func TestEmptyRun(t *testing.T) {
	r := &protocol.Run{Started: protocol.Started{Species: []string{"X"}, Limits: []int{1}}}
	for name, write := range map[string]func(io.Writer, *protocol.Run) error{"npz": NPZ, "csv": CSV} {
		var b bytes.Buffer
		if err := write(&b, r); err != nil || b.Len() == 0 {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		}
	}
}

// A zip has no time of its own, and an error of writing is not lost.
func TestNPZIsTheSame(t *testing.T) {
	var a, b bytes.Buffer
	if NPZ(&a, example()) != nil || NPZ(&b, example()) != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same run gives other bytes")
	}
	if err := NPZ(full{}, example()); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a full disk: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestNPZPanicsOnMisfits(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("three numbers of 2 x 2")
		}
	}()
	WriteNPZ(io.Discard, []Array{{"x", []int{2, 2}, []float64{1, 2, 3}}})
}
