package typeset

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// greek are the names that stand for letters.
var greek = map[string]string{
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ",
	"mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "pi": "π",
}

// name writes a name. What follows its first "_", or the digits at its end, is an
// index: Gx_off, X15, sigma_u.
func name(s string) string {
	base, index, ok := strings.Cut(s, "_")
	if !ok {
		base = strings.TrimRightFunc(s, func(r rune) bool { return '0' <= r && r <= '9' })
		index = s[len(base):]
	}
	if base == "" || index == "" {
		return letters(s)
	}
	return "<msub>" + letters(base) + "<mrow>" + letters(index) + "</mrow></msub>"
}

// letters writes a name without index, in italics where it is one letter of a formula.
func letters(s string) string {
	if g, ok := greek[s]; ok {
		s = g
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsDigit(r) && strings.Trim(s, "0123456789") == "" {
		return "<mn>" + s + "</mn>"
	}
	return "<mi>" + html.EscapeString(s) + "</mi>"
}
