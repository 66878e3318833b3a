package evolve

import (
	"fmt"
	"strings"
)

var (
	methodNames = []string{"projected", "policy-gradient", "natural-gradient"}
	lossNames   = []string{"kl", "l2", "hellinger", "steady"}
)

// String returns the name that ParseMethod reads.
func (m Method) String() string { return methodNames[m] }

// ParseMethod returns the method of a name: projected, policy-gradient or
// natural-gradient.
func ParseMethod(name string) (Method, error) {
	i, err := parse("method", methodNames, name)
	return Method(i), err
}

// String returns the name that ParseLoss reads.
func (l Loss) String() string { return lossNames[l] }

// ParseLoss returns the loss of a name: kl, l2, hellinger or steady.
func ParseLoss(name string) (Loss, error) {
	i, err := parse("loss", lossNames, name)
	return Loss(i), err
}

func parse(what string, names []string, name string) (int, error) {
	for i, n := range names {
		if n == name {
			return i, nil
		}
	}
	last := len(names) - 1
	return 0, fmt.Errorf("there is no %s %q: use %s or %s", what, name, strings.Join(names[:last], ", "), names[last])
}
