// Package crn holds chemical reaction networks: species, parameters and
// reactions, the text language in which they are written, and what follows
// from the stoichiometry alone.
//
// # Conventions
//
// The propensity of a mass action with rate k is k times falling factorials of
// the reactant counts, k n (n-1) ... (n-c+1) for c copies, without a factor
// 1/c!. Some simulators divide by c! and some write n^c; a k taken over from
// them has to be converted. A reaction whose reactants are missing never
// fires, whatever its law says.
//
// # Text language
//
//	# toggle switch
//	species Gx = 1, Gy = 1, Gx_off, Gy_off, Px, Py
//	s = 50; b = 1e-4; u = 0.1
//
//	Gx -> Gx + Px            @ s         # @ k: mass action
//	2 Px + Gy <-> Gy_off     @ b, u      # reversible: forward, backward
//	0 -> Py                  ; s/(1 + (Px/20)^2)   # a law written out, in counts
//
// Grammar, with { } for repetition and [ ] for an option:
//
//	model     = { [ statement ] end }
//	end       = newline | ";" | end of text
//	statement = species | parameter | initial | order | reset | reaction
//	species   = "species" declared { "," declared }
//	declared  = name [ "=" whole ]               count at time 0, else 0
//	parameter = name "=" expr
//	initial   = "init" name "~" law              law of the count at time 0
//	order     = "order" name { "," name }        for an autoregressive model
//	reset     = "at" "t" "=" expr ":" set { "," set }
//	set       = name "=" expr                    count from that time on
//	law       = "delta" "(" expr ")" | "poisson" "(" expr ")"
//	          | "uniform" "(" expr "," expr ")" | "zipf" "(" expr "," expr ")"
//	          | "binomial" "(" expr "," expr ")" | "table" "(" expr { "," expr } ")"
//	reaction  = side "->" side "@" expr          mass action
//	          | side "<->" side "@" expr "," expr
//	          | side "->" side ";" expr          literal law
//	side      = "0" | term { "+" term }
//	term      = [ whole ] name
//	expr      = expr op expr | "-" expr | "!" expr | "(" expr ")" | number | name
//	          | function "(" expr { "," expr } ")"
//
// The first ";" behind the products of a reaction, where no "@" has come,
// introduces its law. Every other ";" ends a statement, as a newline does, so
// a law ends at the next ";" or newline. A "#" starts a comment; one on the
// first line names the network. A name starts with a letter or "_" and goes on
// with letters, digits and "_"; species, init, t, pi and the functions are
// taken. The signs → ⇌ ∅ − · × ≤ ≥ ≠ are read as -> <-> 0 - * * <= >= !=.
//
// Operators from loose to tight: || (or), && (and), ! (not), < <= > >= == != (value
// 0 or 1, they do not chain), + -, * /, unary -, ^ (from the right). What stands
// beside ||, && and ! must be a condition: a comparison, or made of them. Functions: exp, ln, sqrt, sin,
// cos, abs of one argument, min and max of two or more, and if(X > 3, a, b), which
// is a where the condition holds and else b. A rate may name
// parameters and the time t; a literal law also species, which stand for their
// counts; a parameter other parameters only, in any order of lines.
//
// An initial law takes the place of a count: delta(n), poisson(mean),
// uniform(least, most), zipf(s, max) in proportion to k^-s for k = 1 to max,
// binomial(n, p), or table(p0, p1, ...) with the probabilities of 0, 1, and so on,
// which must add up to 1 within a thousandth and are scaled to. Their arguments
// may name parameters. Species are independent at time 0, so a species whose
// count is uncertain cannot be part of a conservation law without negative
// weights, which holds one total for all states.
//
// A reset gives species other counts at one time, whatever they were, as an experimenter
// does who washes a molecule out. Time and counts are constant, and may name parameters.
// The state at that time is the one after the reset. A conservation law that contains a
// species which is set is none of the network.
//
// An order names every species once, as an autoregressive model should take
// them. It changes no law; without it a solver finds an order of its own.
//
// ParseQuestion reads what can be asked of a law on the counts, with the same
// expressions: P(Px > 30 && Py < 5), E(Px*Py), ln p(Px = 30), H, I(Px; Py).
//
// Species are declared in the species lines; a text without any declares the
// species of its reactions by using them, with count 0, in order of
// appearance. As soon as there is one species line, an undeclared name is an
// error, since it is most often a slip of the pen.
//
// Sizes are bounded: 1 MB of text, 1,000 species, 2,000 parameters, 10,000
// reactions, 10,000 counts that are set, counts up to 10^9, those in an initial law up to 100,000, tables of
// up to 10,000 probabilities, stoichiometries up to 100, names of up to 64
// characters and expressions chained up to 2,000 operations deep.
package crn
