package record

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestStems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"the deployment of quotas", "deploy quota"},
		{"ban timber from the port of Sela", "sela timber"},
		{"It is the idea", ""},
		{"The U.S. and the EC", ""},
	} {
		if got := strings.Join(slices.Sorted(maps.Keys(Stems(c.text))), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
