package simd

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sweep returns numbers from -90 to 90, close together and at random, and those
// where something changes: the ends of exp, the ends of its polynomial, zeros.
func sweep() []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	var x []float32
	for v := -90.0; v < 90; v += 0.004 {
		x = append(x, float32(v), float32(v+0.004*r.Float64()))
	}
	for n := -127; n < 128; n++ {
		edge := float32((float64(n) + 0.5) * math.Ln2)
		x = append(x, edge, math.Nextafter32(edge, 100), math.Nextafter32(edge, -100))
	}
	inf := float32(math.Inf(1))
	return append(x, 0, float32(math.Copysign(0, -1)), 1e-30, -1e-30, 1e-45, expLeast, 88.37, 88.38, 88.73, 1e30, -1e30, inf, -inf,
		float32(math.NaN()), -float32(math.NaN()), math.MaxFloat32, -math.MaxFloat32)
}

func TestExpIsItsTwin(t *testing.T) {
	x := sweep()
	for n := range 14 { // every length of rest, at every start
		got, want := make([]float32, n), make([]float32, n)
		sum, wantSum := exp32(got, x[n:2*n], 0.25), expPlain(want, x[n:2*n], 0.25)
		sameBits(t, "exp", got, want)
		sameBits(t, "sum of exp", []float32{sum}, []float32{wantSum})
		tanh32(got, x[n:2*n])
		tanhPlain(want, x[n:2*n])
		sameBits(t, "tanh", got, want)
	}
	got, want := make([]float32, len(x)), make([]float32, len(x))
	exp32(got, x, 0)
	expPlain(want, x, 0)
	sameBits(t, "exp", got, want)
	tanh32(got, x)
	tanhPlain(want, x)
	sameBits(t, "tanh", got, want)
}

// Exp32 rounds about 8 times, of which the last three reach the result in full:
// the polynomial's last sum, and r by its error of half a unit of x. 2e-7 is 3.4
// units of the last place.
func TestExpAgainstMath(t *testing.T) {
	x := sweep()
	got := make([]float32, len(x))
	Exp32(got, x)
	worst := 0.0
	for i, v := range x {
		want := math.Exp(float64(v))
		switch {
		case v != v:
			if got[i] == got[i] {
				t.Errorf("exp(NaN) = %v", got[i])
			}
		case v < expLeast:
			if got[i] != 0 {
				t.Errorf("exp(%v) = %v, want 0", v, got[i])
			}
		case v > 127.5*math.Ln2:
			if !math.IsInf(float64(got[i]), 1) {
				t.Errorf("exp(%v) = %v, want +Inf", v, got[i])
			}
		default:
			worst = max(worst, math.Abs(float64(got[i])/want-1))
		}
	}
	if worst > 2e-7 {
		t.Errorf("relative error of exp %.2g", worst)
	}
	t.Logf("relative error of exp %.2g", worst)
}

func TestTanhAgainstMath(t *testing.T) {
	x := sweep()
	got := append([]float32(nil), x...)
	Tanh32(got, got) // in place
	worst := 0.0
	for i, v := range x {
		if v != v {
			if got[i] == got[i] {
				t.Errorf("tanh(NaN) = %v", got[i])
			}
			continue
		}
		worst = max(worst, math.Abs(float64(got[i])-math.Tanh(float64(v))))
	}
	if worst > 2e-7 {
		t.Errorf("error of tanh %.2g", worst)
	}
	t.Logf("error of tanh %.2g", worst)
}

func TestSoftmax(t *testing.T) {
	const rows, masked = 9, -1e30
	for n := 1; n < 30; n++ {
		x := normal[float32](uint64(n), rows*n)
		for i := range x {
			x[i] *= 20
			if i%3 == 1 && i%n != 0 {
				x[i] = masked
			}
		}
		in := append([]float32(nil), x...)
		twin, logZ, twinZ := append([]float32(nil), x...), make([]float32, rows), make([]float32, rows)
		Softmax32(x, logZ, rows, n)
		softmaxPlain(twin, twinZ, rows, n)
		sameBits(t, "softmax", x, twin)
		sameBits(t, "logZ", logZ, twinZ)
		for r := range rows {
			z, sum := 0.0, 0.0
			for _, v := range in[r*n : r*n+n] {
				z += math.Exp(float64(v))
			}
			for k, p := range x[r*n : r*n+n] {
				v := float64(in[r*n+k])
				if v == masked && p != 0 {
					t.Fatalf("a masked value has probability %v", p)
				}
				// exp, the sum of up to 29 of them and the division each err by a few 2^-24, and in v by that much of v.
				if want := math.Exp(v) / z; math.Abs(float64(p)-want) > 1e-5*want+1e-37 {
					t.Fatalf("n %d row %d: probability %v, want %v", n, r, p, want)
				}
				sum += float64(p)
			}
			if math.Abs(sum-1) > float64(n+4)*0x1p-24 {
				t.Fatalf("n %d: a row sums to %v", n, sum)
			}
			if d := math.Abs(float64(logZ[r]) - math.Log(z)); d > 1e-5 {
				t.Fatalf("n %d: ln Z %v, want %v", n, logZ[r], math.Log(z))
			}
		}
	}
}

func TestSoftmaxOfIllRows(t *testing.T) {
	inf := float32(math.Inf(1))
	nan := float32(math.NaN())
	for _, row := range [][]float32{{0, nan, 1, 2, 3}, {nan, 0, 1, 2, 3}, {0, 1, 2, 3, nan}, {0, inf, 1}, {-inf, -inf}} {
		x := append([]float32(nil), row...)
		Softmax32(x, nil, 1, len(x))
		for _, p := range x {
			if p == p {
				t.Errorf("softmax of %v is %v, want NaN everywhere", row, x)
				break
			}
		}
	}
	x := []float32{-1e30, -1e30, -1e30, -1e30}
	Softmax32(x, nil, 1, 4)
	if x[0] != 0.25 || x[3] != 0.25 {
		t.Errorf("softmax of equal values is %v", x)
	}
	x = []float32{-inf, 3, -inf}
	Softmax32(x, nil, 1, 3)
	if x[0] != 0 || x[1] != 1 || x[2] != 0 {
		t.Errorf("softmax beside -Inf is %v", x)
	}
}
