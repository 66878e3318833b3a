package evolve

import "math"

// A Loss says how far a law p is from its target q, by which the updates of a
// time step bring p to q.
type Loss uint8

// The losses.
const (
	KL        Loss = iota // sum p ln(p/q), the reverse Kullback-Leibler divergence
	L2                    // sum (p-q)^2, which hardly sees a law spread over many states
	Hellinger             // 4 (1 - sum sqrt(p q)), the squared Hellinger distance, curved as KL is at p = q
	// Steady is KL to the target of the present law instead of the last step's:
	// every update heads for the law that the generator leaves as it is, and the
	// time of a frame only counts steps.
	Steady
)

// rewards sets dst (B) to the R of the loss, whose gradient is E_p[R score],
// from ln p and ln q at states drawn from p:
//
//	KL, Steady  ln p - ln q    (its own derivative, 1, has no gradient on average)
//	L2          2 (p - q)
//	Hellinger   -2 sqrt(q/p)
func (l Loss) rewards(dst, lnp, lnq []float64) {
	for i, p := range lnp {
		q := lnq[i]
		switch l {
		case L2:
			dst[i] = 2 * (math.Exp(p) - math.Exp(q))
		case Hellinger:
			dst[i] = -2 * math.Exp(min(q-p, maxOdds)/2)
		default:
			dst[i] = p - q
		}
	}
}

// estimate returns the loss, from ln p and ln q at states of p with weights w (all
// B). What q holds where no state is, it does not see:
//
//	KL, Steady  E_p[ln p - ln q]
//	L2          E_p[(p - q)^2 / p]
//	Hellinger   E_p[4 (1 - sqrt(q/p))]
func (l Loss) estimate(lnp, lnq, w []float64) float64 {
	sum, total := 0.0, 0.0
	for i, p := range lnp {
		odds := min(lnq[i]-p, maxOdds)
		at := -odds
		switch l {
		case L2:
			off := math.Expm1(odds)
			at = math.Exp(p) * off * off
		case Hellinger:
			at = -4 * math.Expm1(odds/2)
		}
		sum += w[i] * at
		total += w[i]
	}
	return sum / total
}

// maxOdds bounds ln(q/p), of which exponentials are taken.
// States drawn from p are hardly ever so much likelier under q.
const maxOdds = 40
