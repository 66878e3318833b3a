// Package evolve moves an autoregressive law in time as the chemical master
// equation says, without simulated data: projected dynamics in the weak form.
package evolve
