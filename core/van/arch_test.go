package van

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestNamesAreReadBack(t *testing.T) {
	for _, a := range []Arch{ArchMLP, ArchNADE, ArchGRU, ArchTransformer} {
		if got, err := ParseArch(a.String()); got != a || err != nil {
			t.Errorf("%v is read as %v, %v", a, got, err)
		}
	}
	for _, h := range []Head{HeadSmooth, HeadCategorical} {
		if got, err := ParseHead(h.String()); got != h || err != nil {
			t.Errorf("%v is read as %v, %v", h, got, err)
		}
	}
	for _, text := range []string{"", "MLP", "lstm"} {
		if _, err := ParseArch(text); err == nil || !strings.Contains(err.Error(), "transformer") {
			t.Errorf("%q: %v", text, err)
		}
		if _, err := ParseHead(text); err == nil || !strings.Contains(err.Error(), "categorical") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// The numbers of parameters follow from the formulas of each architecture, here
// for a gene, a site of one level and two proteins under the default settings.
func TestDefaultSizes(t *testing.T) {
	sites := Sites{Levels: []int{2, 1, 40, 40}}
	const h, j = 32, 12
	ends := h + 2*h*2 + (1+2*j)*(h+1)
	for _, c := range []struct {
		arch Arch
		set  Settings
		want int
	}{
		{ArchMLP, Settings{}, 1 + 2*j + 2*(8*2+j*9)},
		{ArchNADE, Settings{}, ends},
		{ArchNADE, Settings{Head: HeadCategorical}, ends + 2*(39-j)*(h+1)},
		{ArchGRU, Settings{}, ends + 3*h*(2*h+1)},
		{ArchGRU, Settings{Depth: 3}, ends + 9*h*(2*h+1)},
		{ArchTransformer, Settings{}, ends + 6*h*(h+1) + h*(2*h+1)},
		{ArchTransformer, Settings{Depth: 2, Heads: 8}, ends + 2*(6*h*(h+1)+h*(2*h+1))},
	} {
		m, err := New(c.arch, sites, c.set, rand.New(rand.NewPCG(1, 2)))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(m.Params()); got != c.want {
			t.Errorf("%v %+v has %d parameters, want %d", c.arch, c.set, got, c.want)
		}
	}
}

func TestMLPByNameIsTheMLP(t *testing.T) {
	sites := Sites{Levels: []int{2, 30, 30, 30}}
	near := [][]bool{{}, {true}, {true, false}, {false, true, true}}
	for _, set := range []Settings{{}, {Width: 5, Basis: 6, Head: HeadCategorical, Near: near}} {
		m, err := New(ArchMLP, sites, Settings{Width: set.Width, Basis: set.Basis, Head: set.Head, Near: set.Near}, rand.New(rand.NewPCG(1, 2)))
		want := NewMLP(sites, set, rand.New(rand.NewPCG(1, 2)))
		if err != nil || !slices.Equal(m.Params(), want.Params()) {
			t.Errorf("%+v: another model, error %v", set, err)
		}
	}
}

// What makes no sense or fits no machine is refused before it costs memory.
func TestUnreasonableSettings(t *testing.T) {
	sites := Sites{Levels: []int{2, 3000, 100}}
	for _, c := range []struct {
		name string
		arch Arch
		set  Settings
		want string
	}{
		{"width", ArchMLP, Settings{Width: 1e9}, "width is 1000000000"},
		{"negative width", ArchGRU, Settings{Width: -1}, "width is -1"},
		{"basis", ArchMLP, Settings{Basis: math.MaxInt}, "the basis is"},
		{"depth", ArchGRU, Settings{Depth: 65}, "at most 64"},
		{"heads", ArchTransformer, Settings{Heads: -4}, "attention heads is -4"},
		{"heads that do not fit", ArchTransformer, Settings{Width: 32, Heads: 5}, "32 does not divide into 5"},
		{"size of mlp", ArchMLP, Settings{Width: 4_000_000}, "mlp would have"},
		{"size of nade", ArchNADE, Settings{Width: 4_000_000}, "nade would have"},
		{"size of gru", ArchGRU, Settings{Width: 3000}, "gru would have"},
		{"size of transformer", ArchTransformer, Settings{Width: 4_000_000, Depth: 64}, "transformer would have"},
		{"free logits", ArchNADE, Settings{Head: HeadCategorical}, "site 1 has 3000 levels"},
		{"architecture", 4, Settings{}, "architecture number 4"},
		{"head", ArchMLP, Settings{Head: -1}, "head number -1"},
	} {
		m, err := New(c.arch, sites, c.set, rand.New(rand.NewPCG(1, 2)))
		if m != nil || err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want one about %q", c.name, err, c.want)
		}
	}
}

// Where four heads do not fit two or one do.
func TestDefaultHeadsDivideTheWidth(t *testing.T) {
	for width, want := range map[int]int{32: 4, 6: 2, 7: 1} {
		if got := (Settings{Width: width}).withDefaults(ArchTransformer).Heads; got != want {
			t.Errorf("%d heads of a width of %d, want %d", got, width, want)
		}
	}
}
