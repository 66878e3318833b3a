package page

import "time"

// Address is the part of the page's address behind the #.
type Address interface {
	Link() string
	SetLink(link string)
}

// noAddress is an Address that nobody sees.
type noAddress struct{ link string }

// Link implements Address.
func (a *noAddress) Link() string { return a.link }

// SetLink implements Address.
func (a *noAddress) SetLink(link string) { a.link = link }

// addressRest is how long the Lab must rest before the address follows it: browsers allow few changes in a second.
const addressRest = 400 * time.Millisecond

// Linker keeps the address true to what the page shows, so that it can be kept as a bookmark or passed on at any time.
type Linker struct {
	Fault string // why a link could not be opened, or ""

	lab     *Lab
	host    Host
	address Address
	known   string // the address as last opened or written here
	changes int
	busy    bool // a look is under way
}

// Update looks after a while whether the address is still true.
func (k *Linker) Update() {
	if k.changes++; k.busy {
		return
	}
	k.busy = true
	k.host.After(addressRest, k.look)
}

func (k *Linker) look() {
	k.busy = false
	link := k.lab.Link()
	now := k.address.Link()
	if now != k.known { // someone has just changed it, and Open is about to be told
		return
	}
	if link == now || now == "" && link == firstLink {
		return
	}
	k.address.SetLink(link)
	k.known = link
	k.lab.Keeper.Update()
}

// Read returns the address as it is.
func (k *Linker) Read() string {
	k.known = k.address.Link()
	return k.known
}

// Open shows what a link names. One that cannot be opened leaves its reason in Fault and
// opens the gallery.
func (k *Linker) Open(link string) bool {
	k.known = link
	if k.Fault = k.lab.OpenLink(link); k.Fault != "" {
		k.lab.browse()
		k.lab.Changed()
	}
	return k.Fault == ""
}
