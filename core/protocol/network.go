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
	c.bool(&n.Adaptive)
}
