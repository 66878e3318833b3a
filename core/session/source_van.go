package session

func newVAN(*task) (source, error) {
	return nil, badInput("the solver van is not built yet: use fsp or ssa")
}
