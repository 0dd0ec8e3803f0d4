package eval

// matching is a largest one-to-one matching between gold and system items, found
// with augmenting paths (Kuhn 1955): how many pairs there are, and which items
// of each side have a partner.
type matching struct {
	pairs        int
	gold, system map[int]bool
}

func match(gold, system int, ok func(g, s int) bool) matching {
	owner := make([]int, system)
	for s := range owner {
		owner[s] = -1
	}
	var augment func(g int, seen []bool) bool
	augment = func(g int, seen []bool) bool {
		for s := range system {
			if seen[s] || !ok(g, s) {
				continue
			}
			seen[s] = true
			if owner[s] < 0 || augment(owner[s], seen) {
				owner[s] = g
				return true
			}
		}
		return false
	}
	m := matching{gold: map[int]bool{}, system: map[int]bool{}}
	for g := range gold {
		if augment(g, make([]bool, system)) {
			m.pairs++
		}
	}
	for s, g := range owner {
		if g >= 0 {
			m.gold[g], m.system[s] = true, true
		}
	}
	return m
}
