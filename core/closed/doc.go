// Package closed holds the laws of networks whose master equation has a solution
// in closed form. There is one family so far: where molecules come, go and turn
// into one another each by itself, species that begin as independent Poisson
// laws stay so for ever (T. Jahnke, W. Huisinga, J. Math. Biol. 54, 1, 2007,
// doi:10.1007/s00285-006-0034-x).
//
// Use it as the exact law of a network with too many states to list.
package closed
