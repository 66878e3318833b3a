package protocol

// Network is how a Start asks for the autoregressive network to be built and
// moved. Names are those of core/van and core/evolve; "" and 0 mean the default.
type Network struct {
	Method   string  // projected, policy-gradient or natural-gradient; "" = projected
	Arch     string  // mlp, nade, gru or transformer; "" = mlp
	Head     string  // smooth or categorical; "" = smooth
	Depth    int     // layers of gru and transformer
	Heads    int     // attention heads of transformer
	Updates  int     // updates of the parameters in a time step, of the gradient methods
	Rate     float64 // their learning rate
	Loss     string  // their objective: kl, l2, hellinger or steady; "" = kl
	Damping  float64 // least damping of a block's Fisher matrix, of projected; 0 = 1e-5
	Adaptive bool    // they shorten a time step that turns a sampled probability negative
}

func (n *Network) fields(c *coder) {
	text(c, &n.Method)
	text(c, &n.Arch)
	text(c, &n.Head)
	c.int(&n.Depth)
	c.int(&n.Heads)
	c.int(&n.Updates)
	c.float(&n.Rate)
	text(c, &n.Loss)
	c.float(&n.Damping)
	c.bool(&n.Adaptive)
}
