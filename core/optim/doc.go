// Package optim turns a gradient and a metric into a step of parameters.
package optim
