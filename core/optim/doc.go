// Package optim turns a gradient, and where there is one a metric, into a step
// of parameters.
package optim
